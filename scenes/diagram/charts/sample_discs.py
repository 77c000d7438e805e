"""One disc for each sample of a batch: its area is a value, negative with a minus."""

from collections.abc import Sequence

from scenes import encoding, style
from scenes.engine.depicts import Depicts
from scenes.engine.drawing import Box, Drawing
from scenes.engine.pen import Pen, Point

LARGEST = 0.34  # radius, Manim units
MINUS = 0.45  # half of its minus mark, in radii of a disc
NAME = 0.3  # from the discs to the middle of a name
LEAST_MINUS = 0.05  # radius of the smallest disc with a mark


class SampleDiscs(Drawing):
    """Discs in rows around the middle of a box; the ``told`` one has a ring.

    ``shown`` (0 to 1) is how far the others are there.
    """

    def __init__(
        self, values: Sequence[float], paths: Sequence[str], area: Box, *, told: int
    ) -> None:
        self.values, self.paths = list(values), list(paths)
        self.area = area
        self.told = told
        self.step, self.across = _grid(len(self.values), area)
        self.shown = 0.0
        super().__init__()

    def place(self, sample: int) -> tuple[float, float]:
        """Return the middle of a disc."""
        (x, y), count = self.area.centre, len(self.values)
        row, column = divmod(sample, self.across)
        rows = -(-count // self.across)
        across = min(self.across, count)
        left, top = x - self.step * (across - 1) / 2, y + self.step * (rows - 1) / 2
        return left + self.step * column, top - self.step * row

    def outside(self, sample: int) -> Point:
        """Return where the name of a disc stands: above the upper rows, else below."""
        x, y = self.place(sample)
        is_high = y > self.box.centre[1] + 0.01
        return x, self.box.top + NAME if is_high else self.box.bottom - NAME

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
        (left, top), (_, low) = self.place(0), self.place(len(self.values) - 1)
        right = self.place(min(self.across, len(self.values)) - 1)[0]
        half = self.step / 2
        return Box(left - half, low - half, right + half, top + half)


def _grid(count: int, area: Box) -> tuple[float, int]:
    """Return how far apart discs stand, and how many in a row, to be the largest."""
    steps = [
        (
            min(2.6 * LARGEST, area.width / across, area.height / -(-count // across)),
            across,
        )
        for across in range(1, count + 1)
    ]
    return max(steps)
