"""What the answer costs: areas for squared errors, a curve for cross-entropy.

costing = Costing(self, self.answer)
self.play(*self.answer.step_aside())
self.play(tween(costing.squares, drawn=1.0))
"""

from typing import TYPE_CHECKING

import numpy as np

from scenes import style
from scenes.diagram.charts.charts import FunctionCurve
from scenes.diagram.charts.error_squares import ErrorSquares
from scenes.diagram.formulas import Formula
from scenes.diagram.text import Number, Row
from scenes.engine.drawing import Box, Drawing
from scenes.engine.pen import Point
from scenes.notation.loss_formulas import PARTS, formula_of
from scenes.path_builder import Path, total
from scenes.vocabulary.arrangement import row, within
from scenes.vocabulary.equations import letters
from scenes.vocabulary.forward.answering import Answering
from scenes.vocabulary.motions import Motion, staggered, tween
from scenes.vocabulary.rates.loss_curves import loss_curve

if TYPE_CHECKING:
    from scenes.step_chapter import StepChapter

UNDER = 0.08  # from a bar to the line of its error
SQUARES, LARGEST = 1.15, 1.4  # middle of their column; side of a single one
ERRORS = 1.2  # from the squares to the right end of their numbers
GOAL = 5.0, 0.1  # middle of the sum
ALONE, ALONE_SIDE = (-2.4, -0.35), 3.2  # where it stands by itself, and how large
ABOVE = Box(2.2, 1.75, 6.6, 2.95)
CURVE = Box(2.2, -0.75, 6.2, 1.2)


class Costing:
    """The cost of the thread's sample, made of what each output adds.

    Of outputs that are not drawn, what they add is in the last of the areas.
    """

    def __init__(self, chapter: "StepChapter", answer: Answering) -> None:
        self.chapter, self.answer, self.row = chapter, answer, chapter.row
        run, network = chapter.trace.run, chapter.trace.network
        self.loss = formula_of(run.training.loss, network.activations[-1])
        self.cost = str(chapter.path.sample_losses[self.row])
        self.terms = np.array(chapter.step.loss_terms[self.row])
        self.worst = int(self.terms.argmax())
        self.letter = chapter.cost_letter
        self.squares = self._squares()
        self.errors = self._errors()

    def path(self, field: str, unit: int | list[int]) -> Path:
        """Return the path of what the step says of an output, or of several."""
        every: Path = getattr(self.chapter.path, field)
        return every[self.row, unit]

    # Squared errors.

    def _squares(self) -> ErrorSquares:
        """Return an area for each output that is drawn, one for all others."""
        bars, drawn = self.answer.bars, self.answer.units
        field = self.loss.summand[self.chapter.setting.notation].field
        paths = [str(self.path(field, unit)) for unit in drawn]
        rows = list(bars.rows)
        if rest := [u for u in range(len(self.terms)) if u not in drawn]:
            paths.append(str(total(self.path(field, rest))))
            rows.append(rows[-1] - 0.5)
        step = rows[0] - rows[1] if len(rows) > 1 else LARGEST
        factor = self.loss.factor[1]
        return ErrorSquares(
            [float(self.chapter.value(path)) for path in paths],
            [(SQUARES, y) for y in rows],
            min(LARGEST, 0.9 * step),
            GOAL,
            paths=paths,
            kept=1 / len(self.terms) if factor is None else factor,
        )

    def _errors(self) -> list[Number]:
        """Return how far each drawn output is off, in a column beside the squares.

        Not before it: on their way there the lines would strike the numbers out.
        """
        field = self.loss.difference[self.chapter.setting.notation].field
        paths = [str(self.path(field, unit)) for unit in self.answer.units]
        places = self.chapter.decimals(paths, "error")
        right = SQUARES + float(self.squares.sides.max(initial=0.0)) / 2 + ERRORS
        return [
            self.chapter.number(path, "error", em=style.SMALL, decimals=places).at(
                right, y, align=1.0
            )
            for path, y in zip(paths, self.answer.bars.rows, strict=True)
        ]

    def measure(self) -> ErrorSquares:
        """Return the areas as lines below the bars, where these stand now."""
        bars, squares = self.answer.bars, self.squares
        under = bars.thickness / 2 + UNDER
        for place, y in enumerate(bars.rows):
            start, end = bars.values[place], bars.targets[place]
            squares.gaps[place] = bars.across(start), bars.across(end), y - under
        return squares

    def bar_end(self, unit: int) -> Point:
        """Return where the bar of an output ends, or the middle of all bars."""
        bars, drawn = self.answer.bars, self.answer.units
        return bars.end(drawn.index(unit)) if unit in drawn else bars.box.centre

    # Motions.

    def slide(self, seconds: float) -> Motion:
        """Return the motion in which areas become parts of one."""
        order = np.linspace(0.0, 1.0, len(self.squares.sides))
        return staggered(self.squares, "gathered", order, seconds=seconds, overlap=0.4)

    def alone(self, formula: Formula) -> list[Motion]:
        """Return the motions in which the area and its formula have the whole stage."""
        wide = max(1.0, ALONE_SIDE / self.squares.whole)
        area = tween(self.squares, goal=ALONE, magnified=wide, seconds=1.2)
        middle = formula.box.centre[0]
        return [area, tween(formula, x=formula.x - middle, seconds=1.2)]

    # In letters.

    def formula(self) -> Formula:
        """Return the cost of one sample in letters; ``lhs`` is its name and =."""
        chapter = self.chapter
        whole = self.loss.whole[chapter.setting.notation]
        if chapter.sizes[-1] == 1:
            whole = whole.replace("total(sum_{output}) ", "").replace("_{output}", "")
        source = f"lhs(cost({self.letter}) =) {whole}"
        parts = {**PARTS, "lhs": "text"}
        return within(chapter.formula(source, parts, em=style.SUM), ABOVE)

    def result(self, box: Box, *, of_all: bool = False) -> Row:
        """Return C = and its number in a box; the mean ``of_all`` is that of the one.

        The number is to be flown in.
        """
        mean = "cost(overline({C})) = inline(1/1) " if of_all else ""
        source, roles = f"{mean}cost({self.letter}) =", {"cost": "cost"}
        name = self.chapter.formula(source, roles, em=style.EQUATION)
        number = self.chapter.number(self.cost, "cost", em=style.LARGE)
        return within(row(name, number), box)

    # Cross-entropy.

    def curve(self) -> FunctionCurve:
        """Return what an output adds, by its activation, with the worst one's point."""
        run, network = self.chapter.trace.run, self.chapter.trace.network
        found = loss_curve(
            *(self.chapter.step, run.training.loss, network.activations[-1], CURVE),
            row=self.row,
            unit=self.worst,
            path=str(self.path("loss_terms", self.worst)),
            is_whole=True,
        )
        found.drawn = 0.0
        return found

    def around(self, chart: FunctionCurve) -> list[Drawing]:
        """Return the letters at the axes of the curve, and the 1 on it."""
        y = chart.across(*chart.origin)[1] - 0.25
        zero, one = (chart.across(end, 0.0)[0] for end in (0.0, 1.0))
        spots = ("0", zero), ("1", one), ("activation({a})", chart.area.right + 0.35)
        return [letters(self.chapter, s, em=style.TOLD).at(x, y) for s, x in spots]
