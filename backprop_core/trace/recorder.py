"""Notes down a training while it runs: the steps, epochs and checkpoints asked for."""

from functools import partial

import numpy as np

from backprop_core.data.datasets import Dataset
from backprop_core.metrics import checkpoint, epoch_record
from backprop_core.model import Model, Update
from backprop_core.network import Parameters
from backprop_core.shapes import Indices, Vector
from backprop_core.trace.lazy_records import Later
from backprop_core.trace.recording import FocusRequest
from backprop_core.trace.records import Checkpoint, EpochRecord, StepRecord
from backprop_core.trace.step_records import Place, Scribe

# Of parameters that are kept for metrics not yet worked out; beyond, they are at once.
MOST_KEPT_BYTES = 50_000_000
NO_INPUTS = np.zeros((0, 0))


class Notebook:
    """What has been noted so far; the records are made when they are asked for.

    A step makes new arrays, so that keeping it means keeping references; only what is
    used again for the next one, parameters and gradient, is copied.
    """

    def __init__(self, model: Model, dataset: Dataset, thread: FocusRequest) -> None:
        self._model, self._dataset = model, dataset
        self._scribe = Scribe(model, dataset, thread)
        self._kept_bytes = 0
        self.steps: Later[StepRecord] = Later()
        self.epochs: Later[EpochRecord] = Later()
        self.checkpoints: list[Checkpoint] = []

    def note_step(
        self, before: Vector, update: Update, samples: Indices, place: Place
    ) -> None:
        """Note one update in full; `before` are the parameters that it began with."""
        # Both are views on what belongs to the whole epoch: let go of it.
        update.forward.activations[0] = NO_INPUTS
        update.gradient = update.gradient.copy()
        own = samples.copy()
        make = partial(self._scribe.step_record, before, update, own, place)
        self.steps.add(place.step, make)

    def note_epoch(self, parameters: Parameters, *, index: int, step: int) -> None:
        """Note how the network does over the whole set."""
        vector = parameters.vector.copy()
        self._kept_bytes += vector.nbytes
        self.epochs.add(index, partial(self._epoch_record, vector, index, step))
        if self._kept_bytes > MOST_KEPT_BYTES:
            _ = self.epochs[index]

    def note_checkpoint(self, parameters: Parameters, *, first: int, step: int) -> None:
        """Note the parameters and what the network reads with them."""
        model = self._model
        kept = model.partition.split(parameters.vector.copy())
        self.checkpoints.append(
            checkpoint(model, kept, self._dataset, first=first, step=step)
        )

    def _epoch_record(self, vector: Vector, index: int, step: int) -> EpochRecord:
        """The metrics with the parameters of that checkpoint."""
        model = self._model
        parameters = model.partition.split(vector)
        return epoch_record(model, parameters, self._dataset, index=index, step=step)
