"""Weights laid over a picture like a stencil: brightness shines through them."""

import numpy as np

from scenes import encoding, style
from scenes.diagram.network.beside import Follower
from scenes.engine.arrays import Numbers
from scenes.engine.depicts import Depicts
from scenes.engine.drawing import cover
from scenes.engine.pen import Pen
from scenes.path_builder import Path
from scenes.stage import Stage

MOST = 0.88  # of a pixel's side: the square of the largest weight
FRAME = 0.2  # of its side: how thick the frame of a square is


class Stencil(Follower):
    """A square on each pixel, its area in proportion to the weight; one entry a pixel.

    Positive weights are blue and filled, negative ones ochre and hollow; ``shown`` is
    how far each is there. With ``lit`` the brightness shines through the opening, with
    ``closed`` a square shrinks to its product, on one scale: area × brightness.
    """

    is_costly = True

    def __init__(
        self,
        stage: Stage,
        unit: int,
        values: tuple[Numbers, Numbers],
        *,
        paths: tuple[Path, Path],
    ) -> None:
        self.unit = unit
        self.weights, self.inputs = values
        self.paths = paths  # of weights and products, by unit and pixel
        self.shown, self.lit, self.closed = np.zeros((3, len(self.weights)))
        self.stage = stage
        super().__init__()

    def follow(self, stage: Stage) -> None:
        """Lie on the pixels where a stage has them."""
        self.stage = stage

    def paint(self, pen: Pen) -> None:
        """Paint the squares that can be seen."""
        brightest = max(1.0, float(np.abs(self.inputs).max()))
        lights = encoding.shares(self.inputs, brightest)
        largest = float(np.abs(self.weights).max())
        sides = 2 * encoding.disc_radii(self.weights, largest, MOST) * self.shown
        sides = sides * self.stage.radii[0] * (1 - self.closed * (1 - np.sqrt(lights)))
        for pixel in np.flatnonzero(sides > style.HAIRLINE / 2).tolist():
            product = bool(self.closed[pixel] > 0)
            path = str(self.paths[product][self.unit, pixel])
            what = "product" if product else "weight"
            pen.subject = Depicts(what, path, 1, self.unit, pixel)
            self._square(pen, pixel, float(sides[pixel]), float(lights[pixel]))
        pen.subject = None

    def _square(self, pen: Pen, pixel: int, side: float, light: float) -> None:
        weight, lit = float(self.weights[pixel]), float(self.lit[pixel])
        closed, (x, y) = float(self.closed[pixel]), self.stage.places[0][pixel].tolist()
        opening = max(0.0, side - 2 * max(FRAME * side, style.HAIRLINE))
        is_hollow = (weight < 0) != (float(self.inputs[pixel]) < 0)
        for size, role, alpha in (
            (side, encoding.sign_role(weight), 1.0),
            (opening * (lit * (light > 0) if weight > 0 else 1.0), "panel", 1.0),
            (
                lit * (opening + (side - opening) * closed),
                *("activation", light + (1 - light) * closed),
            ),
            (opening * closed * is_hollow, "panel", 1.0),
        ):
            corner = (x - size / 2, y - size / 2)
            pen.rectangle(corner, size, size, role, alpha)

    def measure(self, pen: Pen) -> None:
        """Cover the picture."""
        cover(pen, self.stage.places[0], float(self.stage.radii[0].max()))
