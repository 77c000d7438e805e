"""A matrix as tiles: as strong as its numbers are large, hollow where negative.

tiles = MatrixTiles(weights, (rows, columns), paths=paths, role="weight", cell=0.3)
self.play(*come(tiles, places))
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import cos, pi

import numpy as np

from scenes import encoding, style
from scenes.engine.arrays import Numbers, Positions
from scenes.engine.depicts import Depicts
from scenes.engine.drawing import Box, Drawing
from scenes.engine.followed import Followed, numbers
from scenes.engine.pen import Pen, Point

FILLED = 0.9  # of a cell's side
HOLE = 0.42  # of it: what is left out of a negative one
EDGE = 0.14  # of a cell: from the tiles to the line around them
SMALLEST = 0.3  # of its size: a tile that sets out from where it was found
SHAPE = 0.24  # from the line around it to what says how large it is
DOTS = (-0.26, 0.0, 0.26)  # in cells: where rows or columns are left out
SQUARE = np.array([(-1, -1), (1, -1), (1, 1), (-1, 1)]) / 2


@dataclass(frozen=True, slots=True)
class Axis:
    """Which rows or columns of so many are drawn; a run that is not takes one slot.

    ``size`` is the path of how many there are.
    """

    drawn: tuple[int, ...]
    count: int
    size: str = ""

    def spots(self) -> tuple[Numbers, Numbers]:
        """Return where those that are drawn and the gaps are, from the middle."""
        is_gap = np.diff([-1, *self.drawn, self.count]) > 1
        order = np.arange(len(is_gap)) + np.cumsum(is_gap)
        middle = (order[-1] - 1) / 2
        return order[:-1] - middle, order[is_gap] - 1.0 - middle


class MatrixTiles(Drawing):
    """Tiles in rows and columns around the origin; ``size`` is the side of a cell.

    ``role`` colours them; weights have the colour of their sign. ``shown`` (0 to 1, one
    entry a tile) says how far each has come from its place in ``starts``. ``turned``
    (0 to 1) flips the matrix about its diagonal: then its rows are columns. ``passed``
    (0 to 1) is how far a frame has come down the rows; it is seen on its way only.
    ``shapes`` say how many rows and columns there are, upright and flipped.
    """

    is_costly = True
    shown = Followed[Numbers]("_tell_shape", numbers)
    turned = Followed[float]("_tell_shape")

    def __init__(
        self,
        values: Numbers,
        axes: tuple[Axis, Axis],
        *,
        paths: Sequence[Sequence[str]],
        role: str,
        cell: float = 1.0,
        shapes: Sequence[Drawing] = (),
    ) -> None:
        self.values, self.axes, self.paths, self.role = values, axes, paths, role
        self.largest = float(np.abs(values).max()) or 1.0
        (down, missing_down), (across, missing_across) = (a.spots() for a in axes)
        self.goals = np.stack(np.meshgrid(across, -down), axis=-1)
        self.spread = (
            len(across) + len(missing_across) + 2 * EDGE,
            len(down) + len(missing_down) + 2 * EDGE,
        )
        gaps = [(0.0, step - y) for y in missing_down for step in DOTS]
        gaps += [(x + step, 0.0) for x in missing_across for step in DOTS]
        self.dots = np.array(gaps).reshape(-1, 2)
        self.starts, self._shown = self.goals, np.zeros(values.shape)
        self._turned = self.passed = 0.0
        self.shapes = shapes
        super().__init__(*shapes)
        self.size = cell
        self.print_shapes()
        self._tell_shape()

    def print_shapes(self, size: float = 1.0) -> None:
        """Let its shape be read as well within a drawing of another size."""
        for shape, tall in zip(self.shapes, self.spread[::-1], strict=False):
            shape.size = 1 / (self.size * size)
            shape.at(0.0, -tall / 2 - SHAPE * shape.size)

    def _tell_shape(self) -> None:
        there = float(self._shown.max())
        for way, shape in enumerate(self.shapes):
            shape.opacity = there * max(0.0, 1 - 3 * abs(self._turned - way))

    def _across(self, places: Positions) -> Positions:
        """Return where places are while the matrix flips about its diagonal."""
        if self.turned <= 0:
            return places
        along = (places[..., 0] + places[..., 1]) / 2 * cos(pi * self.turned)
        aside = (places[..., 0] - places[..., 1]) / 2
        return np.stack([along + aside, along - aside], axis=-1)

    def _places(self) -> Positions:
        """Return the middle of each tile, also of those under way."""
        way = self.shown[..., None]
        return self.starts + (self._across(self.goals) - self.starts) * way

    def paint(self, pen: Pen) -> None:
        """Paint the line around it, the tiles, dots for gaps, the frame of a row."""
        there, thin = float(self.shown.max()), style.HAIRLINE / self.size
        ring = self._across(SQUARE[[0, 1, 2, 3, 0]] * self.spread)
        pen.line(ring.tolist(), "muted", width=thin, alpha=there)
        for spot in self._across(self.dots).tolist():
            pen.disc(spot, 0.07, "muted", there)
        places, shares = self._places(), encoding.shares(self.values, self.largest)
        for row, column in np.argwhere(self.shown > 0).tolist():
            pen.subject = Depicts("tile", self.paths[row][column])
            share = float(shares[row, column])
            self._tile(pen, places[row, column].tolist(), (row, column), share)
        pen.subject = None
        if 0 < self.passed < 1:
            places, wide = self._across(self.goals), self.spread[bool(self.turned)]
            lane = places[0] if self.turned else places[:, 0]
            low = float(lane[int(self.passed * len(lane)), 1]) - 0.5
            pen.rounded((-wide / 2, low), wide, 1.0, 0.2)
            pen.outline("text", width=style.LINE / self.size)

    def _tile(
        self, pen: Pen, place: Point, which: tuple[int, int], share: float
    ) -> None:
        value, shown = float(self.values[which]), float(self.shown[which])
        corners = self._across(FILLED * (SMALLEST + (1 - SMALLEST) * shown) * SQUARE)
        role = encoding.sign_role(value) if self.role == "weight" else self.role
        pen.polygon((place + corners).tolist(), role, share * min(1.0, 2 * shown))
        if value < 0:
            pen.polygon((place + HOLE * corners).tolist(), "background", 1.0)

    def extent(self) -> Box:
        """Return the box of the matrix as it lies; while it flips, of both ways."""
        wide, tall = self.spread[:: -1 if self.turned >= 1 else 1]
        if 0 < self.turned < 1:
            wide = tall = max(wide, tall)
        return Box(-wide / 2, -tall / 2, wide / 2, tall / 2)
