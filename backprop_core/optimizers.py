"""Optimisers: what each makes of a gradient.

sgd   Δθ = −η ∂C/∂θ

θ is the vector of all weights and biases.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import TypeAlias

from backprop_core.shapes import Vector

Memory: TypeAlias = Mapping[str, Vector]  # what is kept between steps, by name
NO_MEMORY: Memory = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Optimizer:
    """One rule of descent: gradient, memory and rate → update and new memory.

    The update is *added* to the parameters. The memory is `NO_MEMORY` before the
    first step; each of its vectors is as long as the gradient.
    """

    name: str
    update: Callable[[Vector, Memory, float], tuple[Vector, Memory]]


def gradient_descent(
    gradient: Vector, memory: Memory, learning_rate: float
) -> tuple[Vector, Memory]:
    """Δθ = −η ∂C/∂θ, and nothing to remember."""
    return -learning_rate * gradient, memory


OPTIMIZERS: Mapping[str, Optimizer] = MappingProxyType(
    {entry.name: entry for entry in (Optimizer("sgd", gradient_descent),)}
)
