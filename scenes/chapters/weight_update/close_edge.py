"""One edge close up: its band, its two units, and the gradients of a batch.

edge = CloseEdge(self, weight)
self.play(zoom(self.network, edge.shot()))
"""

from math import copysign
from typing import TYPE_CHECKING

from scenes import layout, style
from scenes.chapters.weight_update.parameter_step import ParameterStep
from scenes.diagram.charts.levelling_bars import LevellingBars
from scenes.diagram.network.wide_edge import WideEdge
from scenes.diagram.text import Row
from scenes.engine.drawing import Box, Drawing
from scenes.stage import Stage, aside, close, only
from scenes.vocabulary import labels
from scenes.vocabulary.arrangement import row
from scenes.vocabulary.equations import letters

if TYPE_CHECKING:
    from scenes.step_chapter import StepChapter

LEFT, RIGHT, Y, RADIUS = -3.7, 3.7, 1.5, 0.62  # where the two units stand
OVER, BESIDE_TOLD = 2.55, 1.9  # height of what stands above them; clear of w =
BARS, BESIDE = Box(-5.6, -2.0, 2.6, 0.5), 0.6  # and from there to their mean


class CloseEdge:
    """The thread's edge into the outputs, and what stands around it."""

    def __init__(self, chapter: "StepChapter", weight: ParameterStep) -> None:
        self.chapter, self.weight = chapter, weight
        unit, source = weight.entry
        self.ends = (chapter.last - 1, source), (chapter.last, unit)
        self.band = WideEdge(
            *(chapter.network, (chapter.last, unit, source)),
            (weight.value("old"), weight.value("new")),
            path=weight.path("old"),
        )

    def shot(self) -> Stage:
        """Return the stage of the edge: its two units, and nobody else."""
        left, right = self.ends
        shot = close(self.chapter.network.home, right, (RIGHT, Y, RADIUS))
        shot = aside(shot, {left: (LEFT, Y, RADIUS)})
        return only(shot, {column: [unit] for column, unit in self.ends})

    def told(self, field: str = "old") -> Row:
        """Return w = and its value over the band, before or after the step."""
        path, places = self.weight.path(field), self.weight.places
        number = self.chapter.number(path, "weight", decimals=places, em=style.TOLD)
        name = letters(self.chapter, f"weight({self.weight.letter}) =", weight=path)
        return row(name, number).at(0.0, OVER)

    def names(self) -> list[Drawing]:
        """Return what both units are called, clear of what is told between them."""
        found: list[Drawing] = []
        for end, x in zip(self.ends, (LEFT, RIGHT), strict=True):
            if end[0] > 0 or self.chapter.network.plan.picture is None:
                name = labels.unit_name(self.chapter, *end)
                name = labels.shortened(name, layout.SAFE.right - BESIDE_TOLD)
                clear = max(abs(x), BESIDE_TOLD + name.box.width / 2)
                found.append(name.at(copysign(clear, x), OVER))
        return found

    def samples(self) -> LevellingBars:
        """Return a bar for the gradient of each sample of the batch."""
        chapter, at = self.chapter, ", ".join(map(str, self.weight.entry))
        terms = chapter.step.layers[-1].gradient_terms
        values = terms[:, *self.weight.entry].tolist()
        path = f"{chapter.layer(chapter.last).gradient_terms}[{{n}}, {at}]"
        mean, paths = (
            self.weight.value("gradient"),
            [path, self.weight.path("gradient")],
        )
        return LevellingBars(values, mean, BARS, told=chapter.row, paths=paths)

    def mean(self, bars: LevellingBars) -> Row:
        """Return ∂C/∂w = and its number, beside the bars that level out at it."""
        name = self.chapter.formula(f"{self.weight.gradient[0]} =", {}, em=0.4)
        path = self.weight.path("gradient")
        found = row(name, self.chapter.number(path, "gradient", em=style.TOLD))
        return found.at(bars.sides[1] + BESIDE, BARS.centre[1], align=0.0)
