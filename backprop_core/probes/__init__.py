"""What a film needs beyond the steps: asked for by name, computed from the training."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from types import MappingProxyType
from typing import Any

import numpy as np

from backprop_core.data.datasets import Dataset
from backprop_core.faults import Fault, SpecError, unknown
from backprop_core.probes.batch_sizes import BATCH_SIZES
from backprop_core.probes.decision_map import DECISION_MAP
from backprop_core.probes.landscape import LANDSCAPE
from backprop_core.probes.learning_rates import LEARNING_RATES
from backprop_core.probes.optimizer_race import OPTIMIZERS_PROBE
from backprop_core.probes.probe import Probe, evenly
from backprop_core.probes.pushes import NUDGE
from backprop_core.probes.relu_twin import RELU_TWIN
from backprop_core.probes.sample_costs import SAMPLE_COSTS
from backprop_core.probes.sample_gradients import SAMPLE_GRADIENTS
from backprop_core.probes.second_pass import SECOND_PASS
from backprop_core.probes.stale_deltas import STALE_DELTAS
from backprop_core.schedule import Schedule
from backprop_core.shapes import read_only
from backprop_core.spec.run_spec import RunSpec
from backprop_core.trace.probe_records import PROBE_RECORDS
from backprop_core.trace.record_kinds import described, leaves
from backprop_core.trace.recording import Recording
from backprop_core.trace.trace import Trace

PROBES: Mapping[str, Probe] = MappingProxyType(
    {
        probe.name: probe
        for probe in (
            NUDGE,
            STALE_DELTAS,
            SECOND_PASS,
            LANDSCAPE,
            LEARNING_RATES,
            BATCH_SIZES,
            OPTIMIZERS_PROBE,
            SAMPLE_GRADIENTS,
            SAMPLE_COSTS,
            RELU_TWIN,
            DECISION_MAP,
        )
    }
)


def prepared(run: RunSpec, dataset: Dataset, recording: Recording) -> Recording:
    """The recording with the checkpoints that its probes need.

    Raises SpecError with every probe that is unknown or does not fit the run.
    """
    updates = recording.last(Schedule.of(run, len(dataset.inputs)).step_count)
    faults = list(_faults(run, dataset, recording, updates))
    if faults:
        raise SpecError(faults)
    needed = [evenly(updates, PROBES[each].checkpoints) for each in recording.probes]
    steps = {int(step) for each in needed for step in each}
    if not steps:
        return recording
    return replace(
        recording, checkpoints=tuple(sorted({*recording.checkpoints, *steps}))
    )


def _faults(
    run: RunSpec, dataset: Dataset, recording: Recording, updates: int
) -> Iterator[Fault]:
    for place, name in enumerate(recording.probes):
        if name not in PROBES:
            yield Fault(f"probes[{place}]", unknown(name, PROBES))
        elif name in recording.probes[:place]:
            yield Fault(f"probes[{place}]", f"got {name!r} twice. Name it once.")
        elif objection := PROBES[name].objection(run, dataset, updates):
            yield Fault(f"probes.{name}", objection)


def probed(trace: Trace, dataset: Dataset) -> dict[str, Any]:
    """The values of the probes that the trace's recording asks for, by name."""
    # What overflows shows in the value, as it does in a training.
    with np.errstate(all="ignore"):
        return {
            name: _closed(name, PROBES[name].compute(trace, dataset))
            for name in trace.recording.probes
        }


def _closed(name: str, value: Any) -> Any:
    """The value of a probe itself, every array in it closed to writing."""
    for _, leaf in leaves(described(PROBE_RECORDS[name]), value, ""):
        if isinstance(leaf, np.ndarray):
            read_only(leaf)
    return value
