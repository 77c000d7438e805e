"""Bars that show one row of a table after another, as samples go in."""

from collections.abc import Callable

from manim.utils.rate_functions import linear, smooth

from scenes import style
from scenes.diagram.plots.thumbnails import Thumbnails
from scenes.engine.arrays import Numbers
from scenes.engine.depicts import Depicts
from scenes.engine.drawing import Box, Drawing
from scenes.engine.pen import Pen
from scenes.vocabulary.motions import Motion

SENT, STANDS = 0.4, 0.8  # shares of a turn: until bars move, and until they stand


class ChangingBars(Drawing):
    """A bar for each column of a table, from 0 on, negative ones hollow.

    ``row`` counts rows; between two of them the bars are on their way. ``path`` is that
    of ``{row}`` and ``{column}``; ``chosen`` are the columns that have a bar. The axis
    goes from 0 to 1, or as far as any value of the table.
    """

    def __init__(
        self, table: Numbers, chosen: tuple[int, ...], area: Box, *, path: str
    ) -> None:
        self.table, self.chosen, self.area, self.path = table, chosen, area, path
        self.low = min(0.0, float(table.min()))
        self.high = max(1.0, float(table.max()))
        self.row = 0.0
        self.grown = 0.0
        super().__init__()

    def across(self, value: float) -> float:
        """Return the x of a value."""
        share = (value - self.low) / (self.high - self.low)
        return self.area.left + self.area.width * share

    def level(self, bar: int) -> float:
        """Return the y of a bar's middle."""
        step = self.area.height / len(self.chosen)
        return self.area.top - step * (bar + 0.5)

    def paint(self, pen: Pen) -> None:
        """Paint the lines at 0 and 1, then the bars."""
        for value in (0.0, 1.0):
            x = self.across(value)
            ends = ((x, self.area.bottom), (x, self.area.top))
            pen.line(ends, "muted", width=style.HAIRLINE)
        before = int(self.row)
        share = self.row - before
        after = min(before + 1, len(self.table) - 1)
        rows = self.table[before] * (1 - share) + self.table[after] * share
        thick = min(0.3, 0.6 * self.area.height / len(self.chosen))
        for bar, column in enumerate(self.chosen):
            value = float(rows[column]) * self.grown
            rests = share == 0 and self.grown == 1
            path = self.path.format(row=before, column=column) if rests else ""
            pen.subject = Depicts("bar", path, unit=column)
            y, start, end = self.level(bar), self.across(0.0), self.across(value)
            left, wide = min(start, end), max(abs(end - start), style.HAIRLINE)
            pen.rectangle((left, y - thick / 2), wide, thick, "activation")
            if value < 0 and wide > 0.08:
                inner = (left + 0.03, y - thick / 2 + 0.03)
                pen.rectangle(inner, wide - 0.06, thick - 0.06, "background")
            pen.subject = None

    def extent(self) -> Box:
        """Return the box of the axis."""
        return self.area


def through_rows(
    bars: ChangingBars, samples: Thumbnails, *, seconds: float
) -> list[Motion]:
    """Return the motions in which sample after sample goes in, and the bars follow."""
    last = len(bars.table) - 1

    def turn(progress: float) -> tuple[int, float]:
        now = min(int(progress * (last + 1)), last)
        return now, progress * (last + 1) - now

    def follow() -> Callable[[float], None]:
        def move(progress: float) -> None:
            now, done = turn(progress)
            share = smooth(min(1.0, max(0.0, (done - SENT) / (STANDS - SENT))))
            bars.row = max(0.0, now - 1 + share) if share < 1 else float(now)

        return move

    def send() -> Callable[[float], None]:
        def move(progress: float) -> None:
            now, done = turn(progress)
            samples.ring, samples.sent = float(now), min(1.0, done / SENT)

        return move

    return [
        Motion(each, begin, seconds=seconds, rate=linear)
        for each, begin in ((bars, follow), (samples, send))
    ]
