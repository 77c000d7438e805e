"""Checks the tables of an experiment against each other and against the data."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from backprop_core.data.datasets import Dataset
from backprop_core.faults import Fault, SpecError, shown
from backprop_core.importers.stack import MOST_PARAMETERS
from backprop_core.spec.data_table import load_dataset
from backprop_core.spec.learning_checks import (
    freeze_faults,
    loss_faults,
    output_faults,
    slope_faults,
    target_faults,
)
from backprop_core.spec.parameter_checks import parameter_faults
from backprop_core.spec.run_tables import DataSpec, NetworkSpec, TrainingSpec
from backprop_core.spec.table import Table, check_table, unknown_key

MOST_UPDATES = 1_000_000_000  # a day and more, even for the smallest network
MOST_SIGNALS = 100_000_000  # activations of the whole set, for an epoch's metrics
TABLES: dict[str, type[Table]] = {
    "data": DataSpec,
    "network": NetworkSpec,
    "training": TrainingSpec,
}


@dataclass(frozen=True, slots=True)
class Parts:
    """The tables of a run, as far as they could be read."""

    data: DataSpec | None
    network: NetworkSpec | None
    training: TrainingSpec | None
    first_sample: int | None
    folder: Path


def checked_tables(raw: Mapping[str, Any]) -> tuple[dict[str, Any], list[Fault]]:
    """The tables of a run by name, mended or None where they have faults, and these."""
    faults = [
        Fault(key or '""', _stray_key(key))
        for key in raw
        if key not in (*TABLES, "film")
    ]
    tables: dict[str, Any] = {}
    for name, model in TABLES.items():
        tables[name], more = check_table(model, raw.get(name, {}), name)
        faults += more
    return tables, faults


def _stray_key(key: str) -> str:
    """What to do with a key that is no table."""
    for name, model in TABLES.items():
        if key in model.model_fields:
            return f"unknown key outside of a table. Write it below [{name}]."
    return unknown_key(key, [f"[{name}]" for name in (*TABLES, "film")])


def part_faults(parts: Parts) -> list[Fault]:
    """What does not fit together, as far as the tables are there."""
    faults = list(_network_faults(parts.network)) if parts.network else []
    if parts.network and parts.training and not faults:
        faults += output_faults(parts.network)
        faults += loss_faults(parts.network, parts.training)
        faults += freeze_faults(parts.network, parts.training)
    if parts.network:
        faults += parameter_faults(parts.network, parts.folder)
    if parts.data is None:
        return faults
    faults += _data_faults(parts.data)
    try:
        seed = parts.training.seed if parts.training else 0
        dataset = load_dataset(parts.data, parts.folder, seed)
    except SpecError as error:
        return [*faults, *error.faults]
    if parts.network:
        faults += _size_faults(parts.network, dataset)
    if parts.training:
        faults += _length_faults(parts.training, dataset)
    if parts.network and parts.training:
        faults += target_faults(parts.network, parts.training, dataset)
        faults += slope_faults(parts.network, parts.training, dataset)
    count = len(dataset.inputs)
    if parts.first_sample is not None and parts.first_sample >= count:
        message = f"got {parts.first_sample}, but there are {count} samples to train "
        faults.append(Fault("film.sample", message + f"on. Choose 0 to {count - 1}."))
    return faults


def _data_faults(data: DataSpec) -> Iterator[Fault]:
    """Keys of [data] that belong to another source."""
    if data.enlarge and data.name != "digits":
        cure = 'It belongs to name = "digits".'
        yield Fault("data.enlarge", f"got {data.enlarge} without the digits. {cure}")
    if data.test_share and data.name == "digits":
        cure = "Leave it out: they keep 360 back by themselves."
        yield Fault("data.test_share", f"got {data.test_share} for the digits. {cure}")
    if data.label and not data.file:
        cure = "It names a column of a CSV file."
        yield Fault("data.label", f"got {shown(data.label)} without a file. {cure}")
    if (data.targets is None) != (data.inputs is None):
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
    for index, ((units, inputs), rows) in enumerate(
        zip(shapes, network.weights or (), strict=False)
    ):
        widths = sorted({len(row) for row in rows})
        if (len(rows), widths) != (units, [inputs]):
            message = f"got {len(rows)} rows of {' or '.join(map(str, widths))}, "
            cure = f"where layers asks for {units} of {inputs}. One row a unit."
            yield Fault(f"network.weights[{index}]", message + cure)
    for index, ((units, _), row) in enumerate(
        zip(shapes, network.biases or (), strict=False)
    ):
        if len(row) != units:
            message = f"got {len(row)} numbers, where layers asks for {units}. "
            yield Fault(f"network.biases[{index}]", message + "One a unit.")


def _size_faults(network: NetworkSpec, dataset: Dataset) -> Iterator[Fault]:
    """Where the layers do not fit the samples."""
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
