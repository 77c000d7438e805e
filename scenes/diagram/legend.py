"""The key to lines and pulses: sign by dashes, size by width."""

from scenes import style
from scenes.diagram.network.edges import pulse
from scenes.diagram.text import Text
from scenes.engine.drawing import Box, Drawing
from scenes.engine.pen import Pen

PULSE = 0.2  # width of the sample of a pulse
SAMPLE = 0.75  # length of the line in front of a name
LEADING = 0.36


class LineSample(Drawing):
    """A short piece of a line as it stands in the diagram."""

    def __init__(self, role: str, *, width: float, dashed: bool) -> None:
        self.role = role
        self.line_width = width
        self.dashed = dashed
        super().__init__()

    def paint(self, pen: Pen) -> None:
        """Paint the piece at the height of small letters."""
        dashes = style.DASH if self.dashed else ()
        ends = ((0.0, 0.09), (SAMPLE, 0.09))
        pen.line(ends, self.role, width=self.line_width, dashes=dashes)

    def extent(self) -> Box:
        """Return the box of the piece."""
        half = self.line_width / 2
        return Box(0.0, 0.09 - half, SAMPLE, 0.09 + half)


class PulseSample(Drawing):
    """A pulse as it runs along an edge."""

    def __init__(self, role: str, *, positive: bool) -> None:
        self.role = role
        self.positive = positive
        super().__init__()

    def paint(self, pen: Pen) -> None:
        """Paint the pulse in the middle of where a line would be."""
        at = (SAMPLE / 2, 0.09)
        pulse(pen, at, PULSE, self.role, positive=self.positive)

    def extent(self) -> Box:
        """Return the box of the pulse, as long as a line."""
        return Box(0.0, 0.09 - PULSE / 2, SAMPLE, 0.09 + PULSE / 2)


class Legend(Drawing):
    """Rows of a line sample and its name, the first at y = 0."""

    def __init__(self, *rows: tuple[Drawing, Text]) -> None:
        super().__init__(*(part for row in rows for part in row))
        for number, (sample, name) in enumerate(rows):
            sample.y = name.y = -LEADING * number
            name.x = SAMPLE + 0.2
