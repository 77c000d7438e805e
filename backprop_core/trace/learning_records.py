"""What probes leave behind that look on as a network learns, or as others race it.

The shapes of the other probes' values, and the table of all, are in `probe_records`.
"""

from dataclasses import dataclass
from typing import Annotated

from backprop_core.shapes import Axes, Below, Indices, Products, Signals, Vector
from backprop_core.trace.display import Record
from backprop_core.trace.records import Counts, Points, Read


@dataclass(frozen=True, slots=True, repr=False)
class Examination(Record):
    """What the network makes of the same samples at several points of its training.

    `samples` are rows of those kept back, or of the training set where there are none.
    `predictions` and `right` (1 or 0) have a row for each point; they and `labels` are
    empty without classes. The `stubborn` one is wrong at the latest point of all that
    end right; if each of them always was, or none ends right, the one that is wrong at
    most points.
    """

    is_unseen: bool
    samples: Annotated[Indices, Axes("asked")]
    inputs: Annotated[Signals, Axes("asked", "inputs")]
    targets: Annotated[Signals, Axes("asked", "outputs")]
    labels: Annotated[Indices, Axes(None)]
    steps: Counts  # updates made before
    epochs: Points  # passes over the training set made before
    costs: Points  # C̄ over the training set
    outputs: Annotated[Products, Axes("points", "asked", "outputs")]
    predictions: Annotated[Indices, Axes(None, None)]
    right: Annotated[Indices, Axes(None, None)]
    stubborn: int  # row of `samples`


@dataclass(frozen=True, slots=True, repr=False)
class AnswerCurve(Record):
    """The answers along the only input, at several points of the training."""

    horizontal: Annotated[Vector, Axes("columns")]  # values of the input
    steps: Counts  # updates made before
    epochs: Points
    outputs: Annotated[Products, Axes("points", "columns", "outputs")]


@dataclass(frozen=True, slots=True, repr=False)
class FirstGradients(Record):
    """∂Cₙ/∂w of one weight before the first update, for each sample of a batch.

    The weight is the one into the outputs on which they disagree the most: where most
    is lost of `size`, the mean of |∂Cₙ/∂w|, when they are added up with their signs; of
    several, such as all for one sample, the one with the largest `size`.
    """

    samples: Annotated[Indices, Axes("batch")]  # rows of the training set
    unit: int  # the output that the weight leads to
    input: int  # the unit of the layer before that it leads from
    gradients: Annotated[Vector, Axes("batch")]
    mean: float  # ∂C/∂w of the batch
    size: float


@dataclass(frozen=True, slots=True, repr=False)
class Walk(Record):
    """One walk from the common start; it ends early where its cost is not finite.

    `leaves` is the first point beyond the map, None if all are on it.
    """

    rate: float
    steps: Counts  # updates made before
    places: Annotated[Signals, Axes("points", 2)]  # where they fall on the plane
    distances: Points  # from there
    costs: Points  # C̄, at the point itself
    leaves: int | None


@dataclass(frozen=True, slots=True, repr=False)
class Walkers(Record):
    """Three walks with the three `learning_rates`, seen on the plane of `landscape`.

    `slope` is the gradient of C̄ at the start, along the plane's two directions, and
    `steepness` its whole length.
    """

    walks: tuple[Walk, ...]
    is_too_small: bool
    is_too_large: bool
    slope: Annotated[Vector, Axes(2)]
    steepness: float


@dataclass(frozen=True, slots=True, repr=False)
class FirstAnswers(Record):
    """What the network answers before its first step, and what would be right.

    Row 0 is the sample that the first recorded step follows; of data that is drawn as
    points, the rows are those of `data.points`. `labels` and `read` are the classes
    that are right and that the network reads, empty without any.
    """

    samples: Annotated[Indices, Axes("asked"), Below("train_size")]
    inputs: Annotated[Signals, Axes("asked", "inputs")]
    targets: Annotated[Signals, Axes("asked", "outputs")]
    outputs: Annotated[Signals, Axes("asked", "outputs")]
    labels: Read
    read: Read
    right: int | None  # how many of them are read rightly; None without classes


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


LEARNING_RECORDS = {
    "first_answers": FirstAnswers,
    "examination": Examination,
    "answer_curve": AnswerCurve,
    "first_gradients": FirstGradients,
    "walkers": Walkers,
}
