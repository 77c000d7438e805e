"""Pictures of samples: their pixels, or their values as bars."""

import numpy as np

from scenes import encoding
from scenes.engine.arrays import Numbers, Positions
from scenes.engine.depicts import Depicts
from scenes.engine.drawing import Box, Drawing
from scenes.engine.pen import Pen, Point
from scenes.engine.pictures import tiles
from scenes.layout import in_rows

KEPT = 0.86  # of the step from one to the next
SENT = 0.4  # of a turn: until the copy has arrived


class PictureWall(Drawing):
    """Samples as squares that move, one row of each array a sample.

    ``places`` are their middles, ``sides`` how wide they are and ``alphas`` how clear;
    ``turn`` counts whose turn it is, with a frame around it; nobody's is −1. At its
    begin a copy of that one goes to the ``goal``, if there is any. Without a
    ``picture`` each is a row of bars, from its middle line if any value is negative.
    ``path`` is what number ``{n}`` stands for.
    """

    is_costly = True

    def __init__(
        self, values: Numbers, picture: tuple[int, int] | None, path: str
    ) -> None:
        self.values, self.picture, self.path = values, picture, path
        self.largest = max(1.0, float(np.abs(values).max()))
        self.places: Positions = np.zeros((len(values), 2))
        self.sides: Numbers = np.ones(len(values))
        self.alphas: Numbers = np.zeros(len(values))
        self.turn = -1.0
        self.goal: Point | None = None
        super().__init__()

    def stand(self, area: Box) -> None:
        """Stand in rows of a box, as large as it allows."""
        self.places, self.sides = self.rows(area)

    def rows(self, area: Box) -> tuple[Positions, Numbers]:
        """Return where they stand in rows of a box, and how wide each is."""
        places, step = in_rows(len(self.values), area)
        return places, np.full(len(places), KEPT * step)

    def laid(self) -> Numbers:
        """Return how clear each is where their mean is to be seen, one over another."""
        return 1.0 / (1.0 + np.arange(len(self.values)))

    @property
    def ring(self) -> int:
        """The one with a frame around it; −1 if none has it."""
        return min(int(self.turn), len(self.values) - 1) if self.turn >= 0 else -1

    def paint(self, pen: Pen) -> None:
        """Paint them in order."""
        for sample in np.flatnonzero(self.alphas > 0).tolist():
            x, y = self.places[sample].tolist()
            alpha = float(self.alphas[sample])
            with pen.inside(x, y, float(self.sides[sample]), alpha):
                self._sample(pen, sample)
        if self.ring >= 0:
            self._ring(pen, self.ring)

    def _ring(self, pen: Pen, sample: int) -> None:
        """Paint the frame, and the copy on its way."""
        (x, y), side = self.places[sample].tolist(), float(self.sides[sample])
        half, sent = 0.5 * side + 0.05, (self.turn - sample) / SENT
        pen.rounded((x - half, y - half), 2 * half, 2 * half, 0.05)
        pen.subject = Depicts("ring")
        pen.outline("text", width=0.04)
        pen.subject = None
        if self.goal is not None and 0 < sent < 1:
            x, y = x + sent * (self.goal[0] - x), y + sent * (self.goal[1] - y)
            with pen.inside(x, y, side * (1 - 0.6 * sent), 1.0):
                self._sample(pen, sample)

    def _sample(self, pen: Pen, sample: int) -> None:
        if pen.reads or not self.picture:
            pen.subject = Depicts("picture", self.path.format(n=sample), None, sample)
            pen.rectangle((-0.5, -0.5), 1.0, 1.0, "panel")
            pen.subject = None
        values = self.values[sample]
        if not self.picture:
            self._bars(pen, values)
        elif not pen.reads:
            side = 1.0 / max(self.picture)
            corner = -side * self.picture[1] / 2, -side * self.picture[0] / 2
            shares = encoding.shares(values, self.largest).reshape(self.picture)
            tiles(pen, corner, side, shares, ("panel", "activation"))

    def _bars(self, pen: Pen, values: Numbers) -> None:
        """Paint a bar for each value, from the middle or from below."""
        step = 1.0 / len(values)
        foot, most = (0.0, 0.46) if self.values.min() < 0 else (-0.46, 0.92)
        for number, value in enumerate(values.tolist()):
            high = most * value / self.largest
            corner = (-0.5 + step * (number + 0.15), foot + min(0.0, high))
            pen.rectangle(corner, 0.7 * step, abs(high), "activation")

    def extent(self) -> Box:
        """Return the box around all."""
        half = self.sides[:, None] / 2
        left, bottom = (self.places - half).min(axis=0).tolist()
        right, top = (self.places + half).max(axis=0).tolist()
        return Box(left, bottom, right, top)
