"""Many small pictures side by side, dim or bright."""

from collections.abc import Sequence
from math import ceil

import numpy as np

from scenes import style
from scenes.engine import pictures
from scenes.engine.arrays import Numbers
from scenes.engine.depicts import Depicts
from scenes.engine.drawing import Box, Drawing
from scenes.engine.pen import Pen, Point

DIM = 0.22  # of the brightness of a picture that is not read right
RING = 1.15  # sides of a picture


class PictureWall(Drawing):
    """Pictures, (pictures, rows, columns), in rows that fill a box from its top left.

    ``lit`` (0 to 1, one entry a picture) is how bright each is; ``paths`` are what that
    stands for, once it is 0 or 1. ``shown`` is how many stand there yet. ``ringed``
    (0 to 1) is how far a ring stands around the picture that is ``followed``.
    """

    is_costly = True

    def __init__(
        self,
        values: Numbers,
        area: Box,
        *,
        paths: Sequence[str] = (),
        followed: int | None = None,
    ) -> None:
        self.values = values / (float(np.abs(values).max()) or 1.0)
        self.area, self.paths, self.followed = area, list(paths), followed
        self.lit: Numbers = np.zeros(len(values))
        self.shown = float(len(values))
        self.ringed = 0.0
        count, rows, columns = values.shape
        self.cell = rows + 1, columns + 1  # a gap of one pixel
        self.across, self.side = _fitted(count, self.cell, area)
        super().__init__()

    def place(self, picture: int) -> Box:
        """Return the box of a picture, without the gap around it."""
        row, column = divmod(picture, self.across)
        tall, wide = (each * self.side for each in self.cell)
        box = self.extent()
        left, top = box.left + column * wide, box.top - row * tall
        return Box(left, top - tall + self.side, left + wide - self.side, top)

    def paint(self, pen: Pen) -> None:
        """Paint the pictures, and the ring."""
        box = self.extent()
        if pen.reads:
            self._read(pen)
        else:
            corners = (box.left, box.bottom), (box.right, box.top)
            roles = ("background", "activation")
            pictures.laid(pen, corners, self._laid(), roles, sharp=True)
        if self.followed is not None and self.ringed > 0:
            around = self.place(self.followed)
            pen.subject = Depicts("followed")
            radius, width = RING * 0.7 * max(around.width, around.height), style.LINE
            pen.ring(around.centre, radius, "text", width=width, alpha=self.ringed)
            pen.subject = None

    def _laid(self) -> Numbers:
        """Return the whole wall as one picture."""
        count, rows, columns = self.values.shape
        tall, wide = self.cell
        down = ceil(count / self.across)
        bright = (DIM + (1 - DIM) * self.lit) * (np.arange(count) < self.shown)
        cells = np.zeros((down * self.across, tall, wide))
        cells[:count, :rows, :columns] = self.values * bright[:, None, None]
        grid = cells.reshape(down, self.across, tall, wide).swapaxes(1, 2)
        return np.clip(grid.reshape(down * tall, self.across * wide), 0.0, 1.0)

    def _read(self, pen: Pen) -> None:
        """Tell a pen that reads of each picture: how bright, and for what value."""
        for number, lit in enumerate(self.lit.tolist()):
            if number < self.shown:
                box = self.place(number)
                path = self.paths[number] if self.paths and lit in (0.0, 1.0) else ""
                pen.subject = Depicts("picture", path, None, number)
                corner, alpha = (box.left, box.bottom), DIM + (1 - DIM) * lit
                pen.rectangle(corner, box.width, box.height, "activation", alpha)
        pen.subject = None

    def centre_of(self, picture: int) -> Point:
        """Return the middle of a picture."""
        return self.place(picture).centre

    def extent(self) -> Box:
        """Return the box of all pictures, in the middle of theirs."""
        tall, wide = (each * self.side for each in self.cell)
        down = ceil(len(self.values) / self.across)
        x, y = self.area.centre
        half, up = self.across * wide / 2, down * tall / 2
        return Box(x - half, y - up, x + half, y + up)


def _fitted(count: int, cell: tuple[int, int], area: Box) -> tuple[int, float]:
    """Return how many pictures a row has, and how large a pixel is at most."""
    tall, wide = cell

    def largest(across: int) -> float:
        high = area.height / (ceil(count / across) * tall)
        return min(area.width / (across * wide), high)

    side, across = max((largest(across), across) for across in range(1, count + 1))
    return across, side
