"""What a trace claims: each of its fields beside what the others make of it.

A claim is taken from what is written down, not from what was derived before it: a field
that is wrong is named itself, not those that follow.
"""

from collections.abc import Iterator
from typing import Any

from backprop_core import backprop
from backprop_core.backprop import Forward
from backprop_core.data.datasets import Dataset
from backprop_core.losses import sample_losses
from backprop_core.metrics import classes_read
from backprop_core.model import Model
from backprop_core.network import gathered, joined
from backprop_core.optimizers import Memory
from backprop_core.probes.probe import Claim
from backprop_core.recorder import focus
from backprop_core.shapes import Vector
from backprop_core.trace.records import Checkpoint, LayerRecord, StepRecord
from backprop_core.trace.trace import Trace


def step_claims(trace: Trace, model: Model, step: StepRecord) -> Iterator[Claim]:
    """What the fields of one step say about each other."""
    per_epoch = trace.schedule.steps_per_epoch
    yield "epoch", step.epoch, step.index // per_epoch
    yield "batch_index", step.batch_index, step.index % per_epoch
    yield "learning_rate", step.learning_rate, trace.run.training.learning_rate
    for number, layer in enumerate(step.layers):
        function = model.activations[number]
        sums = backprop.weighted_sums(layer.inputs, layer.weights, layer.biases)
        values = function.value(layer.sums)
        slopes = function.slope(layer.sums, layer.activations)
        found = {"sums": sums, "activations": values, "slopes": slopes}
        yield from _layer_claims(number, layer, **found)
    signals = [step.inputs, *(layer.activations for layer in step.layers)]
    forward = Forward([layer.sums for layer in step.layers], signals)
    outputs = step.layers[-1].activations
    yield "output_errors", step.output_errors, outputs - step.targets
    yield "loss_terms", step.loss_terms, model.loss_terms(forward, step.targets)
    yield "sample_losses", step.sample_losses, sample_losses(step.loss_terms)
    yield "loss", step.loss, step.sample_losses.mean()
    yield from _backward_claims(model, step, forward)
    moved = gathered(step.layers, "weights_after", "biases_after")
    after = model.forward(model.partition.split(moved), step.inputs)
    terms = model.loss_terms(after, step.targets)
    yield "loss_after", step.loss_after, sample_losses(terms).mean()
    if outputs.shape[1] > 1 and trace.data.classes:
        yield "predictions", step.predictions, outputs.argmax(axis=1)
        yield "labels", step.labels, step.targets.argmax(axis=1)
    thread = focus(step.layers, trace.recording.focus)
    one, other = ((f.sample, *f.units, f.input) for f in (step.focus, thread))
    yield "focus", one, other


def _layer_claims(number: int, layer: LayerRecord, **derived: Any) -> Iterator[Claim]:
    """What one layer wrote down beside what is derived, by name of the field."""
    for name, value in derived.items():
        yield f"layers[{number}].{name}", getattr(layer, name), value


def _backward_claims(
    model: Model, step: StepRecord, forward: Forward
) -> Iterator[Claim]:
    """∂C/∂a, δ and the gradients, from the outputs back; then ΔW and Δb."""
    gradient = model.output_gradient(forward, step.targets)
    deltas = model.output_deltas(forward, step.targets)
    for number in range(len(step.layers) - 1, -1, -1):
        layer = step.layers[number]
        if layer is not step.layers[-1]:
            above = step.layers[number + 1]
            gradient = backprop.collected_deltas(above.deltas, above.weights)
            deltas = backprop.deltas(layer.activation_gradient, layer.slopes)
        weights = backprop.weight_gradient(layer.deltas, layer.inputs)
        biases = backprop.bias_gradient(layer.deltas)
        found = {"activation_gradient": gradient, "deltas": deltas}
        found |= {"weight_gradient": weights, "bias_gradient": biases}
        yield from _layer_claims(number, layer, **found)
    parts = model.partition.split(model.change(gradient_of(step), memory_of(step)))
    updates = zip(step.layers, parts.weights, parts.biases, strict=True)
    for number, (layer, one, other) in enumerate(updates):
        yield from _layer_claims(number, layer, weight_update=one, bias_update=other)


def gradient_of(step: StepRecord) -> Vector:
    """All gradients of a step in one vector."""
    return gathered(step.layers, "weight_gradient", "bias_gradient")


def memory_of(step: StepRecord) -> Memory:
    """The optimiser's memory of a step, joined again."""
    first, memory = step.layers[0].optimizer_memory, {}
    for name, array in first.items():
        kind, _, rest = name.partition("_")
        if kind == "weight":
            layers = [each.optimizer_memory for each in step.layers]
            pairs = [(each[name], each[f"bias_{rest}"]) for each in layers]
            memory[rest] = joined(*zip(*pairs, strict=True))
        elif kind != "bias":
            memory[name] = array
    return memory


def following_claims(
    model: Model, step: StepRecord, after: StepRecord
) -> Iterator[Claim]:
    """What two steps in a row say about each other."""
    for number, (one, other) in enumerate(zip(step.layers, after.layers, strict=True)):
        then = {"weights": one.weights_after, "biases": one.biases_after}
        yield from _layer_claims(number, other, **then)
    rule = model.optimizer.memory
    derived = rule(gradient_of(after), memory_of(step), model.learning_rate)
    for name, vector in memory_of(after).items():
        yield f"optimizer_memory.{name}", vector, derived[name]


def checkpoint_claims(
    model: Model, checkpoint: Checkpoint, trace: Trace, dataset: Dataset | None
) -> Iterator[Claim]:
    """What a checkpoint says beside the step that it comes before, and the data."""
    step = trace.steps.get(checkpoint.step)
    if step is not None:
        for number, layer in enumerate(step.layers):
            yield f"weights[{number}]", checkpoint.weights[number], layer.weights
            yield f"biases[{number}]", checkpoint.biases[number], layer.biases
    first = trace.steps.get(0)
    signals = first.inputs[:1] if first is not None else None
    shown = checkpoint.first_sample_activations
    for number, activation in enumerate(model.activations):
        if signals is not None:
            weights, biases = checkpoint.weights[number], checkpoint.biases[number]
            sums = backprop.weighted_sums(signals, weights, biases)
            derived = activation.value(sums)
            yield f"first_sample_activations[{number}]", shown[number], derived
        signals = shown[number]
    if dataset is not None:
        outputs = model.answers(model.parameters(checkpoint), dataset.test_inputs)
        read = classes_read(outputs, dataset)
        yield "test_predictions", checkpoint.test_predictions, read
