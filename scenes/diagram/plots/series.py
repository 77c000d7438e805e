"""A quantity over time as a curve that grows, with a point at its head."""

from collections.abc import Sequence

import numpy as np

from scenes import style
from scenes.diagram.plots.clipping import exits, inside
from scenes.diagram.plots.plot_axes import PlotAxes
from scenes.engine.arrays import Numbers
from scenes.engine.depicts import Depicts
from scenes.engine.drawing import Box, Drawing
from scenes.engine.pen import Pen, Point

HEAD = 0.085  # radius
ARROW = 0.17  # where a curve leaves the plot


class Series(Drawing):
    """A curve through points of some axes; ``paths`` are those of the heights.

    ``reached`` is the x up to which it is drawn; nothing before the first one. Several
    with the same ``reached`` run at once. ``head`` (0 to 1) is how clear the point at
    its end is. What lies above or below the axes is left out; an arrow says where. With
    ``dots``, one a point, there is no curve: discs where they are true, else circles.
    """

    def __init__(
        self,
        axes: PlotAxes,
        xs: Sequence[float],
        ys: Sequence[float],
        paths: Sequence[str],
        *,
        role: str = "cost",
        dashes: Sequence[float] = (),
        width: float = style.BOLD_LINE,
    ) -> None:
        self.axes, self.paths = axes, list(paths)
        self.xs, self.ys = np.array(xs, float), np.array(ys, float)
        self.role, self.dashes, self.line_width = role, tuple(dashes), width
        self.reached = float(self.xs[0])
        self.head = 0.0
        self.dots: Sequence[float] | Numbers = ()
        super().__init__()

    @property
    def end(self) -> Point:
        """Where its last point is on screen."""
        return self.axes.across(float(self.xs[-1]), float(self.ys[-1]))

    @property
    def tip(self) -> Point:
        """Where its head is now."""
        x = min(self.reached, float(self.xs[-1]))
        return self.axes.across(x, float(np.interp(x, self.xs, self.ys)))

    def paint(self, pen: Pen) -> None:
        """Paint the curve as far as it is drawn, and its head."""
        if len(self.dots):
            self._dots(pen)
            return
        drawn = self.xs < self.reached
        points = [
            self.axes.across(x, y)
            for x, y in zip(
                self.xs[drawn].tolist(), self.ys[drawn].tolist(), strict=True
            )
        ]
        points.append(self.tip)
        area = self.axes.area
        for run in inside(points, area):
            pen.line(run, self.role, width=self.line_width, dashes=self.dashes)
        for rim, beyond in exits(points, area):
            way = 0.0, (1.0 if beyond[1] > rim[1] else -1.0)
            pen.arrow_head(rim, way, self.role, length=ARROW)
        if self.head > 0 and area.bottom - 1e-6 <= self.tip[1] <= area.top + 1e-6:
            pen.subject = Depicts("head", self._path(), self.axes.number)
            pen.disc(self.tip, HEAD, self.role, self.head)
            pen.subject = None

    def _dots(self, pen: Pen) -> None:
        points = zip(self.xs.tolist(), self.ys.tolist(), self.dots, strict=True)
        for path, (x, y, is_disc) in zip(self.paths, points, strict=True):
            if x > self.reached + 1e-9:
                break
            at = self.axes.across(x, y)
            pen.subject = Depicts("read", path, self.axes.number)
            if is_disc:
                pen.disc(at, HEAD, self.role)
            else:
                pen.ring(at, HEAD - style.LINE / 2, "text", width=style.LINE)
        pen.subject = None

    def _path(self) -> str:
        """Return the path of the value at the head, if it stands at one."""
        x = min(self.reached, float(self.xs[-1]))
        found = np.flatnonzero(np.abs(self.xs - x) < 1e-9)
        return self.paths[int(found[0])] if len(found) else ""

    def extent(self) -> Box:
        """Return the box of the axes."""
        return self.axes.area
