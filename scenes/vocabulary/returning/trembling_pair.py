"""The last two layers close up: one activation trembles, and the sums that it feeds.

pair = TremblingPair(self)
self.play(zoom(self.network, pair.shot()), *pair.light())
self.play(*wiggle([pair.own, *pair.sums.values()]))
"""

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from scenes import style
from scenes.diagram.network.beside import reach
from scenes.diagram.network.lit_edges import middle
from scenes.engine.drawing import Box, Drawing
from scenes.stage import Stage, only, pair
from scenes.vocabulary import labels
from scenes.vocabulary.motions import Motion
from scenes.vocabulary.rates.unit_lines import UnitLines
from scenes.vocabulary.rates.unit_numbers import come_out
from scenes.vocabulary.spotlight import light

if TYPE_CHECKING:
    from scenes.step_chapter import StepChapter

PAIR = Box(-4.3, -1.9, 0.0, 2.5)  # its right side is where the numbers leave room
RATES = 2.0  # from where δ begins beside an output to where a weight does
RIGHT = 6.5


class TremblingPair:
    """The thread's last hidden unit and the outputs, a number line inside of each.

    ``rates`` stand beside the outputs: each of them is a weight.
    """

    def __init__(self, chapter: "StepChapter") -> None:
        self.chapter, self.network = chapter, chapter.network
        self.gap = chapter.last - 1
        self.unit = chapter.thread[self.gap]
        self.inside = UnitLines(self.network)
        weights = np.array(chapter.step.layers[-1].weights)[:, self.unit]
        path = f"{chapter.layer(chapter.last).weights}[{{unit}}, {self.unit}]"
        largest = max(1.0, float(np.abs(weights).max()))
        one = self.network.units[self.gap].mask(self.unit)
        own = self.inside.add(self.gap, one, [self.unit], largest=largest)
        self.own = own.lines[self.unit]
        sums = self.inside.add(
            chapter.last, weights, largest=largest, before=own.lens, path=path
        )
        self.sums = sums.lines
        self.rates = labels.numbers(
            *(chapter, self.network, chapter.last, path, "weight"), sign="×"
        )
        self.rates.after += RATES
        self.network.attach(self.rates)

    @property
    def x(self) -> float:
        """Where the outputs stand so that δ and a weight fit beside them."""
        width = max(row.box.width / row.size for row in self.rates.labels.values())
        return RIGHT - width - self.rates.after - reach(style.UNIT)

    def shot(self) -> Stage:
        """Return the stage of the two layers, alone."""
        sizes, gap = self.chapter.sizes, self.gap
        stage = pair(self.network.home, gap, replace(PAIR, right=self.x))
        return only(stage, {c: range(sizes[c]) for c in (gap, gap + 1)})

    def light(self) -> list[Motion]:
        """Return the motions that light the unit, the outputs and what is between."""
        outputs = range(self.chapter.sizes[-1])
        units = {self.gap: [self.unit], self.gap + 1: outputs}
        edges = {self.gap: [(k, self.unit) for k in outputs]}
        return light(self.network, units=units, edges=edges, seconds=style.MOVE)

    def letter(self) -> Drawing:
        """Return the letter of the activation, beside the unit."""
        x, y = self.network.place(self.gap, self.unit)
        source = f"act({{a}}_{self.chapter.index(self.gap)})"
        right = x - self.network.radius(self.gap, self.unit) - 0.2
        return self.chapter.formula(source, {"act": "activation"}).at(right, y, align=1)

    def open(self) -> list[Motion]:
        """Return the motions that clear the units for their lines, which appear."""
        return [each for lines in self.inside.all for each in self.inside.open(lines)]

    def come_off(self) -> Motion:
        """Return the motion that lets weights come off the middle of their edges."""
        for k in self.sums:
            edge = (k, self.unit)
            self.rates.starts[k] = middle(self.network.stage, self.gap, edge)
        return come_out(self.rates)
