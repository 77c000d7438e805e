"""Walkers on a map: their ways, where they are now, and where they leave it."""

from collections.abc import Sequence

import numpy as np

from scenes import style
from scenes.diagram.plots.heat_map import HeatMap
from scenes.engine.arrays import Positions
from scenes.engine.depicts import Depicts
from scenes.engine.drawing import Box, Drawing
from scenes.engine.pen import Pen, Point

DOT = 0.12  # radius
ARROW = 0.22


class MapWalker(Drawing):
    """One walker: ``walked`` is the number of the place where it is now.

    ``places``, (places, 2), are in the numbers of the map, ``path`` is that of a place
    ``{n}``. What lies beyond the map is not drawn; an arrow shows where the walker left
    it, and stays. Places that are not on it any more, as a walk that ended, are none.
    """

    def __init__(
        self,
        ground: HeatMap,
        places: Positions,
        *,
        path: str,
        dashes: Sequence[float] = (),
        width: float = style.BOLD_LINE,
    ) -> None:
        self.ground, self.path = ground, path
        self.places = np.array([ground.across(x, y) for x, y in places.tolist()])
        self.dashes, self.line_width = tuple(dashes), width
        self.walked = 0.0
        super().__init__()

    @property
    def here(self) -> Point:
        """Where it is now, on the map or beyond."""
        at = min(self.walked, len(self.places) - 1)
        numbers = np.arange(len(self.places))
        x, y = (float(np.interp(at, numbers, self.places[:, axis])) for axis in (0, 1))
        return x, y

    def is_on(self, point: Point) -> bool:
        """Say whether a point is on the map."""
        area, (x, y) = self.ground.area, point
        return area.left <= x <= area.right and area.bottom <= y <= area.top

    def paint(self, pen: Pen) -> None:
        """Paint the way so far and the walker, or where it left."""
        passed = [(x, y) for x, y in self.places[: int(self.walked) + 1].tolist()]
        passed.append(self.here)
        run: list[Point] = []
        left: tuple[Point, Point] | None = None
        for before, point in zip([passed[0], *passed], passed, strict=False):
            if self.is_on(point):
                run.append(point)
            elif self.is_on(before):
                left = before, self._rim(before, point)
                run.append(left[1])
                self._trail(pen, run)
                run = []
        self._trail(pen, run)
        is_at = self.walked >= len(self.places) - 1 or float(self.walked).is_integer()
        number = min(round(self.walked), len(self.places) - 1)
        if self.is_on(self.here):
            path = self.path.format(n=number) if is_at else ""
            pen.subject = Depicts("walker", path)
            pen.disc(self.here, DOT, "background")
            pen.disc(self.here, DOT - style.LINE, "update")
            pen.subject = None
        elif left is not None:
            self._arrow(pen, *left)

    def _trail(self, pen: Pen, run: list[Point]) -> None:
        pen.line(run, "background", width=2 * self.line_width, alpha=0.7)
        pen.line(run, "update", width=self.line_width, dashes=self.dashes)

    def _rim(self, inner: Point, outer: Point) -> Point:
        """Return where the way between two points leaves the map."""
        area, (x0, y0) = self.ground.area, inner
        share = 1.0
        ends = ((area.left, area.right), (area.bottom, area.top))
        for start, goal, (low, high) in zip(inner, outer, ends, strict=True):
            if not low <= goal <= high:
                rim = low if goal < low else high
                share = min(share, (rim - start) / (goal - start))
        return x0 + share * (outer[0] - x0), y0 + share * (outer[1] - y0)

    def _arrow(self, pen: Pen, start: Point, rim: Point) -> None:
        """Paint the head of an arrow that points out of the map."""
        way = np.array(rim) - np.array(start)
        length = float(np.hypot(*way))
        ahead = way / length if length > 0 else np.array([0.0, 1.0])
        side = np.array([-ahead[1], ahead[0]])
        tip = np.array(rim) + ARROW * ahead
        pen.subject = Depicts("left the map")
        points = [
            tip,
            np.array(rim) + 0.6 * ARROW * side,
            np.array(rim) - 0.6 * ARROW * side,
        ]
        pen.polygon([(float(x), float(y)) for x, y in points], "update")
        pen.subject = None

    def extent(self) -> Box:
        """Return the box of the map."""
        return self.ground.area
