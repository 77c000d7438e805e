"""How each loss is written in letters: the whole, one output's share, its derivative.

One entry for each loss of ``backprop_core.losses``, one for each kind of output where
that makes a difference. Sources are as for
``PathTexts.formula``: ``{a}``, ``{y}`` and ``{C}`` are the letters of the notation, and
the functions named in PARTS mark the pieces that it colours.
Where an entry says ``{k}`` stands the index of an output.
"""

import re
from collections.abc import Iterable, Mapping
from types import MappingProxyType

from scenes.notation.cross_entropies import SIGMOID_CROSS_ENTROPY, SOFTMAX_CROSS_ENTROPY
from scenes.notation.loss_form import PARTS, LossFormula, Quantity
from scenes.notation.squared_errors import MEAN_SQUARED_ERROR, SQUARED_ERROR

__all__ = [
    "LOSS_FORMULAS",
    "PARTS",
    "LossFormula",
    "Quantity",
    "delta_of_output",
    "formula_of",
    "gradient",
    "indexed",
    "worked",
]

# By the name of the loss, or by that and the activation of the outputs.
LOSS_FORMULAS: Mapping[str, LossFormula] = MappingProxyType(
    {
        "squared_error": SQUARED_ERROR,
        "mean_squared_error": MEAN_SQUARED_ERROR,
        "cross_entropy, sigmoid": SIGMOID_CROSS_ENTROPY,
        "cross_entropy, softmax": SOFTMAX_CROSS_ENTROPY,
    }
)


def formula_of(loss: str, output: str) -> LossFormula:
    """Return how a loss of outputs by this activation is written."""
    return LOSS_FORMULAS.get(f"{loss}, {output}") or LOSS_FORMULAS[loss]


def gradient(formula: LossFormula, notation: str, *, index: str) -> str:
    """Return ∂C/∂a of an output as a source: ``output({a}_m) - target({y}_m)``.

    ``index`` names the output; empty leaves the letters without one.
    """
    return indexed([formula.gradient[notation]], index)[0]


def worked(formula: LossFormula, notation: str, *, index: str) -> list[str]:
    """Return what an output adds to the cost, then its derivative, line by line."""
    steps, rate = formula.steps[notation], formula.gradient[notation]
    return indexed([*steps, "= " * (len(steps) > 1) + rate], index)


def indexed(lines: Iterable[str], index: str) -> list[str]:
    """Return lines of a loss whose letters have an index, or none if it is empty."""
    return [line.replace("{k}", f"_{index}" if index else "") for line in lines]


def delta_of_output(
    loss: str, output: str, notation: str, *, index: str, alone: bool = False
) -> tuple[str, bool]:
    """Return δ of an output as a source, and whether a slope stands before it.

    Sigmoid and softmax cancel against the cross-entropy; a softmax without it is left
    as ∂C/∂z, as each output then depends on all sums. With an empty ``index`` letters
    have none. What stands ``alone`` needs no parentheses, if no slope is before it.
    """
    a, y = (letter + f"_{index}" * bool(index) for letter in ("{a}", "{y}"))
    has_slope = loss != "cross_entropy" and output not in ("softmax", "identity")
    if loss == "cross_entropy":
        plain = f"{a} - {y}" if notation == "modern" else f"-({y} - {a})"
    elif output == "softmax":
        plain = f"(partial {{C}})/(partial {{z}}_{index})"
    else:
        rate = gradient(formula_of(loss, output), notation, index=index)
        plain = re.sub(r"(?:output|target)\(([^()]*)\)", r"\1", rate)
    # A minus in front would be read as a difference from what stands before it.
    bare = "(" not in plain or plain.startswith("-")
    return f"({plain})" if bare and (has_slope or not alone) else plain, has_slope
