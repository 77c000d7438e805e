"""What an output adds to the cost as its activation moves, with its tangent."""

from typing import TYPE_CHECKING, Any

from backprop_core import losses
from scenes import style
from scenes.diagram.charts.charts import FunctionCurve
from scenes.engine.drawing import Box

if TYPE_CHECKING:
    from scenes.step_chapter import StepChapter

POINTS = 161
LEAST_ERROR = 0.5  # from a target to either end of a squared error
NEAREST, LEAST_NEAR = 0.02, 1e-6  # to 0 and to 1 that a cross-entropy comes, and least
BELOW = 0.3  # from the axis to its letters


def loss_curve(
    chapter: "StepChapter", unit: int, area: Box, *, index: str = ""
) -> FunctionCurve:
    """Return what an output adds to the cost as its activation moves, from its target.

    The letters of both stand below, with an index if there is one.
    """
    step, row, run = chapter.step, chapter.row, chapter.trace.run.training
    layer, y = step.layers[-1], float(step.targets[row, unit])
    a = float(layer.activations[row, unit])
    if run.loss == "cross_entropy":
        low = max(LEAST_NEAR, min(NEAREST, a / 2, (1 - a) / 2))
        low, high = low, 1 - low
    else:
        reach = 1.3 * max(LEAST_ERROR, abs(a - y))
        low, high = y - reach, y + reach
    output, outputs = chapter.trace.network.activations[-1], layer.activations.shape[1]
    how: Any = {"target": y, "output": output, "outputs": outputs}
    xs, ys = losses.curve(run.loss, low, high, POINTS, **how)
    found = FunctionCurve(
        *(xs, ys, area),
        at=(a, float(step.loss_terms[row, unit])),
        slope=float(layer.activation_gradient[row, unit]),
        role="cost",
        origin=(y, 0.0),
        path=str(chapter.path.loss_terms[row, unit]),
    )
    # The letter of the axis stands at the end that the target leaves free.
    free = max(low, high, key=lambda end: abs(end - y))
    for letter, at in (("{a}", free), ("{y}", y)):
        formula = chapter.formula(letter + index, {}, em=style.FORMULA)
        x, foot = found.across(at, 0.0)
        found.add(formula.at(x, foot - BELOW))
    return found
