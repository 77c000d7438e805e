"""A first guess at every place: a field of answers, in the frame of the samples."""

from collections.abc import Sequence

from scenes import encoding, style
from scenes.engine.arrays import Numbers
from scenes.engine.depicts import Depicts
from scenes.engine.drawing import Box, Drawing
from scenes.engine.pen import Pen, Point
from scenes.engine.pictures import tiles

BRIGHTEST = 0.5  # of a place: samples are to be seen on it


class GuessMap(Drawing):
    """Answers over two inputs as brightness, (rows, columns) from the bottom.

    Dark is the lowest of ``span``, bright the highest; ``grown`` (0 to 1) is how much
    of it is there, from the left.
    """

    def __init__(
        self, answers: Numbers, area: Box, span: tuple[float, float], path: str
    ) -> None:
        self.answers, self.area, self.span, self.path = answers, area, span, path
        self.grown = 0.0
        super().__init__()

    def paint(self, pen: Pen) -> None:
        """Paint the part that is there."""
        count = round(self.grown * self.answers.shape[1])
        if not count:
            return
        low, high = self.span
        across, along = self.answers.shape[1], self.answers.shape[0]
        corner, wide = (self.area.left, self.area.bottom), self.area.width / across
        if pen.reads:
            pen.subject = Depicts("map", self.path)
            pen.rectangle(corner, count * wide, self.area.height, "activation")
            pen.subject = None
            return
        shares = encoding.shares(self.answers[::-1, :count] - low, high - low)
        with pen.inside(*corner, 1.0, 1.0):
            pen.context.scale(1.0, self.area.height / along / wide)
            tiles(pen, (0.0, 0.0), wide, BRIGHTEST * shares, ("panel", "activation"))

    def extent(self) -> Box:
        """Return the box of the map."""
        return self.area


class GuessLine(Drawing):
    """Answers over one input: a line through points on screen, as far as ``grown``."""

    def __init__(self, ends: Sequence[Point], path: str) -> None:
        self.ends, self.path = list(ends), path
        self.grown = 0.0
        super().__init__()

    def paint(self, pen: Pen) -> None:
        """Paint the part that is there."""
        count = round(self.grown * len(self.ends))
        pen.subject = Depicts("map", self.path)
        pen.line(self.ends[:count], "activation", width=style.BOLD_LINE)
        pen.subject = None
