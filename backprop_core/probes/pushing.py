"""The cost of a step's samples after one number of the network was pushed."""

from collections.abc import Callable
from typing import TypeAlias

from backprop_core.backprop import weighted_sums
from backprop_core.losses import mean_loss, sample_losses
from backprop_core.model import Model
from backprop_core.network import Parameters, joined
from backprop_core.shapes import Signals
from backprop_core.trace.records import StepRecord

Pushed: TypeAlias = Callable[[int, int, float], float]  # layer, unit, by → cost


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
