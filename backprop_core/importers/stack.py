"""Layers from elsewhere: dense ones and activations in a row, made a checked network.

A file of arrays is read by names: `*.weight` (units, inputs) and `*.bias` (units) are
a pair, and pairs follow each other in natural order: `2.weight` before `10.weight`.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

from backprop_core.activations import ACTIVATIONS
from backprop_core.network import Architecture
from backprop_core.shapes import Biases, Weights, read_only

Dense: TypeAlias = tuple[Weights, Biases]  # the parameters of a dense layer
Part: TypeAlias = Dense | str  # a layer, or the name of an activation
DRAWN = f"Dense layers can be drawn, with {', '.join(ACTIVATIONS)}"
NOTHING = ("Identity", "Flatten")  # they change no number
# Ours by the names of torch and ONNX, with the only values of settings that are ours;
# a setting that is missing has the first. A single holds 0.01 to seven digits. Above
# its threshold torch's softplus is the line itself, from 20 on exact to nine digits.
_LEAKS = (0.01, float(np.float32(0.01)))
FOREIGN: Mapping[str, tuple[tuple[str, ...], Mapping[str, tuple[Any, ...]]]] = {
    "sigmoid": (("Sigmoid",), {}),
    "tanh": (("Tanh",), {}),
    "relu": (("ReLU", "Relu"), {}),
    "leaky_relu": (
        ("LeakyReLU", "LeakyRelu"),
        {"negative_slope": _LEAKS, "alpha": _LEAKS},
    ),
    "elu": (("ELU", "Elu"), {"alpha": (1.0,)}),
    "softplus": (("Softplus",), {"beta": (1.0,)}),
    "gelu": (("GELU", "Gelu"), {"approximate": ("none", b"none")}),
    "softmax": (("Softmax",), {"dim": (1, -1, None), "axis": (-1, 1)}),
}
# 0.4 GB of parameters; a step holds them, their gradients and their updates.
MOST_PARAMETERS = 50_000_000
_AXES = {"weight": 2, "bias": 1}


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
        pairs = zip(self.weights, self.biases, strict=True)
        for number, (matrix, bias) in enumerate(pairs):
            if matrix.ndim != 2 or bias.shape != matrix.shape[:1] or not matrix.size:
                shapes = f"shape {matrix.shape} and biases of shape {bias.shape}"
                kind = "which is no dense layer: (units, inputs) and (units,)"
                raise ValueError(f"layer {number} has weights of {shapes}, {kind}")
            if not (np.isfinite(matrix).all() and np.isfinite(bias).all()):
                raise ValueError(f"layer {number} holds a number that is not finite")
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


def activation_of(kind: str, given: Mapping[str, Any], label: str) -> str | None:
    """Our name of what torch or ONNX calls so, None if we have none.

    Raises ValueError that begins with the label for a setting that we do not have.
    """
    for name, (names, settings) in FOREIGN.items():
        for setting, allowed in settings.items() if kind in names else ():
            if (value := given.get(setting, allowed[0])) not in allowed:
                ours = f"{name} has {setting} = {allowed[0]!r}"
                raise ValueError(f"{label} has {setting} = {value!r}, where {ours}")
        if kind in names:
            return name
    return None


def chained(parts: Iterable[Part]) -> tuple[Architecture, Stack]:
    """The network that a row of layers and activations makes.

    A last layer without an activation has the identity. Raises ValueError for a row
    that is no network of ours.
    """
    layers: list[Dense] = []
    names: list[str] = []
    for part in parts:
        if not isinstance(part, str):
            names += ["identity"] * (len(layers) - len(names))
            layers.append(part)
        elif len(names) == len(layers):
            where = "before the first layer" if not layers else f"after {names[-1]}"
            raise ValueError(f"has {part} {where}. {DRAWN} between them")
        else:
            names.append(part)
    names += ["identity"] * (len(layers) - len(names))
    stack = Stack(tuple(each for each, _ in layers), tuple(each for _, each in layers))
    hidden = sorted(set(names[:-1]))
    if len(hidden) > 1 or hidden == ["softmax"]:
        raise ValueError(
            f"has {' and '.join(hidden)} in its hidden layers. All hidden layers have "
            "the same activation, and softmax belongs to the outputs"
        )
    return Architecture(stack.layers, (hidden or names)[0], names[-1]), stack


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
        if kind not in _AXES:
            message = f"holds {name!r}, which is no *.weight or *.bias of a dense layer"
            raise ValueError(message)
        if array.ndim != _AXES[kind]:
            raise ValueError(
                f"{name!r} has shape {array.shape}, which is no dense layer's: "
                "only those can be drawn"
            )
        pairs.setdefault(layer, {})[kind] = numbers(array)
    for layer, pair in pairs.items():
        for kind in _AXES.keys() - pair:
            whole = f"{layer}.{kind}".lstrip(".")
            raise ValueError(f"{whole!r} is missing, which makes {layer!r} a pair")
    ordered = [pairs[layer] for layer in sorted(pairs, key=natural)]
    return Stack(*(tuple(pair[kind] for pair in ordered) for kind in _AXES))


def natural(name: str) -> list[tuple[int, str]]:
    """The key that sorts numbers inside names as numbers."""
    parts = re.split(r"(\d+)", name)
    return [(int(each), "") if each.isdecimal() else (-1, each) for each in parts]
