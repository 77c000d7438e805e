"""Probes that look at a plane: of the parameters, or of two inputs.

landscape       the cost on a plane through the path of the training
    θᵢ − θ = U S Vᵀ    the path from its end θ; the two first rows of Vᵀ span the plane
    C̄(θ + x d₁ + y d₂)    the cost on it
decision_map    what the network answers everywhere between two inputs, as it learns

The two directions are those in which the path stretches most (Li, Xu, Taylor, Studer
and Goldstein, 2018, section 7). The plane passes through the end of the path; the other
points lie beside it, and `explained` says how little.
"""

from collections.abc import Iterator
from dataclasses import replace

import numpy as np

from backprop_core.data.datasets import Dataset
from backprop_core.metrics import classes_read
from backprop_core.model import Model
from backprop_core.network import joined
from backprop_core.probes.probe import Claim
from backprop_core.probes.retraining import cost
from backprop_core.shapes import Signals, Vector, Weights
from backprop_core.spec.run_spec import RunSpec
from backprop_core.trace.probe_records import DecisionMap, Landscape, MapCheckpoint
from backprop_core.trace.trace import Trace

SIDE, MAP_SIDE = 33, 61  # points of the grid and of the map along each direction
# Left free on every side, of the path's width and of the range of the samples.
MARGIN, MAP_MARGIN = 0.3, 0.25
_NARROW = 1e-4  # squares across the path, as a share of those along it
_NARROWEST = 0.5  # the shorter side of the grid, as a share of the longer one


def landscape(trace: Trace, dataset: Dataset) -> Landscape:
    """The cost around the path of the checkpoints, at 33 × 33 points of their plane.

    Cost: 1 089 forward passes of the training set and one for each checkpoint, at most
    3 s for the digits.
    """
    path = path_of(trace)
    origin = path[-1].copy()
    directions, explained = principal_directions(path - origin)
    places = (path - origin) @ directions.T
    horizontal, vertical = axes_of(places)
    return Landscape(
        origin=origin,
        directions=directions,
        explained=explained,
        steps=np.array([each.step for each in trace.checkpoints], dtype=np.intp),
        path=places,
        path_costs=_path_costs(trace, dataset),
        horizontal=horizontal,
        vertical=vertical,
        costs=_grid(trace, dataset, (origin, directions), (horizontal, vertical)),
    )


def path_of(trace: Trace) -> Signals:
    """The parameters of each checkpoint, in a row."""
    return np.stack([joined(each.weights, each.biases) for each in trace.checkpoints])


def _path_costs(trace: Trace, dataset: Dataset) -> Vector:
    model = Model.of(trace.run)
    reached = map(model.parameters, trace.checkpoints)
    return np.array([cost(model, each, dataset) for each in reached])


def _grid(
    trace: Trace,
    dataset: Dataset,
    plane: tuple[Vector, Weights],
    axes: tuple[Vector, Vector],
) -> Signals:
    model, (origin, (first, second)) = Model.of(trace.run), plane
    split = model.partition.split
    ways = [split(vector).weights[0] for vector in (origin, first, second)]
    # Linear in the place: of 784 inputs 16 sums are left, and 30 s become 3.
    units, inputs = ways[0].shape
    is_shorter = 3 * units < inputs
    if is_shorter:
        sums = np.concatenate([dataset.inputs @ each.T for each in ways], axis=1)
        dataset = replace(dataset, inputs=sums)

    def at(x: float, y: float) -> float:
        there = split(origin + x * first + y * second)
        if is_shorter:
            mixed = np.concatenate([each * np.eye(units) for each in (1, x, y)], axis=1)
            there = replace(there, weights=(mixed, *there.weights[1:]))
        return cost(model, there, dataset)

    return np.array([[at(x, y) for x in axes[0]] for y in axes[1]])


def principal_directions(offsets: Signals) -> tuple[Weights, float]:
    """The two directions with the largest squares of the offsets, and their share.

    Each points to the side where the first offset lies, so that signs are no accident.
    """
    _, sizes, rows = np.linalg.svd(offsets, full_matrices=False)
    directions = rows[:2].copy()
    directions[directions @ offsets[0] < 0] *= -1
    total = float((sizes**2).sum())
    return directions, float((sizes[:2] ** 2).sum()) / total if total else 1.0


def axes_of(places: Signals) -> tuple[Vector, Vector]:
    """The grid's coordinates: the box around the path with a margin, not too narrow."""
    low, high = places.min(axis=0), places.max(axis=0)
    widths = (high - low) * (1 + 2 * MARGIN)
    # A training that does not move at all still stands on a plane.
    widths = np.maximum(widths, _NARROWEST * widths.max() or 1.0)
    grid = np.linspace(-0.5, 0.5, SIDE)[:, None] * widths + (low + high) / 2
    return grid[:, 0].copy(), grid[:, 1].copy()


def landscape_claims(
    trace: Trace, dataset: Dataset, value: Landscape
) -> Iterator[Claim]:
    """What a landscape says of the trace, seen along its own directions.

    Others may be as good, so its own are held against what makes them good: of length
    1, at right angles, the wider one first, the first point on their positive sides,
    fixed by the path where it is wide, and holding as much of it as any two can.
    """
    path = path_of(trace)
    offsets, directions = path - path[-1], value.directions
    yield "origin", value.origin, path[-1]
    yield "directions", directions.shape, (2, path.shape[1])
    yield "directions", directions @ directions.T, np.eye(2)
    places = offsets @ directions.T
    squares = (places**2).sum(axis=0)
    yield "directions", squares, np.sort(squares)[::-1]
    yield "directions", places[0], np.abs(places[0])
    yield "directions", directions, _turned(offsets, directions)
    _, explained = principal_directions(offsets)
    total = float((offsets**2).sum())
    yield "directions", squares.sum() / total if total else 1.0, explained
    yield "explained", value.explained, explained
    yield "steps", value.steps, np.array([each.step for each in trace.checkpoints])
    yield "path", value.path, places
    yield "path_costs", value.path_costs, _path_costs(trace, dataset)
    horizontal, vertical = axes_of(value.path)
    yield "horizontal", value.horizontal, horizontal
    yield "vertical", value.vertical, vertical
    axes = value.horizontal, value.vertical
    grid = _grid(trace, dataset, (value.origin, directions), axes)
    yield "costs", value.costs, grid


def _turned(offsets: Signals, directions: Weights) -> Weights:
    """Where XᵀX / s² takes each direction, s its length: a principal one stays.

    One along which the path is narrow is left as it is: rounding alone decides it.
    """
    found = directions.copy()
    lengths = ((offsets @ directions.T) ** 2).sum(axis=0)
    for row, length in enumerate(lengths):
        if length > _NARROW * lengths.max():
            found[row] = offsets.T @ (offsets @ directions[row]) / length
    return found


def too_short(run: RunSpec, dataset: Dataset, updates: int) -> str:
    """A path of fewer than three points spans no plane."""
    if updates >= 2:
        return ""
    cure = "Train for longer, or ask for Recording(whole=True)."
    return f"a path of {updates} step{'s' * (updates != 1)}, no plane. {cure}"


def decision_map(trace: Trace, dataset: Dataset) -> DecisionMap:
    """The answers at 61 × 61 points around the samples, checkpoint by checkpoint.

    Cost: one forward pass of 3 721 inputs for each checkpoint, at most 0.2 s for 33 of
    a small network.
    """
    horizontal, vertical = around(dataset, 0), around(dataset, 1)
    columns, rows = np.meshgrid(horizontal, vertical)
    points = np.stack([columns.ravel(), rows.ravel()], axis=1)
    model, checkpoints = Model.of(trace.run), []
    for each in trace.checkpoints:
        outputs = model.answers(model.parameters(each), points)
        read = classes_read(outputs, dataset)
        read = read.reshape(columns.shape if dataset.classes else (0, 0))
        outputs = outputs.reshape(*columns.shape, -1)
        checkpoints.append(MapCheckpoint(each.step, outputs, read))
    return DecisionMap(horizontal, vertical, tuple(checkpoints))


def around(dataset: Dataset, place: int, count: int = MAP_SIDE) -> Vector:
    """So many values of one input, from below its smallest to above its largest."""
    values = dataset.inputs[:, place]
    low, high = float(values.min()), float(values.max())
    middle, half = (low + high) / 2, (high - low) * (0.5 + MAP_MARGIN)
    half = half or 0.5  # where all samples share one value
    return np.linspace(middle - half, middle + half, count)


def no_plane(run: RunSpec, dataset: Dataset, updates: int) -> str:
    """Only two inputs span a plane."""
    count = dataset.inputs.shape[1]
    if count == 2:
        return ""
    cure = "Choose data with two, such as xor, moons or spirals."
    return f"{count} input{'s' * (count != 1)}, where a map has two. {cure}"
