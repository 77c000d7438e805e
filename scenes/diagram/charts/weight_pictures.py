"""Weights of some units as small pictures: what each would like to see.

features = WeightPictures(weights, (8, 8), paths, Box(1.4, -1.3, 6.4, -0.1))
self.play(staggered(features, "shown", delays, seconds=1.6))
"""

from collections.abc import Sequence

import numpy as np

from scenes import encoding, style
from scenes.engine.arrays import Numbers
from scenes.engine.depicts import Depicts
from scenes.engine.drawing import Box, Drawing
from scenes.engine.pen import Pen

GAP = 0.26  # between pictures, as a share of their sides
MOST = 0.94  # of a pixel's side: the square of the largest weight
FRAME = 0.24  # of its side: how thick the frame of a square is


class WeightPictures(Drawing):
    """A row of pictures, a square a pixel, its area in proportion to |weight|.

    All have one scale. Positive weights are blue and filled, negative ones ochre and
    hollow. ``weights`` is (units, pixels), ``shown`` (0 to 1) has one entry a unit;
    ``paths`` are those of a unit's weights, for ``{pixel}``.
    """

    is_costly = True

    def __init__(
        self,
        weights: Numbers,
        image: tuple[int, int],
        paths: Sequence[str],
        area: Box,
    ) -> None:
        self.weights, self.image = np.array(weights), image
        self.paths, self.area = list(paths), area
        self.largest = float(np.abs(self.weights).max())
        self.shown: Numbers = np.zeros(len(self.weights))
        super().__init__()

    @property
    def pixel(self) -> float:
        """The side of a pixel."""
        rows, columns = self.image
        count = len(self.weights)
        wide = columns * (count + GAP * (count - 1))
        return min(self.area.width / wide, self.area.height / rows)

    def paint(self, pen: Pen) -> None:
        """Paint a plate for each picture, and the squares on it."""
        rows, columns = self.image
        side, count = self.pixel, len(self.weights)
        step = columns * side * (1 + GAP)
        x, y = self.area.centre
        left, top = x - (step * (count - 1) + columns * side) / 2, y + rows * side / 2
        for unit in np.flatnonzero(self.shown > 0).tolist():
            corner = left + unit * step, top - rows * side
            pen.rectangle(
                corner, columns * side, rows * side, "panel", float(self.shown[unit])
            )
            self._squares(pen, unit, corner[0], top)

    def _squares(self, pen: Pen, unit: int, left: float, top: float) -> None:
        side, columns = self.pixel, self.image[1]
        radii = encoding.disc_radii(self.weights[unit], self.largest, MOST)
        sizes = (side * radii * float(self.shown[unit])).tolist()
        for pixel, size in enumerate(sizes):
            if size <= style.HAIRLINE / 2:
                continue
            row, column = divmod(pixel, columns)
            x, y = left + (column + 0.5) * side, top - (row + 0.5) * side
            weight = float(self.weights[unit, pixel])
            pen.subject = Depicts("weight", self.paths[unit].format(pixel=pixel))
            role = encoding.sign_role(weight)
            pen.rectangle((x - size / 2, y - size / 2), size, size, role)
            if weight < 0:
                inner = max(0.0, size - 2 * max(FRAME * size, style.HAIRLINE))
                pen.rectangle((x - inner / 2, y - inner / 2), inner, inner, "panel")
        pen.subject = None

    def extent(self) -> Box:
        """Return the box that the pictures stand in."""
        return self.area
