"""Checks the tables of an experiment against each other and against the data."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import numpy as np

from backprop_core.activations import ACTIVATIONS
from backprop_core.data.datasets import Dataset
from backprop_core.faults import Fault, SpecError, shown
from backprop_core.importers.fitted import Network, read_parameters
from backprop_core.importers.stack import MOST_PARAMETERS, Stack
from backprop_core.losses import LOSSES, fits
from backprop_core.network import frozen_layer
from backprop_core.spec.data_table import load_dataset
from backprop_core.spec.run_tables import DataSpec, NetworkSpec, TrainingSpec
from backprop_core.spec.table import Table, check_table, unknown_key

MOST_UPDATES = 1_000_000_000  # a day and more, even for the smallest network
MOST_SIGNALS = 100_000_000  # activations of the whole set, for an epoch's metrics
MOST_SLOPES = 100_000_000  # numbers in the Jacobians of one recorded step: 0.8 GB
_ROUNDING = 1e-12  # of targets that add up to 1
TABLES: dict[str, type[Table]] = {
    "data": DataSpec,
    "network": NetworkSpec,
    "training": TrainingSpec,
}


def checked_tables(raw: Mapping[str, Any]) -> tuple[dict[str, Any], list[Fault]]:
    """The tables of a run by name, mended or None where they have faults, and these."""
    stray = [key for key in raw if key not in (*TABLES, "film")]
    faults = [Fault(key or '""', _stray_key(key)) for key in stray]
    tables: dict[str, Any] = {}
    for name, model in TABLES.items():
        tables[name], more = check_table(model, raw.get(name, {}), name)
        faults += more
    return tables, faults


def _stray_key(key: str) -> str:
    for name, model in TABLES.items():
        if key in model.model_fields:
            return f"unknown key outside of a table. Write it below [{name}]."
    return unknown_key(key, [f"[{name}]" for name in (*TABLES, "film")])


def part_faults(
    data: DataSpec | None,
    network: NetworkSpec | None,
    training: TrainingSpec | None,
    *,
    folder: Path,
    first_sample: int | None,
) -> list[Fault]:
    """What does not fit together, as far as the tables could be read."""
    faults = list(_network_faults(network)) if network else []
    if network and training and not faults:
        faults += _learning_faults(network, training)
    if network:
        faults += _parameter_faults(network, folder)
    if data is None:
        return faults
    faults += (own := list(_data_faults(data)))
    if any(fault.key in ("data.inputs", "data.targets") for fault in own):
        return faults
    try:
        dataset = load_dataset(data, folder, training.seed if training else 0)
    except SpecError as error:
        return [*faults, *error.faults]
    if network:
        faults += _size_faults(network, dataset)
    if training:
        faults += _length_faults(training, dataset)
    if network and training:
        faults += _target_faults(network, training, dataset)
        faults += _slope_faults(network, training, dataset)
    count = len(dataset.inputs)
    if first_sample is not None and first_sample >= count:
        message = f"got {first_sample}, but there are {count} samples to train on. "
        faults.append(Fault("film.sample", f"{message}Choose 0 to {count - 1}."))
    return faults


def _data_faults(data: DataSpec) -> Iterator[Fault]:
    if data.enlarge and data.name != "digits":
        cure = 'It belongs to name = "digits".'
        yield Fault("data.enlarge", f"got {data.enlarge} without the digits. {cure}")
    if data.test_share and data.name == "digits":
        cure = "Leave it out: they keep 360 back by themselves."
        yield Fault("data.test_share", f"got {data.test_share} for the digits. {cure}")
    has_columns = Path(data.file or "").suffix.lower() == ".csv"
    for key in ("label", "separator", "decimal"):
        if (value := getattr(data, key)) and not has_columns:
            message = f"got {shown(value)} without a CSV file. "
            yield Fault(f"data.{key}", f"{message}It is about its columns.")
    if data.columns and has_columns and data.label:
        message = f"got {shown(data.columns)} and a label, too. "
        yield Fault("data.targets", f"{message}Leave out the one or the other.")
    elif data.columns and not has_columns:
        message = f"got {shown(data.columns)}, which no CSV file has. "
        yield Fault("data.targets", f"{message}Write rows: targets = [[…]].")
    elif not data.columns and (data.targets is None) != (data.inputs is None):
        there, gone = ("inputs", "targets") if data.inputs else ("targets", "inputs")
        cure = f"Write {gone} = [[…]] as well."
        yield Fault(f"data.{there}", f"got {there} without {gone}. {cure}")


def _network_faults(network: NetworkSpec) -> Iterator[Fault]:
    """Sizes without an output, or too many, and parameters of another shape."""
    layers = network.layers
    if len(layers) < 2:
        message = f"got {shown(layers)}, which has no output layer. "
        cure = "List at least an input and an output size, such as [2, 3, 1]."
        yield Fault("network.layers", message + cure)
        return
    count = network.architecture.parameter_count
    if count > MOST_PARAMETERS:
        message = f"got {shown(layers)}, which takes {count:,} parameters. "
        cure = f"Choose smaller layers: at most {MOST_PARAMETERS:,} fit."
        yield Fault("network.layers", message + cure)
    yield from _weight_faults(network)


def _weight_faults(network: NetworkSpec) -> Iterator[Fault]:
    """Explicit weights and biases whose shapes do not follow the layers."""
    shapes = network.architecture.shapes
    if network.biases and not network.weights:
        cure = "Write weights = [[[…]]] as well."
        yield Fault("network.biases", f"got biases without weights. {cure}")
    for key, given in (("weights", network.weights), ("biases", network.biases)):
        if given is not None and len(given) != len(shapes):
            message = f"got {len(given)} layers, where layers has {len(shapes)}. "
            cure = "Give one for each layer after the inputs."
            yield Fault(f"network.{key}", message + cure)
    places = zip(shapes, network.weights or (), strict=False)
    for index, ((units, inputs), rows) in enumerate(places):
        widths = sorted({len(row) for row in rows})
        if (len(rows), widths) != (units, [inputs]):
            message = f"got {len(rows)} rows of {' or '.join(map(str, widths))}, "
            cure = f"where layers asks for {units} of {inputs}. One row a unit."
            yield Fault(f"network.weights[{index}]", message + cure)
    pairs = zip(shapes, network.biases or (), strict=False)
    for index, ((units, _), row) in enumerate(pairs):
        if len(row) != units:
            message = f"got {len(row)} numbers, where layers asks for {units}. "
            yield Fault(f"network.biases[{index}]", message + "One a unit.")


def _size_faults(network: NetworkSpec, dataset: Dataset) -> Iterator[Fault]:
    inputs, outputs = dataset.sizes
    layers, signals = network.layers, len(dataset.inputs) * sum(network.layers)
    if len(layers) > 1 and (layers[0], layers[-1]) != (inputs, outputs):
        message = f"got {shown(layers)}, but {dataset.name} has {inputs} inputs "
        fit = shown((inputs, *layers[1:-1], outputs))
        cure = f"and {outputs} outputs. Write layers = {fit}."
        yield Fault("network.layers", message + cure)
    elif signals > MOST_SIGNALS:
        message = f"got {shown(layers)}, which takes {signals:,} numbers "
        cure = f"for {len(dataset.inputs):,} samples. Choose smaller layers."
        yield Fault("network.layers", message + cure)


def _length_faults(training: TrainingSpec, dataset: Dataset) -> Iterator[Fault]:
    """More updates than anybody waits for, a batch of more samples than there are."""
    size, count = training.batch_size, len(dataset.inputs)
    per_epoch = 1 if size == "all" else -(-count // size)
    updates = training.max_steps or (training.epochs or 0) * per_epoch
    if updates > MOST_UPDATES:
        key = "max_steps" if training.max_steps else "epochs"
        message = f"got {shown(getattr(training, key))}, which is more than "
        cure = f"{MOST_UPDATES:,} updates. Choose fewer."
        yield Fault(f"training.{key}", message + cure)
    if size != "all" and size > count:
        message = f"got {size}, but there are {count} samples to train on. "
        yield Fault("training.batch_size", message + 'Write batch_size = "all".')


def _learning_faults(network: NetworkSpec, training: TrainingSpec) -> Iterator[Fault]:
    """An activation that one output cannot have, a misfit loss, layers not there."""
    if ACTIVATIONS[network.output].is_joint and network.layers[-1] == 1:
        message = f"got {network.output!r} for a single output, which is always 1. "
        yield Fault("network.output", message + 'Write output = "sigmoid".')
    if not fits(training.loss, network.output):
        message = f'got {training.loss!r} with output = "{network.output}". '
        fitting = " or ".join(f'output = "{name}"' for name in LOSSES[training.loss])
        yield Fault("training.loss", message + f"Write {fitting}, or another loss.")
    last = len(network.layers) - 2
    for index, entry in enumerate(training.freeze):
        layer = frozen_layer(entry)
        if layer is not None and layer > last:
            message = f"got {entry!r}, but the last layer is layers[{last}]. "
            cure = "layers[0] is the first after the inputs."
            yield Fault(f"training.freeze[{index}]", message + cure)


def _target_faults(
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


def _slope_faults(
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


def own_parameters(network: NetworkSpec, folder: Path) -> Stack | Network | None:
    """The layers in the file that [network] names, None if it names none.

    Those of an ONNX file come with their activations. Raises SpecError if the file
    cannot be read.
    """
    if network.parameters is None:
        return None
    try:
        return read_parameters(folder / network.parameters)
    except ValueError as error:
        message = f"{Path(network.parameters).name}: {error}"
        raise SpecError([Fault("network.parameters", message)]) from None


def _parameter_faults(network: NetworkSpec, folder: Path) -> Iterator[Fault]:
    if network.parameters and (network.weights or network.biases):
        cure = "Leave one of them out."
        message = f"got a file, where weights or biases are written, too. {cure}"
        yield Fault("network.parameters", message)
        return
    try:
        found = own_parameters(network, folder)
    except SpecError as error:
        yield from error.faults
        return
    if isinstance(found, Network):
        yield from _activation_faults(network, found)
    if found and found.layers != network.layers:
        name = Path(str(network.parameters)).name
        message = f"got {shown(network.layers)}, but {name} holds other sizes. "
        yield Fault("network.layers", f"{message}Write layers = {shown(found.layers)}.")


def _activation_faults(network: NetworkSpec, found: Network) -> Iterator[Fault]:
    name = Path(str(network.parameters)).name
    for key in ("activation", "output"):
        given, true = getattr(network, key), getattr(found.architecture, key)
        if given != true and (key == "output" or len(found.layers) > 2):
            message = f"got {shown(given)}, but {name} has {true}. "
            yield Fault(f"network.{key}", f'{message}Write {key} = "{true}".')
