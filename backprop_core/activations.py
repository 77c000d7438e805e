"""Activation functions, each beside its slope and what a picture of it needs.

sigmoid   a = 1 / (1 + e⁻ᶻ)    a′ = a (1 − a)
tanh      a = tanh z           a′ = 1 − a²
relu      a = max(0, z)        a′ = 1 where z > 0, else 0
identity  a = z                a′ = 1
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

import numpy as np
from scipy.special import expit

from backprop_core.shapes import Signals, Vector, read_only


@dataclass(frozen=True, slots=True)
class Activation:
    """One activation function: its value, its slope and its limits.

    `slope` takes the sums and the activations, whichever makes it cheaper.
    `limits` are the values that the curve never crosses, None where there is none.
    """

    name: str
    value: Callable[[Signals], Signals]  # z → a
    slope: Callable[[Signals, Signals], Signals]  # z, a → ∂a/∂z
    limits: tuple[float | None, float | None]  # below, above


def sigmoid(sums: Signals) -> Signals:
    """A = 1 / (1 + e⁻ᶻ), without overflow in either tail."""
    values: Signals = expit(sums)
    return values


def sigmoid_slope(sums: Signals, activations: Signals) -> Signals:
    """a′ = a (1 − a)."""
    return activations * (1 - activations)


def tanh(sums: Signals) -> Signals:
    """A = tanh z."""
    return np.tanh(sums)


def tanh_slope(sums: Signals, activations: Signals) -> Signals:
    """a′ = 1 − a²."""
    return 1 - activations * activations


def relu(sums: Signals) -> Signals:
    """A = max(0, z)."""
    return np.maximum(sums, 0.0)


def relu_slope(sums: Signals, activations: Signals) -> Signals:
    """a′ = 1 where z > 0, else 0: at the kink itself the unit counts as off."""
    return (sums > 0).astype(sums.dtype)


def identity(sums: Signals) -> Signals:
    """A = z."""
    return sums


def identity_slope(sums: Signals, activations: Signals) -> Signals:
    """a′ = 1."""
    return np.ones_like(sums)


ACTIVATIONS: Mapping[str, Activation] = MappingProxyType(
    {
        entry.name: entry
        for entry in (
            Activation("identity", identity, identity_slope, (None, None)),
            Activation("relu", relu, relu_slope, (0.0, None)),
            Activation("sigmoid", sigmoid, sigmoid_slope, (0.0, 1.0)),
            Activation("tanh", tanh, tanh_slope, (-1.0, 1.0)),
        )
    }
)


def curve(name: str, low: float, high: float, points: int) -> tuple[Vector, Vector]:
    """Sums evenly spaced from low to high, and the activation at each of them."""
    sums = np.linspace(low, high, points)
    return read_only(sums), read_only(ACTIVATIONS[name].value(sums[None, :])[0])
