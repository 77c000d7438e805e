"""A network of dense layers: its shape and its parameters."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.random import Generator

from backprop_core.initializers import INITIALIZERS
from backprop_core.shapes import Biases, Weights


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
    """The weights and biases of every layer at one moment; never changed in place."""

    weights: tuple[Weights, ...]
    biases: tuple[Biases, ...]

    def moved(
        self, weight_updates: Sequence[Weights], bias_updates: Sequence[Biases]
    ) -> "Parameters":
        """W + ΔW and b + Δb, in new arrays."""
        return Parameters(
            tuple(map(np.add, self.weights, weight_updates)),
            tuple(map(np.add, self.biases, bias_updates)),
        )

    @property
    def is_finite(self) -> bool:
        """Whether no weight and no bias is infinite or not a number."""
        arrays = (*self.weights, *self.biases)
        return all(bool(np.isfinite(array).all()) for array in arrays)


def drawn_parameters(
    architecture: Architecture, initializer: str, random: Generator
) -> Parameters:
    """Parameters drawn layer by layer from the inputs on; biases are 0."""
    draw = INITIALIZERS[initializer]
    return Parameters(
        tuple(draw(random, *shape) for shape in architecture.shapes),
        tuple(np.zeros(units) for units in architecture.layers[1:]),
    )
