"""The samples a network learns from and those it never sees; the sets that have names.

These are the digits, two truth tables, whose inputs are 0 or 1, three shapes in a plane
within about 1.5 of the origin, and the curve y = sin x for x from −π to π. Two classes
share one output: 0 for the first, 1 for the second.
"""

import gzip
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import TypeAlias

import numpy as np
from numpy.random import Generator

from backprop_core.assets import asset
from backprop_core.shapes import Signals, Vector, Weights, read_only

_DIGIT_SIDE = 8
_DIGIT_HEIGHT = 16  # the darkest pixel of the file
_KEPT_BACK = 5  # every fifth digit is never trained on: 360 of 1 797
SIZE = 200  # samples of a shape or of the curve, half of a shape in each class
_TURNS = 1.25  # of each arm of the spirals


@dataclass(frozen=True, slots=True)
class Dataset:
    """Samples as rows: those to train on and those kept back, and their names.

    `classes`, `features` and `image` (rows, columns) are empty or None where the
    source has none.
    """

    name: str
    inputs: Signals
    targets: Signals
    test_inputs: Signals
    test_targets: Signals
    classes: tuple[str, ...] = ()
    features: tuple[str, ...] = ()
    image: tuple[int, int] | None = None

    def __post_init__(self) -> None:
        for array in self.inputs, self.targets, self.test_inputs, self.test_targets:
            read_only(array)

    @property
    def sizes(self) -> tuple[int, int]:
        """How many inputs and how many outputs a network needs for it."""
        return self.inputs.shape[1], self.targets.shape[1]


def one_hot(labels: Signals, classes: int) -> Signals:
    """A row for each label, 1 at its class and 0 elsewhere."""
    return np.eye(classes)[labels.astype(int)]


def digits(side: int | None = None) -> Dataset:
    """1 797 handwritten digits of 8 × 8 pixels between 0 and 1, resampled if asked.

    Every fifth one, the first included, is kept back: 1 437 to train, 360 unseen.
    """
    images, labels = _digit_file()
    side = side or _DIGIT_SIDE
    if side != _DIGIT_SIDE:
        stretch = interpolation(_DIGIT_SIDE, side)
        images = stretch @ images @ stretch.T
    inputs, targets = images.reshape(len(images), -1), one_hot(labels, 10)
    unseen = np.arange(len(inputs)) % _KEPT_BACK == 0
    return Dataset(
        "digits",
        *(inputs[~unseen], targets[~unseen], inputs[unseen], targets[unseen]),
        classes=tuple("0123456789"),
        image=(side, side),
    )


def interpolation(old: int, new: int) -> Weights:
    """The (new, old) matrix that resamples a line of pixels linearly.

    Pixel i of the new line has its centre at (i + ½) old / new − ½ of the old one.
    """
    centres = np.clip((np.arange(new) + 0.5) * old / new - 0.5, 0, old - 1)
    return np.maximum(0, 1 - np.abs(centres[:, None] - np.arange(old)))


@lru_cache(maxsize=1)
def _digit_file() -> tuple[Signals, Signals]:
    """The images (1 797, 8, 8) between 0 and 1, and which digit each one is."""
    with gzip.open(asset("data/digits.csv.gz"), "rt", encoding="ascii") as lines:
        table = np.loadtxt(lines, delimiter=",")
    images = table[:, :-1].reshape(-1, _DIGIT_SIDE, _DIGIT_SIDE) / _DIGIT_HEIGHT
    return images, table[:, -1]


@dataclass(frozen=True, slots=True)
class Samples:
    """Rows of inputs and targets, and what their source calls them."""

    inputs: Signals
    targets: Signals
    classes: tuple[str, ...] = ()
    features: tuple[str, ...] = ()


def logical_and(random: Generator) -> Samples:
    """Both at once: what a single unit can learn."""
    return _truth_table([0.0, 0.0, 0.0, 1.0])


def xor(random: Generator) -> Samples:
    """One or the other, not both: what no single unit can learn."""
    return _truth_table([0.0, 1.0, 1.0, 0.0])


def moons(random: Generator) -> Samples:
    """Two half circles that reach into each other; noise of 0.1."""
    label, angle = _labels(random), random.uniform(0.0, np.pi, SIZE)
    side = 1 - 2 * label  # the second moon is the first one, turned half round
    x, y = side * np.cos(angle) + label - 0.5, side * np.sin(angle) + label / 2 - 0.25
    return _shape(random, x, y, label=label, noise=0.1)


def circles(random: Generator) -> Samples:
    """A circle of radius 1 around one of radius ½; noise of 0.05."""
    label, angle = _labels(random), random.uniform(0.0, 2 * np.pi, SIZE)
    radius = 1 - label / 2
    x, y = radius * np.cos(angle), radius * np.sin(angle)
    return _shape(random, x, y, label=label, noise=0.05)


def spirals(random: Generator) -> Samples:
    """Two arms around the origin, out to radius 1; noise of 0.02."""
    label = _labels(random)
    # The root spreads the samples evenly along an arm.
    radius = np.sqrt(random.uniform(0.02, 1.0, SIZE))
    angle = 2 * np.pi * _TURNS * radius + np.pi * label
    x, y = radius * np.cos(angle), radius * np.sin(angle)
    return _shape(random, x, y, label=label, noise=0.02)


def sine(random: Generator) -> Samples:
    """One period of y = sin x, without noise: the output is a number, no class."""
    angles = random.uniform(-np.pi, np.pi, (SIZE, 1))
    return Samples(angles, np.sin(angles), features=("x",))


def _truth_table(results: list[float]) -> Samples:
    inputs = np.array([[0.0, 0.0], [0.0, 1.0], [1.0, 0.0], [1.0, 1.0]])
    targets = np.array(results)[:, None]
    return Samples(inputs, targets, ("false", "true"), ("p", "q"))


def _labels(random: Generator) -> Vector:
    """As many 0 as 1, in an order of their own: neither class stands together."""
    return random.permutation(np.arange(SIZE) % 2).astype(float)


def _shape(
    random: Generator, x: Vector, y: Vector, *, label: Vector, noise: float
) -> Samples:
    """The points, each moved a little; `noise` is the standard deviation."""
    points = np.stack([x, y], axis=1) + noise * random.standard_normal((SIZE, 2))
    return Samples(points, label[:, None], ("first", "second"), ("x", "y"))


# What is drawn comes from the generator; a Dataset has chosen its unseen part itself.
NamedSet: TypeAlias = Callable[[Generator], Samples | Dataset]
DATASETS: Mapping[str, NamedSet] = {
    "digits": lambda random: digits(),
    "and": logical_and,
    "xor": xor,
    "moons": moons,
    "circles": circles,
    "spirals": spirals,
    "sine": sine,
}
