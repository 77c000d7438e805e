"""The samples a network learns from and those it never sees; the digits."""

import gzip
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from backprop_core.assets import asset
from backprop_core.shapes import Signals, Weights, read_only

_DIGIT_SIDE = 8
_DIGIT_HEIGHT = 16  # the darkest pixel of the file
_KEPT_BACK = 5  # every fifth digit is never trained on: 360 of 1 797


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
