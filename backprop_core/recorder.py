"""Notes down a training while it runs: the steps, epochs and checkpoints asked for."""

from collections import UserDict
from collections.abc import Sequence
from functools import partial
from math import ceil
from types import MappingProxyType
from typing import Any, NamedTuple

import numpy as np

from backprop_core.activations import ACTIVATIONS
from backprop_core.data.datasets import Dataset
from backprop_core.losses import mean_loss, sample_losses
from backprop_core.metrics import checkpoint, classes_read, epoch_record
from backprop_core.model import Model, Update
from backprop_core.network import Parameters, Partition
from backprop_core.optimizers import NO_MEMORY, OPTIMIZERS, Memory
from backprop_core.schedule import Schedule
from backprop_core.shapes import Indices, Signals, Vector, read_only
from backprop_core.spec.run_spec import RunSpec
from backprop_core.trace.recording import FocusRequest, Recording
from backprop_core.trace.records import Checkpoint, Focus, LayerRecord, StepRecord

# Of parameters that are kept for metrics not yet worked out; beyond, they are at once.
MOST_KEPT_BYTES = 50_000_000
MOST_BYTES = 50_000_000  # of a recording that nobody asked for
_ARRAY_BYTES = 200  # what an array costs beside its numbers
_NO_INPUTS = np.zeros((0, 0))


class MadeLater(UserDict[int, Any]):
    """Records by number; each is made once, the first time that it is asked for.

    A training hands over what it has at hand anyway, and never waits for what follows
    from that.
    """

    def __getitem__(self, number: int) -> Any:
        if callable(make := self.data[number]):
            # As in a training: a number that overflows is infinite, and no warning.
            with np.errstate(all="ignore"):
                self.data[number] = make()
        return self.data[number]


class Place(NamedTuple):
    """Which step it is: over all, by epoch and within the epoch; from 0.

    A tuple: made at every recorded step, it takes a third of a frozen class's time.
    """

    step: int
    epoch: int
    batch_index: int


class Recorder:
    """What has been noted so far; the records are made when they are asked for.

    A step makes new arrays, so that keeping it means keeping references; only what is
    used again for the next one, parameters and gradient, is copied.
    """

    def __init__(self, model: Model, dataset: Dataset, request: FocusRequest) -> None:
        self._model, self._dataset, self._request = model, dataset, request
        self._kept_bytes = 0
        self.steps = MadeLater()
        self.epochs = MadeLater()
        self.checkpoints: list[Checkpoint] = []

    def note_step(
        self, before: Vector, update: Update, samples: Indices, place: Place
    ) -> None:
        """Note one update in full; `before` are the parameters that it began with."""
        # Both are views on what belongs to the whole epoch: let go of it.
        update.forward.activations[0] = _NO_INPUTS
        update.gradient = update.gradient.copy()
        noted = before, update, samples.copy(), place
        self.steps[place.step] = partial(self._step_record, *noted)

    def note_epoch(self, parameters: Parameters, *, index: int, step: int) -> None:
        """Note how the network does over the whole set."""
        known = self._model, self._kept(parameters), self._dataset
        self.epochs[index] = partial(epoch_record, *known, index=index, step=step)
        self._kept_bytes += parameters.vector.nbytes
        if self._kept_bytes > MOST_KEPT_BYTES:
            _ = self.epochs[index]

    def note_checkpoint(self, parameters: Parameters, *, first: int, step: int) -> None:
        """Note the parameters and what the network reads with them."""
        known = self._model, self._kept(parameters), self._dataset
        self.checkpoints.append(checkpoint(*known, first=first, step=step))

    def _kept(self, parameters: Parameters) -> Parameters:
        """The parameters as they are now; those of a training move."""
        return self._model.partition.split(parameters.vector.copy())

    def _step_record(
        self, vector: Vector, update: Update, samples: Indices, place: Place
    ) -> StepRecord:
        """One update of the parameters in `vector`; the arrays are closed to writing.

        The inputs are looked up again: a training lets go of its epoch's samples.
        """
        model, dataset = self._model, self._dataset
        before = model.partition.split(vector)
        update.forward.activations[0] = dataset.inputs[samples]
        targets = dataset.targets[samples]
        layers = layer_records(model, before, update, targets)
        outputs = layers[-1].activations
        moved = vector + model.change(update.gradient, update.memory)
        after = model.forward(model.partition.split(moved), layers[0].inputs)
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
            focus=focus(layers, self._request),
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


def focus(layers: Sequence[LayerRecord], thread: FocusRequest) -> Focus:
    """The thread with the largest values, through the stations that are asked for.

    It begins at the output with the largest |δ| and goes back, one layer at a time, to
    the unit with the largest |wₖⱼ δₖ · slopeⱼ|: a unit that lets nothing through is
    passed only where all are such. It ends at the input with the largest |δⱼ aᵢ| of
    that sample.
    """
    errors = np.abs(layers[-1].deltas)
    sample, unit = (int(i) for i in np.unravel_index(errors.argmax(), errors.shape))
    units = [_station(len(layers) - 1, unit, thread)]
    for layer in range(len(layers) - 1, 0, -1):
        above, here = layers[layer], layers[layer - 1]
        returned = np.abs(above.deltas[sample, units[0]] * above.weights[units[0]])
        felt = returned * np.abs(here.own_slopes[sample])
        # Where no unit feels anything, the one that is told most.
        best = felt if felt.any() else returned
        units.insert(0, _station(layer - 1, int(best.argmax()), thread))
    first = layers[0]
    widest = np.abs(first.deltas[sample, units[0]] * first.inputs[sample]).argmax()
    chosen = int(widest) if thread.input is None else thread.input
    return Focus(sample, tuple(units), chosen)


def _station(layer: int, unit: int, thread: FocusRequest) -> int:
    """The unit that is asked for in this layer, else the one that was found."""
    if thread.unit is not None and thread.unit[0] == layer:
        return thread.unit[1]
    return unit


def every_step(run: RunSpec, schedule: Schedule) -> Recording:
    """A recording of every step; raises ValueError with one that fits in 50 MB."""
    size = step_bytes(run, schedule)
    total = size * schedule.step_count
    if total <= MOST_BYTES:
        return Recording()
    stride = ceil(total / MOST_BYTES)
    raise ValueError(
        f"Recording {schedule.step_count:,} steps would take {total / 1e6:,.0f} MB. "
        f"Ask for fewer: record=Recording(steps=tuple(range(0, "
        f"{schedule.step_count}, {stride}))) fits in {MOST_BYTES / 1e6:.0f} MB."
    )


def step_bytes(run: RunSpec, schedule: Schedule) -> int:
    """About how many bytes one recorded step takes."""
    network = run.network.architecture
    rule = OPTIMIZERS[run.training.optimizer]
    memory = rule.memory(np.zeros(2), NO_MEMORY, 1.0)
    kept = 3 + len(memory)  # weights, gradients, updates, and what is remembered
    signals = 6 * sum(network.layers) * schedule.batch_size
    if ACTIVATIONS[network.output].is_joint:
        signals += network.layers[-1] ** 2 * schedule.batch_size
    arrays = 12 * (len(network.layers) - 1) + 8
    return 8 * (kept * network.parameter_count + signals) + _ARRAY_BYTES * arrays
