"""What a film needs beyond the steps: asked for by name, computed from the training."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

import numpy as np

from backprop_core.data.datasets import Dataset
from backprop_core.faults import Fault, SpecError, unknown
from backprop_core.probes.about_steps import (
    last_pass,
    nudge,
    sample_costs,
    sample_gradients,
    second_pass,
    stale_deltas,
)
from backprop_core.probes.learning import (
    ASKED_POINTS,
    answer_curve,
    examination,
    first_answers,
    first_gradients,
    no_line,
)
from backprop_core.probes.optimizer_race import optimizers, optimizers_claims
from backprop_core.probes.planes import (
    decision_map,
    landscape,
    landscape_claims,
    no_plane,
    too_short,
)
from backprop_core.probes.probe import Probe, evenly
from backprop_core.probes.retraining import batch_sizes, learning_rates, relu_twin
from backprop_core.probes.walks import walkers
from backprop_core.schedule import Schedule
from backprop_core.shapes import read_only
from backprop_core.spec.run_spec import RunSpec
from backprop_core.trace.probe_records import PROBE_RECORDS
from backprop_core.trace.record_kinds import described, leaves
from backprop_core.trace.recording import Recording
from backprop_core.trace.trace import Trace

PROBES: Mapping[str, Probe] = {
    probe.name: probe
    for probe in (
        Probe("nudge", nudge),
        Probe("stale_deltas", stale_deltas),
        Probe("second_pass", second_pass),
        Probe("last_pass", last_pass, checkpoints=2),  # of which one is the end
        Probe(
            *("landscape", landscape, too_short),
            checkpoints=33,
            claims=landscape_claims,
        ),
        Probe("learning_rates", learning_rates),
        Probe("batch_sizes", batch_sizes),
        Probe("optimizers", optimizers, claims=optimizers_claims),
        Probe("sample_gradients", sample_gradients),
        Probe("sample_costs", sample_costs),
        Probe("relu_twin", relu_twin),
        Probe("decision_map", decision_map, no_plane, checkpoints=9),
        Probe("first_answers", first_answers),
        Probe("examination", examination, checkpoints=ASKED_POINTS),
        Probe("answer_curve", answer_curve, no_line, checkpoints=ASKED_POINTS),
        Probe("first_gradients", first_gradients),
        Probe("walkers", walkers, too_short, checkpoints=33),
    )
}


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
    steps |= set(recording.checkpoints)
    return replace(recording, checkpoints=tuple(sorted(steps)))


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
    """The values of the probes that a recording asks for, closed to writing."""
    values: dict[str, Any] = {}
    # What overflows shows in the value, as it does in a training.
    with np.errstate(all="ignore"):
        for name in trace.recording.probes:
            values[name] = PROBES[name].compute(trace, dataset)
            for _, leaf in leaves(described(PROBE_RECORDS[name]), values[name], ""):
                if isinstance(leaf, np.ndarray):
                    read_only(leaf)
    return values
