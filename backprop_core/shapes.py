"""Names for the shapes of arrays: which axis counts what.

A record says more of a field by another `Annotated`; of several `Axes` the last holds.
"""

from typing import Annotated, Any, TypeAlias, TypeVar

import numpy as np
from numpy.typing import NDArray


class Axes(tuple[str | int | None, ...]):
    """How long each axis of an array is: a number, or what it counts; None: any length.

    What it counts is as long everywhere in one record.
    """

    def __new__(cls, *axes: str | int | None) -> "Axes":
        """The axes, in their order."""
        return super().__new__(cls, axes)


class Below(str):
    """The name of a size that a whole number, or each one of an array, is below."""


class Named(str):
    """The name of the size that says what entries a mapping has, and their axes."""


class PerLayer:
    """A tuple with one entry a layer, `layers[0]` first, of that layer's own sizes."""


Signals: TypeAlias = Annotated[NDArray[np.floating], Axes("samples", "units")]
# Where each unit depends on all the sums there is a third axis; else it is left out.
Slopes: TypeAlias = Annotated[NDArray[np.floating], Axes("samples", "units", "sums")]
Weights: TypeAlias = Annotated[NDArray[np.floating], Axes("units", "inputs")]
Biases: TypeAlias = Annotated[NDArray[np.floating], Axes("units")]
Products: TypeAlias = Annotated[
    NDArray[np.floating], Axes("samples", "units", "inputs")
]
Vector: TypeAlias = Annotated[NDArray[np.floating], Axes(None)]
Indices: TypeAlias = Annotated[NDArray[np.intp], Axes(None)]

AnyArray = TypeVar("AnyArray", bound=NDArray[Any])


def read_only(array: AnyArray) -> AnyArray:
    """The array itself, closed to writing: a drawing must never change a number."""
    array.flags.writeable = False
    return array
