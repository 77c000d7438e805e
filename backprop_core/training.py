"""Trains a network step by step and hands over what was written down."""

from collections.abc import Callable
from dataclasses import replace
from math import ceil

import numpy as np

from backprop_core.data.datasets import Dataset
from backprop_core.descent import Descent
from backprop_core.faults import SpecError
from backprop_core.importers.fitted import Network
from backprop_core.probes import prepared, probed
from backprop_core.recorder import every_step
from backprop_core.schedule import Schedule
from backprop_core.shapes import read_only
from backprop_core.spec.data_table import load_dataset
from backprop_core.spec.run_spec import RunSpec, run_faults
from backprop_core.spec.run_tables import NetworkSpec
from backprop_core.trace.recording import Recording
from backprop_core.trace.records import DataFacts, Recorded
from backprop_core.trace.trace import Trace

MOST_FEATURES, MOST_POINTS = 2, 200  # of data that is drawn as points


def train(
    run: RunSpec,
    record: Recording | None = None,
    *,
    network: Network | None = None,
    report: Callable[[float], None] = lambda share: None,
) -> Trace:
    """Train as the run says and write down what the recording asks for.

    A network takes the place of the one that the run describes, parameters and all,
    and the scaler of a pipeline that of the run's scaling. Raises ValueError if that
    was fitted to other samples.

    `report` hears, now and then, what share of the training is done.
    Without a recording every step is written down, if that stays below 50 MB; else a
    ValueError says what would fit. The trace's recording also names the checkpoints
    that its probes needed. Raises SpecError if the run does not fit together, or not
    with a probe, and TrainingError if the parameters do not stay finite.
    """
    if network is not None:
        run = with_network(run, network)
    if faults := run_faults(run):
        raise SpecError(faults)
    dataset = run.dataset()
    schedule = Schedule.of(run, len(dataset.inputs))
    recording = prepared(run, dataset, record or every_step(run, schedule))
    # A number that overflows shows in the parameters, and those are checked.
    with np.errstate(all="ignore"):
        written = Descent(run, dataset, schedule, recording, report=report).finished()
    steps, epochs = Recorded("step", written.steps), Recorded("epoch", written.epochs)
    facts, checkpoints = data_facts(dataset), tuple(written.checkpoints)
    trace = Trace(run, recording, facts, steps, epochs, checkpoints)
    return replace(trace, probes=probed(trace, dataset))


def with_network(run: RunSpec, network: Network) -> RunSpec:
    """The run of another network, on inputs that are scaled as it knows them."""
    table = NetworkSpec.model_validate(network.table())
    run = run.model_copy(update={"network": table})
    if network.scaler is None:
        return run
    plain = run.data.model_copy(update={"scaling": "none"})
    network.scaler.check(load_dataset(plain, run.folder, run.training.seed).inputs)
    data = run.data.model_copy(update={"scaling": network.scaler.name})
    return run.model_copy(update={"data": data})


def data_facts(dataset: Dataset) -> DataFacts:
    """What a trace keeps of its data."""
    names = dataset.name, dataset.classes, dataset.features
    counts = len(dataset.inputs), len(dataset.test_inputs)
    size, features = dataset.inputs.shape
    is_drawn = features <= MOST_FEATURES and not dataset.image
    points = np.arange(0, size, ceil(size / MOST_POINTS)) if is_drawn else np.arange(0)
    inputs, targets = dataset.inputs[points], dataset.targets[points]
    for array in (points, inputs, targets):
        read_only(array)
    return DataFacts(*names, dataset.image, *counts, points, inputs, targets)
