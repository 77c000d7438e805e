"""The last two layers close up: one activation trembles, and the sums that it feeds.

pair = TremblingPair(self)
self.play(zoom(self.network, pair.shot()), *pair.light())
self.play(*wiggle(pair.both()))
"""

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from scenes import style
from scenes.diagram.charts.number_lines import NumberLine
from scenes.diagram.network.beside import reach
from scenes.diagram.network.beside_units import BesideUnits
from scenes.diagram.network.lit_edges import middle
from scenes.engine.drawing import Box, Drawing
from scenes.stage import Stage, only, pair
from scenes.vocabulary import labels
from scenes.vocabulary.motions import Motion
from scenes.vocabulary.spotlight import light
from scenes.vocabulary.wiggling import number_line

if TYPE_CHECKING:
    from scenes.step_chapter import StepChapter

PAIR = Box(-4.3, -1.9, 0.0, 2.5)  # its right side is where the numbers leave room
RATES = 2.0  # from where δ begins beside an output to where a weight does
RIGHT = 6.5


class TremblingPair:
    """The thread's last hidden unit, the outputs, and a number line for each.

    ``lines`` and ``rates`` stand beside the outputs; all rates are weights.
    """

    def __init__(self, chapter: "StepChapter") -> None:
        self.chapter, self.network = chapter, chapter.network
        self.gap = chapter.last - 1
        self.unit = chapter.thread[self.gap]
        outputs = self.network.units[-1]
        weights = chapter.layer(chapter.last).weights
        values = np.array(chapter.step.layers[-1].weights)[:, self.unit]
        largest = max(1.0, float(np.abs(values).max()))
        self.own = number_line(chapter, None, role="activation", largest=largest)
        self.sums = {
            k: number_line(chapter, weights[k, self.unit], role="text", largest=largest)
            for k in outputs.drawn
        }
        room = labels.class_room(chapter)
        self.lines = BesideUnits(outputs, self.sums, after=room)
        path = f"{weights}[{{unit}}, {self.unit}]"
        self.rates = labels.numbers(
            *(chapter, self.network, chapter.last, path, "weight"), sign="×"
        )
        self.rates.after += RATES
        self.network.attach(self.lines, self.rates)

    @property
    def x(self) -> float:
        """Where the outputs stand so that δ and a weight fit beside them."""
        width = max(row.box.width / row.size for row in self.rates.labels.values())
        return RIGHT - width - self.rates.after - reach(style.UNIT)

    def shot(self) -> Stage:
        """Return the stage of the two layers, alone."""
        column, sizes = self.gap, self.chapter.sizes
        stage = pair(self.network.home, column, replace(PAIR, right=self.x))
        return only(stage, {c: range(sizes[c]) for c in (column, column + 1)})

    def light(self) -> list[Motion]:
        """Return the motions that light the unit, the outputs and what is between."""
        outputs = range(self.chapter.sizes[-1])
        units = {self.gap: [self.unit], self.gap + 1: outputs}
        edges = {self.gap: [(k, self.unit) for k in outputs]}
        return light(self.network, units=units, edges=edges, seconds=style.MOVE)

    def beside_unit(self, letter: str) -> list[Drawing]:
        """Put the unit's own line beside it; return it with its letter."""
        x, y = self.network.place(self.gap, self.unit)
        right = x - self.network.radius(self.gap, self.unit) - 0.2
        self.own.at(right, y, align=1.0)
        name = self.chapter.formula(f"act({{a}}_{letter})", {"act": "activation"})
        return [self.own, name.at(self.own.box.left - 0.15, y, align=1.0)]

    def both(self) -> list[NumberLine]:
        """Return all lines, those of the sums with their rates at their edges."""
        for k in self.sums:
            pair_ = (k, self.unit)
            self.rates.starts[k] = middle(self.network.stage, self.gap, pair_)
        return [self.own, *self.sums.values()]
