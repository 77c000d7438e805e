"""A first guess for every input: a line among the samples."""

from collections.abc import Sequence

from scenes import style
from scenes.engine.depicts import Depicts
from scenes.engine.drawing import Drawing
from scenes.engine.pen import Pen, Point


class GuessLine(Drawing):
    """Answers as a line through points on screen, as far as ``grown`` (0 to 1)."""

    def __init__(self, ends: Sequence[Point], path: str) -> None:
        self.ends, self.path = list(ends), path
        self.grown = 0.0
        super().__init__()

    def paint(self, pen: Pen) -> None:
        """Paint the part that is there."""
        count = round(self.grown * len(self.ends))
        pen.subject = Depicts("guess", self.path)
        pen.line(self.ends[:count], "activation", width=style.BOLD_LINE)
        pen.subject = None
