"""Which samples make up which step: batches, epochs and their order."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.random import Generator

from backprop_core.shapes import Indices
from backprop_core.spec.run_spec import RunSpec


@dataclass(frozen=True, slots=True)
class Schedule:
    """How many samples a step takes and how many steps there are."""

    train_size: int
    batch_size: int
    step_count: int

    @classmethod
    def of(cls, run: RunSpec, train_size: int) -> "Schedule":
        """The schedule of a run on so many samples."""
        training = run.training
        size = train_size if training.batch_size == "all" else training.batch_size
        steps = training.max_steps or (training.epochs or 0) * -(-train_size // size)
        return cls(train_size, size, steps)

    @property
    def steps_per_epoch(self) -> int:
        """How many updates one pass over the training set makes."""
        return -(-self.train_size // self.batch_size)

    def batch_length(self, batch_index: int) -> int:
        """How many samples the update at that place of an epoch is made from."""
        return min(self.batch_size, self.train_size - self.batch_size * batch_index)


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
