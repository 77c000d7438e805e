"""Names for the shapes of arrays: which axis counts what."""

from typing import Any, TypeAlias, TypeVar

import numpy as np
from numpy.typing import NDArray

Signals: TypeAlias = NDArray[np.floating]  # (samples, units)
# (samples, units), or (samples, units, sums) where each unit depends on all sums
Slopes: TypeAlias = NDArray[np.floating]
Weights: TypeAlias = NDArray[np.floating]  # (units, inputs)
Biases: TypeAlias = NDArray[np.floating]  # (units,)
Products: TypeAlias = NDArray[np.floating]  # (samples, units, inputs)
Vector: TypeAlias = NDArray[np.floating]  # (entries,)
Indices: TypeAlias = NDArray[np.intp]  # (entries,)


AnyArray = TypeVar("AnyArray", bound=NDArray[Any])


def read_only(array: AnyArray) -> AnyArray:
    """The array itself, closed to writing: a drawing must never change a number."""
    array.flags.writeable = False
    return array
