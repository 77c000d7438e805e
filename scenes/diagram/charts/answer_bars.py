"""What outputs say and what they should say: a bar in each row, and a tick."""

from collections.abc import Mapping, Sequence
from itertools import pairwise
from types import MappingProxyType

import numpy as np

from scenes import style
from scenes.engine.arrays import Numbers
from scenes.engine.depicts import Depicts
from scenes.engine.drawing import Box, Drawing
from scenes.engine.pen import Pen, Point

THICKEST = 0.3  # of a bar among others
ALONE = 0.5  # of a single bar
SHARE = 0.55  # of the step from row to row that it takes at most
LEAST = 0.014  # width of a bar
UNDER = 0.08  # from a bar to the line of its error
NOTHING: Mapping[str, float] = MappingProxyType({})


class AnswerBars(Drawing):
    """Bars from zero on one scale, 0 to 1 or as far as values and targets go.

    ``grown`` and ``marked`` (0 to 1, one entry a row) say how far each bar and each
    tick is there; ``paths`` are those of the values. ``joined`` (0 to 1) lays the bars
    end to end along the lower edge of the area, and ``dimmed`` (one entry a row) takes
    the light off them. Negative ones are hollow. A bar that decides between two sides
    ``has_middle``. What was ``before`` can be an outline, as clear as ``recalled``.
    """

    def __init__(
        self,
        values: Sequence[float],
        targets: Sequence[float],
        rows: Sequence[float],
        area: Box,
        *,
        paths: Sequence[str],
        target_paths: Sequence[str],
        before: Mapping[str, float] = NOTHING,
        has_middle: bool = False,
    ) -> None:
        self.values, self.targets = list(values), list(targets)
        self.rows, self.bottom, self.top = list(rows), area.bottom, area.top
        self.left, self.right = area.left, area.right  # of the axis: it can be moved
        self.paths, self.target_paths = list(paths), list(target_paths)
        self.before = dict(before)
        every = [*self.values, *self.targets, *before.values()]
        self.low, self.high = min(0.0, *every), max(1.0, *every)
        step = min((a - b for a, b in pairwise(rows)), default=9.0)
        self.thickness = min(THICKEST, SHARE * step) if len(rows) > 1 else ALONE
        self.has_middle = has_middle
        self.grown: Numbers = np.zeros(len(self.values))
        self.marked: Numbers = np.zeros(len(self.values))
        self.dimmed: Numbers = np.zeros(len(self.values))
        self.joined = self.recalled = 0.0
        super().__init__()

    def across(self, value: float) -> float:
        """Return the x of a value."""
        share = (value - self.low) / (self.high - self.low)
        return self.left + (self.right - self.left) * share

    def end(self, row: int) -> Point:
        """Return the middle of a bar's end."""
        return self.across(self.values[row]), self.rows[row]

    @property
    def gaps(self) -> list[tuple[Point, Point]]:
        """The lines below the bars, each from its end to where it should end."""
        under, ends = (
            self.thickness / 2 + UNDER,
            zip(self.values, self.targets, strict=True),
        )
        return [
            ((self.across(value), y - under), (self.across(target), y - under))
            for (value, target), y in zip(ends, self.rows, strict=True)
        ]

    def paint(self, pen: Pen) -> None:
        """Paint the lines at zero and at one, the bars, and the ticks."""
        for value in (0.0, 1.0):
            x = self.across(value)
            ends = ((x, self.bottom), (x, self.top))
            pen.line(ends, "muted", width=style.HAIRLINE)
        if self.has_middle:
            self._middle(pen)
        start = 0.0
        for row, value in enumerate(self.values):
            self._bar(pen, row, start)
            start += max(value, 0.0)
        self._outlines(pen)
        for row in np.flatnonzero(self.marked > 0).tolist():
            self._tick(pen, row)

    def _outlines(self, pen: Pen) -> None:
        """Paint what was before, by its paths."""
        zero, high = self.across(0.0), self.thickness
        for y, (path, value) in zip(self.rows, self.before.items(), strict=False):
            end = self.across(value)
            pen.subject = Depicts("bar before", path)
            pen.rounded((min(zero, end), y - high / 2), abs(end - zero), high, 0.0)
            pen.outline("muted", width=style.LINE, alpha=self.recalled)
        pen.subject = None

    def _middle(self, pen: Pen) -> None:
        """Paint the line between two sides."""
        x = (self.left + self.right) / 2
        dashes = (0.06, 0.06)
        ends = ((x, self.bottom), (x, self.top))
        pen.line(ends, "muted", width=style.HAIRLINE, dashes=dashes)

    def _tick(self, pen: Pen, row: int) -> None:
        """Paint where a bar should end, and how far it is from there."""
        (x, y), grown = self.end(row), float(self.marked[row])
        goal, half = self.across(self.targets[row]), 0.5 * self.thickness + 0.06
        if goal > x:
            reached = x + (goal - x) * grown
            line, dashes = ((x, y), (reached, y)), (0.05, 0.05)
            pen.line(line, "text", width=style.HAIRLINE, alpha=0.7, dashes=dashes)
        half *= grown
        pen.subject = Depicts("tick", self.target_paths[row])
        tick = ((goal, y - half), (goal, y + half))
        pen.line(tick, "text", width=style.BOLD_LINE)
        pen.subject = None

    def _bar(self, pen: Pen, row: int, before: float) -> None:
        """Paint a bar; those before it are so long, laid end to end."""
        value, grown = self.values[row], float(self.grown[row])
        if grown <= 0:
            return
        zero = self.across(0.0)
        length = (self.across(value) - zero) * grown
        shift = self.joined * (self.across(before) - zero)
        foot = self.bottom - 0.6 * self.thickness
        y = self.rows[row] + self.joined * (foot - self.rows[row])
        left, width = min(zero, zero + length) + shift, max(abs(length), LEAST)
        half = self.thickness / 2
        seam = 0.012 * self.joined * (width > 4 * LEAST)
        alpha = 1 - 0.65 * float(self.dimmed[row])
        pen.subject = Depicts("bar", self.paths[row])
        pen.rectangle((left, y - half), width - seam, 2 * half, "activation", alpha)
        if value < 0:
            thick = min(style.LINE, half / 2, width / 4)
            inner = (left + thick, y - half + thick)
            size = (width - 2 * thick, 2 * half - 2 * thick)
            pen.rectangle(inner, *size, "background")
        pen.subject = None

    def extent(self) -> Box:
        """Return the box of the axis."""
        return Box(self.left, self.bottom, self.right, self.top)
