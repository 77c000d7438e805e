"""Bars on one line: a histogram, or signed ones that level out to their mean."""

from collections.abc import Sequence

import numpy as np

from scenes import style
from scenes.engine.arrays import Numbers
from scenes.engine.depicts import Depicts
from scenes.engine.drawing import Box, Drawing
from scenes.engine.pen import Pen

WIDEST = 0.42  # from one bar to the next
FILLED = 0.72  # of that: a bar
LEAST = 0.02  # of a bar's height
HOLLOW = 0.07  # from this width on a negative bar is hollow
FAINT = 0.45  # of all but the told bar, once that is told apart


class LevellingBars(Drawing):
    """Bars up from and down from one zero line, in proportion to ``values``.

    ``shown`` (0 to 1, one entry a bar) lets them grow; ``level`` (0 to 1) brings all to
    their mean, and their sum stays the same on the way. ``apart`` (0 to 1) makes all
    but bar number ``told`` faint.
    """

    def __init__(
        self,
        values: Sequence[float],
        mean: float,
        area: Box,
        *,
        told: int,
        paths: Sequence[str],
        role: str = "error",
    ) -> None:
        """``paths`` are that of ``{n}`` and, of bars that level out, of the mean."""
        self.role = role
        self.values, self.mean = np.array(values), mean
        self.area, self.told, self.paths = area, told, paths
        self.shown: Numbers = np.zeros(len(values))
        self.level = self.apart = 0.0
        low, high = min(0.0, *values, mean), max(0.0, *values, mean)
        self.per_unit = area.height / ((high - low) or 1.0)
        self.zero = area.bottom - low * self.per_unit
        self.step = min(WIDEST, area.width / len(values))
        super().__init__()

    @property
    def case(self) -> str:
        """How they agree: silent, agreed, mixed, or opposed where most of it cancels.

        Those are opposed of whose sizes less than half is left in their mean.
        """
        signs = {value > 0 for value in self.values.tolist() if value}
        if len(signs) < 2:
            return "agreed" if signs else "silent"
        return "opposed" if self.left < 1 / 2 else "mixed"

    @property
    def left(self) -> float:
        """What is left of them: the size of the mean, of the mean of their sizes."""
        size = float(np.abs(self.values).mean())
        return abs(self.mean) / size if size else 0.0

    def place(self, row: int) -> float:
        """Return the x of a bar's middle."""
        return self.area.centre[0] + self.step * (row - (len(self.values) - 1) / 2)

    def tip(self, row: int) -> tuple[float, float]:
        """Return where the end of a bar is now."""
        return self.place(row), self.zero + self.per_unit * float(self._now[row])

    @property
    def sides(self) -> tuple[float, float]:
        """Where the first bar begins and the last one ends."""
        half = self.step / 2
        return self.place(0) - half, self.place(len(self.values) - 1) + half

    @property
    def _now(self) -> Numbers:
        now: Numbers = self.values + (self.mean - self.values) * self.level
        return now * self.shown

    def paint(self, pen: Pen) -> None:
        """Paint the bars and the line that they stand on."""
        for row, value in enumerate(self._now.tolist()):
            if self.shown[row] > 0:
                is_told = row == self.told
                alpha = 1.0 if is_told else 1 - (1 - FAINT) * self.apart
                self._bar(pen, row, value, alpha)
        pen.subject = None
        left, right = self.sides
        ends = ((left - 0.2, self.zero), (right + 0.2, self.zero))
        pen.line(ends, "muted", width=style.LINE)

    def _bar(self, pen: Pen, row: int, value: float, alpha: float) -> None:
        height = max(self.per_unit * abs(value), LEAST if self.values[row] else 0.0)
        wide = FILLED * self.step
        left, bottom = self.place(row) - wide / 2, self.zero - height * (value < 0)
        if pen.reads:
            path = self.paths[self.level > 0].format(n=row)
            pen.subject = Depicts("sample bar", path)
        pen.rectangle((left, bottom), wide, height, self.role, alpha)
        if value < 0 and wide > HOLLOW and height > HOLLOW:
            rim = style.LINE
            inner = (left + rim, bottom + rim)
            size = (wide - 2 * rim, height - 2 * rim)
            pen.rectangle(inner, *size, "background")

    def extent(self) -> Box:
        """Return the box of all bars."""
        left, right = self.sides
        return Box(left, self.area.bottom, right, self.area.top)
