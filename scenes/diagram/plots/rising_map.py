"""A map that rises to the heights it stands for, and who walks on it.

ground.add(walker)
self.play(tween(walker, reached=60.0))
self.play(tween(ground, tilt=1.0, turn=0.4))
"""

from collections.abc import Sequence
from itertools import pairwise
from math import cos, inf, sin

import numpy as np

from scenes import style
from scenes.diagram.plots.heat_map import HeatMap, finer
from scenes.diagram.plots.series import Series
from scenes.engine.arrays import Numbers, Positions
from scenes.engine.drawing import Box
from scenes.engine.pen import Pen

FLATTER = 0.55  # of its depth, that a tilted map loses
SMALLER = 0.3  # of its size, so that it can turn
RISE = 0.55  # of the height of the box: from the lowest to the highest
FINE = 4  # strips for each row of values: as smooth as the map at 1080 rows
ANYWHERE = Box(-inf, -inf, inf, inf)
DOT = 0.1  # radius


class RisingMap(HeatMap):
    """A heat map whose values are heights, too; its parts are those who walk on it.

    ``tilt`` (0 to 1) is how far one looks from the side, ``turn`` how far it is turned,
    in radians. With neither it lies in its box, and what is beyond is not drawn.
    """

    tilt = turn = 0.0

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


class Walker(Series):
    """One who walks on a map, from place to place; its fog goes along.

    ``heights``, one for each place, are from 0 to 1. On a smaller map it is as large.
    """

    what, halo = "walker", 0.7

    def __init__(
        self,
        ground: RisingMap,
        places: Positions,
        paths: Sequence[str],
        *,
        times: Sequence[float],
        heights: Numbers | float = 0.0,
        dashes: Sequence[float] = (),
    ) -> None:
        self.ground, self.heights = ground, np.broadcast_to(heights, len(places))
        (across, up), own = places.T.tolist(), 1 / ground.size
        super().__init__(
            *(ground, across, up, paths),
            times=times,
            role="update",
            dashes=[own * dash for dash in dashes],
            width=own * style.BOLD_LINE,
            radius=own * DOT,
        )
        self.head = 1.0

    @property
    def spots(self) -> Positions:
        """Where all its places are on screen, as the map lies now."""
        return self.ground.risen(super().spots, self.heights)

    @property
    def rim(self) -> Box:
        """The map; once it has risen, all that there is."""
        return ANYWHERE if self.ground.tilt else self.ground.area

    def turn(self) -> None:
        """Let what is seen in the fog go along, too, as far as there is a map."""
        super().turn()
        if self.rim.holds(self.tip):
            self.ground.walker = self.tip
