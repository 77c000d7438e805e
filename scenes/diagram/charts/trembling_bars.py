"""Bars of a layer's activations, each of which trembles at a rate of its own."""

from collections.abc import Sequence
from itertools import pairwise

from scenes import style
from scenes.diagram.charts.number_lines import (
    HALF,
    LENS_EM,
    REACH,
    lens_power,
    lens_text,
)
from scenes.engine import typesetting
from scenes.engine.depicts import Depicts
from scenes.engine.drawing import Box, Drawing
from scenes.engine.pen import Pen, Point

MOST_STEP = 0.35  # from bar to bar, for their thickness


class TremblingBars(Drawing):
    """Bars from ``starts`` to the right, as long as ``length`` for an activation of 1.

    ``swing`` (−1 to 1) is how far the sum is out that moves them all, and each bar by
    its rate times as much as the sum on its own line; ``grown`` is how far all are
    there. Where the largest of these
    moves could not be seen, all have one lens, written below them.
    """

    def __init__(
        self,
        values: Sequence[float],
        rates: Sequence[float],
        starts: Sequence[Point],
        *,
        paths: Sequence[str],
        length: float,
    ) -> None:
        self.values, self.starts, self.paths = list(values), list(starts), list(paths)
        self.length = length
        apart = (one[1] - other[1] for one, other in pairwise(starts))
        self.thick = 0.5 * min([MOST_STEP, *apart])
        moves = [rate * REACH * HALF for rate in rates]
        most = max(map(abs, moves), default=0.0)
        self.power = lens_power(most, 0.3 * length, 0)
        self.moves = [move * 10**self.power for move in moves]
        self.grown = 0.0
        self.swing = 0.0
        super().__init__()

    def end(self, place: int) -> Point:
        """Return the middle of a bar's end."""
        x, y = self.starts[place]
        wide = self.grown * self.length * self.values[place]
        return x + max(0.0, wide + self.moves[place] * self.swing), y

    def paint(self, pen: Pen) -> None:
        """Paint where the bars begin, and the bars."""
        half, (x, top), (_, low) = self.thick / 2, self.starts[0], self.starts[-1]
        for at, digit in ((x, "0"), (x + self.length, "1")):
            axis = ((at, low - half), (at, top + half))
            pen.line(axis, "muted", width=style.HAIRLINE)
            typeset, foot = typesetting.words(digit), (at - 0.07, low - half - 0.3)
            pen.text(typeset, LENS_EM, "muted", at=foot, says=digit)
        for place, (left, y) in enumerate(self.starts):
            wide = self.end(place)[0] - left
            pen.subject = Depicts("share", self.paths[place])
            pen.rectangle((left, y - half), wide, self.thick, "activation")
            pen.subject = None
        if self.power:
            text = lens_text(self.power)
            spot = (x + 0.3, low - half - 0.3)
            pen.text(typesetting.words(text), LENS_EM, "muted", at=spot, says=text)

    def extent(self) -> Box:
        """Return the box of bars of 1."""
        half, (x, top), (_, low) = self.thick / 2, self.starts[0], self.starts[-1]
        return Box(x, low - half, x + self.length, top + half)
