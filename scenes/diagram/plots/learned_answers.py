"""What is answered, as the network learns: a curve, or a map."""

from collections.abc import Sequence

import numpy as np

from scenes import style
from scenes.diagram.plots.heat_map import HeatMap
from scenes.diagram.plots.plot_axes import PlotAxes
from scenes.engine.arrays import Numbers
from scenes.engine.depicts import Depicts
from scenes.engine.drawing import Box, Drawing
from scenes.engine.followed import Followed
from scenes.engine.pen import Pen, Point

DOT = 0.055  # radius of a sample
RING = 0.2  # around the one that is followed


def between_looks(stack: Numbers, turned: float) -> Numbers:
    """Return what is shown between two looks, (looks, …): a straight way from both."""
    turned = min(max(turned, 0.0), len(stack) - 1)
    before = min(int(turned), len(stack) - 1)
    after = min(before + 1, len(stack) - 1)
    return np.asarray(
        stack[before] + (stack[after] - stack[before]) * (turned - before)
    )


class AnswerLine(Drawing):
    """The answers along one input, (looks, columns), over the samples as points.

    ``turned`` is the look that is shown; ``drawn`` (0 to 1) how much of the line.
    """

    def __init__(
        self,
        axes: PlotAxes,
        xs: Numbers,
        looks: Numbers,
        samples: Sequence[Point],
        *,
        path: str,
    ) -> None:
        self.axes, self.xs, self.looks = axes, xs, looks
        self.samples, self.path = list(samples), path
        self.turned = self.drawn = 0.0
        super().__init__(axes)

    def paint(self, pen: Pen) -> None:
        """Paint the samples and the line."""
        for x, y in self.samples:
            pen.disc(self.axes.across(x, y), DOT, "muted")
        count = round(self.drawn * len(self.xs))
        heights = between_looks(self.looks, self.turned)[:count]
        points = [
            self.axes.across(float(x), float(y))
            for x, y in zip(self.xs[:count], heights, strict=True)
        ]
        is_look = float(self.turned).is_integer()
        path = self.path.format(look=int(self.turned)) if is_look else ""
        pen.subject = Depicts("answers", path, self.axes.number)
        pen.line(points, "activation", width=style.BOLD_LINE)
        pen.subject = None

    def extent(self) -> Box:
        """Return the box of the axes."""
        return self.axes.area


class AnswerMap(HeatMap):
    """The answers over two inputs, (looks, rows, columns), as shares from 0 to 1.

    ``turned`` is the look that is shown. ``samples`` are x and y, and whether their
    point is filled; a ring around the ``followed`` one is there as far as ``ringed``.
    """

    turned = Followed[float]("_turn")

    def __init__(
        self,
        looks: Numbers,
        area: Box,
        samples: Sequence[tuple[float, float, bool]],
        *,
        edges: tuple[float, float, float, float],
        followed: int | None = None,
    ) -> None:
        self.looks, self.samples, self.followed = looks, list(samples), followed
        self.ringed = 0.0
        self._turned = 0.0
        roles = ("panel", "activation")
        super().__init__(looks[0], area, edges=edges, roles=roles, bands=10)

    def _turn(self) -> None:
        self.shares = between_looks(self.looks, self.turned)

    def paint(self, pen: Pen) -> None:
        """Paint the map, and the samples on it."""
        super().paint(pen)
        for number, (x, y, is_filled) in enumerate(self.samples):
            at = self.across(x, y)
            inner, outer = ("text", "background")[:: 1 if is_filled else -1]
            pen.disc(at, DOT + style.LINE, outer)
            pen.disc(at, DOT, inner)
            if number == self.followed and self.ringed > 0:
                pen.subject = Depicts("followed")
                pen.ring(at, RING, "text", width=style.BOLD_LINE, alpha=self.ringed)
                pen.subject = None
