"""Pushes one sum, weight or bias by ±ε, runs forward again and looks at the cost.

(C(x + ε) − C(x − ε)) / 2ε    the slope that is measured, beside δ, ∂C/∂w or ∂C/∂b
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from backprop_core.data.datasets import Dataset
from backprop_core.model import Model
from backprop_core.probes.probe import Probe, first_steps
from backprop_core.probes.pushing import Pushed, costs_after_pushes
from backprop_core.shapes import Indices, Signals, Vector, read_only
from backprop_core.trace.records import Recorded, StepRecord
from backprop_core.trace.trace import Trace

# The slope is off by ε² and by 1e-16 / ε: here by 1e-8 and 1e-12 of the cost.
EPSILON = 1e-4


@dataclass(frozen=True, slots=True)
class Pushes:
    """A push in every layer, `layers[0]` first, beside what backpropagation says."""

    units: Indices  # (layers,)
    costs: Signals  # (layers, 3): pushed by −ε, by nothing, by +ε
    gradients: Vector  # (layers,) by backpropagation
    epsilon: float

    @property
    def slopes(self) -> Vector:
        """(C(x + ε) − C(x − ε)) / 2ε, measured in each layer."""
        return read_only((self.costs[:, 2] - self.costs[:, 0]) / (2 * self.epsilon))

    @property
    def gaps(self) -> Vector:
        """(layers,): how far what is measured lies from backpropagation."""
        return read_only(np.abs(self.slopes - self.gradients))


@dataclass(frozen=True, slots=True)
class NudgedStep:
    """The pushes of one step, along its thread.

    A sum is pushed for the thread's sample alone and moves the loss Cₙ of that sample;
    a weight or a bias moves C, the mean over the batch. `quiet` pushes the sum with
    the smallest |δ| of each layer. The weights are those into the thread's units: from
    the unit before it on the thread, in `layers[0]` from the thread's input.
    """

    sums: Pushes
    quiet: Pushes
    weights: Pushes
    biases: Pushes


@dataclass(frozen=True, slots=True)
class Nudge:
    """What ±ε did, for each step that was looked at."""

    epsilon: float
    steps: Recorded[NudgedStep]

    @property
    def slope(self) -> float:
        """The slope measured at the output where the first step's thread begins."""
        return float(self._first.slopes[-1])

    @property
    def delta(self) -> float:
        """δ of that output, by backpropagation."""
        return float(self._first.gradients[-1])

    @property
    def _first(self) -> Pushes:
        return self.steps[min(self.steps, default=0)].sums


def nudge(trace: Trace, dataset: Dataset) -> Nudge:
    """The pushes of the first 100 recorded steps.

    Cost: 12 forward passes of the batch for each layer and step, at most 20 ms for a
    step of the digits.
    """
    model = Model.of(trace.run)
    steps = first_steps(trace).items()
    return Nudge(
        EPSILON,
        Recorded("step", {index: _nudged(model, step) for index, step in steps}),
    )


def _nudged(model: Model, step: StepRecord) -> NudgedStep:
    layers, thread = step.layers, step.focus
    errors = [layer.deltas[thread.sample] for layer in layers]
    loud = np.array(thread.units, dtype=np.intp)
    quiet = np.array([np.abs(each).argmin() for each in errors], dtype=np.intp)
    inputs = (thread.input, *thread.units)
    slopes = [
        each.weight_gradient[:, j] for each, j in zip(layers, inputs, strict=False)
    ]
    at_sum, at_weight, at_bias = costs_after_pushes(model, step)
    return NudgedStep(
        _pushes(at_sum, loud, errors),
        _pushes(at_sum, quiet, errors),
        _pushes(at_weight, loud, slopes),
        _pushes(at_bias, loud, [each.bias_gradient for each in layers]),
    )


def _pushes(cost: Pushed, units: Indices, gradients: Sequence[Vector]) -> Pushes:
    """The pushes of a unit in each layer; the gradients are those of all its units."""
    costs = np.array(
        [
            [cost(layer, unit, by) for by in (-EPSILON, 0.0, EPSILON)]
            for layer, unit in enumerate(units.tolist())
        ]
    )
    chosen = [each[unit] for each, unit in zip(gradients, units, strict=True)]
    return Pushes(units, costs, np.array(chosen), EPSILON)


NUDGE = Probe("nudge", Nudge, nudge)
