"""A glass of ink, as full as its layer has error, and how it is poured."""

from collections.abc import Sequence

import numpy as np

from scenes import style
from scenes.diagram.panels import Line
from scenes.diagram.plots.reel import Reel
from scenes.diagram.text import Number, Text
from scenes.engine.arrays import Numbers
from scenes.engine.depicts import Depicts
from scenes.engine.drawing import Drawing
from scenes.engine.followed import Followed
from scenes.engine.pen import Pen, Point

TALL, LIP = 3.2, 0.1  # of a glass
NUMBER_BELOW, NAME_BELOW = 0.28, 0.63
OVER = 0.45  # how far ink goes over the rims
STREAM = 0.2  # width of as much as fills a glass


class Flask(Drawing):
    """A glass with its foot at the origin, filled by some share at each look.

    ``numbers`` are the values that ink stands for; it shows the one that ``turned``
    says, below it with its name. ``filled`` (0 to 1) is how far ink is at its level.
    """

    turned = Followed[float]("_turn")

    def __init__(
        self, shares: Numbers, numbers: Sequence[Number], name: Text, *, half: float
    ) -> None:
        self.shares, self.half = shares, half
        self.filled = self._turned = 0.0
        self.paths = [each.source.paths["value"] for each in numbers]
        self.number = Reel(*(each.at(0.0, -NUMBER_BELOW) for each in numbers))
        self.number.opacity = 0.0
        super().__init__(self.number, name.at(0.0, -NAME_BELOW))

    def _turn(self) -> None:
        self.number.turned = self._turned

    @property
    def level(self) -> float:
        """How high its ink stands once it is filled; next to nothing is a line."""
        share = float(np.interp(self.turned, range(len(self.shares)), self.shares))
        return max(TALL * share, style.TOO_SMALL) if share > 0 else 0.0

    def paint(self, pen: Pen) -> None:
        """Paint the ink, and the glass around it."""
        look = round(self.turned)
        is_at_look = abs(self.turned - look) < 1e-9 and self.filled == 1
        pen.subject = Depicts("ink", self.paths[look] if is_at_look else "")
        height = self.filled * self.level
        pen.rectangle((-self.half, 0.0), 2 * self.half, height, "error")
        pen.subject = None
        for side in (-self.half, self.half):
            lip = side + np.copysign(LIP, side), TALL + LIP
            glass = (lip, (side, TALL), (side, 0.0), (0.0, 0.0))
            pen.line(glass, "muted", width=style.LINE)


def stream(start: Point, into: Flask) -> Line:
    """Return ink still to be poured: up from a start, over the rims, then all down."""
    (begin, low), x, rim = start, into.x, into.y + TALL
    turns = np.linspace(-1.0, 2.0, 72)
    up, over, down = (np.clip(each, 0, 1) for each in (-turns, turns, turns - 1))
    xs = (begin + x) / 2 + (begin - x) / 2 * np.cos(np.pi * over)
    width = STREAM * (into.level / TALL) ** 0.5  # of nothing, none
    ys = rim - up * (rim - low) + OVER * np.sin(np.pi * over) - down * (TALL - width)
    found = Line(np.stack([xs, ys], axis=1).tolist(), "error", width=width)
    found.shown, found.depicts = 0.0, Depicts("pouring")
    return found
