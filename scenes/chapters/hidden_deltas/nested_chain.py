"""How the cost moves with an early weight, written nested, in letters alone."""

from typing import TYPE_CHECKING

from scenes.notation.loss_formulas import delta_of_output
from scenes.vocabulary.equations import Equation, Term

if TYPE_CHECKING:
    from scenes.chapters.hidden_deltas.hidden_deltas import HiddenDeltas

EM, NUMBER_EM = 0.62, 0.4


def nested_chain(chapter: "HiddenDeltas") -> Equation:
    """Return ∂C/∂wⱼᵢ = aᵢ σ′(zⱼ) Σₖ wₖⱼ σ′(zₖ) Σₘ wₘₖ σ′(zₘ)(aₘ − yₘ).

    A sum over a single unit is a plain product. What belongs to column c ends in c.
    """
    cost = "{C}_n" if chapter.is_batch else "{C}"
    error, _ = _output(chapter)
    terms = [
        Term("rate", f"(partial {cost})/(partial w_(j i))"),
        Term("is", "="),
        Term("in", "{a}_i", "activation"),
    ]
    for column in range(chapter.early + 1, chapter.last + 1):
        terms += column_terms(chapter, column)
    terms.append(Term("error", error.replace("{C}", cost), "cost"))
    return Equation(chapter, terms, em=EM, number_em=NUMBER_EM)


def column_terms(chapter: "HiddenDeltas", column: int) -> list[Term]:
    """Return what a column adds to the chain: a sum, its weight, and its slope."""
    unit, before = chapter.letter(column), chapter.letter(column - 1)
    terms = []
    if column > chapter.early + 1:
        if chapter.sizes[column] > 1:
            terms.append(Term(f"sum{column}", f"sum_{unit}"))
        terms.append(Term(f"weight{column}", f"w_({unit} {before})", "positive"))
    if column < chapter.last or _output(chapter)[1]:
        slope = f"{chapter.function(column)[1]}({{z}}_{unit})"
        terms.append(Term(f"slope{column}", slope, "activation"))
    return terms


def _output(chapter: "HiddenDeltas") -> tuple[str, bool]:
    return delta_of_output(
        chapter.trace.run.training.loss,
        chapter.trace.network.activations[-1],
        chapter.setting.notation,
        index=chapter.letter(chapter.last),
    )
