"""Outputs that depend on each other's sums: δ adds up the ways through all of them."""

from typing import TYPE_CHECKING

from scenes import encoding, style
from scenes.diagram.formulas import Formula
from scenes.diagram.text import Row, Source, Text
from scenes.engine.drawing import Drawing

if TYPE_CHECKING:
    from scenes.step_chapter import StepChapter

PARTS = {"share": "error", "cost": "cost", "slope": "activation", "out": "activation"}
# ∂a/∂z of another output, to stand beside ∂C/∂a of the same.
OTHER = "(partial {a}_j) / (partial {z}_k)"


def is_joint(chapter: "StepChapter") -> bool:
    """Say whether the outputs' activation makes each of all their sums."""
    return chapter.step.layers[-1].slopes.ndim > 2


def has_short_form(chapter: "StepChapter") -> bool:
    """Say whether δ of the outputs comes to a − y."""
    return chapter.trace.run.training.loss == "cross_entropy"


def delta_source(cost: str) -> str:
    """Return Σⱼ ∂C/∂aⱼ ∂aⱼ/∂zₖ as a source, its parts cost and slope."""
    return f"sum_j cost((partial {cost}) / (partial {{a}}_j)) thin slope({OTHER})"


def delta_formula(chapter: "StepChapter", cost: str, *, em: float) -> Formula:
    """Return δₖ = Σⱼ ∂C/∂aⱼ ∂aⱼ/∂zₖ."""
    source = f"share(delta_k) = {delta_source(cost)}"
    return chapter.formula(source, PARTS, em=em)


def short_formula(chapter: "StepChapter", *, em: float) -> Formula:
    """Return δₖ = aₖ − yₖ."""
    return chapter.formula("share(delta_k) = out({a}_k) - {y}_k", PARTS, em=em)


def short_numbers(chapter: "StepChapter", unit: int, *, em: float) -> list[Drawing]:
    """Return a − y = δ of an output: the difference, then the sign and the number."""
    last = len(chapter.step.layers) - 1
    at = f"[{chapter.row}, {unit}]"
    answer, delta = (
        chapter.here(f"layers[{last}].{name}{at}") for name in ("activations", "deltas")
    )
    target = chapter.here(f"targets{at}")
    places = chapter.decimals([delta], "delta")
    a, y, d = (float(chapter.value(path)) for path in (answer, target, delta))
    sign = "=" if encoding.adds([a, -y], d, places) else "≈"
    return [
        chapter.number(answer, "activation", em=em, decimals=places),
        Text(Source("−"), em=em, role="muted"),
        chapter.number(
            target, "target", em=em, decimals=0 if y.is_integer() else places
        ),
        Text(Source(sign), em=em, role="muted"),
        chapter.number(delta, "delta", em=em, decimals=places),
    ]


def delta_row(chapter: "StepChapter", *, em: float = style.SMALL) -> Row:
    """Return δ = number for the output in focus."""
    last = len(chapter.step.layers) - 1
    path = chapter.here(f"layers[{last}].deltas[{chapter.row}, {chapter.focus[-1]}]")
    return Row(*_delta_is(chapter, em), chapter.number(path, "delta", em=em), gap=0.1)


def difference_row(chapter: "StepChapter", *, em: float) -> Row:
    """Return δ = a − y = number for the output in focus."""
    numbers = short_numbers(chapter, chapter.focus[-1], em=em)
    return Row(*_delta_is(chapter, em), *numbers, gap=0.1)


def _delta_is(chapter: "StepChapter", em: float) -> tuple[Drawing, Drawing]:
    equals = chapter.words("=", em=em, role="muted")
    return chapter.words("δ", em=em, role="error"), equals
