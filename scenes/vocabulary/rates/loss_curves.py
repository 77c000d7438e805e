"""What an output adds to the cost as its activation moves, with its tangent."""

from typing import Any

from backprop_core import losses
from scenes.diagram.charts.charts import FunctionCurve
from scenes.engine.drawing import Box

POINTS = 161
LEAST_ERROR = 0.5  # from a target to either end of a squared error
NEAREST = 0.02  # to 0 and to 1 that the curve of a cross-entropy comes, and the least
LEAST_NEAR = 1e-6


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
