"""The thread of a film through one step: one unit of each layer, one input."""

from collections.abc import Sequence

import numpy as np

from backprop_core.trace.recording import FocusRequest
from backprop_core.trace.records import Focus, LayerRecord


def focus(layers: Sequence[LayerRecord], thread: FocusRequest) -> Focus:
    """The thread with the largest values, through the stations that are asked for.

    It begins at the output with the largest |δ|, goes back to the unit that got the
    largest |wₖⱼ δₖ| from there, and ends at the input with the largest |∂C/∂w|.
    """
    errors = np.abs(layers[-1].deltas)
    sample, unit = (int(i) for i in np.unravel_index(errors.argmax(), errors.shape))
    units = [_station(len(layers) - 1, unit, thread)]
    for layer in range(len(layers) - 1, 0, -1):
        above = layers[layer]
        reports = np.abs(above.deltas[sample, units[0]] * above.weights[units[0]])
        units.insert(0, _station(layer - 1, int(reports.argmax()), thread))
    widest = int(np.abs(layers[0].weight_gradient[units[0]]).argmax())
    return Focus(sample, tuple(units), widest if thread.input is None else thread.input)


def _station(layer: int, unit: int, thread: FocusRequest) -> int:
    """The unit that is asked for in this layer, else the one that was found."""
    if thread.unit is not None and thread.unit[0] == layer:
        return thread.unit[1]
    return unit
