"""Which samples make up which step: batches, epochs and their order."""

from collections.abc import Iterator
from dataclasses import dataclass
from math import ceil

import numpy as np
from numpy.random import Generator

from backprop_core.activations import ACTIVATIONS
from backprop_core.data.datasets import Dataset
from backprop_core.optimizers import NO_MEMORY, OPTIMIZERS
from backprop_core.shapes import Indices
from backprop_core.spec.run_spec import RunSpec
from backprop_core.trace.recording import Recording

MOST_BYTES = 50_000_000  # of a recording that nobody asked for
_ARRAY_BYTES = 200  # what an array costs beside its numbers


@dataclass(frozen=True, slots=True)
class Schedule:
    """How many samples a step takes and how many steps there are."""

    train_size: int
    batch_size: int
    step_count: int

    @classmethod
    def of(cls, run: RunSpec, dataset: Dataset) -> "Schedule":
        """The schedule of a run on its data."""
        training, size = run.training, len(dataset.inputs)
        batch = size if training.batch_size == "all" else training.batch_size
        steps = training.max_steps or (training.epochs or 0) * ceil(size / batch)
        return cls(size, batch, steps)

    @property
    def steps_per_epoch(self) -> int:
        """How many updates one pass over the training set makes."""
        return ceil(self.train_size / self.batch_size)


def orders(run: RunSpec, schedule: Schedule, random: Generator) -> Iterator[Indices]:
    """The order of the samples for one epoch after the other, without end.

    A first sample that is asked for changes places with the one that came first.
    """
    first = run.first_sample
    while True:
        order = np.arange(schedule.train_size)
        if run.training.shuffle:
            order = random.permutation(schedule.train_size)
        if first is not None:
            order[[0, np.flatnonzero(order == first)[0]]] = first, order[0]
            first = None
        yield order


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
