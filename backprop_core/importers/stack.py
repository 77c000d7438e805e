"""Weights and biases from elsewhere: a stack of dense layers, checked.

A file of arrays is read by names: `*.weight` (units, inputs) and `*.bias` (units) are
a pair, and pairs follow each other in natural order: `2.weight` before `10.weight`.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray

from backprop_core.shapes import Biases, Weights, read_only

# 0.4 GB of parameters; a step holds them, their gradients and their updates.
MOST_PARAMETERS = 50_000_000
_KINDS = ("weight", "bias")


@dataclass(frozen=True, slots=True, eq=False)
class Stack:
    """The parameters of dense layers whose shapes chain, closed to writing.

    Raises ValueError that names the first layer (from 0) where something is wrong.
    """

    weights: tuple[Weights, ...]
    biases: tuple[Biases, ...]

    def __post_init__(self) -> None:
        if not self.weights:
            raise ValueError("holds no dense layer")
        for number, (matrix, bias) in enumerate(
            zip(self.weights, self.biases, strict=True)
        ):
            _check_layer(number, matrix, bias)
        for number, (before, after) in enumerate(pairwise(self.weights)):
            if len(before) != after.shape[1]:
                raise ValueError(
                    f"layer {number} has {len(before)} units, but layer {number + 1} "
                    f"takes {after.shape[1]} inputs"
                )
        count = sum(map(np.size, (*self.weights, *self.biases)))
        if count > MOST_PARAMETERS:
            raise ValueError(f"{count:,} parameters, where {MOST_PARAMETERS:,} fit")

    @property
    def layers(self) -> tuple[int, ...]:
        """The sizes from the inputs to the outputs."""
        return (self.weights[0].shape[1], *map(len, self.weights))


def _check_layer(number: int, matrix: Weights, bias: Biases) -> None:
    """Raises ValueError if a layer is no dense one, or holds no numbers."""
    if matrix.ndim != 2 or bias.shape != matrix.shape[:1] or not matrix.size:
        raise ValueError(
            f"layer {number} has weights of shape {matrix.shape} and biases of shape "
            f"{bias.shape}, which is no dense layer: (units, inputs) and (units,)"
        )
    if not (np.isfinite(matrix).all() and np.isfinite(bias).all()):
        raise ValueError(f"layer {number} holds a number that is not finite")


def numbers(array: NDArray[Any]) -> NDArray[np.floating]:
    """The array as numbers of double precision; raises ValueError if it has none."""
    if array.dtype.kind not in "fiu":
        raise ValueError(f"holds an array of type {array.dtype}, which is no number")
    # A half or a single is a double, too: nothing is rounded.
    return read_only(np.array(array, dtype=float))


def stacked(arrays: Mapping[str, NDArray[Any]]) -> Stack:
    """The layers in arrays by name; raises ValueError that names what is no layer."""
    pairs: dict[str, dict[str, NDArray[Any]]] = {}
    for name, array in arrays.items():
        layer, _, kind = name.rpartition(".")
        if kind not in _KINDS:
            raise ValueError(
                f"holds {name!r}, which is no *.weight or *.bias of a dense layer"
            )
        if array.ndim != (2 if kind == "weight" else 1):
            raise ValueError(
                f"{name!r} has shape {array.shape}, which is no dense layer's: "
                "only those can be drawn"
            )
        pairs.setdefault(layer, {})[kind] = array
    for layer, pair in pairs.items():
        for kind in set(_KINDS) - set(pair):
            whole = f"{layer}.{kind}".lstrip(".")
            raise ValueError(f"{whole!r} is missing, which makes {layer!r} a pair")
    ordered = [pairs[layer] for layer in sorted(pairs, key=natural)]
    return Stack(
        tuple(numbers(pair["weight"]) for pair in ordered),
        tuple(numbers(pair["bias"]) for pair in ordered),
    )


def natural(name: str) -> list[tuple[int, str]]:
    """The key that sorts numbers inside names as numbers."""
    return [
        (int(part), "") if part.isdecimal() else (-1, part)
        for part in re.split(r"(\d+)", name)
    ]
