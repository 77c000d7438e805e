"""Loss functions, each beside its gradient with respect to the activations.

squared_error       Cₙ = ½ Σₖ (aₖ − yₖ)²                     ∂Cₙ/∂aₖ = aₖ − yₖ
mean_squared_error  Cₙ = 1/K Σₖ (aₖ − yₖ)²                   ∂Cₙ/∂aₖ = 2/K (aₖ − yₖ)
cross_entropy       of outputs by sigmoid
    Cₙ = −Σₖ [yₖ ln aₖ + (1 − yₖ) ln (1 − aₖ)]    ∂Cₙ/∂aₖ = (1 − yₖ)/(1 − aₖ) − yₖ/aₖ
cross_entropy       of outputs by softmax
    Cₙ = −Σₖ yₖ ln aₖ                             ∂Cₙ/∂aₖ = −yₖ/aₖ

Cross-entropy is computed from the sums, so that no logarithm meets a 0; and both times
∂C/∂a ∂a/∂z shrinks to δₖ = aₖ − yₖ. Row n belongs to sample n alone: nothing here
divides by the batch.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, TypeAlias

import numpy as np
from scipy.special import expit, xlog1py, xlogy

from backprop_core.shapes import Signals, Vector, read_only

# z, a, y of the outputs → one number for each sample and output
OfOutputs: TypeAlias = Callable[[Signals, Signals, Signals], Signals]
# a, y and how many outputs there are → what an output adds
OfOutput: TypeAlias = Callable[[Any, Any, int], Any]

ANY_OUTPUT = "any"  # the key of a loss that fits every activation of the outputs
_SMALLEST = np.finfo(float).tiny  # 1 / smaller numbers would be infinite


@dataclass(frozen=True, slots=True)
class Loss:
    """One loss of outputs of one kind.

    `term` is what one output adds to Cₙ as its activation moves, with the target and
    the number of outputs; `gradient` is ∂Cₙ/∂a. `by_sums` is what all outputs add where
    the sums tell it better, `deltas` the product with the slopes where it has a shorter
    form.
    """

    term: OfOutput
    gradient: OfOutputs
    by_sums: OfOutputs | None = None
    deltas: OfOutputs | None = None

    def terms(self, z: Signals, a: Signals, y: Signals) -> Signals:
        """What each output adds to the Cₙ."""
        return self.by_sums(z, a, y) if self.by_sums else self.term(a, y, y.shape[1])


def sample_losses(terms: Signals) -> Vector:
    """Cₙ = the sum of the sample's terms over the outputs."""
    return terms.sum(axis=1)


def mean_loss(terms: Signals) -> float:
    """C = the mean of the Cₙ over the samples."""
    return float(sample_losses(terms).mean())


def squared_error_gradient(z: Signals, a: Signals, y: Signals) -> Signals:
    """∂Cₙ/∂aₖ = aₖ − yₖ: the ½ cancels the 2."""
    return a - y


def squared_error_term(a: Vector, y: float, outputs: int) -> Vector:
    """½ (a − y)², however many outputs there are."""
    return 0.5 * (a - y) ** 2


def mean_squared_error_gradient(z: Signals, a: Signals, y: Signals) -> Signals:
    """∂Cₙ/∂aₖ = 2/K (aₖ − yₖ)."""
    return 2 / y.shape[1] * (a - y)


def mean_squared_error_term(a: Vector, y: float, outputs: int) -> Vector:
    """1/K (a − y)²."""
    return (a - y) ** 2 / outputs


def sigmoid_cross_entropy_terms(z: Signals, a: Signals, y: Signals) -> Signals:
    """−y ln a − (1 − y) ln (1 − a) = y ln (1 + e⁻ᶻ) + (1 − y) ln (1 + eᶻ)."""
    return y * np.logaddexp(0.0, -z) + (1 - y) * np.logaddexp(0.0, z)


def sigmoid_cross_entropy_gradient(z: Signals, a: Signals, y: Signals) -> Signals:
    """∂Cₙ/∂aₖ = (1 − yₖ)/(1 − aₖ) − yₖ/aₖ, where 1 − a is the sigmoid of −z."""
    above = np.maximum(expit(-z), _SMALLEST)
    return (1 - y) / above - y / np.maximum(a, _SMALLEST)


def sigmoid_cross_entropy_term(a: Vector, y: float, outputs: int) -> Vector:
    """−y ln a − (1 − y) ln (1 − a)."""
    return -xlogy(y, a) - xlog1py(1 - y, -a)


def softmax_cross_entropy_terms(z: Signals, a: Signals, y: Signals) -> Signals:
    """−yₖ ln aₖ = yₖ (ln Σⱼ eᶻʲ − zₖ)."""
    return y * negative_logarithms(z)


def negative_logarithms(sums: Signals) -> Signals:
    """−ln aₖ = ln (1 + s) + (m − zₖ), m the largest sum, s = Σ eᶻʲ⁻ᵐ over the others.

    No power overflows, and a tiny s counts to its last digit: the small loss of an
    answer that is sure and right is as exact as a large one.
    """
    gaps = sums.max(axis=1, keepdims=True) - sums
    powers = np.exp(-gaps)
    powers[np.arange(len(sums)), sums.argmax(axis=1)] = 0.0
    return np.log1p(powers.sum(axis=1, keepdims=True)) + gaps


def softmax_cross_entropy_gradient(z: Signals, a: Signals, y: Signals) -> Signals:
    """∂Cₙ/∂aₖ = −yₖ/aₖ."""
    return -y / np.maximum(a, _SMALLEST)


def softmax_cross_entropy_term(a: Vector, y: float, outputs: int) -> Vector:
    """−y ln a."""
    return -xlogy(y, a)


def cross_entropy_deltas(z: Signals, a: Signals, y: Signals) -> Signals:
    """δₖ = aₖ − yₖ; with softmax this asks for targets that add up to 1."""
    return a - y


LOSSES: Mapping[str, Mapping[str, Loss]] = {
    "squared_error": {ANY_OUTPUT: Loss(squared_error_term, squared_error_gradient)},
    "mean_squared_error": {
        ANY_OUTPUT: Loss(mean_squared_error_term, mean_squared_error_gradient)
    },
    "cross_entropy": {
        "sigmoid": Loss(
            *(sigmoid_cross_entropy_term, sigmoid_cross_entropy_gradient),
            *(sigmoid_cross_entropy_terms, cross_entropy_deltas),
        ),
        "softmax": Loss(
            *(softmax_cross_entropy_term, softmax_cross_entropy_gradient),
            *(softmax_cross_entropy_terms, cross_entropy_deltas),
        ),
    },
}


def fits(name: str, output: str) -> bool:
    """Whether a loss is defined for outputs of this activation."""
    return output in LOSSES[name] or ANY_OUTPUT in LOSSES[name]


def loss_of(name: str, output: str) -> Loss:
    """The loss of that name for outputs of this activation; ValueError if none."""
    kinds = LOSSES[name]
    if not fits(name, output):
        raise ValueError(f"{name} takes outputs by {' or '.join(kinds)}, not {output}")
    return kinds.get(output) or kinds[ANY_OUTPUT]


def curve(
    name: str,
    low: float,
    high: float,
    points: int,
    *,
    target: float,
    output: str = ANY_OUTPUT,
    outputs: int = 1,
) -> tuple[Vector, Vector]:
    """Activations evenly spaced from low to high, and what an output adds at each.

    `output` is the activation of the outputs, `outputs` how many there are.
    Cross-entropy is finite only strictly between 0 and 1.
    """
    activations = np.linspace(low, high, points)
    terms = loss_of(name, output).term(activations, target, outputs)
    return read_only(activations), read_only(terms)
