"""The thread of a film through one step: one unit of each layer, one input."""

from collections.abc import Sequence

import numpy as np

from backprop_core.trace.recording import FocusRequest
from backprop_core.trace.records import Focus, LayerRecord


def focus(layers: Sequence[LayerRecord], thread: FocusRequest) -> Focus:
    """The thread with the largest values, through the stations that are asked for.

    It begins at the output with the largest |δ| and goes back, one layer at a time, to
    the unit with the largest |wₖⱼ δₖ · slopeⱼ|: a unit that lets nothing through is
    passed only where all are such. It ends at the input with the largest |δⱼ aᵢ| of
    that sample.
    """
    errors = np.abs(layers[-1].deltas)
    sample, unit = (int(i) for i in np.unravel_index(errors.argmax(), errors.shape))
    units = [_station(len(layers) - 1, unit, thread)]
    for layer in range(len(layers) - 1, 0, -1):
        above, here = layers[layer], layers[layer - 1]
        returned = np.abs(above.deltas[sample, units[0]] * above.weights[units[0]])
        felt = returned * np.abs(here.own_slopes[sample])
        # Where no unit feels anything, the one that is told most.
        best = felt if felt.any() else returned
        units.insert(0, _station(layer - 1, int(best.argmax()), thread))
    first = layers[0]
    widest = np.abs(first.deltas[sample, units[0]] * first.inputs[sample]).argmax()
    chosen = int(widest) if thread.input is None else thread.input
    return Focus(sample, tuple(units), chosen)


def _station(layer: int, unit: int, thread: FocusRequest) -> int:
    """The unit that is asked for in this layer, else the one that was found."""
    if thread.unit is not None and thread.unit[0] == layer:
        return thread.unit[1]
    return unit
