"""One disc for each sample of a batch: its area is a value, negative with a minus."""

from collections.abc import Sequence

from scenes import encoding, style
from scenes.engine.depicts import Depicts
from scenes.engine.drawing import Box, Drawing
from scenes.engine.pen import Pen

LARGEST = 0.34  # radius, Manim units
MINUS = 0.45  # half of its minus mark, in radii of a disc
LEAST_MINUS = 0.05  # radius of the smallest disc with a mark


class SampleDiscs(Drawing):
    """Discs in a row through the middle of a box; the ``told`` one has a ring.

    ``shown`` (0 to 1) is how far the others are there.
    """

    def __init__(
        self, values: Sequence[float], paths: Sequence[str], area: Box, *, told: int
    ) -> None:
        self.values, self.paths = list(values), list(paths)
        self.area = area
        self.told = told
        self.step = min(2.6 * LARGEST, area.width / len(self.values))
        self.shown = 0.0
        super().__init__()

    def place(self, sample: int) -> tuple[float, float]:
        """Return the middle of a disc."""
        x, y = self.area.centre
        return x + self.step * (sample - (len(self.values) - 1) / 2), y

    def paint(self, pen: Pen) -> None:
        """Paint the discs."""
        largest, most = max(map(abs, self.values)), min(LARGEST, 0.42 * self.step)
        for sample, (value, path) in enumerate(
            zip(self.values, self.paths, strict=True)
        ):
            x, y = self.place(sample)
            alpha = 1.0 if sample == self.told else self.shown
            radius = encoding.disc_radius(value, largest, most)
            pen.subject = Depicts("sample", path)
            pen.disc((x, y), max(radius, style.TOO_SMALL), "error", alpha)
            if value < 0 and radius > LEAST_MINUS:
                half = MINUS * radius
                ends = ((x - half, y), (x + half, y))
                pen.line(ends, "background", width=style.BOLD_LINE, alpha=alpha)
            pen.subject = None
            if sample == self.told:
                pen.ring((x, y), 1.15 * most, "text", width=style.LINE)

    def extent(self) -> Box:
        """Return the box of the row."""
        x, y = self.area.centre
        half = self.step * len(self.values) / 2
        return Box(x - half, y - LARGEST, x + half, y + LARGEST)
