"""δ of outputs that depend on all the sums, without all their Jacobians at once."""

import numpy as np

from backprop_core import backprop
from backprop_core.activations import Activation
from backprop_core.shapes import Signals

# Numbers of the Jacobians that are there at a time: 8 MB, or those of one sample.
MOST_ENTRIES = 1_000_000


def joint_output_deltas(
    output: Activation, gradient: Signals, sums: Signals, values: Signals
) -> Signals:
    """δⱼ = Σₖ ∂C/∂aₖ ∂aₖ/∂zⱼ for every sample, some samples at a time.

    Which samples go together changes no digit: each has a Jacobian of its own.
    """
    count, units = values.shape
    size = max(1, MOST_ENTRIES // units**2)
    if count <= size:
        return backprop.joint_deltas(gradient, output.slope(sums, values))
    deltas = np.empty_like(values)
    for begin in range(0, count, size):
        some = slice(begin, begin + size)
        jacobian = output.slope(sums[some], values[some])
        deltas[some] = backprop.joint_deltas(gradient[some], jacobian)
    return deltas
