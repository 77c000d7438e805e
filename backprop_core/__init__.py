"""The numbers: trains a network and writes down everything that happened."""

from backprop_core.descent import TrainingError
from backprop_core.faults import Fault, SpecError
from backprop_core.importers.fitted import Network
from backprop_core.spec.run_spec import RunSpec
from backprop_core.trace.recording import FocusRequest, Recording
from backprop_core.trace.trace import Trace
from backprop_core.training import train
from backprop_core.verify.validation import check_trace

__all__ = [
    "Fault",
    "FocusRequest",
    "Network",
    "Recording",
    "RunSpec",
    "SpecError",
    "Trace",
    "TrainingError",
    "check_trace",
    "train",
]
