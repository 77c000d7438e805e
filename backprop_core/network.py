"""A network of dense layers: its shape and its parameters."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.random import Generator
from numpy.typing import ArrayLike, NDArray

from backprop_core.initializers import INITIALIZERS
from backprop_core.shapes import Biases, Vector, Weights

BIASES = "biases"  # what a training may leave as it is, beside single layers
_LAYER = re.compile(r"layers\[(0|[1-9][0-9]{0,5})\]")


@dataclass(frozen=True, slots=True)
class Architecture:
    """What a network looks like before a number is in it.

    `layers` are the sizes from the inputs to the outputs; `activation` belongs to
    the hidden layers, `output` to the last one.
    """

    layers: tuple[int, ...]
    activation: str
    output: str

    @property
    def activations(self) -> tuple[str, ...]:
        """The activation's name for each layer of weights, the output's last."""
        return (self.activation,) * (len(self.layers) - 2) + (self.output,)

    @property
    def shapes(self) -> tuple[tuple[int, int], ...]:
        """(units, inputs) of each weight matrix."""
        return tuple(zip(self.layers[1:], self.layers, strict=False))

    @property
    def parameter_count(self) -> int:
        """How many weights and biases there are."""
        return sum(units * (inputs + 1) for units, inputs in self.shapes)


@dataclass(frozen=True, slots=True)
class Parameters:
    """The weights and biases of every layer.

    All of them are windows on one vector, layer by layer, weights before biases: so
    an optimiser moves them all at once.
    """

    vector: Vector
    weights: tuple[Weights, ...]
    biases: tuple[Biases, ...]

    @property
    def is_finite(self) -> bool:
        """Whether no weight and no bias is infinite or not a number."""
        return bool(np.isfinite(self.vector).all())


@dataclass(frozen=True, slots=True)
class Partition:
    """Where in the vector of parameters each layer has its weights and its biases."""

    windows: tuple[tuple[slice, tuple[int, int], slice], ...]

    @classmethod
    def of(cls, architecture: Architecture) -> "Partition":
        """The partition for the layers of a network."""
        windows, start = [], 0
        for units, inputs in architecture.shapes:
            middle = start + units * inputs
            end = middle + units
            windows.append((slice(start, middle), (units, inputs), slice(middle, end)))
            start = end
        return cls(tuple(windows))

    @property
    def size(self) -> int:
        """How many weights and biases there are."""
        return self.windows[-1][-1].stop

    def split(self, vector: Vector) -> Parameters:
        """The vector as weights and biases; also for gradients and updates."""
        return Parameters(
            vector,
            tuple([vector[place].reshape(shape) for place, shape, _ in self.windows]),
            tuple([vector[place] for _, _, place in self.windows]),
        )


def joined(weights: Iterable[ArrayLike], biases: Iterable[ArrayLike]) -> Vector:
    """One vector of all parameters, layer by layer, weights before biases."""
    pairs = zip(weights, biases, strict=True)
    return np.concatenate([part for pair in pairs for part in pair], axis=None)


def gathered(
    layers: Sequence[Any], weights: str = "weights", biases: str = "biases"
) -> Vector:
    """Two fields of each layer's record, joined."""
    return joined(*([getattr(each, k) for each in layers] for k in (weights, biases)))


def drawn_parameters(
    architecture: Architecture, initializer: str, random: Generator
) -> Vector:
    """Parameters drawn layer by layer from the inputs on; biases are 0."""
    draw = INITIALIZERS[initializer]
    return joined(
        [draw(random, *shape) for shape in architecture.shapes],
        [np.zeros(units) for units in architecture.layers[1:]],
    )


def frozen_layer(entry: str) -> int | None:
    """The layer that an entry of `freeze` names, counted from 0; None if it is none.

    `layers[0]` is the first layer of weights, with its biases.
    """
    found = _LAYER.fullmatch(entry)
    return int(found[1]) if found else None


def frozen_entries(
    freeze: Iterable[str], architecture: Architecture
) -> NDArray[np.bool_] | None:
    """Which entries of the joined parameters stay; None if all of them learn."""
    chosen = frozenset(freeze)
    if not chosen:
        return None
    stays = np.zeros(architecture.parameter_count, dtype=bool)
    for layer, (weights, _, biases) in enumerate(Partition.of(architecture).windows):
        whole = f"layers[{layer}]" in chosen
        stays[weights] = whole
        stays[biases] = whole or BIASES in chosen
    return stays
