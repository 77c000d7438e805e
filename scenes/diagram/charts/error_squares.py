"""What outputs are off, as lengths, and what they add to a cost, as areas that pour."""

from collections.abc import Sequence

import numpy as np

from scenes import style
from scenes.engine.arrays import Numbers
from scenes.engine.depicts import Depicts
from scenes.engine.drawing import Drawing
from scenes.engine.pen import Pen, Point

FILL, GONE = 0.85, 0.85  # of an area; what is taken away of one that goes
SEAM = 0.02  # between areas that were poured together
LINE = 1.6 * style.BOLD_LINE


class ErrorSquares(Drawing):
    """Areas in proportion to ``values`` ≥ 0 on ``lines`` (row, end, x and y).

    ``opened`` (0 to 1) lets them grow on these; where the lines are their ``sides``
    around ``places``, as squares, the largest of the given side. ``gathered`` (one
    entry each) pours each, its area unchanged, into a square around ``goal`` that is
    the sum of all; as ``scaled`` goes to 1, all but the lower ``kept`` of it goes.
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
        each = np.array(values, dtype=float)
        self.sides: Numbers = side * np.sqrt(each / (each.max(initial=0.0) or 1.0))
        corners = np.multiply.outer(self.sides / 2, [(-1.0, -1.0), (1.0, -1.0)])
        self.below: Numbers = np.array(places)[:, None] + corners
        self.lines: Numbers = self.below[:, :1].repeat(2, axis=1)
        self.gathered: Numbers = np.zeros(len(each))
        self.opened = self.scaled = 0.0
        super().__init__()

    @property
    def whole(self) -> float:
        """The side of the sum."""
        return float(np.sqrt((self.sides**2).sum())) or 1.0

    @property
    def feet(self) -> Numbers:
        """How high the parts of the sum begin, as shares of it."""
        areas: Numbers = self.sides**2 / self.whole**2
        return areas.cumsum() - areas

    def paint(self, pen: Pen) -> None:
        """Paint those that still stand, then those that pour, and their sum."""
        for row in np.argsort(self.gathered, kind="stable").tolist():
            pen.subject = Depicts("square", self.paths[row])
            if self.opened:
                pen.rectangle(*self._shape(row), "cost", FILL)
            elif np.ptp(self.lines[row, :, 0]):
                pen.line(self.lines[row].tolist(), "cost", width=LINE)
            pen.subject = None
        whole, (left, low) = self.whole, (each - self.whole / 2 for each in self.goal)
        for y in (low + whole * self.feet[1:][self.gathered[1:] >= 1]).tolist():
            ends = (left, y), (left + whole, y)
            pen.line(ends, "background", width=SEAM / self.size)
        if self.scaled and self.kept < 1:
            y, high = low + self.kept * whole, (1 - self.kept) * whole
            pen.rectangle((left, y), whole, high, "background", GONE * self.scaled)
            ends = (left - SEAM, y), (left + whole + SEAM, y)
            pen.line(ends, "text", width=style.LINE / self.size, alpha=self.scaled)

    def _shape(self, row: int) -> tuple[Point, float, float]:
        """Return the lower left corner, the width and the height of an area."""
        (x, y), (right, _) = self.lines[row].tolist()
        width, side, poured = abs(right - x), self.sides[row], self.gathered[row]
        height, left = side * self.opened, min(x, right)
        if poured and side:
            width = side ** (1 - poured) * self.whole**poured
            height = side**2 / width  # its area stays the same
            left += (self.goal[0] - self.whole / 2 - left) * poured
            y += (self.goal[1] + self.whole * (self.feet[row] - 0.5) - y) * poured
        return (float(left), float(y)), float(width), float(height)
