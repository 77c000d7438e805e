"""How a network does over a whole set, and how its outputs are read as classes."""

import numpy as np

from backprop_core.backprop import gradients
from backprop_core.datasets import Dataset
from backprop_core.losses import mean_loss
from backprop_core.model import Model
from backprop_core.network import Parameters
from backprop_core.records import EpochRecord, Moment
from backprop_core.shapes import Indices, Signals, read_only


def classes_read(outputs: Signals, dataset: Dataset) -> Indices:
    """The class of each row: the largest output, or the side that a single one is on.

    A single output stands for the second class above the middle of the targets.
    Empty if the data has no classes.
    """
    if not dataset.classes:
        return read_only(np.zeros(0, dtype=np.intp))
    if outputs.shape[1] > 1:
        return read_only(outputs.argmax(axis=1))
    middle = (dataset.targets.min() + dataset.targets.max()) / 2
    return read_only((outputs[:, 0] > middle).astype(np.intp))


def accuracy(outputs: Signals, targets: Signals, dataset: Dataset) -> float | None:
    """The share of rows that are read right, None without classes."""
    if not dataset.classes:
        return None
    right = classes_read(outputs, dataset) == classes_read(targets, dataset)
    return float(right.mean())


def epoch_record(
    model: Model, parameters: Parameters, dataset: Dataset, *, index: int, step: int
) -> EpochRecord:
    """The metrics over the whole training set and over the samples kept back."""
    forward = model.forward(parameters, dataset.inputs)
    backward = model.backward(parameters, forward, dataset.targets)
    gradient = model.room()
    gradients(forward, backward, gradient)
    outputs = forward.activations[-1]
    test_loss, test_accuracy = _unseen(model, parameters, dataset)
    return EpochRecord(
        index=index,
        step=step,
        loss=mean_loss(model.loss_terms(forward, dataset.targets)),
        accuracy=accuracy(outputs, dataset.targets, dataset),
        test_loss=test_loss,
        test_accuracy=test_accuracy,
        delta_norms=tuple(
            float(np.linalg.norm(deltas, axis=1).mean()) for deltas in backward.deltas
        ),
        gradient_norms=tuple(
            float(np.linalg.norm(weights)) for weights in gradient.weights
        ),
    )


def _unseen(
    model: Model, parameters: Parameters, dataset: Dataset
) -> tuple[float | None, float | None]:
    """Loss and accuracy over the samples kept back, None without any."""
    if not len(dataset.test_inputs):
        return None, None
    forward = model.forward(parameters, dataset.test_inputs)
    terms = model.loss_terms(forward, dataset.test_targets)
    right = accuracy(forward.activations[-1], dataset.test_targets, dataset)
    return mean_loss(terms), right


def moment(
    model: Model, parameters: Parameters, dataset: Dataset, *, first: int, step: int
) -> Moment:
    """The parameters, what they make of the first sample and of the unseen ones."""
    shown = model.forward(parameters, dataset.inputs[first : first + 1])
    unseen = model.forward(parameters, dataset.test_inputs).activations[-1]
    return Moment(
        step=step,
        weights=tuple(map(read_only, parameters.weights)),
        biases=tuple(map(read_only, parameters.biases)),
        first_sample_activations=tuple(map(read_only, shown.activations[1:])),
        test_predictions=classes_read(unseen, dataset),
    )
