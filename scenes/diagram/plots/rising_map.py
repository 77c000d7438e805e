"""A map that rises to the heights it stands for, and who walks on it.

ground.add(walker)
self.play(tween(walker, walked=60.0))
self.play(tween(ground, tilt=1.0, turn=0.4))
"""

from collections.abc import Sequence
from itertools import pairwise
from math import cos, inf, sin

import numpy as np

from scenes import style
from scenes.diagram.plots.clipping import exits, inside
from scenes.diagram.plots.heat_map import HeatMap, finer
from scenes.engine.arrays import Numbers, Positions
from scenes.engine.depicts import Depicts
from scenes.engine.drawing import Box, Drawing
from scenes.engine.pen import Pen, Point

FLATTER = 0.55  # of its depth, that a tilted map loses
SMALLER = 0.3  # of its size, so that it can turn
RISE = 0.55  # of the height of the box: from the lowest to the highest
FINE = 4  # strips for each row of values: as smooth as the map at 1080 rows
ANYWHERE = Box(-inf, -inf, inf, inf)
DOT = 0.12  # radius
ARROW = 0.22


class RisingMap(HeatMap):
    """A heat map whose values are heights, too; its parts are those who walk on it.

    ``tilt`` (0 to 1) is how far one looks from the side, ``turn`` how far it is turned,
    in radians. With neither it lies in its box, and what is beyond is not drawn.
    """

    tilt = turn = 0.0

    @property
    def rim(self) -> Box:
        """The box beyond which nothing of a way is drawn."""
        return ANYWHERE if self.tilt else self.area

    def risen(self, flat: Positions, heights: Numbers) -> Positions:
        """Return where points that lie on the flat map, (…, 2), stand by now."""
        middle, tilt = np.array(self.area.centre), self.tilt
        x, y = np.moveaxis(flat - middle, -1, 0)
        across = cos(self.turn) * x - sin(self.turn) * y
        deep = (1 - FLATTER * tilt) * (sin(self.turn) * x + cos(self.turn) * y)
        size, up = 1 - SMALLER * tilt, RISE * self.area.height * tilt * (heights - 0.5)
        return middle + np.stack([size * across, size * deep + up], axis=-1)

    def paint(self, pen: Pen) -> None:
        """Paint it as a map or, once it has risen, from the back to the front."""
        if not self.tilt:
            super().paint(pen)
            return
        heights = finer(np.clip(self.shares, 0.0, 1.0), FINE)
        rows, columns = heights.shape
        area, levels = self.area, self.stepped(heights)
        xs = np.linspace(area.left, area.right, columns)
        ys = np.linspace(area.bottom, area.top, rows)
        points = self.risen(np.stack(np.meshgrid(xs, ys), axis=-1), heights)
        if pen.only_measures:
            pen.cover(*points.min(axis=(0, 1)), *points.max(axis=(0, 1)))
        if pen.only_measures or pen.reads:
            return
        corners, (low, high) = points.tolist(), self.roles
        for row in range(rows - 2, -1, -1):
            # A strip goes on under the one before it, so no seam is left between them.
            back, front, level = corners[row + 1], corners[max(row - 1, 0)], levels[row]
            starts = [0, *(np.flatnonzero(np.diff(level)) + 1).tolist(), columns - 1]
            for start, end in pairwise(starts):
                part = slice(start, end + 2)
                shape = [*back[part], *reversed(front[part])]
                pen.polygon(shape, high, float(level[start]), over=low)


class Walker(Drawing):
    """One who walks: ``walked`` is the number of the place where it is now.

    ``places``, (places, 2), are in the numbers of the map, ``heights`` from 0 to 1;
    ``path`` is that of a place ``{n}``. An arrow shows where it left the map.
    """

    def __init__(
        self,
        ground: RisingMap,
        places: Positions,
        heights: Numbers | float = 0.0,
        *,
        path: str,
        dashes: Sequence[float] = (),
    ) -> None:
        self.ground, self.path, self.dashes = ground, path, tuple(dashes)
        self.flat = np.array([ground.across(x, y) for x, y in places.tolist()])
        self.heights = np.broadcast_to(heights, len(places))
        self.walked = 0.0
        super().__init__()

    @property
    def spots(self) -> Positions:
        """Where all its places are on screen, as the map lies now."""
        return self.ground.risen(self.flat, self.heights)

    @property
    def here(self) -> Point:
        """Where it is now, on the map or beyond."""
        numbers, spots = np.arange(len(self.flat)), self.spots
        x, y = (float(np.interp(self.walked, numbers, each)) for each in spots.T)
        return x, y

    def paint(self, pen: Pen) -> None:
        """Paint the way so far and the walker, or where it left."""
        passed = [(x, y) for x, y in self.spots[: int(self.walked) + 1].tolist()]
        passed.append(self.here)
        # As large however small the map is drawn.
        box, own = self.ground.rim, 1 / self.ground.size
        for run in inside(passed, box):
            pen.line(run, "background", width=2 * own * style.BOLD_LINE, alpha=0.7)
            dashes = [own * dash for dash in self.dashes]
            pen.line(run, "update", width=own * style.BOLD_LINE, dashes=dashes)
        if box.holds(self.here):
            last = len(self.flat) - 1
            is_at = self.walked >= last or self.walked.is_integer()
            number = min(round(self.walked), last)
            pen.subject = Depicts("walker", self.path.format(n=number) if is_at else "")
            pen.disc(self.here, own * DOT, "background")
            pen.disc(self.here, own * (DOT - style.LINE), "update")
        else:
            pen.subject = Depicts("left the map")
            for rim, beyond in list(exits(passed, box))[-1:]:
                way = beyond[0] - rim[0], beyond[1] - rim[1]
                pen.arrow_head(rim, way, "update", length=own * ARROW)
        pen.subject = None

    def extent(self) -> Box:
        """Return the box of the map."""
        return self.ground.area
