"""How far dials were turned: an arc on the rim of each, from where it stood."""

from math import pi

import numpy as np

from scenes import encoding, style
from scenes.diagram.plots.dials import TURN, Dials
from scenes.engine.arrays import Numbers
from scenes.engine.depicts import Depicts
from scenes.engine.drawing import Drawing, cover
from scenes.engine.pen import Pen

MOST = 900  # of more dials, those that were turned farthest
RIM, WIDTH = 0.9, 0.45  # radius and width, in radii of a dial
SLICES = 8


class TurnedDials(Drawing):
    """Green arcs over dials, each from its value ``before`` to where its pointer is."""

    is_costly = True

    def __init__(self, dials: Dials, before: Numbers, after: Numbers) -> None:
        self.dials, self.before = dials, before
        farthest = np.argsort(-np.abs(after - before), kind="stable")[:MOST]
        self.chosen = np.sort(farthest)
        self.turned = 0.0
        super().__init__()

    def paint(self, pen: Pen) -> None:
        """Paint the arcs that can be seen."""
        if self.turned <= 0:
            return
        places, radii = self.dials.now()
        for dial in self.chosen.tolist():
            start, end = (
                self._angle(self.before[dial]),
                self._angle(self.dials.values[dial]),
            )
            radius = RIM * float(radii[dial])
            if abs(end - start) * radius < style.HAIRLINE:
                continue
            angles = np.linspace(start, end, SLICES)
            ways = np.stack([np.cos(angles), np.sin(angles)], axis=1)
            width = WIDTH * float(radii[dial])
            pen.subject = Depicts("turn", unit=dial)
            pen.line(places[dial] + radius * ways, "update", width=width)
            pen.subject = None

    def _angle(self, value: float) -> float:
        share = encoding.share(float(value), self.dials.largest)
        return pi / 2 - TURN * float(np.copysign(share, value))

    def measure(self, pen: Pen) -> None:
        """Cover the field."""
        places, radii = self.dials.now()
        if self.turned > 0:
            cover(pen, places, 1.2 * float(radii.max()))
