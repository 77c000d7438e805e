"""A matrix as tiles: as strong as its numbers are large, hollow where negative."""

from collections.abc import Callable
from dataclasses import dataclass
from math import cos, pi

import numpy as np

from scenes import encoding, style
from scenes.engine.arrays import Numbers, Positions
from scenes.engine.depicts import Depicts
from scenes.engine.drawing import Box, Drawing, cover
from scenes.engine.pen import Pen, Point

FILLED = 0.9  # of a cell's side
HOLE = 0.42  # of it: what is left out of a negative one
EDGE = 0.14  # of a cell: from the tiles to the line around them
SMALLEST = 0.3  # of its size: a tile that sets out from where it was found


@dataclass(frozen=True, slots=True)
class Axis:
    """Which rows or columns of so many are drawn; a run that is not takes one slot.

    ``size`` is the path of how many there are.
    """

    drawn: tuple[int, ...]
    count: int
    size: str = ""

    @property
    def left_out(self) -> list[int]:
        """Where each run begins that is not drawn."""
        pairs = zip((-1, *self.drawn), (*self.drawn, self.count), strict=True)
        return [before + 1 for before, after in pairs if after > before + 1]

    @property
    def length(self) -> int:
        """How many slots there are."""
        return len(self.drawn) + len(self.left_out)

    def spots(self) -> tuple[Numbers, Numbers]:
        """Return where those that are drawn and the gaps are, from the middle."""
        order = sorted([*self.drawn, *self.left_out])
        place = {start: n - (len(order) - 1) / 2 for n, start in enumerate(order)}
        found = [[place[each] for each in some] for some in (self.drawn, self.left_out)]
        return np.array(found[0], float), np.array(found[1], float)


class MatrixTiles(Drawing):
    """Tiles in rows and columns around the origin; ``paths`` names each value.

    ``role`` colours them; weights have the colour of their sign. ``shown`` (0 to 1, one
    entry a tile) says how far each has come from its place in ``starts``, ``least`` how
    large it sets out there. ``turned`` (0 to 1) flips the matrix about its diagonal:
    then its rows are columns. ``passed`` (0 to 1) is how far a frame has come down the
    rows; it is seen on its way only, and lies around all where ``as_one``.
    """

    def __init__(
        self,
        values: Numbers,
        axes: tuple[Axis, Axis],
        *,
        paths: Callable[[int, int], str],
        role: str,
        cell: float,
        largest: float = 0.0,
    ) -> None:
        self.values, self.axes, self.role, self.cell = values, axes, role, cell
        self.largest = largest or float(np.abs(values).max()) or 1.0
        self.paths = [[paths(r, c) for c in axes[1].drawn] for r in axes[0].drawn]
        (rows, self._row_gaps), (columns, self._column_gaps) = (a.spots() for a in axes)
        grid = np.meshgrid(cell * columns, -cell * rows)
        self.goals = np.stack(grid, axis=-1)
        self.starts = self.goals.copy()
        self.shown = np.ones(values.shape)
        self.least = SMALLEST
        self.turned = 0.0
        self.passed, self.as_one = 0.0, False
        self.framed = 1.0
        super().__init__()

    @property
    def spread(self) -> tuple[float, float]:
        """How wide and how tall it is as it lies at first."""
        edge = 2 * EDGE * self.cell
        rows, columns = (self.cell * axis.length + edge for axis in self.axes)
        return columns, rows

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
        """Paint the line around it, the tiles, and the frame of a row."""
        wide, tall = (each / 2 for each in self.spread)
        around = np.array([(-wide, -tall), (wide, -tall), (wide, tall), (-wide, tall)])
        ring = self._across(np.vstack([around, around[:1]]))
        pen.line(ring.tolist(), "muted", width=style.HAIRLINE, alpha=self.framed)
        places, shares = self._places(), encoding.shares(self.values, self.largest)
        for row, column in np.argwhere(self.shown > 0).tolist():
            pen.subject = Depicts("tile", self.paths[row][column])
            share = float(shares[row, column])
            self._tile(pen, places[row, column].tolist(), (row, column), share)
        pen.subject = None
        self._gaps(pen)
        self._frame(pen)

    def _tile(
        self, pen: Pen, place: Point, which: tuple[int, int], share: float
    ) -> None:
        value, shown = float(self.values[which]), float(self.shown[which])
        size = self.cell * FILLED * (self.least + (1 - self.least) * shown)
        role = encoding.sign_role(value) if self.role == "weight" else self.role
        alpha = share * (1.0 if self.least == 1 else min(1.0, 2 * shown))
        self._square(pen, place, size, (role, alpha))
        if value < 0:
            self._square(pen, place, HOLE * size, ("background", 1.0))

    def _square(
        self, pen: Pen, place: Point, size: float, ink: tuple[str, float]
    ) -> None:
        corners = size / 2 * np.array([(-1, -1), (1, -1), (1, 1), (-1, 1)])
        pen.polygon((self._across(corners) + np.array(place)).tolist(), *ink)

    def _gaps(self, pen: Pen) -> None:
        """Paint three dots where rows or columns are left out."""
        middles = [(0.0, -self.cell * y) for y in self._row_gaps.tolist()]
        middles += [(self.cell * x, 0.0) for x in self._column_gaps.tolist()]
        upright = [True] * len(self._row_gaps) + [False] * len(self._column_gaps)
        for middle, is_row in zip(middles, upright, strict=True):
            for step in (-0.26, 0.0, 0.26):
                shift = (0.0, step) if is_row else (step, 0.0)
                spot = np.array([middle]) + self.cell * np.array([shift])
                ((x, y),) = self._across(spot).tolist()
                pen.disc((x, y), 0.07 * self.cell, "muted", self.framed)

    def _frame(self, pen: Pen) -> None:
        if not 0 < self.passed < 1:
            return
        wide, tall = self.spread[:: -1 if self.turned else 1]
        low, high = -tall / 2, tall / 2
        if not self.as_one:
            places = self._across(self.goals)
            lane = places[0] if self.turned else places[:, 0]
            middle = float(lane[int(self.passed * len(lane)), 1])
            low, high = middle - self.cell / 2, middle + self.cell / 2
        pen.rounded((-wide / 2, low), wide, high - low, 0.2 * self.cell)
        pen.outline("text", width=style.LINE)

    def measure(self, pen: Pen) -> None:
        """Cover the matrix, and the tiles that are under way to it."""
        wide, tall = (each / 2 + self.cell for each in self.spread)
        reach = max(wide, tall) if self.turned else 0.0
        wide, tall = max(wide, reach), max(tall, reach)
        pen.cover(-wide, -tall, wide, tall)
        if self.shown.any():
            cover(pen, self._places()[self.shown > 0], self.cell)

    def extent(self) -> Box:
        """Return the box of the matrix as it lies now."""
        wide, tall = self.spread[:: -1 if self.turned >= 0.5 else 1]
        return Box(-wide / 2, -tall / 2, wide / 2, tall / 2)
