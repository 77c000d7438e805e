"""Probes about single steps: nudges, the usual mistake, the samples one by one.

nudge               (C(x + ε) − C(x − ε)) / 2ε, measured beside δ, ∂C/∂w and ∂C/∂b
stale_deltas        δˡ = (δˡ⁺¹ (W + ΔW)ˡ⁺¹) ⊙ f′(zˡ) instead of Wˡ⁺¹, from before the
                    update: hidden deltas from weights that were already updated
second_pass         a′ = f(a′ (W + ΔW)ᵀ + b + Δb), layer by layer: what is answered to
                    the same samples right after the update
last_pass           a″ = f(a″ Wᵀ + b) with the parameters at the training's end: what is
                    answered to the same samples then
sample_gradients    gₙ, the gradient of sample n over all weights and biases, beside
                    g = 1/B Σₙ gₙ, the gradient that the step goes by
sample_costs        what each sample of the training set costs, with the parameters from
                    before the update: a histogram with its mean C̄ = 1/N Σₙ Cₙ
"""

from collections.abc import Callable, Sequence
from itertools import islice
from typing import Any, TypeAlias

import numpy as np

from backprop_core.backprop import (
    collected_deltas,
    deltas,
    weighted_inputs,
    weighted_sums,
)
from backprop_core.data.datasets import Dataset
from backprop_core.losses import mean_loss, sample_losses
from backprop_core.metrics import classes_read
from backprop_core.model import Model
from backprop_core.network import Parameters, gathered, joined
from backprop_core.probes.retraining import costs
from backprop_core.shapes import Biases, Indices, Signals, Vector, read_only
from backprop_core.trace.probe_records import (
    BatchGradients,
    CostHistogram,
    Nudge,
    NudgedStep,
    Pushes,
    SampleCosts,
    SampleGradients,
    SecondPass,
    SecondPassStep,
    StaleDeltas,
    StaleStep,
)
from backprop_core.trace.records import Recorded, StepRecord
from backprop_core.trace.trace import Trace

Pushed: TypeAlias = Callable[[int, int, float], float]  # layer, unit, by → cost

MOST_STEPS = 100  # of the recorded ones that are looked at
# The slope is off by ε² and by 1e-16 / ε: here by 1e-8 and 1e-12 of the cost.
EPSILON = 1e-4
BINS = 30
_NARROWEST = BINS * float(np.finfo(float).tiny)


def _of_steps(trace: Trace, look: Callable[[StepRecord], Any]) -> Recorded[Any]:
    """What is seen in each recorded step, the first hundred of them."""
    chosen = islice(trace.steps.items(), MOST_STEPS)
    return Recorded("step", {index: look(step) for index, step in chosen})


def nudge(trace: Trace, dataset: Dataset) -> Nudge:
    """Push one sum, weight or bias by ±ε, run forward again and look at the cost.

    Cost: 12 forward passes of the batch for each layer and step, and 2 more, at most
    20 ms for a step of the digits.
    """
    model = Model.of(trace.run)
    return Nudge(EPSILON, _of_steps(trace, lambda step: _nudged(model, step)))


def _nudged(model: Model, step: StepRecord) -> NudgedStep:
    layers, thread = step.layers, step.focus
    errors = [layer.deltas[thread.sample] for layer in layers]
    loud = np.array(thread.units, dtype=np.intp)
    quiet = np.array([np.abs(each).argmin() for each in errors], dtype=np.intp)
    inputs = (thread.input, *thread.units)
    pairs = zip(layers, inputs, strict=False)
    slopes = [each.weight_gradient[:, j] for each, j in pairs]
    at_sum, at_weight, at_bias = _costs_after_pushes(model, step)
    return NudgedStep(
        _pushes(at_sum, loud, errors),
        _pushes(at_sum, quiet, errors),
        _pushes(at_weight, loud, slopes),
        _pushes(at_bias, loud, [each.bias_gradient for each in layers]),
        _spread(model, step),
    )


def _pushes(cost: Pushed, units: Indices, gradients: Sequence[Vector]) -> Pushes:
    """The pushes of a unit in each layer; the gradients are those of all its units."""
    places = list(enumerate(units.tolist()))
    costs = [[cost(*place, by) for by in (-EPSILON, 0.0, EPSILON)] for place in places]
    chosen = [gradients[layer][unit] for layer, unit in places]
    return Pushes(units, np.array(costs), np.array(chosen), EPSILON)


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


def _costs_after_pushes(model: Model, step: StepRecord) -> tuple[Pushed, ...]:
    """The cost after a push of a sum, of a weight of the thread, and of a bias."""
    layers, thread = step.layers, step.focus
    inputs, vector = (thread.input, *thread.units), gathered(layers)

    def at_sum(layer: int, unit: int, by: float) -> float:
        sums = layers[layer].sums.copy()
        sums[thread.sample, unit] += by
        values = model.activations[layer].value(sums)
        for number in range(layer + 1, len(layers)):
            above = layers[number]
            sums = weighted_sums(values, above.weights, above.biases)
            values = model.activations[number].value(sums)
        terms = model.loss.terms(sums, values, step.targets)
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


def stale_deltas(trace: Trace, dataset: Dataset) -> StaleDeltas:
    """The mistake; the weights after the update are the step's.

    Cost: one backward pass of the batch for each step, at most 2 ms for a step of the
    digits.
    """
    return StaleDeltas(_of_steps(trace, _stale_step))


def _stale_step(step: StepRecord) -> StaleStep:
    layers = step.layers
    wrong = [layers[-1].deltas.copy()]
    for layer, after in zip(layers[-2::-1], layers[:0:-1], strict=True):
        collected = collected_deltas(wrong[-1], after.weights_after)
        wrong.append(deltas(collected, layer.slopes))
    pairs = list(zip(wrong[::-1], layers, strict=True))
    gradients = [each.T @ layer.inputs / len(each) for each, layer in pairs]
    errors = [_relative(each, layer.deltas) for each, layer in pairs]
    return StaleStep(tuple(wrong[::-1]), tuple(gradients), np.array(errors))


def _relative(wrong: Signals, right: Signals) -> float:
    """‖wrong − right‖ / ‖right‖, and 0 where nothing is wrong."""
    size, error = np.linalg.norm(right), np.linalg.norm(wrong - right)
    return float(error / size) if error else 0.0


def sample_gradients(trace: Trace, dataset: Dataset) -> BatchGradients:
    """How large the gradients of the samples are, and how far they agree.

    No gₙ is written out: its products follow from its deltas and activations.
    Cost: one pass over the batch for each step, at most 2 ms for a step of the digits.
    """
    return BatchGradients(_of_steps(trace, _of_samples))


def _of_samples(step: StepRecord) -> SampleGradients:
    layers, thread = step.layers, step.focus
    inputs = (thread.input, *thread.units)
    rows = zip(layers, thread.units, inputs, strict=False)
    weights = np.stack([each.deltas[:, k] * each.inputs[:, j] for each, k, j in rows])
    squares, products, mean_square = np.zeros(len(step.inputs)), 0.0, 0.0
    for each in layers:
        # ‖δ aᵀ‖² = ‖δ‖² ‖a‖², and 1 more than ‖a‖² with the bias.
        length = (each.inputs**2).sum(axis=1) + 1
        squares = squares + (each.deltas**2).sum(axis=1) * length
        along = each.inputs @ each.weight_gradient.T + each.bias_gradient
        products = products + (each.deltas * along).sum(axis=1)
        mean_square += float((each.weight_gradient**2).sum())
        mean_square += float((each.bias_gradient**2).sum())
    norms = np.sqrt(squares)
    size = norms * np.sqrt(mean_square)
    cosines = np.divide(products, size, out=np.zeros_like(norms), where=size > 0)
    weights, mean = np.ascontiguousarray(weights.T), weights.mean(axis=1)
    mean_norm, cosines = float(np.sqrt(mean_square)), np.clip(cosines, -1.0, 1.0)
    return SampleGradients(weights, mean, norms, mean_norm, cosines)


def second_pass(trace: Trace, dataset: Dataset) -> SecondPass:
    """The samples of the steps once more, with the weights from after.

    Cost: one forward pass of the batch for each step, at most 1 ms for a step of the
    digits.
    """
    model = Model.of(trace.run)

    def again(step: StepRecord) -> SecondPassStep:
        vector = gathered(step.layers, "weights_after", "biases_after")
        return _passed(model, model.partition.split(vector), step, dataset)

    return SecondPass(_of_steps(trace, again))


def last_pass(trace: Trace, dataset: Dataset) -> SecondPass:
    """The samples of the steps once more, with the parameters at the training's end.

    Cost: one forward pass of the batch for each step, at most 1 ms for a step of the
    digits.
    """
    model = Model.of(trace.run)
    end = model.parameters(trace.final)
    return SecondPass(_of_steps(trace, lambda step: _passed(model, end, step, dataset)))


def _passed(
    model: Model, parameters: Parameters, step: StepRecord, dataset: Dataset
) -> SecondPassStep:
    """What the samples of a step do with other parameters."""
    forward = model.forward(parameters, step.inputs)
    signals = forward.activations
    pairs = zip(parameters.weights, signals, strict=False)
    row = [step.focus.sample]
    sent = [weighted_inputs(each, inputs[row])[0] for each, inputs in pairs]
    return SecondPassStep(
        tuple(np.array(each) for each in signals[1:]),
        tuple(np.array(each) for each in sent),
        np.array(sample_losses(model.loss_terms(forward, step.targets))),
        read_only(classes_read(signals[-1], dataset)),
    )


def sample_costs(trace: Trace, dataset: Dataset) -> SampleCosts:
    """The costs of the training set, in thirty bins.

    Cost: one forward pass of the set for each step, at most 5 ms for a step of the
    digits; 62 numbers of each are kept, however large the set is.
    """
    model = Model.of(trace.run)

    def histogram(step: StepRecord) -> CostHistogram:
        parameters = model.partition.split(gathered(step.layers))
        return _histogram(costs(model, parameters, dataset))

    return SampleCosts(_of_steps(trace, histogram))


def _histogram(costs: Vector) -> CostHistogram:
    """Evenly wide bins from the least to the largest of the costs that are finite."""
    finite = costs[np.isfinite(costs)]
    least, most = (float(finite.min()), float(finite.max())) if len(finite) else (0, 0)
    # Of a range as narrow as numbers get, no bin has a width.
    if most - least <= max(_NARROWEST, 1e-9 * most):
        wide = 2 * most if most > _NARROWEST else 1.0
        least, most = 0.0, wide if np.isfinite(wide) else most
    counts, edges = np.histogram(finite, bins=BINS, range=(least, most))
    return CostHistogram(counts.astype(np.intp), edges, float(costs.mean()))
