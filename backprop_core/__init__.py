"""The numbers: trains a network and writes down everything that happened."""

from backprop_core.faults import Fault, SpecError
from backprop_core.fitted import Network
from backprop_core.recording import Recording, Thread
from backprop_core.spec import RunSpec
from backprop_core.trace import Trace
from backprop_core.training import TrainingError, train

__all__ = [
    "Fault",
    "Network",
    "Recording",
    "RunSpec",
    "SpecError",
    "Thread",
    "Trace",
    "TrainingError",
    "train",
]
