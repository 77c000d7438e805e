"""The close shot of one hidden unit: what comes back to it, and what it becomes."""

from typing import TYPE_CHECKING

import numpy as np

from scenes.diagram.pile import Pile, Summand
from scenes.diagram.text import Number
from scenes.engine.drawing import Box, Drawing
from scenes.path_builder import Path, count, total
from scenes.stage import Spot, Stage, aside, close, only
from scenes.vocabulary.equations import Equation, Term, product_sign
from scenes.vocabulary.motions import Motion, during, staggered
from scenes.vocabulary.moves import fly
from scenes.vocabulary.sending import flights, send

if TYPE_CHECKING:
    from scenes.chapters.hidden_deltas.hidden_deltas import HiddenDeltas

CLOSE: Spot = (-1.75, -0.1, 1.6)
EQUATION = Box(-6.4, 1.8, 2.2, 2.95)
ROWS = (1.4, -1.7)  # of the senders, from the first to the last
TOLD = 6  # senders that stand by themselves
BIG = 0.62  # the one number: 5.6 % of the height
PRODUCTS = -3.75  # right end of the column of numbers
LEFT = (-5.15, -0.1)
GROWTH = 0.05  # share of the play in which a bar grows


class OneUnit:
    """All that stands around a unit in its close shot, made from the trace."""

    def __init__(self, chapter: "HiddenDeltas", column: int) -> None:
        self.chapter, self.column = chapter, column
        self.unit = chapter.thread[column]
        after = chapter.layer(column + 1)
        self.returned = after.returned
        values = np.array(chapter.step.layers[column].returned[chapter.row])
        self.values = values
        drawn = chapter.network.plan.drawn[column + 1]
        order = sorted(drawn, key=lambda k: -abs(values[k, self.unit]))
        fits = len(values) <= TOLD + 1
        thread = chapter.thread[column + 1]
        kept = {thread, *[k for k in order if k != thread][: TOLD - 1]}
        self.told = sorted(drawn if fits else kept)
        self.rest = [k for k in range(len(values)) if k not in self.told]
        self.rows = len(self.told) + bool(self.rest)

    @property
    def heights(self) -> list[float]:
        """The height of each sender, and of the rest."""
        if self.rows == 1:
            return [CLOSE[1]]
        return [float(y) for y in np.linspace(*ROWS, self.rows)]

    def shot(self, x: float) -> Stage:
        """Return the stage: the unit at the left, its senders at the right."""
        column, home = self.column, self.chapter.network.home
        radius = min(0.3, 1.3 / self.rows)
        heights = self.heights
        spots = {
            (column + 1, k): (x, y, radius)
            for k, y in zip(self.told, heights, strict=False)
        }
        spots |= {(column + 1, k): (x, heights[-1], 0.02) for k in self.rest}
        stage = aside(close(home, (column, self.unit), CLOSE), spots)
        return only(stage, {column: [self.unit], column + 1: self.told})

    def paths(self) -> list[Path]:
        """Return the paths of what comes back: of each sender, and of the rest."""
        row, unit = self.chapter.row, self.unit
        paths = [self.returned[row, k, unit] for k in self.told]
        if self.rest:
            paths.append(total(self.returned[row, self.rest, unit]))
        return paths

    def rest_label(self, x: float) -> list[Drawing]:
        """Return how many send from below the others, if there are more."""
        if not self.rest:
            return []
        path = count(self.returned[self.chapter.row, self.rest, self.unit])
        label = self.chapter.words("{hidden} more", {"hidden": str(path)}, role="muted")
        return [label.at(x + 0.2, self.heights[-1], align=0.0)]

    def pile(self) -> tuple[Pile, list[Number]]:
        """Return the pile in the unit's left half, and its numbers left of it."""
        x, y, radius = CLOSE
        box = Box(
            x - 0.8 * radius, y - 0.5 * radius, x - 0.1 * radius, y + 0.7 * radius
        )
        chapter, paths = self.chapter, [str(path) for path in self.paths()]
        places = chapter.decimals(paths, "product")
        bars = [Summand(float(chapter.value(each)), each, "error") for each in paths]
        numbers = []
        for row, path in enumerate(paths):
            number = chapter.number(path, "product", decimals=places, role="error")
            height = box.top - (row + 0.5) * box.height / len(paths)
            numbers.append(number.at(PRODUCTS, height, align=1.0))
        return Pile(bars, box), numbers

    def arriving(
        self, pile: Pile, numbers: list[Number]
    ) -> tuple[Drawing, list[Motion]]:
        """Return pulses, and the motions that let them arrive, pile up and be read."""
        pulses, motions = send(
            *(self.chapter.network, self.column, self.values),
            path=str(self.returned) + f"[{self.chapter.row}, {{unit}}, {{source}}]",
            largest=self.chapter.largest_pulse,
            back=True,
            pairs=[(k, self.unit) for k in (*self.told, *self.rest)],
            spread=0.45 * (self.rows - 1),
            role="error",
        )
        when = flights(pulses)
        times = [when.get((k, self.unit), (0.0, 1.0)) for k in (*self.told, *self.rest)]
        own = len(self.told)
        spans = times[:own] + [(times[own][0], times[-1][1])] * bool(self.rest)
        seconds = motions[0].run_time
        starts = [*self.told, *self.rest[:1]]
        for number, k, span in zip(numbers, starts, spans, strict=True):
            way = self.chapter.network.place(self.column + 1, k), self.rim(k)
            motions.append(fly(number, *way, seconds=seconds, rate=during(*span)))
        ends = np.array([end for _, end in spans])
        waits = (ends - GROWTH) / (1 - GROWTH)
        motions.append(staggered(pile, "shown", waits, seconds=seconds, overlap=GROWTH))
        return pulses, motions

    def rim(self, sender: int) -> tuple[float, float]:
        """Return where the edge of a sender meets the unit."""
        x, y, radius = CLOSE
        to = self.chapter.network.place(self.column + 1, sender)
        length = float(np.hypot(to[0] - x, to[1] - y))
        return x + radius * (to[0] - x) / length, y + radius * (to[1] - y) / length

    def equation(self) -> Equation:
        """Return δ = slope · Σ, letters over numbers that are still to be flown in."""
        chapter, column, unit = self.chapter, self.column, self.unit
        layer, row = chapter.layer(column), chapter.row
        k, m = chapter.letter(column), chapter.letter(column + 1)
        sign = "" if chapter.sizes[column + 1] == 1 else f"sum_{m} "
        terms = {
            name: Term(name, letters, role, str(path[row, unit]), kind)
            for name, letters, role, path, kind in (
                ("delta", f"delta_{k}", "error", layer.deltas, "delta"),
                (
                    *("slope", f"{chapter.function(column)[1]}({{z}}_{k})"),
                    *("activation", layer.own_slopes, "slope"),
                ),
                (
                    *("sum", f"{sign}w_({m} {k}) delta_{m}", "error"),
                    *(layer.activation_gradient, "sum"),
                ),
            )
        }
        equals = product_sign(chapter, (terms["slope"], terms["sum"]), terms["delta"])
        row_of_terms = [
            terms["delta"],
            Term("is", equals),
            terms["slope"],
            Term("by", "dot"),
            terms["sum"],
        ]
        equation = Equation(chapter, row_of_terms, em=0.46, number_em=0.36)
        equation.hide_numbers()
        return equation.fitted(EQUATION)
