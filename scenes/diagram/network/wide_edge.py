"""One edge close up, as a band: its old width stays as a green outline."""

from scenes import style
from scenes.diagram.network.layered_network import LayeredNetwork
from scenes.engine import typesetting
from scenes.engine.depicts import Depicts
from scenes.engine.drawing import Box, Drawing
from scenes.engine.pen import Pen

WIDEST = 0.5  # of the band: of the larger one of both weights
LEAST = 0.06  # a smaller change of width is shown several times as large
MOST_TIMES = 10_000  # from then on it is not seen at all
GAP = 0.02  # between the band and a place where it is left out
SHARES = (1, 2, 5)  # of a power of ten
LENS_EM = 0.28
DASH = (0.34, 0.16)


class WideEdge(Drawing):
    """The band of a weight from rim to rim; ``moved`` (0 to 1) is how far it changed.

    A change that is too small to be seen is shown several times as large; how many
    times stands beside it. ``outlined`` (0 to 1) is how clear the old width is.
    """

    def __init__(
        self,
        network: LayeredNetwork,
        edge: tuple[int, int, int],
        weights: tuple[float, float],
        *,
        path: str,
    ) -> None:
        """``edge`` is the column of the edge's target, target and source."""
        self.network, self.edge, self.path = network, edge, path
        self.old, self.new = weights
        self.largest = max(map(abs, weights)) or 1.0
        self.times = self._times()
        self.moved = self.outlined = 0.0
        super().__init__()

    def _times(self) -> int:
        change = WIDEST * abs(self.new - self.old) / self.largest
        for power in range(5):
            for share in SHARES:
                times = share * 10**power
                if change * times >= LEAST or not change:
                    return times if times <= MOST_TIMES else 1
        return 1

    @property
    def shows_change(self) -> bool:
        """Whether old and new width can be told apart."""
        change = WIDEST * abs(self.new - self.old) / self.largest
        return change * self.times >= LEAST

    @property
    def ends(self) -> tuple[float, float, float]:
        """Where it begins and ends, and its height."""
        column, unit, source = self.edge
        left, y = self.network.place(column - 1, source)
        right, _ = self.network.place(column, unit)
        start = left + self.network.radius(column - 1, source) + GAP
        return start, right - self.network.radius(column, unit) - GAP, y

    def breadth(self, value: float) -> float:
        """Return the width of a weight's band."""
        return WIDEST * abs(value) / self.largest

    def paint(self, pen: Pen) -> None:
        """Paint the band, then the outline of the old one and the lens."""
        left, right, y = self.ends
        value = self.old + (self.new - self.old) * self.moved * self.times
        wide = self.breadth(value)
        dashes = DASH if value < 0 else ()
        pen.subject = Depicts("band", self.path)
        if dashes:
            x = left
            while x < right:
                end = min(right, x + DASH[0])
                pen.rectangle((x, y - wide / 2), end - x, wide, "negative")
                x += sum(DASH)
        else:
            pen.rectangle((left, y - wide / 2), right - left, wide, "positive")
        pen.subject = None
        if self.outlined > 0:
            self._outline(pen, self.breadth(self.old))

    def _outline(self, pen: Pen, wide: float) -> None:
        left, right, y = self.ends
        pen.rounded((left, y - wide / 2), right - left, wide, 0.0)
        pen.outline("update", width=1.2 * style.LINE, alpha=self.outlined)
        if self.times > 1 and self.shows_change:
            text = f"×{self.times}"
            at = (right - 0.32 * len(text), y - WIDEST / 2 - 0.32)
            pen.text(typesetting.words(text), LENS_EM, "update", at=at, says=text)

    def extent(self) -> Box:
        """Return the box of the widest band."""
        left, right, y = self.ends
        return Box(left, y - WIDEST / 2, right, y + WIDEST / 2)
