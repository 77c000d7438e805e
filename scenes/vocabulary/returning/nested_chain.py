"""The chain of an early weight: written nested, folded, and worked out in numbers.

chain = NestedChain(self, EarlyWeight(self))
self.play(*chain.appear("rate", "is"))
self.play(chain.close(3))
"""

from typing import TYPE_CHECKING

from scenes.engine.drawing import Box
from scenes.vocabulary.equations import Equation, Term, product_sign
from scenes.vocabulary.folding import closed_up, fold
from scenes.vocabulary.motions import Motion
from scenes.vocabulary.rates.early_weight import EarlyWeight

if TYPE_CHECKING:
    from scenes.step_chapter import StepChapter

STAND = Box(-6.3, -1.2, 6.3, 0.65)
EM, NUMBER_EM = 0.72, 0.4


class NestedChain(Equation):
    """∂C/∂wⱼᵢ = aᵢ · σ′(zⱼ) Σₖ wₖⱼ σ′(zₖ) Σₘ wₘₖ σ′(zₘ)(aₘ − yₘ), and what it folds to.

    A sum over a single unit is a plain product. Letters of a column end in its number:
    ``weight3``, ``slope3``, ``delta3``; ``delta`` is the last one, with a number.
    """

    def __init__(self, chapter: "StepChapter", weight: EarlyWeight) -> None:
        self.chapter, self.weight, self.early = chapter, weight, weight.early
        error, self.has_slope = chapter.delta_of_output(chapter.index(chapter.last))
        own, at = chapter.weight_letters(self.early + 1), (chapter.row, weight.unit)
        self.delta = str(weight.layer.deltas[at])
        gradient = str(weight.layer.gradient_terms[(*at, weight.source)])
        incoming = str(chapter.activation_path(self.early, weight.source))
        rate = f"(partial {chapter.cost_letter})/(partial {own})"
        product = Term("rate", rate, "text", gradient, "gradient")
        came = f"{{a}}_{chapter.index(self.early)}"
        factor = Term("in", came, "activation", incoming, "input")
        delta = Term("delta", "", "error", self.delta, "delta")
        terms = [
            product,
            Term("is", product_sign(chapter, (factor, delta), product)),
            factor,
            Term("by", "dot"),
            *(term for column in weight.columns for term in self.terms(column)),
            Term("error", error.replace("{C}", chapter.cost_letter), "cost"),
        ]
        super().__init__(chapter, terms, em=EM, number_em=NUMBER_EM)
        for part, x in closed_up(self).items():  # there is room for numbers later
            part.x += x - part.box.centre[0]
        self.fitted(STAND).hide_numbers()
        self.hide_letters()

    def terms(self, column: int) -> list[Term]:
        """Return what a column adds: a sum over its units, its weight, its slope."""
        chapter, unit, found = self.chapter, self.chapter.index(column), list[Term]()
        if column > self.early + 1:
            if chapter.sizes[column] > 1:
                found.append(Term(f"sum{column}", f"sum_{unit}"))
            letters, role = chapter.weight_letters(column), self.weight.role_of(column)
            found.append(Term(f"weight{column}", letters, role))
        if column < chapter.last or self.has_slope:
            slope = f"{chapter.function(column)[1]}({{z}}_{unit})"
            found.append(Term(f"slope{column}", slope, "activation"))
        return found

    def close(self, column: int) -> Motion:
        """Return the fold of all that the δ of a column is made of."""
        inside = (f"sum{column + 1}", f"weight{column + 1}", f"delta{column + 1}")
        names = (f"slope{column}", *inside, *["error"] * (column == self.chapter.last))
        found = [name for name in names if name in self.letters]
        source = f"part(delta_{self.chapter.index(column)})"
        letter = self.chapter.formula(source, {"part": "error"}, em=EM)
        if column > self.early + 1:
            return fold(self, found, f"delta{column}", letter)
        own = self.chapter.number(self.delta, "delta", em=NUMBER_EM)
        return fold(self, found, "delta", letter, number=own)
