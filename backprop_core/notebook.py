"""Writes down a training while it runs: the steps, epochs and moments asked for."""

from types import MappingProxyType

from backprop_core.datasets import Dataset
from backprop_core.focus import focus
from backprop_core.losses import mean_loss, sample_losses
from backprop_core.metrics import classes_read, epoch_record, moment
from backprop_core.model import Model, Update
from backprop_core.network import Parameters, Partition
from backprop_core.optimizers import Memory
from backprop_core.recording import Thread
from backprop_core.records import EpochRecord, LayerRecord, Moment, StepRecord
from backprop_core.shapes import Indices, Signals, Vector, read_only


class Notebook:
    """What has been written down so far."""

    def __init__(self, model: Model, dataset: Dataset, thread: Thread) -> None:
        self._model, self._dataset, self._thread = model, dataset, thread
        self.steps: dict[int, StepRecord] = {}
        self.epochs: dict[int, EpochRecord] = {}
        self.moments: list[Moment] = []

    def note_step(
        self,
        before: Parameters,
        update: Update,
        samples: Indices,
        *,
        index: int,
        epoch: int,
        place: int,
    ) -> StepRecord:
        """Write down one update in full."""
        model, dataset = self._model, self._dataset
        targets = dataset.targets[samples]
        layers = layer_records(model, before, update, targets)
        outputs = layers[-1].activations
        after = model.forward(update.parameters, layers[0].inputs)
        terms = model.loss_terms(update.forward, targets)
        record = self.steps[index] = StepRecord(
            index=index,
            epoch=epoch,
            place=place,
            samples=read_only(samples.copy()),
            inputs=layers[0].inputs,
            targets=read_only(targets),
            output_errors=read_only(outputs - targets),
            loss_terms=read_only(terms),
            sample_losses=read_only(sample_losses(terms)),
            loss=mean_loss(terms),
            loss_after=mean_loss(model.loss_terms(after, targets)),
            learning_rate=model.learning_rate,
            answers=classes_read(outputs, dataset),
            labels=classes_read(targets, dataset),
            focus=focus(layers, self._thread),
            layers=layers,
        )
        return record

    def note_epoch(self, parameters: Parameters, *, index: int, step: int) -> None:
        """Write down how the network does over the whole set."""
        self.epochs[index] = epoch_record(
            self._model, parameters, self._dataset, index=index, step=step
        )

    def note_moment(self, parameters: Parameters, *, first: int, step: int) -> None:
        """Write down the parameters and what the network reads with them."""
        self.moments.append(
            moment(self._model, parameters, self._dataset, first=first, step=step)
        )


def layer_records(
    model: Model, before: Parameters, update: Update, targets: Signals
) -> tuple[LayerRecord, ...]:
    """What each layer did in one update; the arrays are closed to writing."""
    forward, backward = update.forward, update.backward
    change = model.partition.split(update.change)
    # The batch is a view on the epoch's samples: a copy lets go of the others.
    signals = [forward.activations[0].copy(), *forward.activations[1:]]
    slopes = model.slopes(forward)
    gradients = [*backward.collected, model.output_gradient(forward, targets)]
    memories = layer_memories(update.memory, model.partition)
    return tuple(
        LayerRecord(
            weights=read_only(before.weights[layer]),
            biases=read_only(before.biases[layer]),
            inputs=read_only(signals[layer]),
            sums=read_only(forward.sums[layer]),
            activations=read_only(signals[layer + 1]),
            slopes=read_only(slopes[layer]),
            activation_gradient=read_only(gradients[layer]),
            deltas=read_only(backward.deltas[layer]),
            weight_gradient=read_only(update.weight_gradients[layer]),
            bias_gradient=read_only(update.bias_gradients[layer]),
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
