"""Activation functions as curves, with the point where a unit stands."""

from typing import Any

import numpy as np

from backprop_core import losses
from backprop_core.activations import curve
from scenes.diagram.charts.charts import FunctionCurve
from scenes.engine.drawing import Box

POINTS = 161
LEAST_REACH = 4.0  # to either side of zero
LEAST_ERROR = 0.5  # from a target to either end of a squared error
NEAREST = 0.02  # to 0 and to 1 that the curve of a cross-entropy comes, and the least
LEAST_NEAR = 1e-6


def activation_curve(
    record: Any,
    function: str,
    area: Box,
    *,
    row: int,
    unit: int,
    whole_layer: bool = False,
    path: str = "",
) -> FunctionCurve:
    """Return a layer's activation function with the point of one unit.

    It reaches as far as the sum of that unit, or of all units of the layer; ``path``
    is what the height of its point stands for.
    """
    z, a = float(record.sums[row, unit]), float(record.activations[row, unit])
    slope = float(record.own_slopes[row, unit])
    sums = record.sums[row] if whole_layer else z
    reach = max(LEAST_REACH, 1.25 * float(np.abs(sums).max()))
    others = np.array(record.sums[row])
    xs, ys = curve(function, -reach, reach, POINTS, sums=others, unit=unit)
    return FunctionCurve(xs, ys, area, at=(z, a), slope=slope, path=path)


def loss_curve(
    step: Any, loss: str, output: str, area: Box, *, row: int, unit: int, path: str
) -> FunctionCurve:
    """Return what an output adds to the cost as its activation moves, from its target.

    ``loss`` and ``output`` are their names, ``path`` is what its height stands for.
    """
    layer, y = step.layers[-1], float(step.targets[row, unit])
    a = float(layer.activations[row, unit])
    if loss == "cross_entropy":
        low = max(LEAST_NEAR, min(NEAREST, a / 2, (1 - a) / 2))
        low, high = low, 1 - low
    else:
        reach = 1.3 * max(LEAST_ERROR, abs(a - y))
        low, high = y - reach, y + reach
    outputs = layer.activations.shape[1]
    how: Any = {"target": y, "output": output, "outputs": outputs}
    xs, ys = losses.curve(loss, low, high, POINTS, **how)
    at = (a, float(step.loss_terms[row, unit]))
    slope = float(layer.activation_gradient[row, unit])
    return FunctionCurve(
        *(xs, ys, area), at=at, slope=slope, role="cost", origin=(y, 0.0), path=path
    )
