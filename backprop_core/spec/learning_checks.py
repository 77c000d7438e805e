"""Checks what a training asks for against the network and the targets it is for."""

from collections.abc import Iterator

import numpy as np

from backprop_core.activations import ACTIVATIONS
from backprop_core.data.datasets import Dataset
from backprop_core.faults import Fault, shown
from backprop_core.losses import LOSSES, fits
from backprop_core.network import frozen_layer
from backprop_core.spec.run_tables import NetworkSpec, TrainingSpec

MOST_SLOPES = 100_000_000  # numbers in the Jacobians of one recorded step: 0.8 GB
_ROUNDING = 1e-12  # of targets that add up to 1


def output_faults(network: NetworkSpec) -> Iterator[Fault]:
    """An activation that one output cannot have."""
    if ACTIVATIONS[network.output].is_joint and network.layers[-1] == 1:
        message = f"got {network.output!r} for a single output, which is always 1. "
        yield Fault("network.output", message + 'Write output = "sigmoid".')


def loss_faults(network: NetworkSpec, training: TrainingSpec) -> Iterator[Fault]:
    """A loss that the outputs do not fit."""
    if not fits(training.loss, network.output):
        message = f'got {training.loss!r} with output = "{network.output}". '
        fitting = " or ".join(f'output = "{name}"' for name in LOSSES[training.loss])
        yield Fault("training.loss", message + f"Write {fitting}, or another loss.")


def freeze_faults(network: NetworkSpec, training: TrainingSpec) -> Iterator[Fault]:
    """Layers to be frozen that are not there."""
    last = len(network.layers) - 2
    for index, entry in enumerate(training.freeze):
        layer = frozen_layer(entry)
        if layer is not None and layer > last:
            message = f"got {entry!r}, but the last layer is layers[{last}]. "
            cure = "layers[0] is the first after the inputs."
            yield Fault(f"training.freeze[{index}]", message + cure)


def target_faults(
    network: NetworkSpec, training: TrainingSpec, dataset: Dataset
) -> Iterator[Fault]:
    """Targets that are no probabilities, where the loss asks for some."""
    if training.loss != "cross_entropy" or not fits(training.loss, network.output):
        return
    targets = np.concatenate([dataset.targets, dataset.test_targets])
    outside = targets[(targets < 0) | (targets > 1)]
    cure = 'Write loss = "squared_error", or give other targets.'
    if outside.size:
        message = f"got {training.loss!r}, but {dataset.name} has a target of "
        reason = f"{outside[0]:g}, which is not between 0 and 1. "
        yield Fault("training.loss", message + reason + cure)
        return
    totals = targets.sum(axis=1)
    uneven = totals[np.abs(totals - 1) > _ROUNDING]
    if ACTIVATIONS[network.output].is_joint and uneven.size:
        message = f"got {training.loss!r} with {network.output} outputs, but "
        reason = f"{dataset.name} has targets that add up to {uneven[0]:g}, not to 1. "
        yield Fault("training.loss", message + reason + cure)


def slope_faults(
    network: NetworkSpec, training: TrainingSpec, dataset: Dataset
) -> Iterator[Fault]:
    """Outputs whose Jacobians, one for each sample of a step, are too large."""
    if not ACTIVATIONS[network.output].is_joint:
        return
    units, size = network.layers[-1], training.batch_size
    samples = len(dataset.inputs) if size == "all" else size
    if samples * units**2 <= MOST_SLOPES:
        return
    reason = f"{samples:,} × {units:,} × {units:,} slopes of {network.output} outputs"
    if units**2 > MOST_SLOPES:
        cure = 'Choose fewer outputs, or output = "sigmoid".'
        yield Fault("network.layers", f"got {reason}. {cure}")
    else:
        most = MOST_SLOPES // units**2
        cure = f"Choose at most {most:,} samples."
        yield Fault("training.batch_size", f"got {shown(size)}: {reason}. {cure}")
