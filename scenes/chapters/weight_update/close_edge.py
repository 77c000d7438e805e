"""One edge close up: its band, its two units, and what its gradient is made of.

edge = CloseEdge(self, weight)
self.play(zoom(self.network, edge.shot()))
"""

from typing import TYPE_CHECKING

import numpy as np

from scenes import style
from scenes.chapters.weight_update.parameter_step import ParameterStep
from scenes.diagram.charts.levelling_bars import LevellingBars
from scenes.diagram.network.wide_edge import WideEdge
from scenes.diagram.text import Row
from scenes.engine.drawing import Box, Drawing
from scenes.stage import Stage, aside, close, only
from scenes.vocabulary import labels
from scenes.vocabulary.arrangement import row
from scenes.vocabulary.equations import Equation, Term, letters, product_sign

if TYPE_CHECKING:
    from scenes.step_chapter import StepChapter

LEFT, Y, RIGHT, RADIUS = -3.7, 1.5, 3.7, 0.62  # where the two units stand
OVER = 2.55  # height of what stands above them
BELOW = Box(-6.4, -1.9, 6.4, 0.3)
BARS = Box(-6.2, -2.0, 2.4, 0.6)
BESIDE_BARS = 4.6  # x of the numbers of the bars
OF_SAMPLE, OF_BATCH = 0.05, -1.45  # and their heights


class CloseEdge:
    """The thread's edge into the outputs, and what stands around it."""

    def __init__(self, chapter: "StepChapter", weight: ParameterStep) -> None:
        self.chapter, self.weight = chapter, weight
        self.column, (self.unit, self.source) = chapter.last, weight.entry
        self.row, self.layer = chapter.row, chapter.layer(chapter.last)
        self.terms = self.layer.gradient_terms
        self.band = WideEdge(
            *(chapter.network, (self.column, self.unit, self.source)),
            (weight.value("old"), weight.value("new")),
            path=weight.path("old"),
        )

    def shot(self) -> Stage:
        """Return the stage of the edge: its two units, and nobody else."""
        left, right = (self.column - 1, self.source), (self.column, self.unit)
        shot = close(self.chapter.network.home, right, (RIGHT, Y, RADIUS))
        shot = aside(shot, {left: (LEFT, Y, RADIUS)})
        return only(shot, {column: [unit] for column, unit in (left, right)})

    def told(self, field: str = "old") -> Row:
        """Return w = and its value over the band, before or after the step."""
        path, places = self.weight.path(field), self.weight.places
        number = self.chapter.number(path, "weight", decimals=places, em=style.TOLD)
        name = letters(self.chapter, f"weight({self.weight.letter}) =", weight=path)
        return row(name, number).at(0.0, OVER)

    def names(self) -> list[Drawing]:
        """Return what both units are called."""
        ends = (self.column - 1, self.source, LEFT), (self.column, self.unit, RIGHT)
        return [
            labels.unit_name(self.chapter, column, unit).at(x, OVER)
            for column, unit, x in ends
            if column > 0 or self.chapter.network.plan.picture is None
        ]

    @property
    def case(self) -> str:
        """Which sentence tells the gradient of the sample."""
        layer = self.chapter.step.layers[-1]
        if not layer.inputs[self.row, self.source]:
            return "nothing in"
        return "some" if layer.deltas[self.row, self.unit] else "no error"

    @property
    def term(self) -> str:
        """The path of the gradient of the thread's sample."""
        return str(self.terms[self.row, self.unit, self.source])

    def equation(self) -> Equation:
        """Return ∂C/∂w = δ · a of the thread's sample, its numbers still hidden."""
        chapter, letter = self.chapter, self.weight.gradient[0]
        if len(chapter.step.samples) > 1:
            letter = letter.replace("{C}", "{C}_n")
        path, incoming = (
            str(self.layer.deltas[self.row, self.unit]),
            str(chapter.activation_path(self.column - 1, self.source)),
        )
        delta = Term("delta", "delta_{output}", "error", path, "delta")
        a = f"{{a}}_{chapter.index(self.column - 1)}"
        comes = Term("in", a, "activation", incoming, "input")
        rate = Term("rate", letter, "text", self.term, "gradient")
        sign = Term("is", product_sign(chapter, (delta, comes), rate))
        parts = [rate, sign, delta, Term("by", "dot"), comes]
        equation = Equation(chapter, parts, em=0.8, number_em=0.5)
        equation.hide_numbers()
        return equation.fitted(BELOW)

    def samples(self) -> LevellingBars:
        """Return a bar for the gradient of each sample, all but the thread's faint."""
        terms = self.chapter.step.layers[-1].gradient_terms
        values = np.array(terms[:, self.unit, self.source]).tolist()
        path = f"{self.terms}[{{n}}, {self.unit}, {self.source}]"
        paths = path, self.weight.path("gradient")
        mean = self.weight.value("gradient")
        bars = LevellingBars(values, mean, BARS, told=self.row, paths=paths)
        bars.apart = 1.0
        return bars

    def of_sample(self) -> Row:
        """Return ∂Cₙ/∂w = and its number, beside the bars."""
        return self._gradient("{C}_n", self.term).at(BESIDE_BARS, OF_SAMPLE)

    def of_batch(self) -> Row:
        """Return ∂C/∂w = and its number, the mean, below that."""
        return self._gradient("{C}", self.weight.path("gradient")).at(
            BESIDE_BARS, OF_BATCH
        )

    def _gradient(self, cost: str, path: str) -> Row:
        letter = self.weight.gradient[0].replace("{C}", cost)
        name = self.chapter.formula(f"{letter} =", {}, em=0.4)
        return row(name, self.chapter.number(path, "gradient", em=style.TOLD))
