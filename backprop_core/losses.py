"""Loss functions, each beside its gradient with respect to the activations.

squared error   Cₙ = ½ Σₖ (aₖ − yₖ)²    ∂Cₙ/∂aₖ = aₖ − yₖ

Row n belongs to sample n alone: nothing here divides by the batch.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

import numpy as np

from backprop_core.shapes import Signals, Vector, read_only


@dataclass(frozen=True, slots=True)
class Loss:
    """One loss function: what each output adds to it, and its gradient."""

    name: str
    terms: Callable[[Signals, Signals], Signals]  # a, y → (sample, output)
    gradient: Callable[[Signals, Signals], Signals]  # a, y → ∂Cₙ/∂a


def sample_losses(terms: Signals) -> Vector:
    """Cₙ = the sum of the sample's terms over the outputs."""
    return terms.sum(axis=1)


def mean_loss(terms: Signals) -> float:
    """C = the mean of the Cₙ over the samples."""
    return float(sample_losses(terms).mean())


def squared_error_terms(activations: Signals, targets: Signals) -> Signals:
    """½ (aₖ − yₖ)²."""
    return 0.5 * (activations - targets) ** 2


def squared_error_gradient(activations: Signals, targets: Signals) -> Signals:
    """∂Cₙ/∂aₖ = aₖ − yₖ: the ½ cancels the 2."""
    return activations - targets


LOSSES: Mapping[str, Loss] = MappingProxyType(
    {
        entry.name: entry
        for entry in (
            Loss("squared_error", squared_error_terms, squared_error_gradient),
        )
    }
)


def curve(
    name: str, low: float, high: float, points: int, *, target: float
) -> tuple[Vector, Vector]:
    """Activations evenly spaced from low to high, and what an output adds at each."""
    activations = np.linspace(low, high, points)
    terms = LOSSES[name].terms(activations[None, :], np.full((1, points), target))
    return read_only(activations), read_only(terms[0])
