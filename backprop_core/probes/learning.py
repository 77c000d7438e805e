"""Questions to the network: before its first step, and again while it learns.

first_answers    a = f(… f(x W₀ᵀ + b₀) …) of a few samples of the training set, with the
                 parameters that the training starts from
examination      some samples, unseen ones if there are any: answered, read, right?
answer_curve     what is answered everywhere along a single input
first_gradients  how the samples of one batch pull at one weight, before all learning
"""

from collections.abc import Iterator

import numpy as np
from numpy.random import default_rng

from backprop_core.data.datasets import Dataset
from backprop_core.descent import first_parameters
from backprop_core.metrics import classes_read
from backprop_core.model import Model
from backprop_core.probes.planes import around
from backprop_core.probes.probe import evenly
from backprop_core.probes.retraining import cost, walked
from backprop_core.shapes import Indices, Vector, read_only
from backprop_core.spec.run_spec import RunSpec
from backprop_core.trace.learning_records import (
    AnswerCurve,
    Examination,
    FirstAnswers,
    FirstGradients,
)
from backprop_core.trace.records import Checkpoint
from backprop_core.trace.trace import Trace

ALIKE = 12  # samples of one class, or rows of numbers
ASKED_POINTS = 31  # of the training: with 30 epochs, their borders
MOST_ASKED = 360  # samples
COLUMNS = 121
BATCH = 16
TIE = 1e-9  # of the largest: what differs by less is lost alike


def first_answers(trace: Trace, dataset: Dataset) -> FirstAnswers:
    """The answers to twelve samples of the class of the first one that is shown.

    Without classes, to the first twelve; the sample that is shown first is the first of
    them. Of data that is drawn as points, to all of those.
    Cost: one forward pass of those, at most 3 ms for the digits.
    """
    model = Model.of(trace.run)
    parameters = first_parameters(trace.run, default_rng(trace.run.training.seed))
    chosen = _chosen(trace, dataset)
    inputs, targets = dataset.inputs[chosen], dataset.targets[chosen]
    outputs = np.array(model.answers(parameters, inputs))
    labels, read = (classes_read(each, dataset) for each in (targets, outputs))
    right = int((labels == read).sum()) if len(labels) else None
    return FirstAnswers(chosen, inputs, targets, outputs, labels, read, right)


def _chosen(trace: Trace, dataset: Dataset) -> Indices:
    if len(trace.data.points):
        return trace.data.points
    first, labels = 0, classes_read(dataset.targets, dataset)
    if trace.steps:
        step = trace.steps[min(trace.steps)]
        first = int(step.samples[step.focus.sample])
    rows = np.arange(len(dataset.inputs))
    if len(labels):
        rows = np.flatnonzero(labels == labels[first])
    others = rows[rows != first][: ALIKE - 1]
    return read_only(np.concatenate([[first], others]).astype(np.intp))


def examination(trace: Trace, dataset: Dataset) -> Examination:
    """The answers to at most 360 samples at 31 points of the training.

    Cost: 31 forward passes of the training set and of the samples: at most 0.3 s for
    the digits.
    """
    model, points = Model.of(trace.run), list(asked_points(trace))
    is_unseen = len(dataset.test_inputs) > 0
    inputs = dataset.test_inputs if is_unseen else dataset.inputs
    targets = dataset.test_targets if is_unseen else dataset.targets
    rows = evenly(len(inputs) - 1, MOST_ASKED)
    reached = [model.parameters(each) for each in points]
    outputs = np.stack([model.answers(each, inputs[rows]) for each in reached])
    labels = classes_read(targets[rows], dataset)
    count = len(rows) if dataset.classes else 0
    read = np.stack([classes_read(each, dataset) for each in outputs])
    read = read.reshape(len(points) if count else 0, count)
    right = (read == labels).astype(np.intp)
    return Examination(
        is_unseen=is_unseen,
        samples=rows,
        inputs=inputs[rows],
        targets=targets[rows],
        labels=np.array(labels),
        steps=np.array([each.step for each in points], dtype=np.intp),
        epochs=_epochs(trace, points),
        costs=np.array([cost(model, each, dataset) for each in reached]),
        outputs=outputs,
        predictions=read,
        right=right,
        stubborn=stubborn(right),
    )


def stubborn(right: Indices) -> int:
    """The column that is wrong for longest and right in the end; see `Examination`."""
    if not right.size:
        return 0
    last_wrong = np.where(right == 0, np.arange(len(right))[:, None], -1).max(axis=0)
    late = np.where(right[-1] == 1, last_wrong, -1)
    if late.max() >= 0:
        return int(late.argmax())
    return int((right == 0).sum(axis=0).argmax())


def asked_points(trace: Trace) -> Iterator[Checkpoint]:
    """The checkpoints that are spread evenly, whatever others were asked for."""
    last = trace.recording.last(trace.schedule.step_count)
    wanted = set(evenly(last, ASKED_POINTS).tolist())
    return (each for each in trace.checkpoints if each.step in wanted)


def _epochs(trace: Trace, points: list[Checkpoint]) -> Vector:
    return np.array([each.step / trace.schedule.steps_per_epoch for each in points])


def answer_curve(trace: Trace, dataset: Dataset) -> AnswerCurve:
    """The answers at 121 values of the input, at 31 points of the training.

    Cost: 31 forward passes of 121 inputs, at most 5 ms for a small network.
    """
    model, points = Model.of(trace.run), list(asked_points(trace))
    horizontal = around(dataset, 0, COLUMNS)
    inputs, reached = horizontal[:, None], map(model.parameters, points)
    outputs = [model.answers(each, inputs) for each in reached]
    return AnswerCurve(
        horizontal=horizontal,
        steps=np.array([each.step for each in points], dtype=np.intp),
        epochs=_epochs(trace, points),
        outputs=np.stack(outputs),
    )


def no_line(run: RunSpec, dataset: Dataset, updates: int) -> str:
    """Only a single input is a line."""
    count = dataset.inputs.shape[1]
    if count == 1:
        return ""
    return f"{count} inputs, where a curve has one. Choose data with one, such as sine."


def first_gradients(trace: Trace, dataset: Dataset) -> FirstGradients:
    """The gradients of at most 16 samples, evenly spread over the training set.

    Cost: a forward and a backward pass of them, at most 10 ms for the digits.
    """
    model = Model.of(trace.run)
    rows = evenly(len(dataset.inputs) - 1, BATCH)
    (_, parameters, _), *_ = walked(trace.run, dataset, [0])
    forward = model.forward(parameters, dataset.inputs[rows])
    backward = model.backward(parameters, forward, dataset.targets[rows])
    terms = backward.deltas[-1][:, :, None] * forward.activations[-2][:, None, :]
    sizes = np.abs(terms).mean(axis=0)
    lost = sizes - np.abs(terms.mean(axis=0))
    is_most = lost >= lost.max() - TIE * sizes.max()
    chosen = np.where(is_most, sizes, -1.0).argmax()
    unit, source = (int(each) for each in np.unravel_index(chosen, sizes.shape))
    gradients = terms[:, unit, source].copy()
    return FirstGradients(
        samples=rows,
        unit=unit,
        input=source,
        gradients=gradients,
        mean=float(gradients.mean()),
        size=float(sizes[unit, source]),
    )
