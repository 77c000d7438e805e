"""The same start and samples with ReLU in the hidden layers: how far the error gets."""

from itertools import islice

import numpy as np

from backprop_core.data.datasets import Dataset
from backprop_core.metrics import epoch_record
from backprop_core.model import Model
from backprop_core.probes.probe import Probe, evenly
from backprop_core.probes.training_path import walk
from backprop_core.schedule import Schedule
from backprop_core.spec.run_spec import RunSpec
from backprop_core.trace.probe_records import Norms, ReluTwin
from backprop_core.trace.trace import Trace

MOST_UPDATES = 10_000
POINTS = 21


def relu_twin(trace: Trace, dataset: Dataset) -> ReluTwin:
    """The norms of both, for as long as the run lasts but at most 10 000 updates.

    Cost: 20 000 updates and 42 forward and backward passes of the training set at
    most, at most 4 s for the digits.
    """
    run = trace.run
    network = run.network.model_copy(update={"activation": "relu"})
    twin = run.model_copy(update={"network": network})
    return ReluTwin(_norms(run, dataset), _norms(twin, dataset))


def _norms(run: RunSpec, dataset: Dataset) -> Norms:
    model, updates = (
        Model.of(run),
        Schedule.of(run, len(dataset.inputs)).step_count,
    )
    marks, found = evenly(min(updates, MOST_UPDATES), POINTS).tolist(), []
    for step, parameters in enumerate(islice(walk(run, dataset), marks[-1] + 1)):
        if step in marks:
            record = epoch_record(model, parameters, dataset, index=0, step=step)
            norms = (*record.delta_norms, *record.gradient_norms)
            if not np.isfinite((record.loss, *norms)).all():
                break
            found.append(record)
    layers = len(run.network.layers) - 1
    return Norms(
        run.network.activation,
        np.array([each.step for each in found], dtype=np.intp),
        np.array([each.loss for each in found]),
        np.array([each.delta_norms for each in found]).reshape(-1, layers),
        np.array([each.gradient_norms for each in found]).reshape(-1, layers),
    )


RELU_TWIN = Probe("relu_twin", relu_twin)
