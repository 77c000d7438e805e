"""Re-derives every field of a trace from the others, and names the first that fails.

Numbers are the same but for the rounding of another machine. A training may amplify
the last digit, in which that differs: a number that does not agree is held against what
a last digit makes of it. A rate changed by 1e-15 of itself shows that; where it moves
nothing, nothing is forgiven.
"""

from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np

from backprop_core.data.datasets import Dataset
from backprop_core.faults import SpecError
from backprop_core.metrics import classes_read, epoch_record
from backprop_core.model import Model
from backprop_core.network import Parameters
from backprop_core.probes import PROBES
from backprop_core.probes.probe import Claim, Probe, below, field_claims
from backprop_core.probes.retraining import otherwise, walked
from backprop_core.trace.probe_records import PROBE_RECORDS
from backprop_core.trace.record_kinds import described, leaves
from backprop_core.trace.trace import Trace
from backprop_core.training import data_facts
from backprop_core.verify.consistency import (
    checkpoint_claims,
    following_claims,
    step_claims,
)

# Of the training that is done again, for metrics: updates, and products of a weight and
# an input. What comes later is taken on trust.
MOST_WALKED, MOST_PRODUCTS = 100_000, 10**10
# Between two machines: relative to the largest entry of the field.
TOLERANCE = 1e-9
SHAKE = 1e-15  # of the learning rate: a few units of its last digit
REACH = 100.0  # times what that moves a number: what other machines may do


def check_trace(trace: Trace) -> None:
    """Raises ValueError with the path of the first field that does not hold.

    What can only be told from the data (samples, metrics of an epoch, what is read of
    unseen samples, probes) is checked where the data can be read: always, unless it is
    a file that is no longer where it was. Then the run is trained again, as far as its
    epochs go but for at most 100,000 updates, and probes are computed again, trainings
    and all: 3 s for the digits, 10 s with every probe. Loading checks the form alone.
    Parameters that began in a file are taken from step 0; without it, neither is done.
    """
    trace.check_form()
    with np.errstate(all="ignore"):
        for path, written, derived in _claims(trace):
            if not agrees(written, derived):
                raise ValueError(f"{path}: does not follow from the other fields")


def _claims(trace: Trace) -> Iterator[Claim]:
    model, dataset = Model.of(trace.run), _dataset(trace)
    if dataset is not None:
        yield from below("data", field_claims(trace.data, data_facts(dataset)))
    for index, step in trace.steps.items():
        yield f"steps[{index}].index", step.index, index
        if dataset is not None:
            yield from below(f"steps[{index}]", _sample_claims(trace, index, dataset))
        yield from below(f"steps[{index}]", step_claims(trace, model, step))
        if index - 1 in trace.steps:
            pair = trace.steps[index - 1], step
            yield from below(f"steps[{index}]", following_claims(model, *pair))
    for number, checkpoint in enumerate(trace.checkpoints):
        claims = checkpoint_claims(model, checkpoint, trace, dataset)
        yield from below(f"checkpoints[{number}]", claims)
    yield from _epoch_claims(trace)
    if dataset is None:
        return
    again = _with_start(trace)
    yield from within_reach(lambda each: _metric_claims(each, dataset), again)
    if again.run.network.parameters is None:
        yield from probe_claims(again, dataset)


def _sample_claims(trace: Trace, index: int, dataset: Dataset) -> Iterator[Claim]:
    """The samples of a step are those of the data, and read as it reads them."""
    step = trace.steps[index]
    yield "inputs", step.inputs, dataset.inputs[step.samples]
    yield "targets", step.targets, dataset.targets[step.samples]
    outputs = step.layers[-1].activations
    yield "predictions", step.predictions, classes_read(outputs, dataset)
    yield "labels", step.labels, classes_read(step.targets, dataset)


def _with_start(trace: Trace) -> Trace:
    """The trace of a run that can be begun again, if it wrote down where it began.

    Parameters of a file, which may be gone or another by now, are those of step 0.
    """
    network = trace.run.network
    if network.parameters is None or 0 not in trace.steps:
        return trace
    layers = trace.steps[0].layers
    start = {
        "parameters": None,
        "weights": tuple(each.weights.tolist() for each in layers),
        "biases": tuple(each.biases.tolist() for each in layers),
    }
    network = network.model_copy(update=start)
    return replace(trace, run=trace.run.model_copy(update={"network": network}))


def _epoch_claims(trace: Trace) -> Iterator[Claim]:
    per_epoch = trace.schedule.steps_per_epoch
    last = trace.recording.last(trace.schedule.step_count)
    yield "epochs", len(trace.epochs), last // per_epoch + 1
    for place, (index, epoch) in enumerate(trace.epochs.items()):
        yield f"epochs[{index}].index", (index, epoch.index), (place, place)
        yield f"epochs[{index}].step", epoch.step, index * per_epoch


def _metric_claims(trace: Trace, dataset: Dataset) -> Iterator[Claim]:
    """The metrics of the epochs, with the parameters that each ends with."""
    model = Model.of(trace.run)
    epochs = {epoch.step: epoch for epoch in trace.epochs.values()}
    for step, parameters in _parameters(trace, model, dataset, set(epochs)):
        place = {"index": epochs[step].index, "step": step}
        derived = epoch_record(model, parameters, dataset, **place)
        claims = field_claims(epochs[step], derived)
        yield from below(f"epochs[{place['index']}]", claims)


def _parameters(
    trace: Trace, model: Model, dataset: Dataset, steps: set[int]
) -> Iterator[tuple[int, Parameters]]:
    """The parameters before some steps: those written down, else of a training."""
    known = {each.step: each for each in trace.checkpoints if each.step in steps}
    for step, checkpoint in known.items():
        yield step, model.parameters(checkpoint)
    work = trace.schedule.batch_length(0) * trace.network.parameter_count
    can_begin = trace.run.network.parameters is None
    most = min(MOST_WALKED, MOST_PRODUCTS // work) if can_begin else -1
    near = {step for step in steps - known.keys() if step <= most}
    for step, parameters, _ in walked(trace.run, dataset, near):
        yield step, parameters


def _dataset(trace: Trace) -> Dataset | None:
    """The data of the run, None if it cannot be read (any more).

    A trace that was loaded does not know the folder of its experiment.
    """
    if trace.run.data.file and trace.run.folder == Path():
        return None
    try:
        return trace.run.dataset()
    except SpecError:
        return None


def probe_claims(trace: Trace, dataset: Dataset) -> Iterator[Claim]:
    """What the probes of a trace claim, with whole paths.

    What a last digit may have decided, as in a training of its own, is handed over as
    agreeing. A number that does not agree costs the probe's time once more.
    """
    for name, value in trace.probes.items():
        claims = partial(_probe_claims, PROBES[name], value, dataset)
        yield from within_reach(claims, trace)


def _probe_claims(
    probe: Probe, value: Any, dataset: Dataset, trace: Trace
) -> Iterator[Claim]:
    """The claims of the probe itself; what is on one side only has None beside it."""
    place = f"probes.{probe.name}"
    if probe.claims is not None:
        yield from below(place, probe.claims(trace, dataset, value))
        return
    kind = described(PROBE_RECORDS[probe.name])
    again = dict(leaves(kind, probe.compute(trace, dataset), place))
    here = dict(leaves(kind, value, place))
    for path in {**again, **here}:
        yield path, here.get(path), again.get(path)


def within_reach(
    claims: Callable[[Trace], Iterator[Claim]], trace: Trace
) -> Iterator[Claim]:
    """The claims of a trace; what lies within the reach of rounding agrees.

    A number that does not agree costs all claims up to it once more.
    """
    rate = trace.run.training.learning_rate * (1 + SHAKE)
    other_run = otherwise(trace.run, learning_rate=rate)
    shaken = enumerate(claims(replace(trace, run=other_run)))
    for number, (path, written, derived) in enumerate(claims(trace)):
        if not agrees(written, derived):
            # Never beyond this claim: those after it may take it for granted.
            other = next((each for place, each in shaken if place == number), None)
            moved = other[2] if other and other[0] == path else None
            if _is_within_reach(written, derived, moved):
                derived = written
        yield path, written, derived


def _is_within_reach(written: Any, derived: Any, shaken: Any) -> bool:
    """Whether a last digit could have made what is written of what is derived."""
    if not (are_comparable(written, derived) and are_comparable(shaken, derived)):
        return not agrees(shaken, derived)
    one, other, third = (np.array(each, float) for each in (written, derived, shaken))
    gap, moved = np.abs(one - other), np.abs(third - other)
    # What a last digit does grows along a training: the rows of a field.
    reach = np.maximum.accumulate(moved) if moved.ndim else moved
    return bool((gap <= REACH * reach).all())


def agrees(written: Any, derived: Any) -> bool:
    """Whether two values are the same but for the rounding of another machine.

    Texts have to be equal; None agrees with None only, not a number with itself.
    """
    if written is None or derived is None:
        return written is derived
    if not (_is_numeric(written) and _is_numeric(derived)):
        return bool(written == derived)
    if not are_comparable(written, derived):
        return False
    one, other = np.asarray(written, dtype=float), np.asarray(derived, dtype=float)
    scale = np.abs(other[np.isfinite(other)]).max(initial=0.0)
    return bool(np.allclose(one, other, rtol=0, atol=TOLERANCE * scale, equal_nan=True))


def are_comparable(one: Any, other: Any) -> bool:
    """Whether both are numbers, or rows or arrays of them, of the same shape."""
    both = _is_numeric(one) and _is_numeric(other)
    return both and np.shape(one) == np.shape(other)


def _is_numeric(value: Any) -> bool:
    is_row = isinstance(value, list | tuple)
    return isinstance(value, int | float | np.ndarray | np.number) or (
        is_row and all(isinstance(each, int | float) for each in value)
    )
