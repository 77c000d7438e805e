"""The training itself: step by step down the gradient, and what it notes on the way."""

from collections.abc import Callable, Iterator

import numpy as np
from numpy.random import Generator, default_rng

from backprop_core.data.datasets import Dataset
from backprop_core.model import Model, Update
from backprop_core.network import Parameters, Partition, drawn_parameters, joined
from backprop_core.optimizers import NO_MEMORY
from backprop_core.recorder import Place, Recorder
from backprop_core.schedule import Schedule, orders
from backprop_core.shapes import Indices, Signals
from backprop_core.spec.run_spec import RunSpec
from backprop_core.trace.recording import Recording
from backprop_core.trace.records import StepRecord

_LARGEST = 1e300  # of a double, with room for sums
_POWERS = range(100, -1, -5)
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


def walk(
    run: RunSpec, dataset: Dataset
) -> Iterator[tuple[Parameters, Update, Indices]]:
    """The parameters before step 0, 1, 2, … without end, its update and its samples.

    The parameters move in place, and each gradient takes the room of the one before:
    new arrays and windows on them would cost a quarter of a small network's step. So
    look at them before the next are asked for.
    """
    random = default_rng(run.training.seed)
    parameters, memory = first_parameters(run, random), NO_MEMORY
    model, schedule = Model.of(run), Schedule.of(run, len(dataset.inputs))
    room, vector = model.room(), parameters.vector
    for order in orders(run, schedule, random):
        inputs, targets = dataset.inputs[order], dataset.targets[order]
        for begin in range(0, len(order), schedule.batch_size):
            batch = slice(begin, begin + schedule.batch_size)
            samples = inputs[batch], targets[batch]
            update = model.update(parameters, memory, *samples, room)
            yield parameters, update, order[batch]
            memory = update.memory
            vector += model.change(update.gradient, memory)
            del update  # its room serves the next one


def descend(
    run: RunSpec,
    dataset: Dataset,
    recording: Recording,
    *,
    report: Callable[[float], None] = lambda share: None,
) -> Recorder:
    """Train until nothing more is asked for; raises TrainingError."""
    schedule = Schedule.of(run, len(dataset.inputs))
    recorder = Recorder(Model.of(run), dataset, recording.focus)
    last, per_epoch = recording.last(schedule.step_count), schedule.steps_per_epoch
    wanted, is_all = frozenset(recording.numbers), recording.steps == "all"
    checkpoints = frozenset(recording.checkpoints)
    safe = safe_size(run.network.layers, dataset) ** 2
    first, was_safe, was_noted = 0, True, False
    for step, (parameters, update, samples) in enumerate(walk(run, dataset)):
        vector = parameters.vector
        # Looking at every entry each time would cost a tenth of a small step, and
        # working out the losses of a record more than the step.
        is_safe = vector.dot(vector) < safe
        if not (is_safe or parameters.is_finite):
            raise ran_away(run, dataset, step - 1)
        is_doubtful = was_noted and not (was_safe and is_safe)
        if is_doubtful and not _is_finite(recorder.steps[step - 1]):
            raise ran_away(run, dataset, step - 1)
        first = first if step else int(samples[0])
        if step % per_epoch == 0:
            recorder.note_epoch(parameters, index=step // per_epoch, step=step)
        if step in checkpoints or (recording.whole and step == last):
            recorder.note_checkpoint(parameters, first=first, step=step)
        if step == last:
            break
        if step % _TOLD_EVERY == 0:
            report(step / last)
        was_safe, was_noted = is_safe, is_all or step in wanted
        if was_noted:
            if not all(np.isfinite(each).all() for each in update.memory.values()):
                raise ran_away(run, dataset, step)
            place = Place(step, *divmod(step, per_epoch))
            recorder.note_step(vector.copy(), update, samples, place)
        del update  # its room serves the next one
    return recorder


def _is_finite(record: StepRecord) -> bool:
    """Whether no sum of a step is infinite, nor its loss before or after."""
    # A sigmoid of an infinite sum is 1, and its loss is as finite as any.
    sums = [float(np.abs(layer.sums).max()) for layer in record.layers]
    return bool(np.isfinite((record.loss, record.loss_after, *sums)).all())


def ran_away(run: RunSpec, dataset: Dataset, step: int) -> TrainingError:
    """The error that names a step of a run, with the cure that fits its numbers."""
    parameters, *_ = next(walk(run, dataset))
    rate, size = run.training.learning_rate, _largest(parameters.vector)
    return TrainingError(step, rate, dataset, size)


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
