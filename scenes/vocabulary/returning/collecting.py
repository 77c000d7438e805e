"""The close shot of a unit that collects: what comes back to it, what it becomes.

told = Collecting(self, 2)
self.play(zoom(self.network, told.shot(3.0)))
"""

from collections.abc import Iterator, Sequence
from dataclasses import astuple
from typing import TYPE_CHECKING, Any

import numpy as np

from scenes import layout, style
from scenes.diagram.charts.charts import FunctionCurve
from scenes.diagram.charts.pile import Pile
from scenes.diagram.text import Number
from scenes.engine.drawing import Box, Drawing
from scenes.engine.pen import Point
from scenes.path_builder import Path, count, total
from scenes.stage import Spot, Spots, Stage, aside, close, in_line, only
from scenes.vocabulary import labels
from scenes.vocabulary.arrangement import within
from scenes.vocabulary.curves import activation_curve
from scenes.vocabulary.equations import Equation, Term, land, product_sign
from scenes.vocabulary.motions import Motion, during, some, tween
from scenes.vocabulary.moves import fly
from scenes.vocabulary.piles import pile_of
from scenes.vocabulary.returning.backward_pass import BackwardPass
from scenes.vocabulary.sending import flights, pile_up
from scenes.vocabulary.spotlight import light

if TYPE_CHECKING:
    from scenes.step_chapter import StepChapter

ACROSS = -4.15  # from where the close shot has the unit: its senders are at the right
TOLD = 6  # senders that stand by themselves
LEFT = (-5.3, 0.05)  # of the one number
SPOT: Spot = (layout.CLOSE_UNIT[0] + ACROSS, *layout.CLOSE_UNIT[1:])  # of the unit
LAST, LANDED = 0.6, 0.95  # shares of the play: when the rest leaves, is nearly there


def moved(box: Box) -> Box:
    """Return where something of the close shot stands while a unit collects."""
    return box.placed(ACROSS, 0.0, 1.0)


class Collecting:
    """What stands around a unit of a column while it collects: mostly the thread's.

    ``stale`` is the path of the δ that comes to it through weights that moved too
    early; ``alike`` are further paths of which δ has as many decimals.
    """

    def __init__(
        self,
        chapter: "StepChapter",
        column: int,
        *,
        unit: int | None = None,
        stale: str = "",
        alike: Sequence[str] = (),
    ) -> None:
        self.chapter, self.column, self.row = chapter, column, chapter.row
        self.unit = chapter.thread[column] if unit is None else unit
        self.field = "returned_after" if stale else "returned"
        self.returned: Path = getattr(chapter.layer(column + 1), self.field)
        self.delta = stale or str(self.of_unit("deltas"))
        self.sum = str(total(self.returned[self.row, :, self.unit]))
        self.places = chapter.decimals([self.delta, *alike], "delta")
        values = np.array(chapter.step.layers[column].returned[self.row, :, self.unit])
        first = chapter.thread[column + 1]
        loudest = [k for k in np.argsort(-np.abs(values)).tolist() if k != first]
        most = TOLD + 1 if len(values) <= TOLD + 1 else TOLD
        drawn = [k for k in loudest if k in chapter.network.plan.drawn[column + 1]]
        self.told = sorted([first, *drawn][:most])
        self.rest = [k for k in range(len(values)) if k not in self.told]
        self.senders = [*self.told, *self.rest]
        self.equation = self._equation()
        self.pile = self._pile()

    def line(self, x: float) -> Spots:
        """Return the spots of the senders, one below the other, the rest at the end."""
        rows = [[k] for k in self.told] + [self.rest] * bool(self.rest)
        box = layout.SENDERS
        return in_line(self.column + 1, rows, Box(x, box.bottom, x, box.top))

    def shot(self, x: float) -> Stage:
        """Return the stage: the unit at the left, its senders at the right.

        The rest goes while it draws up to its neighbours, so that nobody overtakes.
        """
        after, line = self.column + 1, dict(self.line(x))
        for k in self.rest:
            above = max((each for each in self.told if each < k), default=self.told[0])
            line[after, k] = line[after, above]
        shot = close(self.chapter.network.home, (self.column, self.unit), SPOT)
        return only(aside(shot, line), {self.column: [self.unit], after: self.told})

    def light(self) -> list[Motion]:
        """Return the motions that light the unit, its senders and what is between."""
        units = {self.column: [self.unit], self.column + 1: self.told}
        edges = {self.column: [(k, self.unit) for k in self.told]}
        return light(self.chapter.network, units=units, edges=edges)

    def names(self, x: float) -> list[Drawing]:
        """Return what the unit is called, and how many send from below the others."""
        chapter = self.chapter
        name = labels.unit_name(chapter, self.column, self.unit)
        found: list[Drawing] = [within(name, moved(layout.BELOW_UNIT))]
        if self.rest:
            hidden = str(count(self.returned[self.row, self.rest, self.unit]))
            more = labels.small_print(chapter, "{hidden} more", hidden=hidden)
            self.below = self.line(x)[self.column + 1, self.rest[0]][:2]
            found.append(more.at(self.below[0] + 0.2, self.below[1], align=0.0))
        return found

    def _pile(self) -> Pile:
        """Return the pile in the unit: a bar for each sender, one for the rest."""
        paths = [self.returned[self.row, k, self.unit] for k in self.told]
        if self.rest:
            paths.append(total(self.returned[self.row, self.rest, self.unit]))
        area = moved(layout.INSIDE_UNIT)
        # What returns is as small as δ, and has as many decimals.
        return pile_of(
            self.chapter, [*map(str, paths)], area, role="error", kind="delta"
        )

    def arrive(self, back: BackwardPass, *, apart: float = 0.5) -> list[Motion]:
        """Return the motions in which numbers and pulses pile up, and are gone.

        The numbers fly along the edges, each so many seconds ``apart`` from the one
        before; then those of the pile take over.
        """
        pile, pairs = self.pile, [(k, self.unit) for k in self.told]
        spread = apart * (len(pile.summands) - 1)
        how: Any = {"pairs": pairs, "spread": spread, "field": self.field}
        pulses, motions = back.send(self.column, **how)
        rows = {k: min(row, len(self.told)) for row, k in enumerate(self.senders)}
        when = flights(pulses)
        motions.insert(0, pile_up(pile, pulses, rows, late=LANDED))
        for k, summand in zip(self.senders, pile.summands, strict=False):
            own = summand.number
            flown = Number(
                own.source.paths["value"], own.text, em=own.em, role=own.role
            )
            flown.x, flown.y = own.x, own.y
            # What many send together has no edge, and no pulse of its own.
            start, end = when.get((k, self.unit), (LAST, 1.0))
            place = self.chapter.network.place(self.column + 1, k)
            place = self.below if k in self.rest else place
            seconds, rate = motions[0].run_time, during(start, end)
            how = {"seconds": seconds, "rate": rate, "removes": True}
            motions.append(fly(flown, place, **how))
        return motions

    def curve(self) -> FunctionCurve:
        """Return the curve in the unit's right half, not yet drawn."""
        record = self.chapter.step.layers[self.column - 1]
        name = self.chapter.trace.network.activations[self.column - 1]
        area, path = moved(layout.RIGHT_HALF), str(self.of_unit("own_slopes"))
        curve = activation_curve(
            record, name, area, row=self.row, unit=self.unit, path=path
        )
        curve.drawn = 0.0
        return curve

    def land(self, name: str, sign: str, start: Point) -> list[Motion]:
        """Return the flight of a number to its letter, which appears with its sign."""
        shown = self.equation.appear(name, sign, seconds=1.0)
        return [*shown, *land(self.equation, name, start, after=sign, seconds=1.0)]

    def recall(self) -> Iterator[list[Motion]]:
        """Yield the motions in which the sum, times the slope, is δ: told faster."""
        network, which = self.chapter.network, (self.column, self.unit)
        x, y = network.place(*which)
        yield land(self.equation, "sum", self.pile.foot, seconds=0.6)
        yield self.land("slope", "by", (x - network.radius(*which), y))
        yield self.land("delta", "is", self.equation.number_spot("sum"))

    def step_aside(self) -> Motion:
        """Return the motion that leaves the right half of the unit to its curve."""
        half = np.array(astuple(moved(layout.LEFT_HALF)))
        return tween(self.pile, area=half, labelled=0.0)

    def answer(self) -> Number:
        """Return the one number, left of the unit: its δ."""
        places = self.places
        number = self.chapter.number(
            self.delta, "delta", em=style.LARGE, decimals=places
        )
        return number.at(*LEFT)

    def turn_red(self) -> list[Motion]:
        """Return the motions that close the unit, filled with its δ."""
        units = self.chapter.network.units[self.column]
        return [
            tween(units, open=0 * units.open, seconds=1.0),
            some(units, [self.unit], shown_deltas=1.0, seconds=1.0),
        ]

    def of_unit(self, field: str) -> Path:
        """Return the path of what a record says of the unit."""
        path: Path = getattr(self.chapter.layer(self.column), field)
        return path[self.row, self.unit]

    def _equation(self) -> Equation:
        """Return δ = slope · Σ, letters over numbers that are still to be flown in."""
        unit, sender = map(self.chapter.index, (self.column, self.column + 1))
        slope = f"{self.chapter.function(self.column)[1]}({{z}}_{unit})"
        sign = f"sum_{sender} " if len(self.senders) > 1 else ""
        edge = self.chapter.weight_letters(self.column + 1)
        products = f"{sign}{edge} delta_{sender}"
        steepness = str(self.of_unit("own_slopes"))
        delta, steep, whole = (
            Term(name, letters, role, path, kind, decimals)
            for name, letters, role, path, kind, decimals in (
                ("delta", f"delta_{unit}", "error", self.delta, "delta", self.places),
                ("slope", slope, "activation", steepness, "slope", None),
                ("sum", products, "error", self.sum, "delta", None),
            )
        )
        equals = Term("is", product_sign(self.chapter, (steep, whole), delta))
        terms = [delta, equals, steep, Term("by", "dot"), whole]
        equation = Equation(self.chapter, terms, em=style.SUM, number_em=style.TOLD)
        equation.hide_numbers()
        equation.hide_letters("delta", "is", "slope", "by")
        return equation.fitted(moved(layout.ABOVE_ALL))
