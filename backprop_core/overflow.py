"""How large parameters may be before a number made of them could overflow."""

import numpy as np

from backprop_core.data.datasets import Dataset
from backprop_core.shapes import Vector

_LARGEST = 1e300  # of a double, with room for sums
_POWERS = range(100, -1, -5)
_ONE_THREAD = 8192  # entries


def safe_size(layers: tuple[int, ...], dataset: Dataset) -> float:
    """A size of all parameters up to which every loss is finite; 0 if there is none.

    Parameters up to R make of n signals up to s sums up to R (n s + 1), and no
    activation function exceeds its sum by more than 1.
    """
    largest = float(np.abs(dataset.inputs).max(initial=1.0))
    target = float(np.abs(dataset.targets).max(initial=1.0))
    for power in _POWERS:
        size, signal = 10.0**power, largest
        for units in layers[:-1]:
            signal = size * (units * signal + 1) + 1
        error = signal + target
        if layers[-1] * error * error < _LARGEST:
            return size
    return 0.0


def all_below(size: float, vector: Vector) -> bool:
    """Whether no entry is that large or not a number; may be too careful by a root."""
    # Longer vectors would wake the threads of BLAS, which takes longer than the rest.
    if len(vector) <= _ONE_THREAD:
        return bool(np.dot(vector, vector) < size * size)
    return bool(vector.max() < size and vector.min() > -size)
