"""How far outputs are off, as lengths, then squares, then one area."""

from collections.abc import Sequence

import numpy as np

from scenes import style
from scenes.engine.arrays import Numbers
from scenes.engine.depicts import Depicts
from scenes.engine.drawing import Drawing
from scenes.engine.pen import Pen, Point

FILL = 0.85
GONE = 0.13  # what stays of an area that was taken away
SEAM = 0.02  # between areas that were poured together

Gap = tuple[float, float, float]  # from x to x, at height y


class ErrorSquares(Drawing):
    """Areas in proportion to ``values`` ≥ 0, the largest a square of the given side.

    Each begins as a line across its ``gap``. ``drawn`` (0 to 1, one entry each) lets
    the line grow, ``moved`` takes it to its place, as long as the square's side, where
    ``opened`` lets the square grow on it; ``gathered`` pours it, its area unchanged,
    into a square that is the sum of all, around ``goal``. That one is drawn
    ``magnified`` times as wide; as ``scaled`` goes from 0 to 1 all but the lower
    ``kept`` of it is taken away.
    """

    def __init__(
        self,
        values: Sequence[float],
        gaps: Sequence[Gap],
        places: Sequence[Point],
        side: float,
        goal: Point,
        *,
        paths: Sequence[str],
        kept: float,
    ) -> None:
        self.paths, self.kept, self.goal = list(paths), kept, goal
        self.gaps, self.places = list(gaps), list(places)
        each = np.array(values, dtype=float)
        largest = float(each.max(initial=0.0)) or 1.0
        self.sides: Numbers = side * np.sqrt(each / largest)
        self.whole = float(np.sqrt((self.sides**2).sum()))  # side of the sum
        self.drawn, self.moved, self.opened, self.gathered = (
            np.zeros(len(each)) for _ in range(4)
        )
        self.magnified = 1.0
        self.scaled = 0.0
        super().__init__()

    def paint(self, pen: Pen) -> None:
        """Paint the lines and squares that still stand, then those that pour."""
        for row in np.argsort(self.gathered, kind="stable").tolist():
            if not self.drawn[row]:
                continue
            pen.subject = Depicts("square", self.paths[row])
            if self.gathered[row] > 0:
                self._poured(pen, row)
            elif self.opened[row] > 0:
                self._square(pen, row)
            else:
                self._line(pen, row)
            pen.subject = None
        self._seams(pen)
        if self.scaled > 0:
            x, y = self.goal
            half = self.magnified * self.whole / 2
            level = y - half + 2 * half * self.kept
            ends = ((x - half - 0.1, level), (x + half + 0.1, level))
            pen.line(ends, "text", width=style.LINE, alpha=self.scaled)

    def _seams(self, pen: Pen) -> None:
        """Paint where one part of the sum ends and the next begins."""
        x, half = self.goal[0], self.magnified * self.whole / 2
        for row in np.flatnonzero(self.gathered[1:] >= 1).tolist():
            edge = self._level(row + 1) - self.sides[row + 1] ** 2 / self.whole / 2
            y = self.goal[1] + self.magnified * float(edge)
            ends = ((x - half, y), (x + half, y))
            pen.line(ends, "background", width=SEAM)

    def _line(self, pen: Pen, row: int) -> None:
        start, end, y = self.gaps[row]
        moved, side = float(self.moved[row]), float(self.sides[row])
        reach = (end - start) * float(self.drawn[row])
        x, goal = start + reach / 2, self.places[row]
        middle = x + (goal[0] - x) * moved
        level = y + (goal[1] - side / 2 - y) * moved
        half = (abs(reach) + (side - abs(reach)) * moved) / 2
        ends = ((middle - half, level), (middle + half, level))
        pen.line(ends, "cost", width=1.6 * style.BOLD_LINE)

    def _square(self, pen: Pen, row: int) -> None:
        side, (x, y) = float(self.sides[row]), self.places[row]
        height = max(side * float(self.opened[row]), 1.6 * style.BOLD_LINE)
        pen.rectangle((x - side / 2, y - side / 2), side, height, "cost", FILL)

    def _poured(self, pen: Pen, row: int) -> None:
        """Paint a square on its way: between both shapes its area stays the same."""
        progress, side = float(self.gathered[row]), float(self.sides[row])
        if side <= 0:
            return
        width = side ** (1 - progress) * self.whole**progress
        height = side**2 / width
        end = self.goal[0], self.goal[1] + self._level(row)
        x, y = (
            a + (b - a) * progress for a, b in zip(self.places[row], end, strict=True)
        )
        if progress >= 1:
            x, y = (
                g + (e - g) * self.magnified
                for g, e in zip(self.goal, end, strict=True)
            )
            width, height = width * self.magnified, height * self.magnified
        low, high = y - height / 2, y + height / 2
        half = self.magnified * self.whole / 2
        cut = self.goal[1] - half + 2 * half * self.kept if self.scaled else high
        left = x - width / 2
        if low < cut:
            pen.rectangle((left, low), width, min(high, cut) - low, "cost", FILL)
        if high > cut:
            foot, alpha = max(low, cut), FILL * (1 - (1 - GONE) * self.scaled)
            pen.rectangle((left, foot), width, high - foot, "cost", alpha)

    def _level(self, row: int) -> float:
        """Return how far above the middle of the sum its part begins and ends."""
        before = float((self.sides[:row] ** 2).sum())
        own = float(self.sides[row]) ** 2
        return (before + own / 2) / (self.whole or 1.0) - self.whole / 2
