"""How large parameters may be before a number made of them could overflow."""

from math import sqrt

import numpy as np

from backprop_core.datasets import Dataset

_LARGEST = 1e300  # of a double, with room for sums
_POWERS = range(100, -1, -5)


def safe_norm(layers: tuple[int, ...], dataset: Dataset) -> float:
    """A norm of all parameters up to which every loss is finite; 0 if there is none.

    A layer of parameters of norm R makes of signals up to s sums up to R (√n s + 1),
    and no activation function exceeds its sum by more than 1.
    """
    largest = float(np.abs(dataset.inputs).max(initial=1.0))
    target = float(np.abs(dataset.targets).max(initial=1.0))
    for power in _POWERS:
        norm, signal = 10.0**power, largest
        for size in layers[:-1]:
            signal = norm * (sqrt(size) * signal + 1) + 1
        error = signal + target
        if layers[-1] * error * error < _LARGEST:
            return norm
    return 0.0
