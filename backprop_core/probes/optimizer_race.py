"""The same start under every optimiser, and under evolution without gradients."""

from collections.abc import Iterator
from dataclasses import dataclass, fields, replace
from math import isfinite

import numpy as np
from numpy.random import default_rng

from backprop_core.data.datasets import Dataset
from backprop_core.descent import first_parameters
from backprop_core.losses import mean_loss
from backprop_core.model import Model
from backprop_core.network import Parameters
from backprop_core.optimizers import NO_MEMORY, OPTIMIZERS
from backprop_core.probes.evolution import POPULATION, evolution, evolution_claims
from backprop_core.probes.probe import Claim, Probe, evenly
from backprop_core.schedule import Schedule, orders
from backprop_core.shapes import Indices, Vector
from backprop_core.spec.run_spec import RunSpec
from backprop_core.trace.probe_records import Evolution, Optimizers, Rival
from backprop_core.trace.trace import Trace

MOST_SAMPLES = 256
UPDATES = 300  # of each optimiser, unless that is too much work
POINTS = 101  # of each curve
# Of the run's rate; each optimiser takes the one that serves it best.
FACTORS = (8.0, 1.0, 0.125, 0.015625)
# Products of a weight and an input, in the updates of one training and in evolution.
MOST_PRODUCTS, MOST_EVOLVED = 4e7, 4e8


def optimizers(trace: Trace, dataset: Dataset) -> Optimizers:
    """Every optimiser of the registry with four rates, and evolution.

    Cost: 4 × 300 updates for each optimiser and 20 000 forward passes of evolution at
    most; 4 × 204 and 2 016, at most 5 s for the digits. Large networks make 20 and 64.
    """
    contest = _Contest.of(trace.run, dataset)
    rivals = tuple(contest.rival(name) for name in OPTIMIZERS)
    return Optimizers(contest.order, rivals, contest.evolved())


def optimizers_claims(
    trace: Trace, dataset: Dataset, value: Optimizers
) -> Iterator[Claim]:
    """What the race was: every curve again, one after the other.

    Evolution, which the clock may have ended, is run again last; what does not need
    that is looked at before. Under another version of SciPy it may take another way.
    """
    contest = _Contest.of(trace.run, dataset)
    yield "samples", value.samples, contest.order
    names = tuple(each.name for each in value.rivals)
    yield "rivals", len(names), len(OPTIMIZERS)
    for number, (rival, name) in enumerate(zip(value.rivals, OPTIMIZERS, strict=True)):
        derived = contest.rival(name)
        for each in fields(Rival):
            path = f"rivals[{number}].{each.name}"
            yield path, getattr(rival, each.name), getattr(derived, each.name)
    for path, written, again in evolution_claims(value.evolution, contest.evolved):
        yield f"evolution.{path}", written, again


@dataclass(frozen=True, slots=True)
class _Contest:
    """What all rivals share: the run, its start, the samples, and how long it takes."""

    run: RunSpec
    start: Parameters
    order: Indices
    chosen: Dataset
    updates: int
    evaluations: int

    @classmethod
    def of(cls, run: RunSpec, dataset: Dataset) -> "_Contest":
        random = default_rng(run.training.seed)
        start = first_parameters(run, random)
        order = next(orders(run, Schedule.of(run, len(dataset.inputs)), random))[
            :MOST_SAMPLES
        ]
        inputs, targets = dataset.inputs[order], dataset.targets[order]
        chosen = replace(dataset, inputs=inputs, targets=targets)
        work = len(inputs) * run.network.architecture.parameter_count
        updates = max(20, min(UPDATES, int(MOST_PRODUCTS / work)))
        most = max(2 * POPULATION, int(MOST_EVOLVED / work))
        return cls(run, start, order, chosen, updates, most)

    def rival(self, name: str) -> Rival:
        return _rival(self.run, name, self.start, self.chosen, self.updates)

    def evolved(self) -> Evolution:
        return _evolved(self.run, self.start, self.chosen, self.evaluations)


def _rival(
    run: RunSpec, name: str, start: Parameters, chosen: Dataset, updates: int
) -> Rival:
    """The optimiser with the rate that reaches the lowest cost."""
    tried = []
    for factor in FACTORS:
        rate = run.training.learning_rate * factor
        model = replace(Model.of(run), optimizer=OPTIMIZERS[name], learning_rate=rate)
        tried.append(Rival(name, rate, *_descent(model, start, chosen, updates)))
    points = len(evenly(updates, POINTS))
    whole = [each for each in tried if len(each.costs) == points]
    if not whole:
        return tried[-1]
    return min(whole, key=lambda each: float(each.costs[-1]))


def _descent(
    model: Model, parameters: Parameters, chosen: Dataset, last: int
) -> tuple[Indices, Vector]:
    """The cost after some numbers of updates, as long as it is finite."""
    marks, costs, memory = evenly(last, POINTS), [], NO_MEMORY
    wanted = frozenset(marks.tolist())
    for step in range(last + 1):
        update = model.update(parameters, memory, chosen.inputs, chosen.targets)
        if step in wanted:
            terms = model.loss_terms(update.forward, chosen.targets)
            costs.append(mean_loss(terms))
            if not isfinite(costs[-1]):
                costs.pop()
                break
        parameters, memory = model.moved(parameters, update), update.memory
    return marks[: len(costs)], np.array(costs)


def _evolved(run: RunSpec, start: Parameters, chosen: Dataset, most: int) -> Evolution:
    model = Model.of(run)

    def cost(vector: Vector) -> float:
        if model.frozen is not None:
            vector = np.where(model.frozen, start.vector, vector)
        forward = model.forward(model.partition.split(vector), chosen.inputs)
        return mean_loss(model.loss_terms(forward, chosen.targets))

    # The data may be drawn from the seed's first child.
    random = default_rng(run.training.seed).spawn(2)[1]
    return evolution(cost, start.vector, random, evaluations=most)


OPTIMIZERS_PROBE = Probe("optimizers", optimizers, claims=optimizers_claims)
