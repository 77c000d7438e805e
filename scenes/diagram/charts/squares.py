"""Areas as numbers: a square for each value, poured together into one."""

from collections.abc import Sequence

import numpy as np

from scenes import style
from scenes.engine.arrays import Numbers
from scenes.engine.drawing import Box, Drawing
from scenes.engine.pen import Pen, Point

SEAM = 0.02  # between what was poured together
FILL = 0.85
GONE = 0.13  # what stays of a half that was taken away


class Squares(Drawing):
    """A square around each of ``places``, its area in proportion to ``values`` ≥ 0.

    The largest has the side ``side``; one that stands for many, of ``piles``, is drawn
    as a pile that says nothing of its area. As ``gathered[i]`` goes from 0 to 1, square
    i pours into ``vessel``, which all of them fill together, from below, in proportion
    to their values. ``shown[i]`` (0 to 1) lets it grow; ``halved`` (0 to 1) takes all
    but the lower ``kept`` of the vessel away, half of it unless said.
    """

    def __init__(
        self,
        values: Sequence[float],
        places: Sequence[Point],
        side: float,
        vessel: Box,
        *,
        piles: Sequence[int] = (),
        kept: float = 0.5,
    ) -> None:
        self.values = np.array(values, dtype=float)
        self.places = list(places)
        self.piles = frozenset(piles)
        self.vessel = vessel
        single = np.array([i not in self.piles for i in range(len(values))])
        largest = float(self.values[single].max(initial=0.0)) or 1.0
        self.sides: Numbers = side * np.sqrt(self.values / largest)
        self.sides[~single] = 0.6 * side
        self.shown: Numbers = np.zeros(len(values))
        self.gathered: Numbers = np.zeros(len(values))
        self.halved = 0.0
        self.cut = vessel.bottom + kept * vessel.height
        super().__init__()

    def paint(self, pen: Pen) -> None:
        """Paint the squares that still stand, then those that pour."""
        if self.gathered.any():
            box = self.vessel
            pen.rounded((box.left, box.bottom), box.width, box.height, 0.0)
            pen.outline("muted", width=style.HAIRLINE)
        for index in np.argsort(self.gathered, kind="stable"):
            if self.gathered[index] > 0:
                self._paint_poured(pen, int(index))
            elif index in self.piles:
                self._paint_pile(pen, int(index))
            else:
                side = float(self.sides[index] * self.shown[index])
                _area(pen, self.places[index], side, side)
        if self.halved > 0:
            box = self.vessel
            pen.line(
                ((box.left, self.cut), (box.right, self.cut)),
                "text",
                width=style.LINE,
                alpha=self.halved,
            )

    def _paint_pile(self, pen: Pen, index: int) -> None:
        x, y = self.places[index]
        side, shown = float(self.sides[index]), float(self.shown[index])
        for step in (1, 0, -1):
            corner = (x - side / 2 + 0.06 * step, y - side / 2 + 0.06 * step)
            pen.rounded(corner, side, side, 0.0)
            pen.fill("background", shown)
            pen.fill("cost", 0.3 * shown)
            pen.outline("cost", width=style.HAIRLINE, alpha=shown)

    def _paint_poured(self, pen: Pen, index: int) -> None:
        """Paint a square on its way: between both shapes its area changes evenly."""
        progress = float(self.gathered[index])
        end = self._slice(index)
        side = float(self.sides[index])
        if end.height <= 0:
            return
        width = side ** (1 - progress) * end.width**progress
        height = side ** (1 - progress) * end.height**progress
        x, y = (
            start + (stop - start) * progress
            for start, stop in zip(self.places[index], end.centre, strict=True)
        )
        if not self.halved:
            _area(pen, (x, y), width, height, seam=SEAM * progress)
            return
        middle = self.cut
        for low, high, alpha in (
            (y - height / 2, min(y + height / 2, middle), 1.0),
            (max(y - height / 2, middle), y + height / 2, self._left_above),
        ):
            if high > low:
                centre = (x, (low + high) / 2)
                _area(pen, centre, width, high - low, seam=SEAM, alpha=alpha)

    @property
    def _left_above(self) -> float:
        return 1.0 - (1.0 - GONE) * self.halved

    def _slice(self, index: int) -> Box:
        """Return the part of the vessel that a square fills."""
        box, total = self.vessel, float(self.values.sum()) or 1.0
        below = float(self.values[:index].sum()) / total
        height = float(self.values[index]) / total * box.height
        bottom = box.bottom + below * box.height
        return Box(box.left, bottom, box.right, bottom + height)


class Slab(Drawing):
    """A plain area around its own origin; it grows from its lower edge.

    ``grown`` (0 to 1) is how far it is there.
    """

    def __init__(self, width: float, height: float, *, alpha: float = FILL) -> None:
        self.slab = (width, height)
        self.alpha = alpha
        self.grown = 1.0
        super().__init__()

    def paint(self, pen: Pen) -> None:
        """Paint the area and its outline."""
        width, height = self.slab[0], self.slab[1] * self.grown
        if width <= 0 or height <= 0:
            return
        corner = (-self.slab[0] / 2, -self.slab[1] / 2)
        pen.rectangle(corner, width, height, "cost", self.alpha)
        pen.rounded(corner, width, height, 0.0)
        pen.outline("cost", width=style.LINE)

    def extent(self) -> Box:
        """Return the box of the whole area."""
        width, height = self.slab
        return Box(-width / 2, -height / 2, width / 2, height / 2)


class MeanBars(Drawing):
    """A bar for each value ≥ 0 and a line at their mean; ``marked`` is outlined.

    ``grown`` (0 to 1) lets the bars grow, ``levelled`` (0 to 1) draws the line.
    """

    def __init__(
        self, values: Sequence[float], mean: float, area: Box, *, marked: int
    ) -> None:
        self.values = list(values)
        self.mean = mean
        self.area = area
        self.marked = marked
        self.grown = 0.0
        self.levelled = 0.0
        super().__init__()

    def paint(self, pen: Pen) -> None:
        """Paint the bars, the base line and the mean."""
        area = self.area
        scale = area.height / (max(self.values) or 1.0)
        step = min(0.5, area.width / len(self.values))
        left = area.centre[0] - step * len(self.values) / 2
        for number, value in enumerate(self.values):
            corner = (left + step * (number + 0.1), area.bottom)
            alpha = FILL if number == self.marked else 0.4
            height = scale * value * self.grown
            pen.rectangle(corner, 0.8 * step, height, "cost", alpha)
        base = ((area.left, area.bottom), (area.right, area.bottom))
        pen.line(base, "muted", width=style.HAIRLINE)
        y = area.bottom + scale * self.mean
        end = area.left + area.width * self.levelled
        pen.line(
            ((area.left, y), (end, y)), "text", width=style.LINE, dashes=(0.1, 0.06)
        )

    def extent(self) -> Box:
        """Return the box of the bars."""
        return self.area


def _area(
    pen: Pen,
    centre: Point,
    width: float,
    height: float,
    *,
    seam: float = 0.0,
    alpha: float = 1.0,
) -> None:
    """Paint a rectangle around a point; thin ones keep some of their seam."""
    inner = max(height - seam, 0.5 * height)
    corner = (centre[0] - width / 2, centre[1] - inner / 2)
    pen.rectangle(corner, width, inner, "cost", FILL * alpha)
