"""A matrix as tiles: as strong as its numbers are large, hollow where negative."""

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
DOTS = np.array([-0.26, 0.0, 0.26])  # in cells: where rows or columns are left out


@dataclass(frozen=True, slots=True)
class Axis:
    """Which rows or columns of so many are drawn; a run that is not takes one slot.

    ``size`` is the path of how many there are.
    """

    drawn: tuple[int, ...]
    count: int
    size: str = ""

    def __len__(self) -> int:
        """How many slots there are."""
        return len(self.slots)

    @property
    def slots(self) -> list[int]:
        """What is drawn and, of each run that is not, its first."""
        pairs = zip((-1, *self.drawn), (*self.drawn, self.count), strict=True)
        left_out = [before + 1 for before, after in pairs if after > before + 1]
        return sorted([*self.drawn, *left_out])

    def spots(self) -> tuple[Numbers, Numbers]:
        """Return where those that are drawn and the gaps are, from the middle."""
        slots = self.slots
        places, drawn = np.arange(len(slots)) - (len(slots) - 1) / 2, set(self.drawn)
        is_drawn = np.array([slot in drawn for slot in slots])
        return places[is_drawn], places[~is_drawn]


class MatrixTiles(Drawing):
    """Tiles in rows and columns around the origin; ``path`` is of ``{r}`` and ``{c}``.

    ``role`` colours them; weights have the colour of their sign. ``shown`` (0 to 1, one
    entry a tile) says how far each has come from its place in ``starts``, ``least`` how
    large it sets out there. ``turned`` (0 to 1) flips the matrix about its diagonal:
    then its rows are columns. ``passed`` (0 to 1) is how far a frame has come down the
    rows; it is seen on its way only.
    """

    def __init__(
        self,
        values: Numbers,
        axes: tuple[Axis, Axis],
        *,
        path: str,
        role: str,
        cell: float,
        largest: float = 0.0,
    ) -> None:
        self.values, self.axes, self.role, self.cell = values, axes, role, cell
        self.largest = largest or float(np.abs(values).max()) or 1.0
        rows, columns = axes
        self.paths = [
            [path.format(r=r, c=c) for c in columns.drawn] for r in rows.drawn
        ]
        (down, missing_down), (across, missing_across) = (a.spots() for a in axes)
        self.goals = cell * np.stack(np.meshgrid(across, -down), axis=-1)
        dots = [(0.0, dot - y) for y in missing_down for dot in DOTS]
        dots += [(x + dot, 0.0) for x in missing_across for dot in DOTS]
        self.dots = cell * np.array(dots).reshape(-1, 2)
        self.starts = self.goals
        self.shown = np.ones(values.shape)
        self.least, self.framed = SMALLEST, 1.0
        self.turned = self.passed = 0.0
        super().__init__()

    @property
    def spread(self) -> tuple[float, float]:
        """How wide and how tall it is as it lies at first."""
        rows, columns = (self.cell * (len(axis) + 2 * EDGE) for axis in self.axes)
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
        """Paint the line around it, the tiles, dots for gaps, the frame of a row."""
        corners = np.array([(-1, -1), (1, -1), (1, 1), (-1, 1), (-1, -1)])
        ring = self._across(corners * self.spread / 2)
        pen.line(ring.tolist(), "muted", width=style.HAIRLINE, alpha=self.framed)
        places, shares = self._places(), encoding.shares(self.values, self.largest)
        for row, column in np.argwhere(self.shown > 0).tolist():
            pen.subject = Depicts("tile", self.paths[row][column])
            share = float(shares[row, column])
            self._tile(pen, places[row, column].tolist(), (row, column), share)
        pen.subject = None
        for dot in self._across(self.dots).tolist():
            pen.disc(dot, 0.07 * self.cell, "muted", self.framed)
        if 0 < self.passed < 1:
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

    def _frame(self, pen: Pen) -> None:
        places, wide = self._across(self.goals), self.spread[bool(self.turned)]
        lane = places[0] if self.turned else places[:, 0]
        low = float(lane[int(self.passed * len(lane)), 1]) - self.cell / 2
        pen.rounded((-wide / 2, low), wide, self.cell, 0.2 * self.cell)
        pen.outline("text", width=style.LINE)

    def measure(self, pen: Pen) -> None:
        """Cover the matrix, and the tiles that are under way to it."""
        wide, tall = (each / 2 + self.cell for each in self.spread)
        if self.turned:
            wide = tall = max(wide, tall)
        pen.cover(-wide, -tall, wide, tall)
        if self.shown.any():
            cover(pen, self._places()[self.shown > 0], self.cell)

    def extent(self) -> Box:
        """Return the box of the matrix as it lies now."""
        wide, tall = self.spread[:: -1 if self.turned >= 0.5 else 1]
        return Box(-wide / 2, -tall / 2, wide / 2, tall / 2)
