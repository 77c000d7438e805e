"""The sets that an experiment asks for by name."""

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import TypeAlias

from numpy.random import Generator

from backprop_core.data.datasets import Dataset, digits
from backprop_core.data.made_sets import (
    Samples,
    circles,
    logical_and,
    moons,
    sine,
    spirals,
    xor,
)

# What is drawn comes from the generator; a Dataset has chosen its unseen part itself.
NamedSet: TypeAlias = Callable[[Generator], Samples | Dataset]


def _shipped_digits(random: Generator) -> Dataset:
    return digits()


DATASETS: Mapping[str, NamedSet] = MappingProxyType(
    {
        "digits": _shipped_digits,
        "and": logical_and,
        "xor": xor,
        "moons": moons,
        "circles": circles,
        "spirals": spirals,
        "sine": sine,
    }
)
