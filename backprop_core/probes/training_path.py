"""The way of a training through its parameters, and the cost along it."""

from collections.abc import Iterator
from itertools import islice
from math import isfinite
from typing import Any

import numpy as np
from numpy.random import default_rng

from backprop_core.data.datasets import Dataset
from backprop_core.descent import first_parameters
from backprop_core.losses import sample_losses
from backprop_core.metrics import blocks
from backprop_core.model import Model
from backprop_core.network import Parameters
from backprop_core.optimizers import NO_MEMORY
from backprop_core.probes.probe import evenly
from backprop_core.schedule import Schedule, orders
from backprop_core.spec.run_spec import RunSpec
from backprop_core.trace.probe_records import Curve


def otherwise(run: RunSpec, **training: Any) -> RunSpec:
    """The same run with keys of [training] changed."""
    changed = run.training.model_copy(update=training)
    return run.model_copy(update={"training": changed})


def walk(run: RunSpec, dataset: Dataset) -> Iterator[Parameters]:
    """The parameters before step 0, 1, 2, …, without end: just those of `train`.

    They move in place, as there: look at them before the next are asked for.
    """
    random = default_rng(run.training.seed)
    parameters, memory = first_parameters(run, random), NO_MEMORY
    model, schedule = Model.of(run), Schedule.of(run, len(dataset.inputs))
    room = model.room()
    for order in orders(run, schedule, random):
        inputs, targets = dataset.inputs[order], dataset.targets[order]
        for begin in range(0, len(order), schedule.batch_size):
            yield parameters
            batch = slice(begin, begin + schedule.batch_size)
            samples = inputs[batch], targets[batch]
            update = model.update(parameters, memory, *samples, room)
            memory = update.memory
            vector = parameters.vector
            vector += model.change(update.gradient, memory)


def cost(model: Model, parameters: Parameters, dataset: Dataset) -> float:
    """C̄ = 1/N Σₙ Cₙ: the mean of the sample losses over the training set."""
    losses = []
    for block in blocks(len(dataset.inputs)):
        forward = model.forward(parameters, dataset.inputs[block])
        terms = model.loss_terms(forward, dataset.targets[block])
        losses.append(sample_losses(terms))
    return float(np.concatenate(losses).mean())


def curve(run: RunSpec, dataset: Dataset, updates: int, points: int) -> Curve:
    """The cost at `points` places, evenly spread over that many updates."""
    model, schedule = Model.of(run), Schedule.of(run, len(dataset.inputs))
    wanted, costs = evenly(updates, points), []
    marks = frozenset(wanted.tolist())
    diverged: int | None = None
    for step, parameters in enumerate(islice(walk(run, dataset), updates + 1)):
        if step in marks:
            costs.append(cost(model, parameters, dataset))
            if not isfinite(costs[-1]):
                diverged = step
                costs.pop()
                break
    steps = wanted[: len(costs)]
    return Curve(steps, steps / schedule.steps_per_epoch, np.array(costs), diverged)
