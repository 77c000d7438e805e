"""The same start under every optimiser, and under evolution without gradients.

In evolution, parameters compete, and the better ones are mixed. Differential evolution
(Storn and Price, 1997), as SciPy has it: a new vector is the best one so far plus a
difference of two others, in some entries; it takes the place of its forerunner if its
cost is lower.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from math import isfinite
from time import monotonic
from typing import Any

import numpy as np
from numpy.random import Generator, default_rng

from backprop_core.data.datasets import Dataset
from backprop_core.descent import first_parameters
from backprop_core.losses import mean_loss
from backprop_core.model import Model
from backprop_core.network import Parameters
from backprop_core.optimizers import OPTIMIZERS
from backprop_core.probes.probe import Claim, below, evenly, field_claims
from backprop_core.probes.retraining import endless, otherwise, walked
from backprop_core.schedule import Schedule, orders
from backprop_core.shapes import Indices, Signals, Vector
from backprop_core.spec.run_spec import RunSpec
from backprop_core.trace.learning_records import (
    Evolution,
    Optimizers,
    Rival,
    SignWalk,
)
from backprop_core.trace.trace import Trace

MOST_SAMPLES = 256
UPDATES = 300  # of each optimiser, unless that is too much work
POINTS = 101  # of each curve
# Of the run's rate; each optimiser takes the one that serves it best.
FACTORS = (8.0, 1.0, 0.125, 0.015625)
# Products of a weight and an input, in the updates of one training and in evolution.
MOST_PRODUCTS, MOST_EVOLVED = 4e7, 4e8

WALKED = 12  # steps of Rprop that are looked at one by one

POPULATION = 32
MOST_EVALUATIONS = 20_000
MOST_SECONDS = 20.0  # a safety limit: the evaluations end it long before
MOST_PARAMETERS = 2_000
SPREAD = 1.0  # of the first population: normal, around the common start
_LATE = f"stopped after {MOST_SECONDS:g} s"
REACH = 10.0  # how far from the start a parameter may get


def optimizers(trace: Trace, dataset: Dataset) -> Optimizers:
    """Every optimiser of the registry with four rates, and evolution.

    Cost: 4 × 300 updates for each optimiser and 20 000 forward passes of evolution at
    most; 4 × 204 and 2 016, at most 5 s for the digits. Large networks make 20 and 64.

    Raises TrainingError if the cost of the first parameters is not finite.
    """
    contest = _Contest.of(trace.run, dataset)
    rivals = tuple(contest.rival(name) for name in OPTIMIZERS)
    walk = contest.walk(rivals)
    return Optimizers(contest.order, rivals, contest.evolved(), walk)


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
        yield from below(f"rivals[{number}]", field_claims(rival, contest.rival(name)))
    yield from below("walk", field_claims(value.walk, contest.walk(value.rivals)))
    yield from below("evolution", evolution_claims(value.evolution, contest.evolved))


@dataclass(frozen=True, slots=True)
class _Contest:
    """What all rivals share: the run, its start, the samples, and how long it takes."""

    run: RunSpec  # that learns from all the samples at once
    start: Parameters
    order: Indices
    chosen: Dataset
    updates: int
    evaluations: int

    @classmethod
    def of(cls, run: RunSpec, dataset: Dataset) -> "_Contest":
        random = default_rng(run.training.seed)
        start = first_parameters(run, random)
        drawn = next(orders(run, Schedule.of(run, len(dataset.inputs)), random))
        order = drawn[:MOST_SAMPLES]
        inputs, targets = dataset.inputs[order], dataset.targets[order]
        chosen = replace(dataset, inputs=inputs, targets=targets)
        work = len(inputs) * run.network.architecture.parameter_count
        updates = max(20, min(UPDATES, int(MOST_PRODUCTS / work)))
        most = max(2 * POPULATION, int(MOST_EVOLVED / work))
        whole = otherwise(run, batch_size="all", shuffle=False)
        whole = whole.model_copy(update={"first_sample": None})
        return cls(whole, start, order, chosen, updates, most)

    def rival(self, name: str) -> Rival:
        return rival(self.run, name, self.chosen, self.updates)

    def walk(self, rivals: Iterable[Rival]) -> SignWalk:
        rate = next(each.rate for each in rivals if each.name == "rprop")
        return sign_walk(self.run, rate, self.chosen)

    def evolved(self) -> Evolution:
        model, start = Model.of(self.run), self.start.vector

        def cost(vector: Vector) -> float:
            if model.frozen is not None:
                vector = np.where(model.frozen, start, vector)
            forward = model.forward(model.partition.split(vector), self.chosen.inputs)
            return mean_loss(model.loss_terms(forward, self.chosen.targets))

        # The data may be drawn from the seed's first child.
        random = default_rng(self.run.training.seed).spawn(2)[1]
        return evolution(cost, start, random, evaluations=self.evaluations)


def rival(run: RunSpec, name: str, chosen: Dataset, updates: int) -> Rival:
    """The optimiser with the rate that reaches the lowest cost of all the samples."""
    marks, tried, whole = evenly(updates, POINTS), [], []
    for factor in FACTORS:
        rate = run.training.learning_rate * factor
        variant = otherwise(run, optimizer=name, learning_rate=rate)
        model, costs = Model.of(variant), []
        for _, _, update in walked(variant, chosen, marks.tolist()):
            costs.append(mean_loss(model.loss_terms(update.forward, chosen.targets)))
            if not isfinite(costs[-1]):
                costs.pop()
                break
        tried.append(Rival(name, rate, marks[: len(costs)], np.array(costs)))
        if len(costs) == len(marks):
            whole.append(tried[-1])
    if not any(len(each.costs) for each in tried):
        raise endless(run, chosen)
    return min(whole, key=lambda each: float(each.costs[-1])) if whole else tried[-1]


def sign_walk(run: RunSpec, rate: float, chosen: Dataset) -> SignWalk:
    """The first steps of Rprop, for the parameter that turns round most often."""
    variant = otherwise(run, optimizer="rprop", learning_rate=rate)
    places, signs = [], []
    for _, parameters, update in walked(variant, chosen, range(WALKED + 1)):
        if not np.isfinite(update.gradient).all():
            break
        places.append(parameters.vector.copy())
        signs.append(np.sign(update.gradient))
    if len(places) < 2:
        raise endless(run, chosen)
    ways, heard = np.array(places), np.array(signs)
    turns = (heard[1:] * heard[:-1] < 0).sum(axis=0)
    # Of those that turn as often, the one that goes furthest.
    most = int(np.lexsort((np.abs(np.diff(ways, axis=0)).sum(axis=0), turns))[-1])
    return SignWalk(most, ways[:, most].copy(), heard[:, most].astype(np.intp))


def evolution(
    cost: Callable[[Vector], float],
    start: Vector,
    random: Generator,
    *,
    evaluations: int = MOST_EVALUATIONS,
    clock: Callable[[], float] = monotonic,
) -> Evolution:
    """Evolve 32 vectors around the start; at most so many evaluations, and 20 s.

    Left out, with a word that says so, above 2 000 parameters.
    """
    if len(start) > MOST_PARAMETERS:
        count = f"{len(start)} parameters, where {MOST_PARAMETERS} is the most"
        return Evolution(np.zeros(0, dtype=np.intp), np.zeros(0), f"left out: {count}")
    # The first population is one more.
    generations = min(evaluations, MOST_EVALUATIONS) // POPULATION - 1
    first = start + SPREAD * random.standard_normal((POPULATION, len(start)))
    first[0] = start
    best, is_late = _lowest_costs(cost, first, random, generations, clock=clock)
    return Evolution(_counts(len(best)), np.array(best), _LATE if is_late else "")


def _lowest_costs(
    cost: Callable[[Vector], float],
    first: Signals,
    random: Generator,
    generations: int,
    *,
    clock: Callable[[], float],
) -> tuple[list[float], bool]:
    """The lowest cost of the start and after each generation; whether time was up."""
    # SciPy's optimisers take 0.15 s to import, and no other probe needs them.
    from scipy.optimize import Bounds, differential_evolution

    start = first[0]
    best, end, now = [cost(start)], clock() + MOST_SECONDS, -np.inf

    def costs(vectors: Any) -> Any:  # SciPy's types know only one cost
        found = np.array([cost(vector) for vector in vectors.T])
        found[~np.isfinite(found)] = np.inf
        best.append(min(best[-1], float(found.min())))
        return found

    def end_in_time(intermediate_result: Any) -> None:
        nonlocal now
        now = clock()
        if now > end:
            raise StopIteration

    differential_evolution(
        costs,
        Bounds(start - REACH, start + REACH),
        init=np.clip(first, start - REACH, start + REACH),
        maxiter=generations,
        callback=end_in_time,
        rng=random,
        tol=0,
        polish=False,
        vectorized=True,
        updating="deferred",
    )
    return best, now > end


def _counts(points: int) -> Indices:
    """The evaluations before each point of a curve."""
    counts = POPULATION * np.arange(points)
    # The start is the first vector of the first population: one evaluation.
    counts[:1] = 1
    return counts


def evolution_claims(
    value: Evolution, again: Callable[[], Evolution]
) -> Iterator[Claim]:
    """What an evolution says of itself, then beside the same one `again`.

    Where the clock ended one of them, only what both have can be compared.
    """
    yield "costs", value.costs.ndim, 1
    yield "costs", value.costs, np.minimum.accumulate(value.costs)
    yield "evaluations", value.evaluations, _counts(len(value.costs))
    derived = again()
    longest = len(derived.costs)
    shared = min(len(value.costs), longest)
    is_cut = value.word == _LATE and shared < longest
    if is_cut or derived.word == _LATE:
        yield "word", value.word in ("", _LATE), True
        yield "costs", value.costs[:shared], derived.costs[:shared]
    else:
        yield "word", value.word, derived.word
        yield "costs", value.costs, derived.costs
