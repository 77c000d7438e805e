"""The network before its first step, asked about a few samples of the training set.

first_answers    a = f(… f(x W₀ᵀ + b₀) …) with the parameters that the training starts
                 from; of one input also at evenly spread points, for its curve
"""

import numpy as np
from numpy.random import default_rng

from backprop_core.data.datasets import Dataset
from backprop_core.descent import first_parameters
from backprop_core.metrics import classes_read
from backprop_core.model import Model
from backprop_core.probes.planes import around
from backprop_core.shapes import Indices, Vector, read_only
from backprop_core.trace.learning_records import FirstAnswers
from backprop_core.trace.trace import Trace

ALIKE = 12  # samples of one class, or rows of numbers


def first_answers(trace: Trace, dataset: Dataset) -> FirstAnswers:
    """The answers to twelve samples of the class of the first one that is shown.

    Without classes, to the first twelve; the sample that is shown first is the first of
    them. Of data that is drawn as points, to all of those.
    Cost: one forward pass of those, at most 3 ms for the digits.
    """
    model = Model.of(trace.run)
    parameters = first_parameters(trace.run, default_rng(trace.run.training.seed))
    chosen, points = _chosen(trace, dataset), _points(dataset)
    inputs, targets = dataset.inputs[chosen], dataset.targets[chosen]
    outputs = np.array(model.answers(parameters, inputs))
    curve = np.zeros((0, outputs.shape[1]))
    if len(points):
        curve = np.array(model.answers(parameters, points[:, None]))
    labels, read = (classes_read(each, dataset) for each in (targets, outputs))
    right = int((labels == read).sum()) if len(labels) else None
    return FirstAnswers(
        *(chosen, inputs, targets, outputs, labels, read, right, points, curve)
    )


def _shown_first(trace: Trace) -> int:
    """The row of the sample that the first recorded step follows; 0 without a step."""
    if not trace.steps:
        return 0
    step = trace.steps[min(trace.steps)]
    return int(step.samples[step.focus.sample])


def _chosen(trace: Trace, dataset: Dataset) -> Indices:
    if len(trace.data.points):
        return trace.data.points
    first, labels = _shown_first(trace), classes_read(dataset.targets, dataset)
    rows = np.arange(len(dataset.inputs))
    if len(labels):
        rows = np.flatnonzero(labels == labels[first])
    others = rows[rows != first][: ALIKE - 1]
    return read_only(np.concatenate([[first], others]).astype(np.intp))


def _points(dataset: Dataset) -> Vector:
    """Values of the only input, from below its smallest to above its largest."""
    return around(dataset, 0) if dataset.inputs.shape[1] == 1 else np.zeros(0)
