"""How a network does over a whole set, and how its outputs are read as classes."""

from collections.abc import Iterator

import numpy as np

from backprop_core.backprop import gradients
from backprop_core.data.datasets import Dataset
from backprop_core.losses import mean_loss, sample_losses
from backprop_core.model import Model
from backprop_core.network import Parameters
from backprop_core.shapes import Indices, Signals, read_only
from backprop_core.trace.records import Checkpoint, EpochRecord

# Samples at a time, which bounds the memory. And larger products of small layers are
# spread over all cores: no gain on idle ones, and on busy ones they wait for each other
# (0.7 against 20 ms).
BLOCK = 256


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
    """The metrics over the whole training set and over the samples kept back.

    One pass, block by block: what a block leaves behind is small.
    """
    count, (room, gradient) = len(dataset.inputs), (model.room(), model.room())
    gradient.vector[:] = 0.0
    outputs, losses, norms = [], [], []
    for block in blocks(count):
        inputs, targets = dataset.inputs[block], dataset.targets[block]
        forward = model.forward(parameters, inputs)
        backward = model.backward(parameters, forward, targets)
        gradients(forward, backward, room)
        gradient.vector[:] += len(inputs) / count * room.vector
        outputs.append(forward.activations[-1])
        losses.append(sample_losses(model.loss_terms(forward, targets)))
        norms.append([np.linalg.norm(deltas, axis=1) for deltas in backward.deltas])
    test_loss, test_accuracy = _unseen(model, parameters, dataset)
    return EpochRecord(
        index=index,
        step=step,
        loss=float(np.concatenate(losses).mean()),
        accuracy=accuracy(np.concatenate(outputs), dataset.targets, dataset),
        test_loss=test_loss,
        test_accuracy=test_accuracy,
        delta_norms=tuple(np.concatenate(norms, axis=1).mean(axis=1).tolist()),
        gradient_norms=tuple(float(np.linalg.norm(each)) for each in gradient.weights),
    )


def blocks(count: int) -> Iterator[slice]:
    """The places of so many samples, one block after the other."""
    return (slice(begin, begin + BLOCK) for begin in range(0, count, BLOCK))


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


def checkpoint(
    model: Model, parameters: Parameters, dataset: Dataset, *, first: int, step: int
) -> Checkpoint:
    """The parameters, what they make of the first sample and of the unseen ones."""
    shown = model.forward(parameters, dataset.inputs[first : first + 1])
    unseen = model.answers(parameters, dataset.test_inputs)
    return Checkpoint(
        step=step,
        weights=tuple(map(read_only, parameters.weights)),
        biases=tuple(map(read_only, parameters.biases)),
        first_sample_activations=tuple(map(read_only, shown.activations[1:])),
        test_predictions=classes_read(unseen, dataset),
    )
