"""The chain of an early weight: written nested, folded, and worked out in numbers.

chain = NestedChain(self, EarlyWeight(self))
self.play(*chain.appear("rate", "is"))
self.play(chain.close(3))
"""

from typing import TYPE_CHECKING, TypeVar

from scenes import encoding
from scenes.diagram.text import Number, Row, Source, Text
from scenes.engine.drawing import Box, Drawing
from scenes.engine.pen import Point
from scenes.notation.loss_formulas import delta_of_output
from scenes.vocabulary import labels
from scenes.vocabulary.equations import Equation, Term
from scenes.vocabulary.folding import fold
from scenes.vocabulary.motions import Motion, fade_in, tween
from scenes.vocabulary.moves import fly
from scenes.vocabulary.rates.early_weight import LINE_EM, STEP, EarlyWeight

if TYPE_CHECKING:
    from scenes.step_chapter import StepChapter

STAND = Box(-6.3, -0.65, 6.3, 0.65)
EM, NUMBER_EM = 0.72, 0.4
NUMBERS = -1.05  # baseline of the numbers below the letters
LADDER = (5.2, -1.4)  # right end of the first δ, and where it stands
CORRIDOR = (6.3, 0.8)  # right of the ladder, and above the letters: nothing is there
ROOM = 2.3  # between the last letters: their numbers are wider

AnyDrawing = TypeVar("AnyDrawing", bound=Drawing)


class NestedChain:
    """∂C/∂wⱼᵢ = aᵢ σ′(zⱼ) Σₖ wₖⱼ σ′(zₖ) Σₘ wₘₖ σ′(zₘ)(aₘ − yₘ), and what it folds to.

    A sum over a single unit is a
    plain product. Letters of a column end in its number: ``weight3``, ``slope3``.
    """

    def __init__(self, chapter: "StepChapter", weight: EarlyWeight) -> None:
        self.chapter, self.weight, self.early = chapter, weight, weight.early
        error, self.has_slope = delta_of_output(
            chapter.trace.run.training.loss,
            chapter.trace.network.activations[-1],
            chapter.setting.notation,
            index=chapter.index(chapter.last),
        )
        cost = "{C}_n" if len(chapter.step.samples) > 1 else "{C}"
        own = chapter.weight_letters(self.early + 1)
        terms = [
            Term("rate", f"(partial {cost})/(partial {own})"),
            Term("is", "="),
            Term("in", f"{{a}}_{chapter.index(self.early)}", "activation"),
            *(term for c in weight.columns for term in self.terms(c)),
            Term("error", error.replace("{C}", cost), "cost"),
        ]
        self.equation = Equation(chapter, terms, em=EM, number_em=NUMBER_EM)
        self.equation.fitted(STAND).hide_numbers()
        for letter in self.equation.letters.values():
            letter.opacity = 0.0
        self.ladder: list[Row] = []

    @property
    def told(self) -> list[Drawing]:
        """All that stands below the strip."""
        return [self.equation, *self.ladder, *self.weight.lines]

    def terms(self, column: int) -> list[Term]:
        """Return what a column adds: a sum over its units, its weight, its slope."""
        unit, found = self.chapter.index(column), list[Term]()
        if column > self.early + 1 and self.chapter.sizes[column] > 1:
            found.append(Term(f"sum{column}", f"sum_{unit}"))
        if column > self.early + 1:
            role = self.weight_role(column)
            letters = self.chapter.weight_letters(column)
            found.append(Term(f"weight{column}", letters, role))
        if column < self.chapter.last or self.has_slope:
            slope = f"{self.chapter.function(column)[1]}({{z}}_{unit})"
            found.append(Term(f"slope{column}", slope, "activation"))
        return found

    def weight_role(self, column: int) -> str:
        """Return the role of a weight: its sign where the letter means a single one."""
        sizes, thread = self.chapter.sizes, self.chapter.thread
        one_source = column == self.early + 2 or sizes[column - 1] == 1
        if sizes[column] > 1 or not one_source:
            return "positive"
        weight = self.chapter.layer(column).weights[thread[column], thread[column - 1]]
        return encoding.sign_role(float(self.chapter.value(str(weight))))

    def appear(self, *names: str) -> list[Motion]:
        """Return the motions that let letters appear."""
        return [
            tween(self.equation.letters[n], opacity=1.0, seconds=0.6) for n in names
        ]

    def close(self, column: int) -> Motion:
        """Return the fold of all that the δ of a column is made of."""
        inside = (f"sum{column + 1}", f"weight{column + 1}", f"delta{column + 1}")
        names = [f"slope{column}", *inside, *["error"] * (column == self.chapter.last)]
        letter = self.chapter.formula(
            f"part(delta_{self.chapter.index(column)}^(({{n}})))",
            {"part": "error"},
            {"n": labels.layer_number(column)},
            em=EM,
        )
        found = [name for name in names if name in self.equation.letters]
        gap = ROOM if column == self.early + 1 else None
        return fold(self.equation, found, f"delta{column}", letter, gap=gap)

    def learn(self, column: int) -> list[Motion]:
        """Return the motions by which the thread's δ comes to the next line below.

        It flies from its unit around what is written.
        """
        chapter, unit = self.chapter, self.chapter.thread[column]
        path = str(chapter.layer(column).deltas[chapter.row, unit])
        name = labels.unit_name(chapter, column, unit)
        row = Row(name, chapter.number(path, "delta", em=LINE_EM), gap=0.25)
        row.at(LADDER[0], LADDER[1] - STEP * len(self.ladder), align=1.0)
        self.ladder.append(row)
        start, (x, y) = chapter.network.place(column, unit), CORRIDOR
        way = start, (start[0], y), CORRIDOR, (x, row.y)
        return [fade_in(row), fly(row.parts[1], *way, within=row, seconds=1.2)]

    def out_of_ladder(self) -> list[Point]:
        """Return the way of the lowest δ to above the others."""
        x, rows = CORRIDOR[0], (self.ladder[-1], self.ladder[0])
        return [(x, rows[0].y), (x, rows[1].y + STEP)]

    # In numbers.

    def product(self) -> tuple[list[Number], list[Text]]:
        """Return numbers of what came in, of δ and of their product, and the signs."""
        row, chapter, weight = self.chapter.row, self.chapter, self.weight
        incoming = chapter.activation_path(self.early, weight.source)
        whole = weight.layer.gradient_terms[row, weight.unit, weight.source]
        named = (
            ("in", incoming, "input"),
            (f"delta{self.early + 1}", weight.layer.deltas[row, weight.unit], "delta"),
            ("rate", whole, "gradient"),
        )
        shown, numbers = [], []
        for name, path, kind in named:
            places = chapter.decimals([str(path)], kind)
            number = chapter.number(str(path), kind, em=NUMBER_EM, decimals=places)
            numbers.append(self.below(name, number))
            shown.append((float(chapter.value(str(path))), places))
        equals = "=" if encoding.multiplies(shown[:2], shown[2]) else "≈"
        signs = [
            Text(Source(each), em=NUMBER_EM, role="muted") for each in (equals, "·")
        ]
        self.below("is", signs[0])
        left, right = (number.box for number in numbers[:2])
        signs[1].at((left.right + right.left) / 2, 0.0)
        for each in (*numbers, *signs):
            each.y = NUMBERS
        return numbers, signs

    def below(self, name: str, part: AnyDrawing) -> AnyDrawing:
        """Move a drawing below a letter of the chain."""
        return part.at(self.equation.spot(name)[0], 0.0)
