"""Scalings of the inputs, fitted to the samples that are trained on.

none       x
minmax     (x − least) / (greatest − least)     from 0 to 1 on the training part
standard   (x − mean) / standard deviation      mean 0, spread 1 on the training part

A column that never changes is only moved, to 0: there is nothing to divide by.
"""

from collections.abc import Callable, Mapping
from typing import TypeAlias

import numpy as np

from backprop_core.shapes import Signals, Vector

# The training inputs → what is taken away from each column, what it is divided by.
Scaling: TypeAlias = Callable[[Signals], tuple[Vector, Vector]]


def unscaled(inputs: Signals) -> tuple[Vector, Vector]:
    """The numbers as they are."""
    return np.zeros(inputs.shape[1]), np.ones(inputs.shape[1])


def minmax(inputs: Signals) -> tuple[Vector, Vector]:
    """The least and the greatest become 0 and 1."""
    least = inputs.min(axis=0)
    return least, inputs.max(axis=0) - least


def standard(inputs: Signals) -> tuple[Vector, Vector]:
    """The mean becomes 0 and the standard deviation 1."""
    return inputs.mean(axis=0), inputs.std(axis=0)


SCALINGS: Mapping[str, Scaling] = {
    "none": unscaled,
    "minmax": minmax,
    "standard": standard,
}


def fitted(name: str, inputs: Signals) -> tuple[Vector, Vector]:
    """What a scaling takes away from each column, and what it divides it by."""
    with np.errstate(all="ignore"):
        offset, spread = SCALINGS[name](inputs)
        # The mean of equal numbers may miss them by a rounding error.
        still = np.ptp(inputs, axis=0) == 0
    return np.where(still, inputs[0], offset), np.where(still, 1, spread)


def scaled(name: str, inputs: Signals, *others: Signals) -> tuple[Signals, ...]:
    """All arrays on the scale of the first, the training part.

    Numbers whose range overflows come out as not finite.
    """
    if name == "none":
        return inputs, *others
    offset, spread = fitted(name, inputs)
    with np.errstate(all="ignore"):
        return tuple((array - offset) / spread for array in (inputs, *others))
