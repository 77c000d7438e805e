"""Optimisers: what each makes of a gradient.

sgd   ΔW = −η ∂C/∂W
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import TypeAlias

from backprop_core.shapes import Biases, Weights

Memory: TypeAlias = Mapping[str, Weights]  # what one array keeps between steps
NO_MEMORY: Memory = {}


@dataclass(frozen=True, slots=True)
class Optimizer:
    """One rule of descent: gradient, memory and rate → update and new memory.

    The update is *added* to the parameters. Every weight matrix and every bias
    vector has a memory of its own, `NO_MEMORY` before the first step.
    """

    name: str
    update: Callable[[Weights | Biases, Memory, float], tuple[Weights, Memory]]


def gradient_descent(
    gradient: Weights | Biases, memory: Memory, learning_rate: float
) -> tuple[Weights, Memory]:
    """ΔW = −η ∂C/∂W, and nothing to remember."""
    return -learning_rate * gradient, memory


OPTIMIZERS: Mapping[str, Optimizer] = MappingProxyType(
    {entry.name: entry for entry in (Optimizer("sgd", gradient_descent),)}
)
