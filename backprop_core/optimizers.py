"""Optimisers: what each remembers of the gradients, and what it makes of them.

g is ∂C/∂θ, θ the vector of all weights and biases, η the learning rate.

sgd       Δθ = −η g
momentum  v ← 0.9 v + g                                        Δθ = −η v
nesterov  v ← 0.9 v + g                                        Δθ = −η (g + 0.9 v)
rmsprop   s ← 0.9 s + 0.1 g²                                   Δθ = −η g / (√s + ε)
adam      m ← 0.9 m + 0.1 g,  s ← 0.999 s + 0.001 g²           Δθ = −η m̂ / (√ŝ + ε)
          with m̂ = m / (1 − 0.9ᵗ), ŝ = s / (1 − 0.999ᵗ) at the t-th step
rprop     Δ ← 1.2 Δ while g keeps its sign, else 0.5 Δ         Δθ = −sign(g) Δ
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import TypeAlias

import numpy as np

from backprop_core.shapes import Vector

Memory: TypeAlias = Mapping[str, Vector]  # what is kept between steps, by name
NO_MEMORY: Memory = MappingProxyType({})

MOMENTUM = 0.9  # share of the velocity that is kept
DECAY = 0.9  # of RMSProp's mean square (Tieleman and Hinton, 2012)
# Of Adam's means, and what keeps quotients finite (Kingma and Ba, 2015, algorithm 1).
MEAN_DECAY, SQUARE_DECAY, EPSILON = 0.9, 0.999, 1e-8
# Rprop's factors and bounds of a step (Riedmiller and Braun, 1993).
FASTER, SLOWER, LONGEST, SHORTEST = 1.2, 0.5, 50.0, 1e-6


@dataclass(frozen=True, slots=True)
class Optimizer:
    """One rule of descent: what is kept in memory, and the update made of it.

    At each step `memory` takes the gradient, the memory and the rate to the new
    memory; then `update` takes the same gradient, that new memory and the rate to what
    is *added* to the parameters. The memory is `NO_MEMORY` before the first step; its
    vectors are as long as the gradient, or have one entry, which is for all.
    """

    name: str
    memory: Callable[[Vector, Memory, float], Memory]
    update: Callable[[Vector, Memory, float], Vector]


def nothing(gradient: Vector, memory: Memory, learning_rate: float) -> Memory:
    """Nothing to remember."""
    return memory


def gradient_descent(gradient: Vector, memory: Memory, learning_rate: float) -> Vector:
    """Δθ = −η g."""
    return -learning_rate * gradient


def velocity(gradient: Vector, memory: Memory, learning_rate: float) -> Memory:
    """V ← 0.9 v + g: gradients add up, the older the less (Polyak, 1964)."""
    if not memory:
        return {"velocity": gradient.copy()}
    return {"velocity": MOMENTUM * memory["velocity"] + gradient}


def along_velocity(gradient: Vector, memory: Memory, learning_rate: float) -> Vector:
    """Δθ = −η v."""
    return -learning_rate * memory["velocity"]


def ahead_of_velocity(gradient: Vector, memory: Memory, learning_rate: float) -> Vector:
    """Δθ = −η (g + 0.9 v): θ is the point looked ahead to (Bengio et al., 2013)."""
    return -learning_rate * (gradient + MOMENTUM * memory["velocity"])


def mean_square(gradient: Vector, memory: Memory, learning_rate: float) -> Memory:
    """S ← 0.9 s + 0.1 g²: how large the gradient was lately, squared."""
    square = (1 - DECAY) * gradient**2
    return {"square": DECAY * memory["square"] + square if memory else square}


def by_mean_square(gradient: Vector, memory: Memory, learning_rate: float) -> Vector:
    """Δθ = −η g / (√s + ε)."""
    return -learning_rate * gradient / (np.sqrt(memory["square"]) + EPSILON)


def moments(gradient: Vector, memory: Memory, learning_rate: float) -> Memory:
    """M ← 0.9 m + 0.1 g, s ← 0.999 s + 0.001 g², t ← t + 1."""
    if not memory:
        zeros = np.zeros_like(gradient)
        memory = {"mean": zeros, "square": zeros, "count": np.zeros(1)}
    mean, square = memory["mean"], memory["square"]
    return {
        "mean": MEAN_DECAY * mean + (1 - MEAN_DECAY) * gradient,
        "square": SQUARE_DECAY * square + (1 - SQUARE_DECAY) * gradient**2,
        "count": memory["count"] + 1,
    }


def by_moments(
    gradient: Vector, memory: Memory, learning_rate: float, *, epsilon: float = EPSILON
) -> Vector:
    """Δθ = −η m̂ / (√ŝ + ε), with m̂ = m / (1 − 0.9ᵗ) and ŝ = s / (1 − 0.999ᵗ)."""
    count = memory["count"].item()
    mean = memory["mean"] / (1 - MEAN_DECAY**count)
    square = memory["square"] / (1 - SQUARE_DECAY**count)
    return -learning_rate * mean / (np.sqrt(square) + epsilon)


def step_lengths(gradient: Vector, memory: Memory, learning_rate: float) -> Memory:
    """Longer steps while the gradient keeps its sign; a turn takes the step back.

    After a turn the sign counts as 0 once, as in the paper, so that the next step
    goes on with the halved length. The first length is the learning rate.
    """
    if not memory:
        length, sign = np.full_like(gradient, learning_rate), np.sign(gradient)
        return {"length": length, "sign": sign, "step": -sign * length}
    agreement = np.sign(gradient) * memory["sign"]
    factor = np.where(agreement > 0, FASTER, np.where(agreement < 0, SLOWER, 1.0))
    length = np.clip(memory["length"] * factor, SHORTEST, LONGEST)
    turned = agreement < 0
    sign = np.where(turned, 0.0, np.sign(gradient))
    step = np.where(turned, -memory["step"], -sign * length)
    return {"length": length, "sign": sign, "step": step}


def by_step_lengths(gradient: Vector, memory: Memory, learning_rate: float) -> Vector:
    """Δθ = −sign(g) Δ, or the last step taken back where the gradient turned."""
    return memory["step"]


OPTIMIZERS: Mapping[str, Optimizer] = {
    entry.name: entry
    for entry in (
        Optimizer("sgd", nothing, gradient_descent),
        Optimizer("momentum", velocity, along_velocity),
        Optimizer("nesterov", velocity, ahead_of_velocity),
        Optimizer("rmsprop", mean_square, by_mean_square),
        Optimizer("adam", moments, by_moments),
        Optimizer("rprop", step_lengths, by_step_lengths),
    )
}
