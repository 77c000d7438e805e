"""Pushes one sum, weight or bias by ±ε, runs forward again and looks at the cost.

(C(x + ε) − C(x − ε)) / 2ε    the slope that is measured, beside δ, ∂C/∂w or ∂C/∂b
"""

from collections.abc import Callable, Sequence
from typing import TypeAlias

import numpy as np

from backprop_core.backprop import weighted_sums
from backprop_core.data.datasets import Dataset
from backprop_core.losses import mean_loss, sample_losses
from backprop_core.model import Model
from backprop_core.network import Parameters, joined
from backprop_core.probes.probe import Probe, first_steps
from backprop_core.shapes import Biases, Indices, Signals, Vector
from backprop_core.trace.records import Recorded, StepRecord
from backprop_core.trace.step_probe_records import Nudge, NudgedStep, Pushes
from backprop_core.trace.trace import Trace

Pushed: TypeAlias = Callable[[int, int, float], float]  # layer, unit, by → cost

# The slope is off by ε² and by 1e-16 / ε: here by 1e-8 and 1e-12 of the cost.
EPSILON = 1e-4


def nudge(trace: Trace, dataset: Dataset) -> Nudge:
    """The pushes of the first 100 recorded steps.

    Cost: 12 forward passes of the batch for each layer and step, and 2 more, at most
    20 ms for a step of the digits.
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
        _spread(model, step),
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


def _spread(model: Model, step: StepRecord) -> tuple[Biases, ...]:
    """How far each activation of the thread's sample moves with the early weight."""
    layers, thread = step.layers, step.focus
    entry = thread.units[thread.early], (thread.input, *thread.units)[thread.early]
    ends = []
    for by in (-EPSILON, EPSILON):
        weights = [each.weights.copy() for each in layers]
        weights[thread.early][entry] += by
        pushed = joined(weights, [each.biases for each in layers])
        forward = model.forward(model.partition.split(pushed), step.inputs)
        ends.append([each[thread.sample] for each in forward.activations[1:]])
    return tuple((up - down) / (2 * EPSILON) for down, up in zip(*ends, strict=True))


def costs_after_pushes(model: Model, step: StepRecord) -> tuple[Pushed, Pushed, Pushed]:
    """The cost after a push of a sum, of a weight of the thread, and of a bias."""
    layers, thread = step.layers, step.focus
    inputs = (thread.input, *thread.units)
    vector = joined([each.weights for each in layers], [each.biases for each in layers])

    def at_sum(layer: int, unit: int, by: float) -> float:
        sums = layers[layer].sums.copy()
        sums[thread.sample, unit] += by
        terms = _terms_from(model, model.partition.split(vector), step, (layer, sums))
        return float(sample_losses(terms)[thread.sample])

    def at(entry: int, by: float) -> float:
        pushed = vector.copy()
        pushed[entry] += by
        forward = model.forward(model.partition.split(pushed), step.inputs)
        return mean_loss(model.loss_terms(forward, step.targets))

    def at_weight(layer: int, unit: int, by: float) -> float:
        place, (_, columns), _ = model.partition.windows[layer]
        return at(place.start + unit * columns + inputs[layer], by)

    def at_bias(layer: int, unit: int, by: float) -> float:
        return at(model.partition.windows[layer][2].start + unit, by)

    return at_sum, at_weight, at_bias


def _terms_from(
    model: Model, parameters: Parameters, step: StepRecord, place: tuple[int, Signals]
) -> Signals:
    """The loss terms when a layer has these sums: forward from there on."""
    layer, sums = place
    values = model.activations[layer].value(sums)
    for number in range(layer + 1, len(model.activations)):
        weights, biases = parameters.weights[number], parameters.biases[number]
        sums = weighted_sums(values, weights, biases)
        values = model.activations[number].value(sums)
    return model.loss.terms(sums, values, step.targets)


NUDGE = Probe("nudge", nudge)
