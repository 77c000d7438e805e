"""What the network answers everywhere in a plane of two inputs, as it learns."""

import numpy as np

from backprop_core.data.datasets import Dataset
from backprop_core.metrics import classes_read
from backprop_core.model import Model
from backprop_core.network import joined
from backprop_core.probes.probe import Probe
from backprop_core.shapes import Vector
from backprop_core.spec.run_spec import RunSpec
from backprop_core.trace.probe_records import DecisionMap, MapCheckpoint
from backprop_core.trace.trace import Trace

SIDE = 61  # points of the map along each input
MARGIN = 0.25  # of the samples' range, on either side
_LEAST = 0.5  # half of the map's width where all samples share one value


def decision_map(trace: Trace, dataset: Dataset) -> DecisionMap:
    """The answers at 61 × 61 points around the samples, checkpoint by checkpoint.

    Cost: one forward pass of 3 721 inputs for each checkpoint, at most 0.2 s for 33 of
    a small network.
    """
    horizontal, vertical = _axis(dataset, 0), _axis(dataset, 1)
    columns, rows = np.meshgrid(horizontal, vertical)
    points = np.stack([columns.ravel(), rows.ravel()], axis=1)
    model, checkpoints = Model.of(trace.run), []
    for each in trace.checkpoints:
        vector = joined(each.weights, each.biases)
        forward = model.forward(model.partition.split(vector), points)
        outputs = forward.activations[-1]
        predictions = classes_read(outputs, dataset)
        shape = columns.shape if dataset.classes else (0, 0)
        checkpoints.append(
            MapCheckpoint(
                each.step,
                outputs.reshape(*columns.shape, -1),
                predictions.reshape(shape),
            )
        )
    return DecisionMap(horizontal, vertical, tuple(checkpoints))


def _axis(dataset: Dataset, place: int) -> Vector:
    """Values of one input, from below its smallest to above its largest."""
    values = dataset.inputs[:, place]
    low, high = float(values.min()), float(values.max())
    middle, half = (low + high) / 2, (high - low) * (0.5 + MARGIN)
    half = half or _LEAST
    return np.linspace(middle - half, middle + half, SIDE)


def _no_plane(run: RunSpec, dataset: Dataset, updates: int) -> str:
    """Only two inputs span a plane."""
    count = dataset.inputs.shape[1]
    if count == 2:
        return ""
    cure = "Choose data with two, such as xor, moons or spirals."
    return f"{count} input{'s' * (count != 1)}, where a map has two. {cure}"


DECISION_MAP = Probe(*("decision_map", decision_map, _no_plane), checkpoints=9)
