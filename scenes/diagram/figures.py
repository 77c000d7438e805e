"""Figures: small drawings of our own, such as a letter or a colleague."""

from scenes.engine.depicts import Depicts
from scenes.engine.drawing import Box, Drawing
from scenes.engine.pen import Pen, Point
from scenes.engine.svg_outlines import outlines


def lay(
    pen: Pen, name: str, foot: Point, height: float, subject: Depicts | None = None
) -> None:
    """Paint a figure that stands on a point; ``subject`` is what it stands for."""
    found = outlines(name)
    pen.subject = subject
    pen.text(found.typeset, height, "text", at=foot, roles=found.roles)
    pen.subject = None


class Figure(Drawing):
    """A figure of a height, with its foot in the middle of the origin.

    self.play(fade_in(Figure("letter", 0.5).at(2.0, 0.0)))
    """

    def __init__(self, name: str, height: float, depicts: Depicts | None = None):
        self.drawn, self.tall, self.depicted = name, height, depicts
        super().__init__()

    def paint(self, pen: Pen) -> None:
        """Paint the outlines."""
        lay(pen, self.drawn, (0.0, 0.0), self.tall, self.depicted)

    def extent(self) -> Box:
        """Return the box of the drawing."""
        half = outlines(self.drawn).width * self.tall / 2
        return Box(-half, 0.0, half, self.tall)
