"""What each unit answered before and answers now, as bars in a row on one scale."""

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise

from scenes import style
from scenes.diagram.text import Number
from scenes.engine.depicts import Depicts
from scenes.engine.drawing import Box, Drawing
from scenes.engine.pen import Pen

THICKEST = 0.4
SHARE = 0.6  # of the room of a row
LEAST = 0.02  # of a bar's length
AFTER_BARS = 0.2


@dataclass(frozen=True, slots=True)
class Moved:
    """One row: its height, its numbers before and after, and what would be right."""

    y: float
    before: Number
    after: Number
    values: tuple[float, float, float]


class MovedBars(Drawing):
    """Bars from zero; ``shown`` and ``passed`` (0 to 1) let them grow, then move on.

    What was stays as an outline; a line across marks what would be right. Values
    between 0 and 1 are drawn from 0 to 1.
    """

    def __init__(self, rows: Mapping[int, Moved], area: Box) -> None:
        self.rows = dict(rows)
        numbers = [n for row in rows.values() for n in (row.before, row.after)]
        self.room = max(number.box.width for number in numbers) + AFTER_BARS
        self.area = Box(area.left, area.bottom, area.right - 2 * self.room, area.top)
        every = [value for row in rows.values() for value in row.values]
        self.low, self.high = min(0.0, *every), max(0.0, *every)
        if self.low == 0 and self.high <= 1:
            self.high = 1.0
        heights = sorted(row.y for row in rows.values())
        apart = min((b - a for a, b in pairwise(heights)), default=1.0)
        self.thick = min(THICKEST, SHARE * apart)
        for row in rows.values():
            row.before.at(self.area.right + self.room, row.y, align=1.0)
            row.after.at(self.area.right + 2 * self.room, row.y, align=1.0)
        super().__init__(*numbers)
        self.shown = self.passed = 0.0

    @property
    def shown(self) -> float:
        """How far the bars of what was have grown."""
        return self._shown

    @shown.setter
    def shown(self, share: float) -> None:
        self._shown = share
        for row in self.rows.values():
            row.before.opacity = share

    @property
    def passed(self) -> float:
        """How far they have moved on."""
        return self._passed

    @passed.setter
    def passed(self, share: float) -> None:
        self._passed = share
        for row in self.rows.values():
            row.after.opacity = share

    def told(self, unit: int) -> Number:
        """Return what a unit answers now."""
        return self.rows[unit].after

    def across(self, value: float) -> float:
        """Return the x of a value."""
        share = (value - self.low) / ((self.high - self.low) or 1.0)
        return self.area.left + share * self.area.width

    def columns(self) -> tuple[float, float]:
        """Return where the numbers before and after end."""
        return self.area.right + self.room, self.area.right + 2 * self.room

    def paint(self, pen: Pen) -> None:
        """Paint zero, the bars, their outlines and what would be right."""
        zero, half = self.across(0.0), self.thick / 2
        heights = [row.y for row in self.rows.values()]
        ends = ((zero, min(heights) - 2 * half), (zero, max(heights) + 2 * half))
        pen.line(ends, "muted", width=style.HAIRLINE)
        for row in self.rows.values():
            self._bar(pen, row)

    def _bar(self, pen: Pen, row: Moved) -> None:
        zero, half = self.across(0.0), self.thick / 2
        was, now, right = map(self.across, row.values)
        end = zero + (was + (now - was) * self.passed - zero) * self.shown
        left, width = min(zero, end), max(abs(end - zero), LEAST)
        shown = (row.before, row.after)[self.passed > 0]
        pen.subject = Depicts("answer bar", shown.source.paths["value"])
        pen.rectangle((left, row.y - half), width, 2 * half, "activation")
        if min(row.values[:2]) < 0 and width > 4 * style.LINE:
            inner = (left + style.LINE, row.y - half + style.LINE)
            size = (width - 2 * style.LINE, 2 * half - 2 * style.LINE)
            pen.rectangle(inner, *size, "background")
        pen.subject = None
        if self.passed > 0:
            left, width = min(zero, was), abs(was - zero)
            pen.rounded((left, row.y - half - 0.03), width, 2 * half + 0.06, 0.0)
            pen.outline("muted", width=style.LINE, alpha=self.passed)
        tick = ((right, row.y - 1.4 * half), (right, row.y + 1.4 * half))
        pen.line(tick, "text", width=style.BOLD_LINE, alpha=self.shown)

    def extent(self) -> Box:
        """Return the box of the bars."""
        return self.area
