"""Initialisers: where the weights start. Biases start at 0.

xavier    uniform in ±√(6 / (inputs + units))   (Glorot and Bengio, 2010)
normal    mean 0, standard deviation 1
uniform   from −1 to 1
"""

from collections.abc import Callable, Mapping
from math import sqrt
from types import MappingProxyType
from typing import TypeAlias

from numpy.random import Generator

from backprop_core.shapes import Weights

Initializer: TypeAlias = Callable[[Generator, int, int], Weights]


def xavier(random: Generator, units: int, inputs: int) -> Weights:
    """Uniform in ±√(6 / (inputs + units)): signals keep their spread."""
    bound = sqrt(6 / (inputs + units))
    return random.uniform(-bound, bound, (units, inputs))


def normal(random: Generator, units: int, inputs: int) -> Weights:
    """Normal with mean 0 and standard deviation 1."""
    return random.standard_normal((units, inputs))


def uniform(random: Generator, units: int, inputs: int) -> Weights:
    """Uniform from −1 to 1."""
    return random.uniform(-1.0, 1.0, (units, inputs))


INITIALIZERS: Mapping[str, Initializer] = MappingProxyType(
    {"xavier": xavier, "normal": normal, "uniform": uniform}
)
