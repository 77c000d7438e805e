"""Holds the gradients of backpropagation against nudges of every parameter.

∂C/∂θ ≈ (C(θ − 2h) − 8 C(θ − h) + 8 C(θ + h) − C(θ + 2h)) / 12 h

C is the mean loss of the first step's samples, by forward passes alone. (The formula:
Abramowitz and Stegun, 25.3.6; its error shrinks with h⁴.)
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from math import inf, isfinite
from typing import TypeAlias

import numpy as np

from backprop_core.losses import mean_loss
from backprop_core.model import Model
from backprop_core.network import Partition, gathered, joined
from backprop_core.shapes import Vector
from backprop_core.spec.run_spec import RunSpec
from backprop_core.trace.recording import Recording
from backprop_core.trace.records import StepRecord
from backprop_core.training import train

TOLERANCE = 1e-7  # of a right gradient, relative to the largest of its layer
MOST_NUDGED = 20_000  # parameters; beyond that they are picked evenly
# Where a nudge crosses a kink, or the loss bends sharply, a smaller one decides.
_NUDGES = (1e-3, 1e-4, 1e-5, 1e-6, 1e-7)
_ROUNDING = 8 * float(np.finfo(float).eps)  # of the loss, relative to it

LossAt: TypeAlias = Callable[[float], float]  # how far one parameter moved → C


@dataclass(frozen=True, slots=True)
class Disagreement:
    """How far backpropagation and nudging are apart at one parameter.

    `error` is their difference relative to the largest gradient of that layer;
    `allowed` is `TOLERANCE`, or more where the rounding of the loss makes more of it.
    """

    error: float
    allowed: float
    path: str  # such as layers[1].weights[0, 2]
    backpropagated: float
    nudged: float

    @property
    def is_allowed(self) -> bool:
        """Whether the error is no larger than that of a right gradient."""
        return self.error <= self.allowed

    @property
    def severity(self) -> float:
        """The error as a multiple of what is allowed."""
        return self.error / self.allowed


@dataclass(frozen=True, slots=True)
class GradientCheck:
    """The parameter where both disagree most, and how many were looked at."""

    worst: Disagreement
    checked: int
    parameter_count: int

    def __str__(self) -> str:
        """What was checked, where it is worst, and whether that is right."""
        worst, counted = self.worst, f"all {self.checked:,}"
        if self.checked < self.parameter_count:
            counted = f"{self.checked:,} of {self.parameter_count:,}"
        verdict = "Right" if worst.is_allowed else "WRONG"
        return (
            f"∂C/∂θ of {counted} parameters at the first step, against nudges\n"
            f"worst relative error  {worst.error:.2g}  at steps[0].{worst.path}\n"
            f"  by backpropagation  {worst.backpropagated: .12g}\n"
            f"  by nudging          {worst.nudged: .12g}\n"
            f"{verdict}: at most {worst.allowed:.2g} is allowed."
        )


def check_gradients(run: RunSpec) -> GradientCheck:
    """The worst disagreement over the parameters of a run, at its first step.

    Takes four forward passes for each parameter: 0.2 s for the digits. Raises as
    `train` does.
    """
    step = train(run, Recording(steps=(0,), whole=False)).steps[0]
    count = run.network.architecture.parameter_count
    with np.errstate(all="ignore"):
        found = list(disagreements(step, Model.of(run)))
    return GradientCheck(max(found, key=lambda each: each.severity), len(found), count)


def disagreements(step: StepRecord, model: Model) -> Iterator[Disagreement]:
    """One parameter of a recorded step after the other, `MOST_NUDGED` at most."""
    layers, partition = step.layers, model.partition
    start = gathered(layers)
    gradient = gathered(layers, "weight_gradient", "bias_gradient")
    scales, reaches = _scales(gradient, partition), _reaches(step)
    stride = -(-len(gradient) // MOST_NUDGED)
    for entry in range(0, len(gradient), stride):

        def loss_at(distance: float, entry: int = entry) -> float:
            moved = start.copy()
            moved[entry] += distance
            forward = model.forward(partition.split(moved), step.inputs)
            return mean_loss(model.loss_terms(forward, step.targets))

        yield _compared(
            loss_at,
            path_of(partition, entry),
            float(gradient[entry]),
            scale=float(scales[entry]) or abs(loss_at(0.0)),
            reach=float(reaches[entry]),
        )


def _compared(
    loss_at: LossAt, path: str, gradient: float, *, scale: float, reach: float
) -> Disagreement:
    """The gradient beside the slope of the nudge that comes nearest to it."""

    def disagreement(slope: float, size: float) -> Disagreement:
        rounding = _ROUNDING * abs(above) / size / scale if scale else 0.0
        error = abs(slope - gradient) / scale if scale else 0.0
        error = error if isfinite(error) else inf
        return Disagreement(error, max(TOLERANCE, rounding), path, gradient, slope)

    found = []
    for nudge in _NUDGES:
        size = nudge / reach
        low, below, above, high = (loss_at(k * size) for k in (-2, -1, 1, 2))
        slope = (low - 8 * below + 8 * above - high) / (12 * size)
        found.append(disagreement(slope, size))
        if found[-1].is_allowed:
            return found[-1]
    # At a kink the loss has a slope on either side, and all between them are right.
    here = loss_at(0.0)
    least, greatest = sorted(((here - below) / size, (above - here) / size))
    between = min(max(gradient, least), greatest)
    found.append(disagreement(between, size))
    return min(found, key=lambda each: each.severity)


def _scales(gradient: Vector, partition: Partition) -> Vector:
    """For each parameter the largest gradient of its layer."""
    scales = np.empty_like(gradient)
    for weights, _, biases in partition.windows:
        layer = slice(weights.start, biases.stop)
        scales[layer] = np.abs(gradient[layer]).max()
    return scales


def _reaches(step: StepRecord) -> Vector:
    """How far a sum moves, at most, where a parameter moves by 1; at least 1."""
    weights = []
    for layer in step.layers:
        reach = np.maximum(1.0, np.abs(layer.inputs).max(axis=0))
        weights.append(np.broadcast_to(reach, layer.weights.shape))
    return joined(weights, [np.ones_like(layer.biases) for layer in step.layers])


def path_of(partition: Partition, entry: int) -> str:
    """Where an entry of the joined parameters stands: `layers[1].weights[0, 2]`."""
    for number, (weights, (_, inputs), biases) in enumerate(partition.windows):
        if entry < weights.stop:
            unit, place = divmod(entry - weights.start, inputs)
            return f"layers[{number}].weights[{unit}, {place}]"
        if entry < biases.stop:
            return f"layers[{number}].biases[{entry - biases.start}]"
    raise IndexError(f"there is no parameter {entry}")
