"""Values as shapes: the sample's pixels, curves with a tangent."""

from math import hypot

from scenes import style
from scenes.engine.arrays import Numbers
from scenes.engine.depicts import Depicts
from scenes.engine.drawing import Box, Drawing
from scenes.engine.pen import Pen, Point

DOT = 0.085  # radius of the points of a layer
BEYOND = 0.12  # that a tangent may leave the area of its curve


class FunctionCurve(Drawing):
    """A function with the point where the unit is, and the slope there.

    ``xs`` and ``ys`` come from the core; the axes cross at ``origin``, in the
    function's own numbers. ``point`` (0 to 1) and ``tangent`` (0 to 1) say how far
    these are shown; ``path`` names the value that its height stands for. Those of a
    ``layer``, by path, wait while ``risen`` is −1, are on the axis at 0, up at 1.
    """

    def __init__(
        self,
        xs: Numbers,
        ys: Numbers,
        area: Box,
        *,
        at: Point,
        slope: float,
        role: str = "activation",
        origin: Point = (0.0, 0.0),
        path: str = "",
    ) -> None:
        self.path = path
        self.xs, self.ys = xs, ys
        self.area = area
        self.role = role
        self.origin = origin
        self.at_point = at
        self.slope = slope
        self.drawn = 1.0
        self.point = 0.0
        self.tangent = 0.0
        self.layer: dict[str, Point] = {}
        self.risen = -1.0
        low, high = float(ys.min()), float(ys.max())
        self.low, self.high = min(low, origin[1]), max(high, origin[1])
        super().__init__()

    def across(self, x: float, y: float) -> Point:
        """Return where a point of the curve is on screen."""
        left, right = float(self.xs[0]), float(self.xs[-1])
        span = (self.high - self.low) or 1.0
        return (
            self.area.left + self.area.width * (x - left) / (right - left),
            self.area.bottom + self.area.height * (y - self.low) / span,
        )

    def paint(self, pen: Pen) -> None:
        """Paint axes, curve, guides to the axes, tangent and point."""
        left, right = float(self.xs[0]), float(self.xs[-1])
        x0, y0 = self.origin
        axes = (
            (self.across(left, y0), self.across(right, y0)),
            (self.across(x0, self.low), self.across(x0, self.high)),
        )
        for axis in axes:
            pen.line(axis, "muted", width=style.HAIRLINE)
        count = max(2, round(len(self.xs) * self.drawn))
        curve = [
            self.across(float(x), float(y))
            for x, y in zip(self.xs[:count], self.ys[:count], strict=True)
        ]
        if self.drawn > 0:
            pen.subject = Depicts("curve")
            pen.line(curve, self.role, width=style.BOLD_LINE * 0.8)
            pen.subject = None
        z, a = self.at_point
        if self.point > 0:
            for foot in (self.across(z, y0), self.across(x0, a)):
                pen.line(
                    (self.across(z, a), foot),
                    "muted",
                    width=style.HAIRLINE,
                    dashes=(0.05, 0.05),
                    alpha=self.point,
                )
        self._tangent(pen, z, a)
        pen.subject = Depicts("point", self.path)
        pen.disc(self.across(z, a), 0.09, "text", self.point)
        pen.subject = None
        for path, (x, height) in self.layer.items() if self.risen > -1 else ():
            self._risen(pen, path, self.across(x, y0), self.across(x, height)[1])

    def _risen(self, pen: Pen, path: str, foot: Point, goal: float) -> None:
        """Paint a point of the layer, and the line that it rises along."""
        (x, y), far = foot, max(self.risen, 0.0)
        pen.line((foot, (x, y + far * (goal - y))), "muted", width=style.HAIRLINE)
        pen.subject = Depicts("point", path)
        role, alpha = "activation" if far == 1 else "text", min(1.0, 1 + self.risen)
        pen.disc((x, y + far * (goal - y)), DOT, role, alpha)
        pen.subject = None

    def _tangent(self, pen: Pen, z: float, a: float) -> None:
        """Paint the tangent, as long whatever its slope, but stays by the area."""
        if self.tangent <= 0:
            return
        x0, y0 = self.across(z, a)
        # How far on screen one unit goes; not across(z + 1): of 1e16 that is across(z).
        right = self.area.width / float(self.xs[-1] - self.xs[0])
        up = self.slope * self.area.height / ((self.high - self.low) or 1.0)
        reach = 0.38 * self.area.width * self.tangent / hypot(right, up)
        dx, dy = reach * right, reach * up
        ahead, back = (self._within(y0, way) for way in (dy, -dy))
        ends = ((x0 - back * dx, y0 - back * dy), (x0 + ahead * dx, y0 + ahead * dy))
        pen.subject = Depicts("tangent")
        pen.line(ends, "error", width=style.BOLD_LINE)
        pen.subject = None

    def _within(self, y: float, way: float) -> float:
        """Return which share of a way up or down stays near the area."""
        end = self.area.top + BEYOND if way > 0 else self.area.bottom - BEYOND
        return min(1.0, (end - y) / way) if way else 1.0

    def extent(self) -> Box:
        """Return the box of the axes."""
        return self.area
