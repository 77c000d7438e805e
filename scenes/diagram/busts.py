"""Busts: somebody with a face, a head in a colour and shoulders below it."""

import numpy as np

from scenes import style
from scenes.diagram.figures import lay
from scenes.engine.depicts import Depicts
from scenes.engine.drawing import Box, Drawing
from scenes.engine.pen import Pen, Point

SHOULDERS = 0.86  # their height, in radii of the head
CLERK = 0.62  # radius of the head of who acts on letters


def face(pen: Pen, centre: Point, radius: float, role: str, alpha: float = 1.0) -> None:
    """Paint two eyes into a head."""
    x, y = centre
    for side in (-1, 1):
        at = (x + 0.32 * side * radius, y + 0.3 * radius)
        pen.disc(at, 0.11 * radius, role, alpha)


class Clerk(Drawing):
    """Who acts on the letters, in the colour of updates; the origin is the foot."""

    def paint(self, pen: Pen) -> None:
        """Paint head, shoulders and bow tie, and a calm face."""
        with pen.inside(0.0, (1 + SHOULDERS) * CLERK, 1.0, 1.0):
            bust(pen, "clerk", CLERK, 0.6, Depicts("clerk"))

    def extent(self) -> Box:
        """Return the box from the shoulders to the top of the head."""
        return Box(-1.1 * CLERK, 0.0, 1.1 * CLERK, (2 + SHOULDERS) * CLERK)


def bust(pen: Pen, figure: str, radius: float, mood: float, depicts: Depicts) -> None:
    """Paint somebody whose head is around the origin; a sad mouth bends down."""
    colour = "cost" if figure == "chief" else "update"
    pen.subject = depicts
    pen.disc((0.0, 0.0), radius, colour)
    pen.subject = None
    face(pen, (0.0, 0.0), radius, "background")
    across = np.linspace(-0.35, 0.35, 9)
    mouth = np.stack([across, mood * across**2 - 0.35 - 0.06 * mood], axis=1)
    pen.line(radius * mouth, "background", width=style.LINE)
    lay(pen, figure, (0.0, -(1 + SHOULDERS) * radius), SHOULDERS * radius)
