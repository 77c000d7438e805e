"""Initialisers: where the weights start. Biases start at 0.

zeros          0: every unit of a layer learns the same
uniform        from −1 to 1
normal         mean 0, standard deviation 1
xavier         uniform in ±√(6 / (inputs + units))     (Glorot and Bengio, 2010)
xavier_normal  standard deviation √(2 / (inputs + units))
he             uniform in ±√(6 / inputs)               (He, Zhang, Ren and Sun, 2015)
he_normal      standard deviation √(2 / inputs)

Explicit weights are no initialiser: they stand in the table as `weights`.
"""

from collections.abc import Callable, Mapping
from math import sqrt
from typing import TypeAlias

import numpy as np
from numpy.random import Generator

from backprop_core.shapes import Weights

Initializer: TypeAlias = Callable[[Generator, int, int], Weights]


def zeros(random: Generator, units: int, inputs: int) -> Weights:
    """0 throughout."""
    return np.zeros((units, inputs))


def uniform(random: Generator, units: int, inputs: int) -> Weights:
    """Uniform from −1 to 1."""
    return random.uniform(-1.0, 1.0, (units, inputs))


def normal(random: Generator, units: int, inputs: int) -> Weights:
    """Normal with mean 0 and standard deviation 1."""
    return random.standard_normal((units, inputs))


def xavier(random: Generator, units: int, inputs: int) -> Weights:
    """Uniform in ±√(6 / (inputs + units)): signals keep their spread."""
    bound = sqrt(6 / (inputs + units))
    return random.uniform(-bound, bound, (units, inputs))


def xavier_normal(random: Generator, units: int, inputs: int) -> Weights:
    """Normal with mean 0 and standard deviation √(2 / (inputs + units))."""
    return random.standard_normal((units, inputs)) * sqrt(2 / (inputs + units))


def he(random: Generator, units: int, inputs: int) -> Weights:
    """Uniform in ±√(6 / inputs): ReLU lets half of the spread through."""
    bound = sqrt(6 / inputs)
    return random.uniform(-bound, bound, (units, inputs))


def he_normal(random: Generator, units: int, inputs: int) -> Weights:
    """Normal with mean 0 and standard deviation √(2 / inputs)."""
    return random.standard_normal((units, inputs)) * sqrt(2 / inputs)


INITIALIZERS: Mapping[str, Initializer] = {
    draw.__name__: draw
    for draw in (zeros, uniform, normal, xavier, xavier_normal, he, he_normal)
}
