"""Learning without gradients: parameters compete, and the better ones are mixed.

Differential evolution (Storn and Price, 1997), as SciPy has it: a new vector is the
best one so far plus a difference of two others, in some entries; it takes the place of
its forerunner if its cost is lower.
"""

from collections.abc import Callable, Iterator
from time import monotonic
from typing import Any

import numpy as np
from numpy.random import Generator

from backprop_core.probes.probe import Claim
from backprop_core.shapes import Indices, Vector
from backprop_core.trace.probe_records import Evolution

POPULATION = 32
MOST_EVALUATIONS = 20_000
MOST_SECONDS = 20.0  # a safety limit: the evaluations end it long before
MOST_PARAMETERS = 2_000
SPREAD = 1.0  # of the first population: normal, around the common start
_LATE = f"stopped after {MOST_SECONDS:g} s"
REACH = 10.0  # how far from the start a parameter may get


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
    best, is_late = _lowest_costs(cost, start, random, generations, clock=clock)
    return Evolution(_counts(len(best)), np.array(best), _LATE if is_late else "")


def _lowest_costs(
    cost: Callable[[Vector], float],
    start: Vector,
    random: Generator,
    generations: int,
    *,
    clock: Callable[[], float],
) -> tuple[list[float], bool]:
    """The lowest cost of the start and after each generation; whether time was up."""
    # SciPy's optimisers take 0.15 s to import, and no other probe needs them.
    from scipy.optimize import Bounds, differential_evolution

    best, end, now = [cost(start)], clock() + MOST_SECONDS, -np.inf

    # SciPy's types do not know that a population has many costs: hence Any.
    def costs(vectors: Any) -> Any:
        found = np.array([cost(vector) for vector in vectors.T])
        found[~np.isfinite(found)] = np.inf
        best.append(min(best[-1], float(found.min())))
        return found

    def end_in_time(intermediate_result: Any) -> None:
        nonlocal now
        now = clock()
        if now > end:
            raise StopIteration

    first = start + SPREAD * random.standard_normal((POPULATION, len(start)))
    first[0] = start
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
