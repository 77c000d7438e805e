"""Three walkers with three learning rates on one landscape.

(θᵢ − θ) · d₁, (θᵢ − θ) · d₂    where they are on the plane through θ along d₁ and d₂
‖(θᵢ − θ) − its foot‖           how far beside it
"""

from dataclasses import dataclass

import numpy as np

from backprop_core.backprop import gradients
from backprop_core.data.datasets import Dataset
from backprop_core.model import Model
from backprop_core.probes.planes import axes_of, path_of, principal_directions
from backprop_core.probes.probe import evenly
from backprop_core.probes.retraining import (
    cost,
    endless,
    learning_rates,
    otherwise,
    walked,
)
from backprop_core.shapes import Vector, Weights
from backprop_core.trace.learning_records import Walk, Walkers
from backprop_core.trace.probe_records import Landscape
from backprop_core.trace.trace import Trace

WALK_POINTS = 81
MOST_WALKED = 20_000  # updates


@dataclass(frozen=True, slots=True)
class _Plane:
    """The plane of the landscape, and what of it is on the map."""

    origin: Vector
    directions: Weights
    low: Vector
    high: Vector


def walkers(trace: Trace, dataset: Dataset) -> Walkers:
    """Where three rates lead, for as long as the run lasts but at most 20 000 updates.

    Cost: that of `learning_rates`, and three more trainings with 81 forward passes of
    the training set in each: at most 5 s for the digits.

    Raises TrainingError if the cost of the first parameters is not finite.
    """
    plane, model = _plane(trace), Model.of(trace.run)
    found = learning_rates(trace, dataset)
    rates = found.rates.tolist()
    (_, parameters, _), *_ = walked(trace.run, dataset, [0])
    forward = model.forward(parameters, dataset.inputs)
    gradient = model.room()
    gradients(forward, model.backward(parameters, forward, dataset.targets), gradient)
    return Walkers(
        walks=tuple(_walk(trace, dataset, each, plane) for each in rates),
        is_too_small=found.is_too_small,
        is_too_large=found.is_too_large,
        slope=plane.directions @ gradient.vector,
        steepness=float(np.linalg.norm(gradient.vector)),
    )


def _plane(trace: Trace) -> _Plane:
    """That of the landscape, if it was recorded: another pair may be as good."""
    path = path_of(trace)
    offsets = path - path[-1]
    known = trace.probes.get("landscape")
    directions, _ = principal_directions(offsets)
    if isinstance(known, Landscape):
        directions = known.directions
    axes = axes_of(offsets @ directions.T)
    low, high = (np.array([axis[end] for axis in axes]) for end in (0, -1))
    return _Plane(path[-1], directions, low, high)


def _walk(trace: Trace, dataset: Dataset, rate: float, plane: _Plane) -> Walk:
    run = otherwise(trace.run, learning_rate=rate)
    updates = min(trace.schedule.step_count, MOST_WALKED)
    model, steps, costs, offsets = Model.of(run), [], [], []
    marks = evenly(updates, WALK_POINTS).tolist()
    for step, parameters, _ in walked(run, dataset, marks):
        value = cost(model, parameters, dataset)
        if not np.isfinite(value):
            break
        steps.append(step)
        costs.append(value)
        offsets.append(parameters.vector - plane.origin)
    if not steps:
        raise endless(run, dataset)
    beside = np.stack(offsets)
    places = beside @ plane.directions.T
    feet = places @ plane.directions
    outside = (places < plane.low) | (places > plane.high)
    beyond = np.flatnonzero(outside.any(axis=1))
    return Walk(
        rate=rate,
        steps=np.array(steps, dtype=np.intp),
        places=places,
        distances=np.linalg.norm(beside - feet, axis=1),
        costs=np.array(costs),
        leaves=int(beyond[0]) if len(beyond) else None,
    )
