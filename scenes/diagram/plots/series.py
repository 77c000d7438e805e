"""A quantity over time as a curve that grows, with a point at its head."""

from collections.abc import Sequence

import numpy as np

from scenes import style
from scenes.diagram.plots.clipping import exits, inside
from scenes.diagram.plots.heat_map import HeatMap
from scenes.diagram.plots.plot_axes import PlotAxes
from scenes.diagram.plots.reel import Reel
from scenes.engine.arrays import Numbers, Positions
from scenes.engine.depicts import Depicts
from scenes.engine.drawing import Box, Drawing
from scenes.engine.followed import Followed
from scenes.engine.pen import Pen, Point

HEAD = 0.085  # radius
ARROW = 2.0  # where a curve leaves the plot, in radii of its head
FARTHEST = 1e9  # what is beyond all numbers has a direction, too
SLACK = 1e-9


class Series(Drawing):
    """A curve through points of some axes; ``paths`` are those of the heights.

    ``times`` are when it is at each point, the xs unless given: then the paths are
    those of the xs. ``reached`` is the time up to which it is drawn, nothing before the
    first one. Several with the same ``reached`` run at once; reels that are its parts
    turn with it. ``head`` (0 to 1) is how clear the point at its end is. What lies
    beyond the ``rim`` is left out; an arrow says where it went. A ``halo`` (0 to 1) in
    the colour of the background sets it off from what lies below. With
    ``dots``, one a point, there is no curve: discs where they are true, else circles.
    """

    reached = Followed[float]("turn")
    what, halo = "head", 0.0

    def __init__(
        self,
        axes: PlotAxes | HeatMap,
        xs: Sequence[float],
        ys: Sequence[float],
        paths: Sequence[str],
        *,
        times: Sequence[float] | None = None,
        role: str = "cost",
        dashes: Sequence[float] = (),
        width: float = style.BOLD_LINE,
        radius: float = HEAD,
    ) -> None:
        self.axes, self.paths, self.role = axes, list(paths), role
        self.xs, self.ys = np.array(xs, float), np.array(ys, float)
        self.times = self.xs if times is None else np.array(times, float)
        self.axis = int(times is None)  # along which its values are
        self.dashes, self.line_width, self.radius = tuple(dashes), width, radius
        self._reached = float(self.times[0])
        self.head = 0.0
        self.dots: Sequence[float] | Numbers = ()
        super().__init__()

    @property
    def spots(self) -> Positions:
        """Where all its points are on screen."""
        points = zip(self.xs.tolist(), self.ys.tolist(), strict=True)
        return np.array([self.axes.across(x, y) for x, y in points])

    @property
    def rim(self) -> Box:
        """The box beyond which nothing of it is drawn."""
        return self.axes.area

    @property
    def end(self) -> Point:
        """Where its last point is on screen."""
        x, y = self.spots[-1].tolist()
        return x, y

    @property
    def tip(self) -> Point:
        """Where its head is now."""
        x, y = (float(np.interp(self.reached, self.times, e)) for e in self.spots.T)
        return x, y

    @property
    def look(self) -> int:
        """The number of the last point that it has reached."""
        found = np.searchsorted(self.times, self.reached + SLACK, side="right")
        return max(int(found) - 1, 0)

    def turn(self) -> None:
        """Turn the reels to what was reached."""
        for reel in self.parts:
            if isinstance(reel, Reel):
                reel.turned = float(self.look)

    def paint(self, pen: Pen) -> None:
        """Paint the curve as far as it is drawn, and its head."""
        if len(self.dots):
            self._dots(pen)
            return
        passed = self.spots[self.times < self.reached].tolist()
        points = [*((x, y) for x, y in passed), self.tip]
        width, dashes = self.line_width, self.dashes
        for run in inside(points, self.rim):
            pen.line(run, "background", width=2 * width, alpha=self.halo)
            pen.line(run, self.role, width=width, dashes=dashes)
        if not self.rim.holds(self.tip):
            for rim, beyond in list(exits(points, self.rim))[-1:]:
                way = np.clip(np.subtract(beyond, rim), -FARTHEST, FARTHEST).tolist()
                pen.subject = Depicts("left")
                pen.arrow_head(rim, way, self.role, length=ARROW * self.radius)
        elif self.head > 0:
            since = min(self.reached, self.times[-1]) - self.times[self.look]
            path = self.paths[self.look] if since < SLACK else ""
            pen.subject = Depicts(self.what, path, self.axes.number, self.axis)
            pen.disc(self.tip, self.radius + style.LINE, "background", self.halo)
            pen.disc(self.tip, self.radius, self.role, self.head)
        pen.subject = None

    def _dots(self, pen: Pen) -> None:
        points = zip(self.paths, self.spots.tolist(), self.dots, strict=True)
        for look, (path, (x, y), is_disc) in enumerate(points):
            if self.times[look] > self.reached + SLACK:
                break
            pen.subject = Depicts("read", path, self.axes.number)
            if is_disc:
                pen.disc((x, y), self.radius, self.role)
            else:
                rim = self.radius - style.LINE / 2
                pen.ring((x, y), rim, "text", width=style.LINE)
        pen.subject = None

    def extent(self) -> Box:
        """Return the box of the axes."""
        return self.axes.area
