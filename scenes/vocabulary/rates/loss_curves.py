"""What an output adds to the cost as its activation moves, with its tangent."""

from typing import Any

from backprop_core import losses
from scenes.diagram.charts.charts import FunctionCurve
from scenes.engine.drawing import Box

POINTS = 161
LEAST_ERROR = 0.5  # from a target to either end of a squared error
NEAREST = 0.02  # to 0 and to 1 that the curve of a cross-entropy comes, and the least
LEAST_NEAR, LEAST_END = 1e-6, 1e-9


def loss_curve(
    step: Any,
    loss: str,
    output: str,
    area: Box,
    *,
    row: int,
    unit: int,
    path: str,
    is_whole: bool = False,
) -> FunctionCurve:
    """Return what an output adds to the cost as its activation moves, from its target.

    ``loss`` and ``output`` are their names, ``path`` is what its height stands for. A
    cross-entropy that ``is_whole`` reaches 0 and 1 where it can; its axis
    is at 0, and it has no tangent.
    """
    layer, y = step.layers[-1], float(step.targets[row, unit])
    a = float(layer.activations[row, unit])
    if is_whole:
        low = 0.0 if y <= 0 else max(LEAST_END, min(a, NEAREST))
        high = 1.0 if y >= 1 else max(a, 1 - NEAREST)
    elif loss == "cross_entropy":
        low = max(LEAST_NEAR, min(NEAREST, a / 2, (1 - a) / 2))
        low, high = low, 1 - low
    else:
        reach = 1.3 * max(LEAST_ERROR, abs(a - y))
        low, high = y - reach, y + reach
    outputs = layer.activations.shape[1]
    how: Any = {"target": y, "output": output, "outputs": outputs}
    xs, ys = losses.curve(loss, low, high, POINTS, **how)
    at = (a, float(step.loss_terms[row, unit]))
    slope = 0.0 if is_whole else float(layer.activation_gradient[row, unit])
    origin = (low if is_whole else y, 0.0)
    return FunctionCurve(
        *(xs, ys, area), at=at, slope=slope, role="cost", origin=origin, path=path
    )
