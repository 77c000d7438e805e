"""The training itself: step by step down the gradient, and what it notes on the way."""

from collections.abc import Callable

import numpy as np
from numpy.random import Generator, default_rng

from backprop_core.data.datasets import Dataset
from backprop_core.model import Model, Update
from backprop_core.network import Parameters, Partition, drawn_parameters, joined
from backprop_core.optimizers import NO_MEMORY, Memory
from backprop_core.recorder import Place, Recorder
from backprop_core.schedule import Schedule, orders
from backprop_core.shapes import Indices, Signals, Vector
from backprop_core.spec.run_spec import RunSpec
from backprop_core.trace.recording import Recording

_LARGEST = 1e300  # of a double, with room for sums
_ROOT = 1e150  # its square has room, too
_POWERS = range(100, -1, -5)
_ONE_THREAD = 8192  # entries
_TOLD_EVERY = 64  # steps; telling of each would cost a tenth of a small one
_LARGE = 1000.0  # beyond which no rate that is usual serves
_CURES = {
    "Inputs": 'try scaling = "standard" in [data]',
    "Targets": "give smaller ones, such as thousands instead of units",
    "Parameters": "begin with smaller ones, or with an initializer",
}


class TrainingError(ArithmeticError):
    """A training that ran away: `step` leads to numbers that are not finite."""

    def __init__(
        self, step: int, learning_rate: float, dataset: Dataset, first_size: float
    ) -> None:
        """Name the cure: a smaller rate, unless a number of the data is large.

        ``first_size`` is the largest of the first parameters.
        """
        self.step = step
        cure = f"Lower training.learning_rate ({learning_rate})."
        sizes = _largest(dataset.inputs), _largest(dataset.targets), first_size
        for (name, smaller), size in zip(_CURES.items(), sizes, strict=True):
            if size > _LARGE:
                cure = f"{name} reach {size:g}: {smaller}."
                break
        what = f"step {step} leads to numbers that are not finite"
        super().__init__(f"Training diverged: {what}. {cure}")


def _largest(values: Signals) -> float:
    return float(np.abs(values).max(initial=0.0))


def first_parameters(run: RunSpec, random: Generator) -> Parameters:
    """The weights and biases that the run gives, or those of its file, else drawn ones.

    Raises SpecError if the file cannot be read.
    """
    network, own = run.network, run.own_parameters()
    if own is not None:
        vector = joined(own.weights, own.biases)
    elif network.weights is None:
        vector = drawn_parameters(network.architecture, network.initializer, random)
    else:
        rows = network.biases or [(0.0,) * units for units in network.layers[1:]]
        vector = joined(network.weights, rows)
    return Partition.of(network.architecture).split(vector)


class Descent:
    """A training under way: the parameters it has reached, and its recorder.

    The parameters move in place, and each gradient takes the room of the one before:
    new arrays and windows on them would cost a quarter of a small network's step.
    """

    def __init__(
        self,
        run: RunSpec,
        dataset: Dataset,
        schedule: Schedule,
        recording: Recording,
        *,
        report: Callable[[float], None] = lambda share: None,
    ) -> None:
        self._report = report
        random = default_rng(run.training.seed)
        self._dataset, self._schedule, self._recording = dataset, schedule, recording
        self._model = Model.of(run)
        self._parameters = first_parameters(run, random)
        self._first_size = _largest(self._parameters.vector)
        self._room = self._model.room()
        self._memory: Memory = NO_MEMORY
        self._orders = orders(run, schedule, random)
        self._all = recording.steps == "all"
        self._wanted = frozenset(recording.numbers)
        self._checkpoints = frozenset(recording.checkpoints)
        self._last = recording.last(schedule.step_count)
        self._step = 0
        self._first = 0  # the first sample of the training
        self._safe_size = safe_size(run.network.layers, dataset)
        self._known_safe = -1  # the step that begins with parameters known to be
        self._recorder = Recorder(self._model, dataset, recording.focus)

    def finished(self) -> Recorder:
        """Train until nothing more is asked for."""
        self._recorder.note_epoch(self._parameters, index=0, step=0)
        for epoch, order in enumerate(self._orders):
            if epoch == 0:
                self._first = int(order[0])
            if self._step == self._last:
                break
            self._train_epoch(epoch, order)
            if self._step % self._schedule.steps_per_epoch == 0:
                place = {"index": epoch + 1, "step": self._step}
                self._recorder.note_epoch(self._parameters, **place)
        if self._recording.whole or self._step in self._checkpoints:
            self._note_checkpoint()
        return self._recorder

    def _train_epoch(self, epoch: int, order: Indices) -> None:
        """The updates of one epoch, as far as they are asked for."""
        model, parameters = self._model, self._parameters
        size, vector = self._schedule.batch_size, parameters.vector
        inputs, targets = self._dataset.inputs[order], self._dataset.targets[order]
        for batch_index, begin in enumerate(range(0, len(order), size)):
            if self._step == self._last:
                return
            if self._step % _TOLD_EVERY == 0:
                self._report(self._step / self._last)
            if self._step in self._checkpoints:
                self._note_checkpoint()
            batch = slice(begin, begin + size)
            is_wanted = self._all or self._step in self._wanted
            before = vector.copy() if is_wanted else vector
            samples = inputs[batch], targets[batch]
            update = model.update(parameters, self._memory, *samples, self._room)
            self._memory = update.memory
            vector += model.change(update.gradient, update.memory)
            if is_wanted:
                place = Place(self._step, epoch, batch_index)
                self._note_step(before, update, order[batch], place)
            # Looking at every entry each time would cost a tenth of a small step.
            if not (all_below(_ROOT, vector) or parameters.is_finite):
                raise self._error()
            self._step += 1

    def _note_step(
        self, before: Vector, update: Update, samples: Indices, place: Place
    ) -> None:
        """Note a step; name it if a number of it is infinite.

        That may be a sum, its loss before or after, or what the optimiser remembers.
        """
        if not all(np.isfinite(each).all() for each in update.memory.values()):
            raise self._error()
        self._recorder.note_step(before, update, samples, place)
        after, step = self._parameters.vector, place.step
        # Working out both losses would cost more than the step.
        if not (self._is_safe(step, before) and self._is_safe(step + 1, after)):
            record = self._recorder.steps[step]
            sums = [float(np.abs(layer.sums).max()) for layer in record.layers]
            # A sigmoid of an infinite sum is 1, and its loss is as finite as any.
            if not np.isfinite((record.loss, record.loss_after, *sums)).all():
                raise self._error()

    def _is_safe(self, step: int, vector: Vector) -> bool:
        """Whether no loss overflows with what a step begins with, for any samples."""
        if step != self._known_safe and all_below(self._safe_size, vector):
            self._known_safe = step
        return step == self._known_safe

    def _error(self) -> TrainingError:
        """The error that names the step under way."""
        rate = self._model.learning_rate
        return TrainingError(self._step, rate, self._dataset, self._first_size)

    def _note_checkpoint(self) -> None:
        place = {"first": self._first, "step": self._step}
        self._recorder.note_checkpoint(self._parameters, **place)


def safe_size(layers: tuple[int, ...], dataset: Dataset) -> float:
    """A size of all parameters up to which every loss is finite; 0 if there is none.

    Parameters up to R make of n signals up to s sums up to R (n s + 1), and no
    activation function exceeds its sum by more than 1.
    """
    largest = float(np.abs(dataset.inputs).max(initial=1.0))
    target = float(np.abs(dataset.targets).max(initial=1.0))
    for power in _POWERS:
        size, signal = 10.0**power, largest
        for units in layers[:-1]:
            signal = size * (units * signal + 1) + 1
        error = signal + target
        if layers[-1] * error * error < _LARGEST:
            return size
    return 0.0


def all_below(size: float, vector: Vector) -> bool:
    """Whether no entry is that large or not a number; may be too careful by a root."""
    # Longer vectors would wake the threads of BLAS, which takes longer than the rest.
    if len(vector) <= _ONE_THREAD:
        return bool(np.dot(vector, vector) < size * size)
    return bool(vector.max() < size and vector.min() > -size)
