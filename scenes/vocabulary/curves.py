"""Activation functions as curves, with the points where units stand."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

import numpy as np

from backprop_core.activations import curve
from scenes.diagram.charts.charts import FunctionCurve
from scenes.engine.drawing import Box

POINTS = 161
LEAST_REACH = 4.0  # to either side of zero
NOBODY: Mapping[int, str] = MappingProxyType({})
FARTHEST = 1.4e308  # of which a quarter more is still a number


def activation_curve(
    record: Any,
    function: str,
    area: Box,
    *,
    row: int,
    unit: int,
    path: str = "",
    others: Mapping[int, str] = NOBODY,
) -> FunctionCurve:
    """Return a layer's activation function with the point of one unit.

    ``path`` is what the height of its point stands for; those of ``others`` by unit are
    on it, too. It reaches as far as the sum of that unit, or of all its layer.
    """
    z, a = float(record.sums[row, unit]), float(record.activations[row, unit])
    slope = float(record.own_slopes[row, unit])
    sums = np.array(record.sums[row])
    largest = float(np.abs(sums if others else z).max())
    reach = max(LEAST_REACH, 1.25 * min(largest, FARTHEST))
    xs, ys = curve(function, -reach, reach, POINTS, sums=sums, unit=unit)
    found = FunctionCurve(xs, ys, area, at=(z, a), slope=slope, path=path)
    for each, own in others.items():
        found.layer[own] = float(sums[each]), float(record.activations[row, each])
    return found
