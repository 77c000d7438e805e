"""The close shot of one hidden unit: what comes back to it, and what it becomes."""

from typing import TYPE_CHECKING

import numpy as np

from scenes import layout, style
from scenes.diagram.charts import Curve
from scenes.diagram.pile import Pile
from scenes.diagram.text import Number
from scenes.diagram.travellers import Travellers
from scenes.engine.drawing import Box, Drawing
from scenes.path_builder import Path, count, total
from scenes.stage import Spot, Stage, aside, close, in_line, only
from scenes.vocabulary import labels
from scenes.vocabulary.arrangement import within
from scenes.vocabulary.backward_pass import BackwardPass
from scenes.vocabulary.curves import activation_curve
from scenes.vocabulary.equations import Equation, Term, product_sign
from scenes.vocabulary.motions import Motion, during
from scenes.vocabulary.moves import fly
from scenes.vocabulary.sending import flights, pile_up
from scenes.vocabulary.written_sums import pile_of

if TYPE_CHECKING:
    from scenes.stage_chapter import StageChapter

ACROSS = -4.15  # from where the close shot has the unit: its senders are at the right
TOLD = 6  # senders that stand by themselves
LAST = 0.6  # share of the play after which the rest leaves


def moved(box: Box) -> Box:
    """Return where something of the close shot stands while a unit collects."""
    return box.placed(ACROSS, 0.0, 1.0)


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
        self.senders = [*self.told, *self.rest]

    def shot(self, x: float) -> Stage:
        """Return the stage: the unit at the left, its senders one below the other."""
        column, box = self.column, layout.SENDERS
        rows = [[k] for k in self.told] + [self.rest] * bool(self.rest)
        line = in_line(column + 1, rows, Box(x, box.bottom, x, box.top))
        left, y, radius = layout.CLOSE_UNIT
        spot: Spot = (left + ACROSS, y, radius)
        shot = close(self.chapter.network.home, (column, self.unit), spot)
        return only(aside(shot, line), {column: [self.unit], column + 1: self.told})

    def names(self) -> list[Drawing]:
        """Return what the unit is called, and how many send from below the others."""
        chapter = self.chapter
        name = labels.unit_name(chapter, self.column, self.unit)
        found: list[Drawing] = [within(name, moved(layout.BELOW_UNIT))]
        if self.rest:
            hidden = str(count(self.returned[self.row, self.rest, self.unit]))
            more = labels.small_print(chapter, "{hidden} more", hidden=hidden)
            x, y = chapter.network.place(self.column + 1, self.rest[0])
            found.append(more.at(x + 0.2, y, align=0.0))
        return found

    def pile(self) -> Pile:
        """Return the pile in the unit: a bar for each sender, one for the rest."""
        paths = [self.returned[self.row, k, self.unit] for k in self.told]
        if self.rest:
            paths.append(total(self.returned[self.row, self.rest, self.unit]))
        area = moved(layout.INSIDE_UNIT)
        return pile_of(self.chapter, [*map(str, paths)], area, role="error")

    def arrive(
        self, back: BackwardPass, pile: Pile
    ) -> tuple[list[Number], Travellers, list[Motion]]:
        """Return numbers, pulses, and the motions in which they arrive and pile up.

        The numbers fly along the edges; those of the pile take over when they are there.
        """
        pairs = [(k, self.unit) for k in self.told]
        spread = 0.5 * (len(pile.summands) - 1)
        pulses, motions = back.run(self.column, pairs=pairs, spread=spread)
        rows = {k: min(row, len(self.told)) for row, k in enumerate(self.senders)}
        when, numbers = flights(pulses), []
        for k, summand in zip(self.senders, pile.summands, strict=False):
            own = summand.number
            flown = Number(
                own.source.paths["value"], own.text, em=own.em, role=own.role
            )
            flown.x, flown.y = own.x, own.y
            # What many send together has no edge, and no pulse of its own.
            start, end = when.get((k, self.unit), (LAST, 1.0))
            place = self.chapter.network.place(self.column + 1, k)
            seconds, rate = motions[0].run_time, during(start, end)
            motions.append(fly(flown, place, seconds=seconds, rate=rate))
            numbers.append(flown)
        return numbers, pulses, [*motions, pile_up(pile, pulses, rows)]

    def curve(self) -> Curve:
        """Return the curve in the unit's right half, not yet drawn."""
        record = self.chapter.step.layers[self.column - 1]
        name = self.chapter.trace.network.activations[self.column - 1]
        area, path = moved(layout.RIGHT_HALF), str(self.of_unit("own_slopes"))
        curve = activation_curve(
            record, name, area, row=self.row, unit=self.unit, path=path
        )
        curve.drawn = 0.0
        return curve

    def of_unit(self, field: str) -> Path:
        """Return the path of what a record says of the unit."""
        path: Path = getattr(self.chapter.layer(self.column), field)
        return path[self.row, self.unit]

    def equation(self, unit: str, sender: str) -> Equation:
        """Return δ = slope · Σ, letters over numbers that are still to be flown in."""
        slope = f"{self.chapter.function(self.column)[1]}({{z}}_{unit})"
        sign = f"sum_{sender} " if len(self.senders) > 1 else ""
        products = f"{sign}w_({sender} {unit}) delta_{sender}"
        delta, steep, whole = (
            Term(name, letters, role, str(self.of_unit(field)), kind)
            for name, letters, role, field, kind in (
                ("delta", f"delta_{unit}", "error", "deltas", "delta"),
                ("slope", slope, "activation", "own_slopes", "slope"),
                ("sum", products, "error", "activation_gradient", "sum"),
            )
        )
        equals = Term("is", product_sign(self.chapter, (steep, whole), delta))
        terms = [delta, equals, steep, Term("by", "dot"), whole]
        equation = Equation(self.chapter, terms, em=style.SUM, number_em=style.TOLD)
        equation.hide_numbers()
        for name in ("delta", "is", "slope", "by"):
            equation.letters[name].opacity = 0.0
        return equation.fitted(moved(layout.ABOVE_ALL))
