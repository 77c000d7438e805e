"""Weights laid over a picture like a stencil, and the products that they make of it."""

import numpy as np

from scenes import encoding, style
from scenes.engine.arrays import Numbers
from scenes.engine.depicts import Depicts
from scenes.engine.drawing import Drawing, cover
from scenes.engine.pen import Pen
from scenes.stage import Stage

MOST = 0.86  # of a pixel's side: the square of the largest value
FILLED = 0.34  # of its side: how thick the frame of a negative square is


class Stencil(Drawing):
    """A square on each pixel, its area in proportion to |value|.

    Weights are blue and filled or ochre and hollow, products yellow; ``mix`` goes from
    0, the weights, to 1, the products. ``shown`` (0 to 1) is how large the squares are.
    """

    is_costly = True

    def __init__(
        self,
        stage: Stage,
        weights: Numbers,
        products: Numbers,
        *,
        paths: tuple[str, str],
    ) -> None:
        self.stage = stage
        self.values = (np.array(weights), np.array(products))
        self.paths = paths
        self.mix = 0.0
        self.shown = np.zeros(len(weights))
        super().__init__()

    def paint(self, pen: Pen) -> None:
        """Paint the squares of both kinds, as far as each is there."""
        for kind, part in ((0, 1 - self.mix), (1, self.mix)):
            if part > 0:
                self._squares(pen, kind, part)

    def _squares(self, pen: Pen, kind: int, part: float) -> None:
        values = self.values[kind]
        largest = float(np.abs(values).max())
        places, radii = self.stage.places[0], self.stage.radii[0]
        sides = 2 * encoding.disc_radii(values, largest, MOST) * radii * self.shown
        for pixel in np.flatnonzero(sides > 0.004).tolist():
            value, side = float(values[pixel]), float(sides[pixel]) * part**0.5
            pen.subject = Depicts(
                ("weight", "product")[kind],
                self.paths[kind].format(source=pixel),
                *(1, None, pixel),
            )
            self._square(pen, places[pixel].tolist(), side, value, product=kind == 1)
        pen.subject = None

    def _square(
        self, pen: Pen, at: list[float], side: float, value: float, *, product: bool
    ) -> None:
        role = "activation" if product else encoding.sign_role(value)
        corner = at[0] - side / 2, at[1] - side / 2
        pen.rectangle(corner, side, side, role)
        if value < 0:
            inner = max(0.0, side - max(FILLED * side, 2 * style.HAIRLINE))
            corner = at[0] - inner / 2, at[1] - inner / 2
            pen.rectangle(corner, inner, inner, "background")

    def measure(self, pen: Pen) -> None:
        """Cover the picture."""
        cover(pen, self.stage.places[0], float(self.stage.radii[0].max()))
