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
LEAST_NUDGED = 200
MOST_WORK = 4_000_000_000  # nudged × all parameters × samples: half a minute
# Where the rounding of the loss allows more, a wrong gradient would pass as well.
COARSEST = 1e-2
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
    def is_tested(self) -> bool:
        """Whether a wrong gradient would have been found."""
        return self.allowed <= COARSEST or not self.is_allowed

    @property
    def severity(self) -> float:
        """The error as a multiple of what is allowed."""
        return self.error / self.allowed


@dataclass(frozen=True, slots=True)
class GradientCheck:
    """The parameter where both disagree most, and how many were looked at.

    Of `untested` ones the gradient is so small that the rounding of the loss hides it;
    where all of them are 0, by both, none was tested.
    """

    worst: Disagreement
    checked: int
    parameter_count: int
    untested: int = 0

    @property
    def is_right(self) -> bool:
        """Whether something could be tested, and nothing is wrong."""
        return self.worst.is_allowed and self.untested < self.checked

    def __str__(self) -> str:
        """What was checked, where it is worst, and whether that is right."""
        worst, counted = self.worst, f"all {self.checked:,} parameters"
        if self.checked < self.parameter_count:
            counted = f"{self.checked:,} of {self.parameter_count:,} parameters"
            counted += ", picked evenly,"
        verdict = "Right" if worst.is_allowed else "WRONG"
        lines = [
            f"∂C/∂θ of {counted} at the first step, against nudges",
            f"worst relative error  {worst.error:.2g}  at steps[0].{worst.path}",
            f"  by backpropagation  {worst.backpropagated: .12g}",
            f"  by nudging          {worst.nudged: .12g}",
            f"{verdict}: at most {worst.allowed:.2g} is allowed.",
        ]
        if self.untested:
            is_zero = worst.backpropagated == worst.nudged == 0.0
            why = "0, by both" if is_zero else "lost in the rounding of the loss"
            lines[-1:] = [
                f"{self.untested:,} could not be tested: their gradients are {why}."
            ]
            if self.is_right:
                lines.append("Right, as far as could be tested.")
            else:
                cure = "Try smaller weights, or scaling in [data]."
                lines.append(f"NOT TESTED. {cure}" if worst.is_allowed else "WRONG.")
        return "\n".join(lines)


def check_gradients(
    run: RunSpec, report: Callable[[float], None] = lambda share: None
) -> GradientCheck:
    """The worst disagreement over the parameters of a run, at its first step.

    Takes four forward passes for each parameter: 0.2 s for the digits; of a large
    network it looks at fewer. `report` hears what share is done. Raises as `train`
    does.
    """
    step = train(run, Recording(steps=(0,), whole=False)).steps[0]
    count, found = run.network.architecture.parameter_count, []
    total = len(picked(count, len(step.samples)))
    with np.errstate(all="ignore"):
        for each in disagreements(step, Model.of(run)):
            found.append(each)
            report(len(found) / total)
    is_alive = any(each.backpropagated or each.nudged for each in found)
    tested = [each for each in found if is_alive and each.is_tested]
    worst = max(tested or found, key=lambda each: each.severity)
    return GradientCheck(worst, len(found), count, len(found) - len(tested))


def picked(count: int, samples: int) -> range:
    """The parameters to be nudged, evenly among all."""
    affordable = max(LEAST_NUDGED, MOST_WORK // (count * (samples + 1)))
    return range(0, count, -(-count // min(MOST_NUDGED, affordable)))


def disagreements(step: StepRecord, model: Model) -> Iterator[Disagreement]:
    """One parameter of a recorded step after the other, as many as are picked."""
    layers, partition = step.layers, model.partition
    start = gathered(layers)
    gradient = gathered(layers, "weight_gradient", "bias_gradient")
    scales, reaches = _scales(gradient, partition), _reaches(step)
    for entry in picked(len(gradient), len(step.samples)):

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
