"""The least that a training can cost: a bare NumPy loop that does just the arithmetic.

Sigmoid, squared error, plain gradient descent; nothing is kept and nothing checked.
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from scipy.special import expit

Array = NDArray[np.floating]


def descend(
    weights: Sequence[Array],
    biases: Sequence[Array],
    inputs: Array,
    targets: Array,
    *,
    batch: int,
    rate: float,
) -> tuple[list[Array], list[Array]]:
    """Weights and biases after one pass over the samples in their order."""
    weights, biases = list(weights), list(biases)
    layers = range(len(weights))
    for begin in range(0, len(inputs), batch):
        wanted = targets[begin : begin + batch]
        signals = [inputs[begin : begin + batch]]
        for layer in layers:
            signals.append(expit(signals[-1] @ weights[layer].T + biases[layer]))
        output = signals[-1]
        deltas = (output - wanted) * (output * (1 - output))
        for layer in reversed(layers):
            below = signals[layer]
            share = deltas if batch == 1 else deltas / len(wanted)
            if layer:
                deltas = (deltas @ weights[layer]) * (below * (1 - below))
            weights[layer] = weights[layer] - rate * (share.T @ below)
            biases[layer] = biases[layer] - rate * share.sum(axis=0)
    return weights, biases
