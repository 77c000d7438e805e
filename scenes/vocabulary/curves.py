"""Activation functions as curves, with the point where a unit stands."""

from typing import Any

import numpy as np

from backprop_core.activations import curve
from scenes.diagram.charts.charts import FunctionCurve
from scenes.engine.drawing import Box

POINTS = 161
LEAST_REACH = 4.0  # to either side of zero
FARTHEST = 1.4e308  # of which a quarter more is still a number


def activation_curve(
    record: Any,
    function: str,
    area: Box,
    *,
    row: int,
    unit: int,
    whole_layer: bool = False,
    path: str = "",
    least: float = LEAST_REACH,
) -> FunctionCurve:
    """Return a layer's activation function with the point of one unit.

    It reaches as far as the sum of that unit, or of all units of the layer, and to
    ``least`` on either side; ``path`` is what the height of its point stands for.
    """
    z, a = float(record.sums[row, unit]), float(record.activations[row, unit])
    slope = float(record.own_slopes[row, unit])
    sums = record.sums[row] if whole_layer else z
    largest = float(np.abs(sums).max())
    reach = max(least, 1.25 * min(largest, FARTHEST))
    others = np.array(record.sums[row])
    xs, ys = curve(function, -reach, reach, POINTS, sums=others, unit=unit)
    return FunctionCurve(xs, ys, area, at=(z, a), slope=slope, path=path)
