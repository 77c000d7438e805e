"""What the race of the optimisers leaves behind in a trace."""

from dataclasses import dataclass
from typing import Annotated

from backprop_core.shapes import Axes, Indices, Vector
from backprop_core.trace.display import Record
from backprop_core.trace.records import Counts, Points


@dataclass(frozen=True, slots=True, repr=False)
class Evolution(Record):
    """The lowest cost so far: of the start, then after each generation.

    It ends early where all vectors cost the same. `word` says why there is no cost, or
    that the clock ended it (the one case in which two machines differ); else it is
    empty.
    """

    evaluations: Counts
    costs: Points
    word: str


@dataclass(frozen=True, slots=True, repr=False)
class Rival(Record):
    """One optimiser with the rate that serves it best.

    It ends early where the cost is not finite.
    """

    name: str
    rate: float
    evaluations: Counts  # gradients computed before
    costs: Points


@dataclass(frozen=True, slots=True, repr=False)
class SignWalk(Record):
    """How Rprop moves one parameter: the one whose gradient turns most at the start."""

    parameter: int  # in the order of a landscape's directions
    places: Annotated[Vector, Axes("looks")]
    signs: Annotated[Indices, Axes("looks")]  # of ∂C/∂θ there: −1, 0, 1


@dataclass(frozen=True, slots=True, repr=False)
class Optimizers(Record):
    """The cost against the number of evaluations, all from the run's own start.

    An evaluation is one pass over `samples`: of the gradient, or of the cost alone.
    The cost is their mean loss, and all learn from the whole of it at once, so that
    those that need a gradient without noise are not wronged.
    """

    samples: Indices  # rows of the training set: the first ones of the first epoch
    rivals: tuple[Rival, ...]
    evolution: Evolution
    walk: SignWalk
