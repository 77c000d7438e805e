"""What the answer costs: areas for squared errors, a curve for cross-entropy.

costing = Costing(self, self.answer)
self.play(*costing.step_aside())
self.play(tween(costing.squares, drawn=costing.full))
"""

from typing import TYPE_CHECKING

import numpy as np

from scenes import style
from scenes.diagram.charts.charts import FunctionCurve
from scenes.diagram.charts.error_squares import ErrorSquares
from scenes.diagram.formulas import Formula
from scenes.diagram.text import Number, Row
from scenes.engine.drawing import Box
from scenes.notation.loss_formulas import PARTS, LossFormula, formula_of
from scenes.path_builder import Path, total
from scenes.vocabulary.arrangement import row, within
from scenes.vocabulary.equations import letters
from scenes.vocabulary.forward.answering import Answering
from scenes.vocabulary.motions import Motion, tween
from scenes.vocabulary.rates.loss_curves import loss_curve

if TYPE_CHECKING:
    from scenes.step_chapter import StepChapter

OUTPUTS = -6.1  # where the outputs stand beside the squares
BARS_END = 0.2
UNDER = 0.08  # from a bar to the line of its error
SQUARES, LARGEST = 1.15, 1.4  # middle of their column; side of a single one
ERRORS = 1.2  # from the squares to the right end of their numbers
GOAL = (5.0, 0.1)  # middle of the sum
SUM_SIDE = 2.3  # of the sum, magnified
ALONE, ALONE_SIDE = (-2.4, -0.35), 3.2  # where it stands by itself
ABOVE = Box(2.2, 1.75, 6.6, 2.95)
CURVE = Box(2.2, -0.75, 6.2, 1.2)


class Costing:
    """The cost of the thread's sample, made of what each output adds.

    Of outputs that are not drawn, what they add is in the last of the areas.
    """

    def __init__(self, chapter: "StepChapter", answer: Answering) -> None:
        self.chapter, self.answer, self.row = chapter, answer, chapter.row
        run, network = chapter.trace.run, chapter.trace.network
        self.loss: LossFormula = formula_of(run.training.loss, network.activations[-1])
        self.cost = str(chapter.path.sample_losses[self.row])
        terms = np.array(chapter.step.loss_terms[self.row])
        self.terms, self.worst = terms, int(terms.argmax())
        self.units = list(answer.units)
        self.rest = [u for u in range(len(terms)) if u not in self.units]
        notation = chapter.setting.notation
        self.difference = self.loss.difference[notation]
        self.summand = self.loss.summand[notation]
        self.squares = self._squares()
        self.full = np.ones(len(self.squares.sides))
        self.errors = self._errors()

    @property
    def letter(self) -> str:
        """The letter of one sample's cost; it has an index within a batch."""
        return "{C}" if len(self.chapter.step.samples) == 1 else "{C}_n"

    def of(self, field: str, unit: int) -> Path:
        """Return the path of what the step says of an output."""
        path: Path = getattr(self.chapter.path, field)
        return path[self.row, unit]

    # Squared errors.

    def _squares(self) -> ErrorSquares:
        """Return an area for each output that is drawn, one for all others."""
        chapter, bars = self.chapter, self.answer.bars
        paths = [str(self.of(self.summand.field, unit)) for unit in self.units]
        rows, values = list(bars.rows), list(bars.values)
        if self.rest:
            field: Path = getattr(chapter.path, self.summand.field)
            paths.append(str(total(field[self.row, self.rest])))
            rows.append(rows[-1] - 0.5)
        left, right = self.bars_aside
        under = bars.thickness / 2 + UNDER
        scale = (right - left) / (bars.high - bars.low)
        gaps = [
            (left + scale * (a - bars.low), left + scale * (y - bars.low), row - under)
            for a, y, row in zip(values, bars.targets, bars.rows, strict=True)
        ]
        gaps += [(SQUARES, SQUARES, rows[-1])] * bool(self.rest)
        step = rows[0] - rows[1] if len(rows) > 1 else LARGEST
        return ErrorSquares(
            [float(chapter.value(path)) for path in paths],
            gaps,
            [(SQUARES, y) for y in rows],
            min(LARGEST, 0.9 * step),
            GOAL,
            paths=paths,
            kept=self.factor,
        )

    @property
    def factor(self) -> float:
        """What the sum over the outputs is multiplied by."""
        value = self.loss.factor[1]
        return 1 / self.chapter.sizes[-1] if value is None else value

    @property
    def bars_aside(self) -> tuple[float, float]:
        """Where the axis of the bars begins and ends beside the squares."""
        before = self.answer.bars.left - self.answer.shot_x
        return OUTPUTS + before, BARS_END

    def step_aside(self) -> list[Motion]:
        """Return the motions that leave the right half to the areas."""
        return self.answer.step_aside(OUTPUTS, self.bars_aside[1])

    def _errors(self) -> list[Number]:
        """Return how far each drawn output is off, in a column beside the squares.

        Not before it: on their way there the lines would strike the numbers out.
        """
        paths = [str(self.of(self.difference.field, unit)) for unit in self.units]
        places = self.chapter.decimals(paths, "error")
        right = SQUARES + float(self.squares.sides.max(initial=0.0)) / 2 + ERRORS
        return [
            self.chapter.number(path, "error", em=style.SMALL, decimals=places).at(
                right, y, align=1.0
            )
            for path, y in zip(paths, self.answer.bars.rows, strict=True)
        ]

    def gap_middle(self, number: int) -> tuple[float, float]:
        """Return the middle of what a bar lacks, where it stands aside."""
        start, end, y = self.squares.gaps[number]
        return (start + end) / 2, y

    @property
    def magnified(self) -> float:
        """How much larger the sum is drawn once it is whole."""
        return max(1.0, SUM_SIDE / (self.squares.whole or 1.0))

    def alone(self, formula: Formula) -> list[Motion]:
        """Return the motions in which the area and its formula have the whole stage."""
        wide = max(1.0, ALONE_SIDE / (self.squares.whole or 1.0))
        area = tween(self.squares, goal=ALONE, magnified=wide, seconds=1.2)
        middle = formula.box.centre[0]
        return [area, tween(formula, x=formula.x - middle, seconds=1.2)]

    def bar_end(self, unit: int) -> tuple[float, float]:
        """Return where the bar of an output ends, or the middle of all bars."""
        bars = self.answer.bars
        if unit not in self.units:
            return bars.extent().centre
        return bars.end(self.units.index(unit))

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

    def result(self, box: Box) -> Row:
        """Return C = and its number in a box; the number is to be flown in."""
        number = self.chapter.number(self.cost, "cost", em=style.LARGE)
        letter = self.chapter.formula(
            f"cost({self.letter}) =", {"cost": "cost"}, em=style.EQUATION
        )
        return within(row(letter, number), box)

    def mean_of_one(self, box: Box) -> Row:
        """Return the mean of all costs where this is the only one."""
        number = self.chapter.number(self.cost, "cost", em=style.LARGE)
        source = f"cost(overline({{C}})) = inline(1/1) cost({self.letter}) ="
        letters = self.chapter.formula(source, {"cost": "cost"}, em=style.EQUATION)
        return within(row(letters, number), box)

    # Cross-entropy.

    def curve(self) -> FunctionCurve:
        """Return what an output adds, by its activation, with the worst one's point."""
        chapter, unit = self.chapter, self.worst
        run, network = chapter.trace.run, chapter.trace.network
        found = loss_curve(
            *(chapter.step, run.training.loss, network.activations[-1], CURVE),
            row=self.row,
            unit=unit,
            path=str(self.of("loss_terms", unit)),
            is_whole=True,
        )
        found.drawn = 0.0
        return found

    def around(self, chart: FunctionCurve) -> list[Formula]:
        """Return the letters at the axes of the curve, and the 1 on it."""
        y = chart.across(*chart.origin)[1] - 0.25
        area, chapter = chart.area, self.chapter
        return [
            letters(chapter, "activation({a})", em=style.TOLD).at(area.right + 0.35, y),
            letters(chapter, "0", em=style.TOLD).at(chart.across(0.0, 0.0)[0], y),
            letters(chapter, "1", em=style.TOLD).at(chart.across(1.0, 0.0)[0], y),
        ]
