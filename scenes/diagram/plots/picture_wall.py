"""Many small pictures side by side, bright once they are read right."""

from math import ceil

import numpy as np

from scenes import style
from scenes.diagram.plots.learned_answers import between_looks
from scenes.engine import pictures
from scenes.engine.arrays import Numbers
from scenes.engine.depicts import Depicts
from scenes.engine.drawing import Box, Drawing
from scenes.engine.followed import Followed
from scenes.engine.pen import Pen

DIM = 0.22  # of the brightness of a picture that is not read right
RING = 1.15  # sides of a picture


class LearningWall(Drawing):
    """Pictures, (pictures, rows, columns), in rows that fill a box from its top left.

    ``right`` is (looks, pictures), ``turned`` the look that is shown: so bright they
    are ``lit``; ``path`` is that of a ``{look}`` and picture ``{n}``. ``shown`` is how
    many stand there yet. ``ringed`` (0 to 1) is how far a ring stands around the
    picture that is ``followed``.
    """

    is_costly = True
    turned = Followed[float]("_turn")

    def __init__(
        self, values: Numbers, area: Box, right: Numbers, *, followed: int, path: str
    ) -> None:
        self.values = values / (float(np.abs(values).max()) or 1.0)
        self.area, self.right, self.followed, self.path = area, right, followed, path
        self.shown, self.ringed = float(len(values)), 0.0
        count, rows, columns = values.shape
        self.cell = rows + 1, columns + 1  # a gap of one pixel
        self.across, self.side = _fitted(count, self.cell, area)
        super().__init__()
        self.turned = 0.0

    def _turn(self) -> None:
        self.lit, look = between_looks(self.right, self.turned), round(self.turned)
        count = len(self.lit) if abs(self.turned - look) < 1e-9 else 0
        self.paths = [self.path.format(look=look, n=n) for n in range(count)]

    def alone(self, area: Box) -> "LearningWall":
        """Return the picture that is followed, lit, in a box of its own."""
        values = self.values[self.followed : self.followed + 1]
        return LearningWall(values, area, np.ones((1, 1)), followed=0, path="")

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
        if self.ringed > 0:
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
    sides = (
        (min(area.width / (n * wide), area.height / (ceil(count / n) * tall)), n)
        for n in range(1, count + 1)
    )
    side, across = max(sides)
    return across, side
