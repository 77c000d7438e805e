"""Checks the tables of an experiment against each other and against the data."""

from collections.abc import Iterator
from typing import Any

from backprop_core.datasets import Dataset
from backprop_core.documents import Document
from backprop_core.faults import Fault, SpecError, shown
from backprop_core.spec import DataSpec, NetworkSpec, RunSpec, TrainingSpec
from backprop_core.tables import Table, check_table, unknown_key

# 0.4 GB of parameters; a step holds them, their gradients and their updates.
MOST_PARAMETERS = 50_000_000
MOST_SIGNALS = 100_000_000  # activations of the whole set, for an epoch's metrics
TABLES: dict[str, type[Table]] = {
    "data": DataSpec,
    "network": NetworkSpec,
    "training": TrainingSpec,
}


def check_run(
    document: Document, first_sample: int | None = None
) -> tuple[RunSpec | None, list[Fault]]:
    """The run in a document and all its faults; [film] is not read.

    A run with faults is mended where that is possible, for checks that need one.
    """
    names = (*TABLES, "film")
    faults = [
        Fault(key, unknown_key(key, [f"[{name}]" for name in names]))
        for key in document.tables
        if key not in names
    ]
    parts: dict[str, Any] = {}
    for name, model in TABLES.items():
        parts[name], more = check_table(model, document.tables.get(name, {}), name)
        faults += more
    run = None
    if None not in parts.values():
        parts["first_sample"] = first_sample
        run = RunSpec(**parts, folder=document.path.parent)
        known = {fault.key.partition("[")[0] for fault in faults}
        faults += [
            fault
            for fault in run_faults(run)
            if fault.key.partition("[")[0] not in known
        ]
    return run, faults


def sorted_faults(document: Document, faults: list[Fault]) -> list[Fault]:
    """The faults with file and line, in the order of the file."""
    return sorted(map(document.placed, faults), key=lambda fault: fault.line or 0)


def run_faults(run: RunSpec) -> list[Fault]:
    """What does not fit together in a run whose tables are right one by one."""
    faults = [*_data_faults(run.data), *_network_faults(run.network)]
    try:
        dataset = run.dataset()
    except SpecError as error:
        return [*faults, *error.faults]
    return [*faults, *_misfits(run, dataset)]


def _data_faults(data: DataSpec) -> Iterator[Fault]:
    """Keys of [data] that belong to another source."""
    if data.enlarge and data.name != "digits":
        cure = 'It belongs to name = "digits".'
        yield Fault("data.enlarge", f"got {data.enlarge} without the digits. {cure}")
    if data.test_share and data.name:
        cure = "Leave it out: the digits keep 360 back, the others none."
        yield Fault("data.test_share", f"got {data.test_share} for a named set. {cure}")
    if data.label and not data.file:
        cure = "It names a column of a CSV file."
        yield Fault("data.label", f"got {data.label!r} without a file. {cure}")
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


def _misfits(run: RunSpec, dataset: Dataset) -> Iterator[Fault]:
    """Where the network or the training does not fit the data."""
    inputs, outputs = dataset.sizes
    layers, count = run.network.layers, len(dataset.inputs)
    if len(layers) > 1 and (layers[0], layers[-1]) != (inputs, outputs):
        message = f"got {shown(layers)}, but {dataset.name} has {inputs} inputs "
        fit = shown((inputs, *layers[1:-1], outputs))
        cure = f"and {outputs} outputs. Write layers = {fit}."
        yield Fault("network.layers", message + cure)
    elif count * sum(layers) > MOST_SIGNALS:
        message = f"got {shown(layers)}, which takes {count * sum(layers):,} numbers "
        cure = f"for {count:,} samples. Choose smaller layers or fewer samples."
        yield Fault("network.layers", message + cure)
    size = run.training.batch_size
    if size != "all" and size > count:
        message = f"got {size}, but there are {count} samples to train on. "
        yield Fault("training.batch_size", message + 'Write batch_size = "all".')
    if run.first_sample is not None and run.first_sample >= count:
        message = f"got {run.first_sample}, but there are {count} samples to train "
        yield Fault("film.sample", message + f"on. Choose from 0 to {count - 1}.")
