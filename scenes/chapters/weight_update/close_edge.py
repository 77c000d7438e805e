"""One edge close up: its band, its two units, and what its gradient is made of.

edge = CloseEdge(self, weight)
self.play(zoom(self.network, edge.shot()))
"""

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from scenes import style
from scenes.chapters.weight_update.parameter_step import ParameterStep
from scenes.diagram.charts.levelling_bars import LevellingBars
from scenes.diagram.network.beside import reach
from scenes.diagram.network.wide_edge import WideEdge
from scenes.diagram.text import Row
from scenes.engine.drawing import Box, Drawing
from scenes.layout import SAFE
from scenes.stage import Spot, Stage, Which, aside, close, only
from scenes.vocabulary import labels
from scenes.vocabulary.arrangement import row
from scenes.vocabulary.equations import Equation, Term, letters, product_sign
from scenes.vocabulary.motions import Motion, tween
from scenes.vocabulary.moves import zoom

if TYPE_CHECKING:
    from scenes.step_chapter import StepChapter

ENDS: tuple[Spot, Spot] = ((-3.7, 1.5, 0.62), (3.7, 1.5, 0.62))
CORNER: tuple[Spot, Spot] = ((3.9, 1.95, 0.4), (5.9, 1.95, 0.4))  # beside bars
OVER = 2.55  # height of what stands above them
EQUATION = Box(-6.4, -1.9, 6.4, 0.3)
BARS = Box(-6.2, -2.1, 2.8, 2.5)
BESIDE_BARS = 4.9  # x of the numbers of the bars
OF_SAMPLE, OF_BATCH = 0.6, -1.0  # and their heights


class CloseEdge:
    """The thread's edge into the outputs, and what stands around it."""

    def __init__(self, chapter: "StepChapter", weight: ParameterStep) -> None:
        self.chapter, self.network, self.weight = chapter, chapter.network, weight
        self.column, (self.unit, self.source) = chapter.last, weight.entry
        self.row, layer = chapter.row, chapter.layer(chapter.last)
        self.terms = layer.gradient_terms
        self.term = str(self.terms[self.row, self.unit, self.source])
        self.w = chapter.weight_letters(self.column)
        self.band = WideEdge(
            *(chapter.network, (self.column, self.unit, self.source)),
            (weight.value("old"), weight.value("new")),
            path=weight.path("old"),
        )
        self.letter = letters(chapter, f"weight({self.w}) =", weight=weight.path("old"))
        self.incoming = str(chapter.activation_path(self.column - 1, self.source))
        self.delta = str(layer.deltas[self.row, self.unit])

    def shot(self, ends: tuple[Spot, Spot] = ENDS) -> Stage:
        """Return the stage of the edge: its two units, and nobody else."""
        (x, y, radius), right = ends
        spots: dict[Which, Spot] = {(self.column, self.unit): right}
        shot = close(self.network.home, (self.column, self.unit), right)
        # The whole column goes along, so that nobody overtakes its neighbours.
        places = shot.places[self.column - 1]
        for unit, (dx, dy) in enumerate((places - places[self.source]).tolist()):
            spots[self.column - 1, unit] = (x + dx, y + dy, radius)
        kept = {self.column - 1: [self.source], self.column: [self.unit]}
        return only(aside(shot, spots), kept)

    @property
    def pressed(self) -> float:
        """How far the corner and the bars make room for a long name of the class."""
        if not labels.has_class_names(self.chapter):
            return 0.0
        x, _, radius = CORNER[1]
        name = labels.class_name(self.chapter, self.unit)
        return max(0.0, x + reach(radius) + name.box.width - SAFE.right)

    @property
    def corner(self) -> tuple[Spot, Spot]:
        """Where the units stand beside the bars."""
        source, unit = ((x - self.pressed, y, radius) for x, y, radius in CORNER)
        return source, unit

    def approach(
        self, ends: tuple[Spot, Spot] = ENDS, *, seconds: float = style.MOVE
    ) -> list[Motion]:
        """Return the move of the camera to its place in most beats, or the corner."""
        # The band follows the network: it moves as long as that does.
        along = tween(self.band, moved=0.0, seconds=seconds)
        return [zoom(self.network, self.shot(ends), seconds=seconds), along]

    def told(self, field: str = "old") -> Drawing:
        """Return w = and its value over the band, before or after the step."""
        path, weight = self.weight.path(field), self.weight
        places, em = weight.places, style.TOLD
        number = self.chapter.number(path, "weight", decimals=places, em=em)
        name = letters(self.chapter, f"weight({self.w}) =", weight=path)
        return row(name, number).at(0.0, OVER)

    def names(self) -> list[Drawing]:
        """Return what both units are called."""
        ends = (self.column - 1, self.source), (self.column, self.unit)
        return [
            labels.unit_name(self.chapter, *who).at(end[0], OVER)
            for who, end in zip(ends, ENDS, strict=True)
            if who[0] > 0 or self.network.plan.picture is None
        ]

    @property
    def case(self) -> str:
        """Which sentence tells the gradient of the sample."""
        layer = self.chapter.step.layers[-1]
        if not layer.inputs[self.row, self.source]:
            return "nothing in"
        return "some" if layer.deltas[self.row, self.unit] else "no error"

    def equation(self) -> Equation:
        """Return ∂C/∂w = δ · a of the thread's sample, its numbers still hidden."""
        cost = "{C}_n" if len(self.chapter.step.samples) > 1 else "{C}"
        letter = f"(partial {cost})/(partial {self.w})"
        delta = Term("delta", "delta_{output}", "error", self.delta, "delta")
        a = f"{{a}}_{self.chapter.index(self.column - 1)}"
        comes = Term("in", a, "activation", self.incoming, "input")
        rate = Term("rate", letter, "text", self.term, "gradient")
        sign = Term("is", product_sign(self.chapter, (delta, comes), rate))
        parts = [rate, sign, delta, Term("by", "dot"), comes]
        equation = Equation(self.chapter, parts, em=0.8, number_em=0.5)
        equation.hide_numbers()
        return equation.fitted(EQUATION)

    def samples(self) -> LevellingBars:
        """Return a bar for the gradient of each sample of the batch."""
        terms = self.chapter.step.layers[-1].gradient_terms
        values = np.array(terms[:, self.unit, self.source]).tolist()
        path = f"{self.terms}[{{n}}, {self.unit}, {self.source}]"
        paths = path, self.weight.path("gradient")
        mean = self.weight.value("gradient")
        area = replace(BARS, right=BARS.right - self.pressed)
        return LevellingBars(values, mean, area, told=self.row, paths=paths)

    def of_sample(self) -> Row:
        """Return ∂Cₙ/∂w = and its number, beside the bars."""
        return self._gradient("{C}_n", self.term, OF_SAMPLE)

    def of_batch(self) -> Row:
        """Return ∂C/∂w = and its number, the mean, below that."""
        return self._gradient("{C}", self.weight.path("gradient"), OF_BATCH)

    def _gradient(self, cost: str, path: str, y: float) -> Row:
        letter = f"(partial {cost})/(partial {self.w}) ="
        name = self.chapter.formula(letter, {}, em=0.36)
        return row(name, self.chapter.number(path, "gradient")).at(BESIDE_BARS, y)
