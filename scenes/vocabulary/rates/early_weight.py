"""The early weight whose way to the cost is told: where it is, and what is known of it.

weight = EarlyWeight(self)
self.play(*weight.light(weight.early + 1))
self.play(fly(weight.line("by a push", weight.pushed("slopes")), weight.on_edge))
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from scenes import encoding
from scenes.diagram.charts.number_lines import HALF, NumberLine
from scenes.diagram.network.lit_edges import middle
from scenes.diagram.text import Number, Row
from scenes.engine.drawing import Box
from scenes.engine.pen import Point
from scenes.stage import Stage, flat
from scenes.vocabulary import labels
from scenes.vocabulary.motions import Motion
from scenes.vocabulary.rates.push import Push
from scenes.vocabulary.spotlight import light
from scenes.vocabulary.wiggling import number_line

if TYPE_CHECKING:
    from scenes.step_chapter import StepChapter

STRIP = Box(-6.6, 0.95, 6.6, 2.9)  # the network above what is written
LINE_EM = 0.34
PUSHED = (-2.6, -1.6)  # right end of what was measured, and where it stands
STEP = 0.45  # from one line to the next


class EarlyWeight:
    """The thread's weight into the last layer but two, or into the first.

    It leads from column ``early`` to the next, to the ``unit`` from the ``source``;
    ``layer`` is the path of the layer that it belongs to.
    """

    def __init__(self, chapter: "StepChapter") -> None:
        self.chapter, self.early = chapter, chapter.step.focus.early
        self.unit = chapter.thread[self.early + 1]
        self.source = chapter.thread[self.early]
        self.layer = chapter.layer(self.early + 1)
        self.path = str(self.layer.weights[self.unit, self.source])
        self.lines: list[Row] = []

    @property
    def columns(self) -> range:
        """The columns that a move of the weight runs through."""
        return range(self.early + 1, self.chapter.last + 1)

    @property
    def role(self) -> str:
        """The role of its sign."""
        return encoding.sign_role(float(self.chapter.value(self.path)))

    def role_of(self, column: int) -> str:
        """Return the role of the letter of a column's weights: a sign if it is one."""
        sizes, thread = self.chapter.sizes, self.chapter.thread
        one_source = column == self.early + 2 or sizes[column - 1] == 1
        if sizes[column] > 1 or not one_source:
            return "positive"
        weight = self.chapter.layer(column).weights[thread[column], thread[column - 1]]
        return encoding.sign_role(float(self.chapter.value(str(weight))))

    def pushed(self, field: str) -> str:
        """Return the path of what a push of the weight found; empty without a push."""
        chapter = self.chapter
        number, probes = chapter.step_number, chapter.trace.probes
        if "nudge" not in probes or number not in probes["nudge"].steps:
            return ""
        found = Push(chapter, "weights", self.early).path
        return str(getattr(found, field)[self.early])

    def line(self, label: str, path: str = "") -> Row:
        """Return what was found of the gradient, low at the left, line by line."""
        gradient = str(self.layer.weight_gradient[self.unit, self.source])
        places = self.chapter.decimals([gradient], "gradient")
        number = self.chapter.number(
            path or gradient, "gradient", em=LINE_EM, decimals=places
        )
        row = Row(labels.small_print(self.chapter, label), number, gap=0.25)
        self.lines.append(row)
        return row.at(PUSHED[0], PUSHED[1] - STEP * (len(self.lines) - 1), align=1.0)

    def above(self, largest: float) -> tuple[NumberLine, Number]:
        """Return a number line of the weight and its value, clear of its edge."""
        network, column = self.chapter.network, self.early + 1
        line = number_line(self.chapter, None, role=self.role, largest=largest)
        start = network.place(self.early, self.source)
        end, radius = (
            network.place(column, self.unit),
            network.radius(column, self.unit),
        )
        # A picture covers the beginning of its edges.
        left, right = network.units[self.early].extent().right, end[0] - radius
        x, steep = (left + right) / 2, (end[1] - start[1]) / (end[0] - start[0])
        y = start[1] + steep * (x - start[0]) + 0.3 + HALF * abs(steep)
        if right - left < 2.5 * HALF:
            y = max(start[1], end[1]) + radius + 0.2
        number = self.chapter.number(self.path, "weight")
        return line.at(x, y), number.at(x, y + 0.3)

    # In the network.

    def shot(self) -> Stage:
        """Return the stage on which the network stands above what is written."""
        network = self.chapter.network
        return flat(network.home, STRIP, picture=network.plan.picture is not None)

    @property
    def on_edge(self) -> Point:
        """The middle of the weight's edge."""
        network = self.chapter.network
        return middle(network.stage, self.early, (self.unit, self.source))

    def light(self, column: int) -> list[Motion]:
        """Return the motions that light how far a move of the weight has come."""
        sizes = self.chapter.sizes
        units: dict[int, Sequence[int]] = {
            c: range(sizes[c]) for c in range(self.early + 2, column + 1)
        }
        units |= {self.early: [self.source], self.early + 1: [self.unit]}
        edges = {
            gap: [(k, j) for k in units[gap + 1] for j in units[gap]]
            for gap in range(self.early, column)
        }
        return light(self.chapter.network, units=units, edges=edges)
