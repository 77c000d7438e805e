"""A quantity over time as a curve that grows, with a point at its head."""

import itertools
from collections.abc import Iterator, Sequence
from math import isfinite

import numpy as np

from scenes import style
from scenes.diagram.plots.plot_axes import PlotAxes
from scenes.engine.depicts import Depicts
from scenes.engine.drawing import Box, Drawing
from scenes.engine.pen import Pen, Point

HEAD = 0.085  # radius
ARROW = 0.17  # where a curve leaves the plot


class Series(Drawing):
    """A curve through points of some axes; ``paths`` are those of the heights.

    ``reached`` is the x up to which it is drawn; nothing before the first one. Several
    with the same ``reached`` run at once. ``head`` (0 to 1) is how clear the point at
    its end is. What lies above or below the axes is left out; an arrow says where.
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
        drawn = self.xs < self.reached
        points = [
            self.axes.across(x, y)
            for x, y in zip(
                self.xs[drawn].tolist(), self.ys[drawn].tolist(), strict=True
            )
        ]
        points.append(self.tip)
        area = self.axes.area
        for run in inside(points, area.bottom, area.top):
            pen.line(run, self.role, width=self.line_width, dashes=self.dashes)
        for crossing, is_up in crossings(points, area.bottom, area.top):
            self._arrow(pen, crossing, is_up=is_up)
        if self.head > 0 and area.bottom - 1e-6 <= self.tip[1] <= area.top + 1e-6:
            pen.subject = Depicts("head", self._path(), self.axes.number)
            pen.disc(self.tip, HEAD, self.role, self.head)
            pen.subject = None

    def _path(self) -> str:
        """Return the path of the value at the head, if it stands at one."""
        x = min(self.reached, float(self.xs[-1]))
        found = np.flatnonzero(np.abs(self.xs - x) < 1e-9)
        return self.paths[int(found[0])] if len(found) else ""

    def _arrow(self, pen: Pen, at: Point, *, is_up: bool) -> None:
        x, y = at
        tip, half = y + (ARROW if is_up else -ARROW), 0.6 * ARROW
        pen.polygon(((x, tip), (x - half, y), (x + half, y)), self.role)

    def extent(self) -> Box:
        """Return the box of the axes."""
        return self.axes.area


def inside(points: Sequence[Point], low: float, high: float) -> Iterator[list[Point]]:
    """Yield the runs of a line that lie between two heights, cut where they cross."""
    run: list[Point] = []
    for one, other in itertools.pairwise(points):
        cut = _cut(one, other, low, high)
        if cut is None:
            continue
        if run and run[-1] != cut[0]:
            yield run
            run = []
        run = [*(run or [cut[0]]), cut[1]]
    if len(run) > 1:
        yield run


def crossings(
    points: Sequence[Point], low: float, high: float
) -> Iterator[tuple[Point, bool]]:
    """Yield where a line leaves the room between two heights, and whether upwards."""
    for one, other in itertools.pairwise(points):
        starts_inside = low - 1e-9 <= one[1] <= high + 1e-9
        if starts_inside and not low - 1e-9 <= other[1] <= high + 1e-9:
            cut = _cut(one, other, low, high)
            yield (cut or (one, one))[1], other[1] > high


def _cut(
    one: Point, other: Point, low: float, high: float
) -> tuple[Point, Point] | None:
    """Return the part of a stretch between two heights; None if there is none."""
    (x0, y0), (x1, y1) = one, other
    if not (isfinite(y0) and isfinite(y1)):
        return None
    if max(y0, y1) < low or min(y0, y1) > high:
        return None

    def clipped(point: Point) -> Point:
        y = min(max(point[1], low), high)
        if y == point[1]:
            return point
        return x0 + (x1 - x0) * (y - y0) / (y1 - y0), y

    return clipped(one), clipped(other)
