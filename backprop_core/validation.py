"""Re-derives every field of a trace from the others, and names the first that fails."""

from collections.abc import Iterator
from pathlib import Path

import numpy as np

from backprop_core.agreement import agrees
from backprop_core.claims import (
    Claim,
    epoch_claims,
    following_claims,
    moment_claims,
    step_claims,
)
from backprop_core.datasets import Dataset
from backprop_core.faults import SpecError
from backprop_core.form import check_form, updates_per_epoch
from backprop_core.metrics import classes_read
from backprop_core.model import Model
from backprop_core.probes import probe_claims
from backprop_core.trace import Trace
from backprop_core.training import data_facts


def check(trace: Trace) -> None:
    """Raises ValueError with the path of the first field that does not hold.

    What can only be told from the data (samples, metrics of an epoch, what is read of
    unseen samples, probes) is checked where the data can be read: always, unless it is
    a file that is no longer where it was. Probes are computed again, trainings and all:
    with every probe that takes 15 s for the digits, without them 0.2 s. To load a trace
    checks its form alone.
    """
    check_form(trace)
    with np.errstate(all="ignore"):
        for path, written, derived in _claims(trace):
            if not agrees(written, derived):
                raise ValueError(f"{path}: does not follow from the other fields")


def _claims(trace: Trace) -> Iterator[Claim]:
    """All the claims of a trace, with whole paths, in the order of its fields."""
    model, dataset = Model.of(trace.run), _dataset(trace)
    if dataset is not None:
        yield "data", trace.data, data_facts(dataset)
    for index, step in trace.steps.items():
        yield f"steps[{index}].index", step.index, index
        if dataset is not None:
            yield from _below(f"steps[{index}]", _sample_claims(trace, index, dataset))
        yield from _below(f"steps[{index}]", step_claims(trace, model, step))
        if index - 1 in trace.steps:
            pair = trace.steps[index - 1], step
            yield from _below(f"steps[{index}]", following_claims(model, *pair))
    for number, moment in enumerate(trace.moments):
        claims = moment_claims(model, moment, trace, dataset)
        yield from _below(f"moments[{number}]", claims)
    yield from _epoch_claims(trace, model, dataset)
    if dataset is not None:
        yield from probe_claims(trace, dataset)


def _below(path: str, claims: Iterator[Claim]) -> Iterator[Claim]:
    for name, written, derived in claims:
        yield f"{path}.{name}", written, derived


def _sample_claims(trace: Trace, index: int, dataset: Dataset) -> Iterator[Claim]:
    """The samples of a step are those of the data, and read as it reads them."""
    step = trace.steps[index]
    yield "inputs", step.inputs, dataset.inputs[step.samples]
    yield "targets", step.targets, dataset.targets[step.samples]
    outputs = step.layers[-1].activations
    yield "answers", step.answers, classes_read(outputs, dataset)
    yield "labels", step.labels, classes_read(step.targets, dataset)


def _epoch_claims(
    trace: Trace, model: Model, dataset: Dataset | None
) -> Iterator[Claim]:
    """Where each epoch ends, and its metrics if the parameters are written down."""
    per_epoch = updates_per_epoch(trace)
    moments = {moment.step: moment for moment in trace.moments}
    for index, epoch in trace.epochs.items():
        yield f"epochs[{index}].index", epoch.index, index
        yield f"epochs[{index}].step", epoch.step, index * per_epoch
        if dataset is not None and epoch.step in moments:
            claims = epoch_claims(model, moments[epoch.step], epoch, dataset)
            yield from _below(f"epochs[{index}]", claims)


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
