"""The close shot of one hidden unit: what comes back to it, and what it becomes."""

from typing import TYPE_CHECKING

import numpy as np

from scenes.diagram.panels import Line
from scenes.diagram.pile import Climb, Pile, Summand
from scenes.diagram.text import Number
from scenes.diagram.travellers import Travellers
from scenes.engine.drawing import Box, Drawing
from scenes.path_builder import Path, count, total
from scenes.stage import Spot, Stage, aside, close, only
from scenes.vocabulary import labels
from scenes.vocabulary.backward_pass import BackwardPass
from scenes.vocabulary.equations import Equation, Term, product_sign
from scenes.vocabulary.motions import Motion, during, staggered
from scenes.vocabulary.moves import fly
from scenes.vocabulary.sending import flights

if TYPE_CHECKING:
    from scenes.stage_chapter import StageChapter

CLOSE: Spot = (-1.75, -0.1, 1.6)  # a unit that fills 40 % of the frame's height
EQUATION = Box(-6.4, 1.85, 2.2, 2.95)
ROWS = (1.4, -1.7)  # of the senders, from the first to the last
TOLD = 6  # senders that stand by themselves
COLUMN = -3.75  # right end of the numbers that pile up
LEFT = (-5.2, -0.1)  # of the one number: what the unit becomes
NAME = (-1.75, -2.05)
GROWTH = 0.05  # share of a play in which a bar grows


class OneUnit:
    """What stands around the thread's unit of a column while it collects."""

    def __init__(self, chapter: "StageChapter", column: int) -> None:
        self.chapter, self.column = chapter, column
        self.unit, self.row = chapter.thread[column], chapter.row
        self.returned = chapter.layer(column + 1).returned
        values = np.array(chapter.step.layers[column].returned[self.row, :, self.unit])
        first = chapter.thread[column + 1]
        loudest = [k for k in np.argsort(-np.abs(values)).tolist() if k != first]
        most = TOLD + 1 if len(values) <= TOLD + 1 else TOLD
        drawn = [k for k in loudest if k in chapter.network.plan.drawn[column + 1]]
        self.told = sorted([first, *drawn][:most])
        self.rest = [k for k in range(len(values)) if k not in self.told]
        rows = len(self.told) + bool(self.rest)
        heights = np.linspace(*ROWS, rows) if rows > 1 else np.array([CLOSE[1]])
        self.heights = [float(y) for y in heights]

    def shot(self, x: float) -> Stage:
        """Return the stage: the unit at the left, its senders one below the other."""
        column, radius = self.column, min(0.3, 1.3 / len(self.heights))
        heights = zip(self.told, self.heights, strict=False)
        spots = {(column + 1, k): (x, y, radius) for k, y in heights}
        spots |= {(column + 1, k): (x, self.heights[-1], 0.02) for k in self.rest}
        home = self.chapter.network.home
        stage = aside(close(home, (column, self.unit), CLOSE), spots)
        return only(stage, {column: [self.unit], column + 1: self.told})

    def names(self, x: float) -> list[Drawing]:
        """Return what the unit is called, and how many send from below the others."""
        chapter = self.chapter
        name = labels.unit_name(chapter, chapter.network, self.column, self.unit)
        if not self.rest:
            return [name.at(*NAME)]
        hidden = {"hidden": str(count(self.returned[self.row, self.rest, self.unit]))}
        more = labels.small(chapter, "{hidden} more", hidden)
        return [name.at(*NAME), more.at(x + 0.2, self.heights[-1], align=0.0)]

    def pile(self) -> tuple[Pile, list[Number], Line]:
        """Return the pile in the unit's left half, its numbers, the line below them."""
        x, y, radius = CLOSE
        box = Box(
            x - 0.8 * radius, y - 0.5 * radius, x - 0.1 * radius, y + 0.7 * radius
        )
        chapter, paths = self.chapter, self._paths()
        values = [float(chapter.value(each)) for each in paths]
        places = chapter.decimals(paths, "product")
        numbers = [
            chapter.number(each, "product", decimals=places, role="error").at(
                COLUMN, box.top - (row + 0.5) * box.height / len(paths), align=1.0
            )
            for row, each in enumerate(paths)
        ]
        if len(paths) > 1:
            whole = str(self._of_unit("activation_gradient"))
            below = chapter.number(whole, "sum", decimals=places, role="error", em=0.36)
            numbers.append(below.at(COLUMN, box.bottom - 0.35, align=1.0))
        bars = [Summand(*each, "error") for each in zip(values, paths, strict=True)]
        y = box.bottom - 0.08
        return Pile(bars, box), numbers, Line([(COLUMN - 1.0, y), (COLUMN, y)])

    def _paths(self) -> list[str]:
        """Return the paths of what comes back: of each sender, and of the rest."""
        paths = [str(self.returned[self.row, k, self.unit]) for k in self.told]
        if self.rest:
            paths.append(str(total(self.returned[self.row, self.rest, self.unit])))
        return paths

    def _of_unit(self, field: str) -> Path:
        path: Path = getattr(self.chapter.layer(self.column), field)
        return path[self.row, self.unit]

    def arrive(
        self, back: BackwardPass, pile: Pile, numbers: list[Number]
    ) -> tuple[Travellers, list[Motion]]:
        """Return pulses, and the motions in which they arrive, pile up and are read."""
        pairs = [(k, self.unit) for k in (*self.told, *self.rest)]
        spread = 0.45 * (len(self.heights) - 1)
        pulses, motions = back.run(self.column, pairs=pairs, spread=spread)
        seconds = motions[0].run_time
        known = flights(pulses)
        times = [known.get(pair, (0.0, 1.0)) for pair in pairs]
        spans, own = times[: len(self.told)], len(self.told)
        spans += [(first, times[-1][1]) for first, _ in times[own : own + 1]]
        for number, (k, _), span in zip(numbers, pairs, spans, strict=False):
            way = self.chapter.network.place(self.column + 1, k), CLOSE[:2]
            motions.append(fly(number, *way, seconds=seconds, rate=during(*span)))
        waits = (np.array([end for _, end in spans]) - GROWTH) / (1 - GROWTH)
        motions.append(staggered(pile, "shown", waits, seconds=seconds, overlap=GROWTH))
        return pulses, motions

    def climb(self) -> Climb:
        """Return the curve in the unit's right half, its point at the unit's sum."""
        x, y, radius = CLOSE
        right, half = x + 0.1 * radius, 0.45 * radius
        box = Box(right, y - half, x + 0.82 * radius, y + half)
        return self.chapter.curve_in(self.column, box)

    def equation(self, indices: tuple[str, str]) -> Equation:
        """Return δ = slope · Σ, letters over numbers that are still to be flown in."""
        (k, m), column = indices, self.column
        slope = f"{self.chapter.function(column)[1]}({{z}}_{k})"
        sign = f"sum_{m} " if self.chapter.sizes[column + 1] > 1 else ""
        delta, steep, whole = (
            Term(name, letters, role, str(self._of_unit(field)), kind)
            for name, letters, role, field, kind in (
                ("delta", f"delta_{k}", "error", "deltas", "delta"),
                ("slope", slope, "activation", "own_slopes", "slope"),
                (
                    "sum",
                    f"{sign}w_({m} {k}) delta_{m}",
                    "error",
                    "activation_gradient",
                    "sum",
                ),
            )
        )
        equals = Term("is", product_sign(self.chapter, (steep, whole), delta))
        terms = [delta, equals, steep, Term("by", "dot"), whole]
        equation = Equation(self.chapter, terms, em=0.46, number_em=0.36)
        equation.hide_numbers()
        for name in ("delta", "is", "slope", "by"):
            equation.letters[name].opacity = 0.0
        return equation.fitted(EQUATION)
