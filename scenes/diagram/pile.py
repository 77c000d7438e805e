"""The inside of a unit: products that pile up to a sum, and the curve that bends it."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from scenes import style
from scenes.engine.arrays import Numbers
from scenes.engine.depicts import Depicts
from scenes.engine.drawing import Box, Drawing
from scenes.engine.pen import Pen, Point

TANGENT = 0.45  # half of its length, in widths of the curve's box


@dataclass(frozen=True, slots=True)
class Summand:
    """One bar of a pile: its value, its path, and the colour's role."""

    value: float
    path: str
    role: str = "activation"


class Pile(Drawing):
    """Bars in rows, each beginning where the one above ended; the last end is the sum.

    ``shown`` (0 to 1, one entry a bar) is how far each has grown. A negative bar is
    hollow. Zero is a line through all rows.
    """

    def __init__(self, summands: Sequence[Summand], box: Box) -> None:
        self.summands = tuple(summands)
        self.area = box
        values = [each.value for each in summands]
        self.sums = np.concatenate([[0.0], np.cumsum(values)])
        self.shown = np.zeros(len(summands))
        super().__init__()

    def across(self, value: float) -> float:
        """Return the x of a value; all sums fit into the box."""
        low, high = float(self.sums.min()), float(self.sums.max())
        return self.area.left + self.area.width * (value - low) / ((high - low) or 1.0)

    @property
    def reached(self) -> float:
        """The sum of what is shown of the bars."""
        return float((np.diff(self.sums) * self.shown).sum())

    def paint(self, pen: Pen) -> None:
        """Paint zero, the bars, and where the sum stands."""
        box = self.area
        step = box.height / len(self.summands)
        zero = self.across(0.0)
        pen.line(((zero, box.bottom), (zero, box.top)), "muted", width=style.HAIRLINE)
        for row, summand in enumerate(self.summands):
            shown = float(self.shown[row])
            if shown > 0:
                start = self.across(float(self.sums[row]))
                end = start + (self.across(float(self.sums[row + 1])) - start) * shown
                y = box.top - (row + 0.5) * step
                self._bar(pen, summand, (start, end), y, 0.32 * min(step, 0.34))
        if self.shown.any():
            x = self.across(self.reached)
            pen.subject = Depicts("sum")
            pen.disc((x, box.bottom - 0.1), 0.055, "text")
            pen.subject = None

    def _bar(
        self,
        pen: Pen,
        summand: Summand,
        ends: tuple[float, float],
        y: float,
        half: float,
    ) -> None:
        left, right = min(ends), max(ends)
        width = max(right - left, 0.014)
        pen.subject = Depicts("bar", summand.path)
        pen.rectangle((left, y - half), width, 2 * half, summand.role)
        thick = min(style.LINE, half / 2)
        if summand.value < 0 and width > 3 * thick:
            inner = (left + thick, y - half + thick)
            size = (width - 2 * thick, 2 * half - 2 * thick)
            pen.rectangle(inner, *size, "panel")
        pen.subject = None

    def extent(self) -> Box:
        """Return the box of the bars and of the mark below them."""
        box = self.area
        return Box(box.left, box.bottom - 0.16, box.right, box.top)


class Climb(Drawing):
    """An activation function with a point that climbs it from one sum to another.

    ``drawn`` (0 to 1) is how much of the curve is there, ``point`` how clear the point
    is, and ``at`` the sum where it stands. ``tangent`` (0 to 1) is how much of a line
    with the slope ``slope`` lies on the curve there.
    """

    def __init__(
        self,
        xs: Numbers,
        ys: Numbers,
        box: Box,
        *,
        path: str,
        at: float = 0.0,
        slope: float = 0.0,
    ) -> None:
        self.xs, self.ys, self.area, self.path = xs, ys, box, path
        self.at_sum, self.slope = at, slope
        self.tangent = 0.0
        self.drawn = 0.0
        self.point = 0.0
        super().__init__()

    def across(self, x: float, y: float) -> Point:
        """Return where a point of the function is on screen."""
        low, high = min(0.0, float(self.ys.min())), float(self.ys.max())
        left, right = float(self.xs[0]), float(self.xs[-1])
        box = self.area
        return (
            box.left + box.width * (x - left) / (right - left),
            box.bottom + box.height * (y - low) / ((high - low) or 1.0),
        )

    @property
    def spot(self) -> Point:
        """Where its point is on screen."""
        return self.across(self.at_sum, float(np.interp(self.at_sum, self.xs, self.ys)))

    def paint(self, pen: Pen) -> None:
        """Paint the axes, the curve, and the point with its foot."""
        left, right = float(self.xs[0]), float(self.xs[-1])
        top = max(float(self.ys.max()), 0.0)
        for ends in (
            (self.across(left, 0.0), self.across(right, 0.0)),
            (self.across(0.0, min(0.0, float(self.ys.min()))), self.across(0.0, top)),
        ):
            pen.line(
                ends, "muted", width=style.HAIRLINE, alpha=min(1.0, 3 * self.drawn)
            )
        count = round(len(self.xs) * self.drawn)
        if count > 1:
            points = [
                self.across(float(x), float(y))
                for x, y in zip(self.xs[:count], self.ys[:count], strict=True)
            ]
            pen.line(points, "activation", width=0.8 * style.BOLD_LINE)
        if self.tangent > 0:
            self._touch(pen)
        if self.point > 0:
            spot = self.spot
            foot = self.across(self.at_sum, 0.0)
            pen.line(
                *((foot, spot), "text"),
                width=style.HAIRLINE,
                dashes=(0.05, 0.05),
                alpha=self.point,
            )
            pen.subject = Depicts("point", self.path)
            pen.disc(spot, 0.1, "text", self.point)
            pen.subject = None

    def _touch(self, pen: Pen) -> None:
        """Paint the tangent, as long on screen whatever its slope."""
        height = float(np.interp(self.at_sum, self.xs, self.ys))
        x, y = self.across(self.at_sum, height)
        end = self.across(self.at_sum + 1.0, height + self.slope)
        way = np.array([end[0] - x, end[1] - y])
        way *= TANGENT * self.area.width * self.tangent / float(np.linalg.norm(way))
        ends = ((x - way[0], y - way[1]), (x + way[0], y + way[1]))
        pen.subject = Depicts("tangent", self.path)
        pen.line(ends, "text", width=style.LINE)
        pen.subject = None

    def extent(self) -> Box:
        """Return the box of the axes."""
        return self.area
