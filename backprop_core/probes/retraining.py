"""Trainings done again: step by step as they were, or otherwise from the same start.

learning_rates   with three learning rates: too small, the run's, too large
batch_sizes      with three batch sizes: one sample at a time, a few, the whole set
relu_twin        with ReLU in the hidden layers: how far the error gets
"""

from collections.abc import Iterable, Iterator
from itertools import islice
from math import ceil, isfinite, sqrt
from typing import Any

import numpy as np
from numpy.random import default_rng

from backprop_core.data.datasets import Dataset
from backprop_core.descent import TrainingError, first_parameters
from backprop_core.losses import sample_losses
from backprop_core.metrics import blocks, epoch_record
from backprop_core.model import Model, Update
from backprop_core.network import Parameters
from backprop_core.optimizers import NO_MEMORY
from backprop_core.probes.probe import evenly
from backprop_core.schedule import Schedule, orders
from backprop_core.shapes import Vector
from backprop_core.spec.run_spec import RunSpec
from backprop_core.trace.probe_records import (
    BatchSizes,
    Curve,
    LearningRates,
    Norms,
    ReluTwin,
)
from backprop_core.trace.trace import Trace

POINTS, NORM_POINTS = 41, 21  # of each curve, and of each row of norms
MOST_UPDATES = 4_000  # with each learning rate
FACTORS = (8.0, 64.0, 512.0, 4096.0)  # away from the run's rate, tried in turn
ENOUGH = 0.5  # of what the run's rate gains: a rate that gains less is a bad one
MOST_SAMPLES = 8_000  # passed one at a time, unless one pass over the set is more
LEAST_UPDATES = 100  # with each batch size, unless the run makes fewer
MINI_BATCH = 32  # samples, or the square root of the set where that is less
MOST_TWIN_UPDATES = 10_000


def otherwise(run: RunSpec, **training: Any) -> RunSpec:
    """The same run with keys of [training] changed."""
    changed = run.training.model_copy(update=training)
    return run.model_copy(update={"training": changed})


def walk(run: RunSpec, dataset: Dataset) -> Iterator[tuple[Parameters, Update]]:
    """The parameters before step 0, 1, 2, … of `train`, without end, and its update.

    They move in place, as there: look at them before the next are asked for.
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
            yield parameters, update
            memory = update.memory
            vector += model.change(update.gradient, memory)


def walked(
    run: RunSpec, dataset: Dataset, steps: Iterable[int]
) -> Iterator[tuple[int, Parameters, Update]]:
    """Some steps of a walk, in their order, with the parameters before each."""
    marks = frozenset(steps)
    ways = enumerate(walk(run, dataset))
    for step, way in islice(ways, max(marks, default=-1) + 1):
        if step in marks:
            yield step, *way


def endless(run: RunSpec, dataset: Dataset) -> TrainingError:
    """The error of a probe of all samples: the first parameters overflow for some."""
    (_, parameters, _), *_ = walked(run, dataset, [0])
    size = float(np.abs(parameters.vector).max())
    return TrainingError(0, run.training.learning_rate, dataset, size)


def costs(model: Model, parameters: Parameters, dataset: Dataset) -> Vector:
    """Cₙ of every sample of the training set, block by block."""
    losses = []
    for block in blocks(len(dataset.inputs)):
        forward = model.forward(parameters, dataset.inputs[block])
        terms = model.loss_terms(forward, dataset.targets[block])
        losses.append(sample_losses(terms))
    return np.concatenate(losses)


def cost(model: Model, parameters: Parameters, dataset: Dataset) -> float:
    """C̄ = 1/N Σₙ Cₙ: the mean of the sample losses over the training set."""
    return float(costs(model, parameters, dataset).mean())


def curve(run: RunSpec, dataset: Dataset, updates: int, points: int = POINTS) -> Curve:
    """The cost at `points` places, evenly spread over that many updates."""
    model, schedule = Model.of(run), Schedule.of(run, len(dataset.inputs))
    wanted, found = evenly(updates, points), []
    diverged: int | None = None
    for step, parameters, _ in walked(run, dataset, wanted.tolist()):
        found.append(cost(model, parameters, dataset))
        if not isfinite(found[-1]):
            diverged = step
            found.pop()
            break
    steps = wanted[: len(found)]
    return Curve(steps, steps / schedule.steps_per_epoch, np.array(found), diverged)


def learning_rates(trace: Trace, dataset: Dataset) -> LearningRates:
    """Three curves, for as long as the run lasts but at most 4 000 updates.

    Cost: 9 trainings of 4 000 updates at most, with 41 forward passes of the training
    set in each: at most 5 s for the digits.
    """
    run = trace.run
    updates = min(trace.schedule.step_count, MOST_UPDATES)
    own = curve(run, dataset, updates)

    def found(factors: Iterable[float]) -> tuple[float, Curve, bool]:
        for factor in factors:
            rate = run.training.learning_rate * factor
            tried = curve(otherwise(run, learning_rate=rate), dataset, updates)
            is_bad = gain(tried) < ENOUGH * gain(own)
            if is_bad:
                break
        return rate, tried, is_bad

    small, crawling, is_too_small = found(1 / factor for factor in FACTORS)
    large, jumping, is_too_large = found(FACTORS)
    rates = np.array([small, run.training.learning_rate, large])
    curves = (crawling, own, jumping)
    return LearningRates(rates, curves, is_too_small, is_too_large)


def gain(tried: Curve) -> float:
    """How far the cost fell from the first to the last point; −∞ if it diverged."""
    if tried.diverged is not None or not len(tried.costs):
        return -np.inf
    fall = float(tried.costs[0] - tried.costs[-1])
    return fall if isfinite(fall) else -np.inf


def batch_sizes(trace: Trace, dataset: Dataset) -> BatchSizes:
    """One curve for each size, with the run's own rate and optimiser.

    Cost: about 8 000 updates of one sample, 250 of 32 and 100 of the whole set, with
    41 forward passes of the set in each: at most 3 s for the digits.
    """
    run, size, schedule = trace.run, len(dataset.inputs), trace.schedule
    passes = ceil(schedule.step_count / schedule.steps_per_epoch)
    passes = max(1, min(passes, MOST_SAMPLES // size))
    least = min(schedule.step_count, LEAST_UPDATES)
    sizes = np.unique([1, min(MINI_BATCH, ceil(sqrt(size))), size])
    curves = []
    for each in sizes.tolist():
        updates = max(passes * ceil(size / each), least)
        curves.append(curve(otherwise(run, batch_size=each), dataset, updates))
    return BatchSizes(sizes, tuple(curves))


def relu_twin(trace: Trace, dataset: Dataset) -> ReluTwin:
    """The norms of both, for as long as the run lasts but at most 10 000 updates.

    Cost: 20 000 updates and 42 forward and backward passes of the training set at
    most, at most 4 s for the digits.
    """
    network = trace.run.network.model_copy(update={"activation": "relu"})
    twin = trace.run.model_copy(update={"network": network})
    return ReluTwin(_norms(trace.run, dataset), _norms(twin, dataset))


def _norms(run: RunSpec, dataset: Dataset) -> Norms:
    model, updates = Model.of(run), Schedule.of(run, len(dataset.inputs)).step_count
    marks, found = evenly(min(updates, MOST_TWIN_UPDATES), NORM_POINTS), []
    weights, spread = [], []
    for step, parameters, _ in walked(run, dataset, marks.tolist()):
        record = epoch_record(model, parameters, dataset, index=0, step=step)
        norms = (*record.delta_norms, *record.gradient_norms)
        if not np.isfinite((record.loss, *norms)).all():
            break
        found.append(record)
        weights.append([np.linalg.norm(each) for each in parameters.weights])
        spread.append(_spread(model, parameters, dataset))
    layers = len(run.network.layers) - 1
    return Norms(
        run.network.activation,
        marks[: len(found)],
        np.array([each.loss for each in found]),
        np.array([each.delta_norms for each in found]).reshape(-1, layers),
        np.array([each.gradient_norms for each in found]).reshape(-1, layers),
        np.array(weights).reshape(-1, layers),
        np.array([sizes for sizes, _ in spread]).reshape(-1, layers),
        tuple(
            np.array([shares[layer] for _, shares in spread]).reshape(-1, units)
            for layer, units in enumerate(run.network.layers[1:])
        ),
    )


def _spread(
    model: Model, parameters: Parameters, dataset: Dataset
) -> tuple[list[float], list[Vector]]:
    """√ of the mean of δ² of each layer; the share of δ that is not 0, by unit."""
    count, squares, others = len(dataset.inputs), [], []
    for block in blocks(count):
        forward = model.forward(parameters, dataset.inputs[block])
        deltas = model.backward(parameters, forward, dataset.targets[block]).deltas
        squares.append([(each**2).sum() / each.shape[1] for each in deltas])
        others.append([(each != 0).sum(axis=0) for each in deltas])
    sizes = [sqrt(sum(of_layer) / count) for of_layer in zip(*squares, strict=True)]
    shares = [sum(of_layer) / count for of_layer in zip(*others, strict=True)]
    return sizes, shares
