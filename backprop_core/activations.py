"""Activation functions, each beside its slope and what a picture of it needs.

identity    a = z                        a′ = 1
sigmoid     a = 1 / (1 + e⁻ᶻ)            a′ = a (1 − a)
tanh        a = tanh z                   a′ = 1 − a²
relu        a = max(0, z)                a′ = 1 where z > 0, else 0
leaky_relu  a = max(0.01 z, z)           a′ = 1 where z > 0, else 0.01
elu         a = z where z > 0, else eᶻ − 1    a′ = 1 where z > 0, else eᶻ
softplus    a = ln (1 + eᶻ)              a′ = 1 / (1 + e⁻ᶻ)
gelu        a = z Φ(z)                   a′ = Φ(z) + z φ(z)
softmax     aₖ = eᶻᵏ / Σⱼ eᶻʲ            ∂aₖ/∂zⱼ = aₖ (1 if k = j else 0) − aₖ aⱼ

Φ and φ are the distribution and the density of the normal distribution. None
overflows, however far from 0 the sums are.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from math import pi, sqrt

import numpy as np
from scipy.special import expit, ndtr

from backprop_core.shapes import Signals, Slopes, Vector, read_only

LEAK = 0.01  # of leaky ReLU (Maas, Hannun and Ng, 2013)
# Where Φ(z) + z φ(z) = 0, and z Φ(z) there.
_GELU_LOWEST = -0.16997120747990369
# Beyond it e^(−z²/2) is 0 in double precision; its square would overflow later.
_FAR = 40.0
# Of the hyperbolic cosine; the square of its inverse is 0 long before.
_FARTHEST = 700.0


@dataclass(frozen=True, slots=True)
class Activation:
    """One activation function: its value, its slope and its limits.

    `slope` takes the sums and the activations, whichever makes it cheaper.
    `limits` are the values that the curve never crosses, None where there is none.
    A function that `is_joint` makes each activation of all the sums: it belongs to
    outputs only, and its slope is the Jacobian ∂aₖ/∂zⱼ by sample, k and j.
    """

    name: str
    value: Callable[[Signals], Signals]  # z → a
    slope: Callable[[Signals, Signals], Slopes]  # z, a → ∂a/∂z
    limits: tuple[float | None, float | None]  # below, above
    is_joint: bool = False


def identity(sums: Signals) -> Signals:
    """A = z."""
    return sums


def identity_slope(sums: Signals, activations: Signals) -> Signals:
    """a′ = 1."""
    return np.ones_like(sums)


def sigmoid(sums: Signals) -> Signals:
    """A = 1 / (1 + e⁻ᶻ), without overflow in either tail."""
    return expit(sums)


def sigmoid_slope(sums: Signals, activations: Signals) -> Signals:
    """a′ = a (1 − a), where 1 − a is the sigmoid of −z: exact also where a is 1."""
    return activations * expit(-sums)


def tanh(sums: Signals) -> Signals:
    """A = tanh z."""
    return np.tanh(sums)


def tanh_slope(sums: Signals, activations: Signals) -> Signals:
    """a′ = 1 − a² = 1 / cosh² z: exact also where |a| is 1."""
    secants = 1.0 / np.cosh(np.minimum(np.abs(sums), _FARTHEST))
    return secants * secants


def relu(sums: Signals) -> Signals:
    """A = max(0, z)."""
    return np.maximum(sums, 0.0)


def relu_slope(sums: Signals, activations: Signals) -> Signals:
    """a′ = 1 where z > 0, else 0: at the kink itself the unit counts as off."""
    return (sums > 0).astype(sums.dtype)


def leaky_relu(sums: Signals) -> Signals:
    """A = z where z > 0, else 0.01 z."""
    return np.maximum(sums, LEAK * sums)


def leaky_relu_slope(sums: Signals, activations: Signals) -> Signals:
    """a′ = 1 where z > 0, else 0.01."""
    return np.where(sums > 0, 1.0, LEAK)


def elu(sums: Signals) -> Signals:
    """A = z where z > 0, else eᶻ − 1 (Clevert, Unterthiner and Hochreiter, 2016)."""
    return np.where(sums > 0, sums, np.expm1(np.minimum(sums, 0.0)))


def elu_slope(sums: Signals, activations: Signals) -> Signals:
    """a′ = 1 where z > 0, else eᶻ: both are e to the smaller of z and 0."""
    return np.exp(np.minimum(sums, 0.0))


def softplus(sums: Signals) -> Signals:
    """A = ln (1 + eᶻ)."""
    return np.logaddexp(0.0, sums)


def softplus_slope(sums: Signals, activations: Signals) -> Signals:
    """a′ = 1 / (1 + e⁻ᶻ)."""
    return sigmoid(sums)


def gelu(sums: Signals) -> Signals:
    """A = z Φ(z), with the exact Φ (Hendrycks and Gimpel, 2016)."""
    return sums * ndtr(sums)


def gelu_slope(sums: Signals, activations: Signals) -> Signals:
    """a′ = Φ(z) + z φ(z)."""
    near = np.clip(sums, -_FAR, _FAR)
    density = np.exp(-0.5 * near * near) / sqrt(2 * pi)
    return ndtr(sums) + near * density


def softmax(sums: Signals) -> Signals:
    """aₖ = eᶻᵏ / Σⱼ eᶻʲ; taking the largest sum off first changes no quotient."""
    powers = np.exp(sums - sums.max(axis=1, keepdims=True))
    return powers / powers.sum(axis=1, keepdims=True)


def softmax_slope(sums: Signals, activations: Signals) -> Slopes:
    """∂aₖ/∂zⱼ = −aₖ aⱼ off the diagonal, and on it aₖ (1 − aₖ)."""
    jacobian = -activations[:, :, None] * activations[:, None, :]
    units = np.arange(activations.shape[1])
    # 1 − aₖ is the sum of the others: exact also where aₖ is almost 1.
    jacobian[:, units, units] = 0.0
    jacobian[:, units, units] = -jacobian.sum(axis=2)
    return jacobian


ACTIVATIONS: Mapping[str, Activation] = {
    entry.name: entry
    for entry in (
        Activation("identity", identity, identity_slope, (None, None)),
        Activation("relu", relu, relu_slope, (0.0, None)),
        Activation("sigmoid", sigmoid, sigmoid_slope, (0.0, 1.0)),
        Activation("tanh", tanh, tanh_slope, (-1.0, 1.0)),
        Activation("leaky_relu", leaky_relu, leaky_relu_slope, (None, None)),
        Activation("elu", elu, elu_slope, (-1.0, None)),
        Activation("softplus", softplus, softplus_slope, (0.0, None)),
        Activation("gelu", gelu, gelu_slope, (_GELU_LOWEST, None)),
        Activation("softmax", softmax, softmax_slope, (0.0, 1.0), is_joint=True),
    )
}


def curve(
    name: str,
    low: float,
    high: float,
    points: int,
    *,
    sums: Vector | None = None,
    unit: int = 0,
) -> tuple[Vector, Vector]:
    """Sums evenly spaced from low to high, and the activation at each of them.

    With softmax it is that of one unit while the other `sums` stay what they are;
    without `sums` there are no others, and the activation is 1 throughout.
    """
    # By halves: the width of the largest range is no number.
    values = 2 * np.linspace(low / 2, high / 2, points)
    entry = ACTIVATIONS[name]
    if not entry.is_joint:
        return read_only(values), read_only(entry.value(values[None, :])[0])
    rows = np.tile(np.zeros(1) if sums is None else sums, (points, 1))
    rows[:, unit] = values
    return read_only(values), read_only(entry.value(rows)[:, unit].copy())


def slope_curve(
    name: str, low: float, high: float, points: int
) -> tuple[Vector, Vector]:
    """Sums evenly spaced from low to high, and the slope at each; not of softmax."""
    values, heights = curve(name, low, high, points)
    slopes = ACTIVATIONS[name].slope(values[None, :], heights[None, :])
    return values, read_only(slopes[0])
