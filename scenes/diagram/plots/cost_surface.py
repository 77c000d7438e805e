"""Values over a plane as a surface, seen from above or, tilted, from the side."""

from math import cos, sin

import numpy as np

from scenes import style
from scenes.engine.arrays import Numbers, Positions
from scenes.engine.depicts import Depicts
from scenes.engine.drawing import Box, Drawing
from scenes.engine.pen import Pen, Point

FLATTER = 0.55  # of its depth, that a tilted surface loses
SMALLER = 0.3  # of its size, so that it can turn
RISE = 0.55  # of the height of the box: from the lowest to the highest
BANDS = 14


class CostSurface(Drawing):
    """A grid of heights, (rows, columns) from below, each from 0 to 1, over a box.

    ``tilt`` (0 to 1) is how far one looks from the side, ``turn`` how far it is turned,
    in radians. Neither: it lies in the box like a map. ``way`` are points of a path,
    (points, 3): how far across and up the box, and how high; ``walked`` is how many of
    them are drawn. ``paths`` are those of the values at its first and last point.
    """

    is_costly = True

    def __init__(
        self,
        shares: Numbers,
        area: Box,
        *,
        way: Numbers,
        paths: tuple[str, str] = ("", ""),
        roles: tuple[str, str] = ("panel", "cost"),
        strongest: float = 1.0,
    ) -> None:
        self.shares, self.area, self.roles = np.clip(shares, 0.0, 1.0), area, roles
        self.way, self.paths, self.strongest = way, paths, strongest
        self.tilt = self.turn = 0.0
        self.walked = float(len(way))
        super().__init__()

    def placed(self, across: Numbers, up: Numbers, height: Numbers) -> Positions:
        """Return where points are on screen, (…, 2); see ``way``."""
        area, tilt = self.area, self.tilt
        x, y = (across - 0.5) * area.width, (up - 0.5) * area.height
        turned = cos(self.turn) * x - sin(self.turn) * y
        deep = sin(self.turn) * x + cos(self.turn) * y
        size = 1 - SMALLER * tilt
        rise = RISE * area.height * tilt * (height - 0.5)
        return np.stack(
            [
                area.centre[0] + size * turned,
                area.centre[1] + size * (1 - FLATTER * tilt) * deep + rise,
            ],
            axis=-1,
        )

    def end(self, point: int) -> Point:
        """Return where a point of the path is."""
        x, y = self.placed(*self.way[point]).tolist()
        return x, y

    def paint(self, pen: Pen) -> None:
        """Paint the surface from the back to the front, then the path on it."""
        rows, columns = self.shares.shape
        up, across = np.meshgrid(
            np.linspace(0, 1, rows), np.linspace(0, 1, columns), indexing="ij"
        )
        corners = self.placed(across, up, self.shares)
        levels = (self.shares[1:, 1:] + self.shares[:-1, :-1]) / 2
        levels = (
            np.minimum(np.floor(levels * BANDS), BANDS - 1)
            / (BANDS - 1)
            * self.strongest
        )
        if not pen.reads:
            for row in range(rows - 2, -1, -1):
                for column in range(columns - 1):
                    quad = [
                        corners[row, column],
                        corners[row, column + 1],
                        corners[row + 1, column + 1],
                        corners[row + 1, column],
                    ]
                    pen.polygon(quad, self.roles[0])
                    pen.polygon(quad, self.roles[1], float(levels[row, column]))
        line = [self.end(point) for point in range(round(self.walked))]
        pen.line(line, "update", width=style.BOLD_LINE)
        for number, path in zip((0, -1), self.paths, strict=True):
            pen.subject = Depicts("end of the way", path)
            pen.disc(self.end(number), 1.8 * style.BOLD_LINE, "update")
        pen.subject = None

    def extent(self) -> Box:
        """Return the box that it lies in like a map."""
        return self.area
