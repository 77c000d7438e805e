"""One edge close up, as a band: its old width stays as a green outline."""

from scenes import encoding, style
from scenes.diagram.network.layered_network import LayeredNetwork
from scenes.engine import typesetting
from scenes.engine.depicts import Depicts
from scenes.engine.drawing import Box, Drawing
from scenes.engine.pen import Pen

WIDEST = 0.5  # of the band: of the larger one of both weights
LEAST = 0.06  # a smaller change of width is shown several times as large
TIMES = [share * 10**power for power in range(4) for share in (1, 2, 5)]
LENS_EM = 0.28
GAP = 0.02  # between the band and a unit
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
        self.per_unit = WIDEST / (max(map(abs, weights)) or 1.0)
        self.old, self.change = weights[0], weights[1] - weights[0]
        seen = abs(self.change) * self.per_unit
        self.times = next((n for n in TIMES if seen * n >= LEAST), 1)
        self.moved = self.outlined = 0.0
        super().__init__()

    def extent(self) -> Box:
        """Return the box of the widest band."""
        column, unit, source = self.edge
        left, y = self.network.place(column - 1, source)
        right, _ = self.network.place(column, unit)
        left += self.network.radius(column - 1, source) + GAP
        right -= self.network.radius(column, unit) + GAP
        return Box(left, y - WIDEST / 2, right, y + WIDEST / 2)

    def paint(self, pen: Pen) -> None:
        """Paint the band, then the outline of the old one."""
        box = self.extent()
        y, length = box.centre[1], box.width
        value = self.old + self.change * self.moved * self.times
        wide, ends = abs(value) * self.per_unit, ((box.left, y), (box.right, y))
        dashes = DASH if value < 0 else (length,)
        pen.subject = Depicts("band", self.path)
        pen.line(ends, encoding.sign_role(value), width=wide, dashes=dashes)
        pen.subject = None
        if self.outlined > 0:
            old = abs(self.old) * self.per_unit
            pen.rounded((box.left, y - old / 2), length, old, 0.0)
            pen.outline("update", width=1.2 * style.LINE, alpha=self.outlined)
            text = f"×{self.times}" if self.times > 1 else ""
            at = (box.right - 0.32 * len(text), box.bottom - 0.32)
            pen.text(typesetting.words(text), LENS_EM, "update", at=at, says=text)
