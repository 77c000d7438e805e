"""Turns what a training computed in one step into its record."""

from dataclasses import dataclass
from types import MappingProxyType
from typing import NamedTuple

from backprop_core.data.datasets import Dataset
from backprop_core.losses import mean_loss, sample_losses
from backprop_core.metrics import classes_read
from backprop_core.model import Model, Update
from backprop_core.network import Parameters, Partition
from backprop_core.optimizers import Memory
from backprop_core.shapes import Indices, Signals, Vector, read_only
from backprop_core.trace.focus import focus
from backprop_core.trace.recording import FocusRequest
from backprop_core.trace.records import LayerRecord, StepRecord


class Place(NamedTuple):
    """Which step it is: over all, by epoch and within the epoch; from 0.

    A tuple: made at every recorded step, it takes a third of a frozen class's time.
    """

    step: int
    epoch: int
    batch_index: int


@dataclass(frozen=True, slots=True)
class Scribe:
    """What the record of a step takes beside the step itself."""

    model: Model
    dataset: Dataset
    thread: FocusRequest

    def step_record(
        self, vector: Vector, update: Update, samples: Indices, place: Place
    ) -> StepRecord:
        """One update of the parameters in `vector`; the arrays are closed to writing.

        The inputs are looked up again: a training lets go of its epoch's samples.
        """
        model, dataset = self.model, self.dataset
        before = model.partition.split(vector)
        update.forward.activations[0] = dataset.inputs[samples]
        targets = dataset.targets[samples]
        layers = layer_records(model, before, update, targets)
        outputs = layers[-1].activations
        after = model.forward(model.moved(before, update), layers[0].inputs)
        terms = model.loss_terms(update.forward, targets)
        return StepRecord(
            index=place.step,
            epoch=place.epoch,
            batch_index=place.batch_index,
            samples=read_only(samples),
            inputs=layers[0].inputs,
            targets=read_only(targets),
            output_errors=read_only(outputs - targets),
            loss_terms=read_only(terms),
            sample_losses=read_only(sample_losses(terms)),
            loss=mean_loss(terms),
            loss_after=mean_loss(model.loss_terms(after, targets)),
            learning_rate=model.learning_rate,
            predictions=classes_read(outputs, dataset),
            labels=classes_read(targets, dataset),
            focus=focus(layers, self.thread),
            layers=layers,
        )


def layer_records(
    model: Model, before: Parameters, update: Update, targets: Signals
) -> tuple[LayerRecord, ...]:
    """What each layer did in one update; the arrays are closed to writing."""
    forward, backward = update.forward, update.backward
    gradient = model.partition.split(update.gradient)
    change = model.partition.split(model.change(update.gradient, update.memory))
    signals, slopes = forward.activations, model.slopes(forward)
    blame = [*backward.collected, model.output_gradient(forward, targets)]
    memories = layer_memories(update.memory, model.partition)
    return tuple(
        LayerRecord(
            weights=read_only(before.weights[layer]),
            biases=read_only(before.biases[layer]),
            inputs=read_only(signals[layer]),
            sums=read_only(forward.sums[layer]),
            activations=read_only(signals[layer + 1]),
            slopes=read_only(slopes[layer]),
            activation_gradient=read_only(blame[layer]),
            deltas=read_only(backward.deltas[layer]),
            weight_gradient=read_only(gradient.weights[layer]),
            bias_gradient=read_only(gradient.biases[layer]),
            weight_update=read_only(change.weights[layer]),
            bias_update=read_only(change.biases[layer]),
            optimizer_memory=memories[layer],
        )
        for layer in range(len(before.weights))
    )


def layer_memories(memory: Memory, partition: Partition) -> list[Memory]:
    """The optimiser's memory as each layer sees it: `weight_mean`, `bias_mean`.

    What has one entry for all parameters keeps its name and stands at every layer.
    """
    layers: list[dict[str, Vector]] = [{} for _ in partition.windows]
    for name, vector in memory.items():
        parts = partition.split(vector) if len(vector) > 1 else None
        for number, layer in enumerate(layers):
            if parts is None:
                layer[name] = read_only(vector)
            else:
                layer[f"weight_{name}"] = read_only(parts.weights[number])
                layer[f"bias_{name}"] = read_only(parts.biases[number])
    return [MappingProxyType(layer) for layer in layers]
