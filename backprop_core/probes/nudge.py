"""Pushes one sum, weight or bias by ±ε, runs forward again and looks at the cost.

(C(x + ε) − C(x − ε)) / 2ε    the slope that is measured, beside δ, ∂C/∂w or ∂C/∂b
"""

from collections.abc import Sequence

import numpy as np

from backprop_core.data.datasets import Dataset
from backprop_core.model import Model
from backprop_core.probes.probe import Probe, first_steps
from backprop_core.probes.pushing import Pushed, costs_after_pushes
from backprop_core.shapes import Indices, Vector
from backprop_core.trace.records import Recorded, StepRecord
from backprop_core.trace.step_probe_records import Nudge, NudgedStep, Pushes
from backprop_core.trace.trace import Trace

# The slope is off by ε² and by 1e-16 / ε: here by 1e-8 and 1e-12 of the cost.
EPSILON = 1e-4


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


NUDGE = Probe("nudge", nudge)
