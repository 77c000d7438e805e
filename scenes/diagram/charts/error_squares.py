"""How far outputs are off, as lengths, then squares, then one area."""

from collections.abc import Sequence
from math import inf

import numpy as np

from scenes import style
from scenes.engine.arrays import Numbers
from scenes.engine.depicts import Depicts
from scenes.engine.drawing import Drawing
from scenes.engine.pen import Pen, Point

FILL = 0.85
GONE = 0.13  # what stays of an area that was taken away
SEAM = 0.02  # between areas that were poured together
LINE = 1.6 * style.BOLD_LINE

Gap = tuple[float, float, float]  # from x to x, at height y


class ErrorSquares(Drawing):
    """Areas in proportion to ``values`` ≥ 0, the largest a square of the given side.

    Each begins as a line across its gap. ``drawn`` (0 to 1) lets the lines grow,
    ``moved`` takes them to their places, as long as the squares' sides, where
    ``opened`` lets the squares grow on them; ``gathered`` (one entry each) pours each,
    its area unchanged, into a square that is the sum of all, around ``goal``. That one
    is drawn ``magnified`` times as wide; as ``scaled`` goes from 0 to 1 all but the
    lower ``kept`` of it is taken away.
    """

    def __init__(
        self,
        values: Sequence[float],
        places: Sequence[Point],
        side: float,
        goal: Point,
        *,
        paths: Sequence[str],
        kept: float,
    ) -> None:
        self.paths, self.kept, self.goal = list(paths), kept, goal
        self.places = list(places)
        self.gaps: list[Gap] = [(x, x, y) for x, y in places]
        each = np.array(values, dtype=float)
        self.sides: Numbers = side * np.sqrt(each / (each.max(initial=0.0) or 1.0))
        self.gathered: Numbers = np.zeros(len(each))
        self.drawn = self.moved = self.opened = self.scaled = 0.0
        self.magnified = 1.0
        super().__init__()

    @property
    def whole(self) -> float:
        """The side of the sum, before it is magnified."""
        return float(np.sqrt((self.sides**2).sum())) or 1.0

    def paint(self, pen: Pen) -> None:
        """Paint the lines and squares that still stand, then those that pour."""
        for row in np.argsort(self.gathered, kind="stable").tolist():
            if self.drawn and self.sides[row]:
                pen.subject = Depicts("square", self.paths[row])
                self._area(pen, row)
        pen.subject = None
        x, half = self.goal[0], self.magnified * self.whole / 2
        for row in np.flatnonzero(self.gathered[1:] >= 1).tolist():
            y = self._height(self._foot(row + 1))
            pen.line(((x - half, y), (x + half, y)), "background", width=SEAM)
        if self.scaled:
            ends = ((x - half - 0.1, self._cut), (x + half + 0.1, self._cut))
            pen.line(ends, "text", width=style.LINE, alpha=self.scaled)

    def _area(self, pen: Pen, row: int) -> None:
        """Paint one of them, whatever has become of it."""
        (x, y), width, height = self._shape(row)
        left, low, high = x - width / 2, y - height / 2, y + height / 2
        if not self.opened:
            pen.line(((left, y), (left + width, y)), "cost", width=LINE)
            return
        cut = min(max(self._cut, low), high)
        faint = FILL * (1 - (1 - GONE) * self.scaled)
        pen.rectangle((left, low), width, cut - low, "cost", FILL)
        pen.rectangle((left, cut), width, high - cut, "cost", faint)

    def _shape(self, row: int) -> tuple[Point, float, float]:
        """Return the middle, the width and the height of what one of them is now."""
        (start, end, y), side = self.gaps[row], float(self.sides[row])
        reach, poured = (end - start) * self.drawn, float(self.gathered[row])
        width = abs(reach) + (side - abs(reach)) * self.moved
        height = max(LINE, side * self.opened)
        x, (stands_x, stands_y) = start + reach / 2, self.places[row]
        x += (stands_x - x) * self.moved
        y += (stands_y - (side - height) / 2 - y) * self.moved
        if poured:
            width = side ** (1 - poured) * self.whole**poured
            height = side**2 / width  # its area stays the same
            x += (self.goal[0] - x) * poured
            middle = self._foot(row) + side**2 / self.whole / 2
            y += (self._height(middle) - y) * poured
        if poured < 1:
            return (x, y), width, height
        return (x, y), width * self.magnified, height * self.magnified

    def _foot(self, row: int) -> float:
        """Return how high its part of the sum begins above the lower edge of that."""
        return float((self.sides[:row] ** 2).sum()) / self.whole

    def _height(self, above: float) -> float:
        """Return the y of a height above the lower edge of the sum."""
        return self.goal[1] + self.magnified * (above - self.whole / 2)

    @property
    def _cut(self) -> float:
        """The y above which the sum is taken away."""
        return self._height(self.kept * self.whole) if self.scaled else inf
