"""Samples as points over two axes, and what is answered there as a network learns."""

from collections.abc import Sequence

import numpy as np

from scenes import style
from scenes.diagram.charts.sample_points import radius_among
from scenes.diagram.plots.heat_map import HeatMap
from scenes.diagram.plots.plot_axes import PlotAxes
from scenes.engine.arrays import Flags, Numbers, Positions
from scenes.engine.depicts import Depicts
from scenes.engine.drawing import Box, Drawing
from scenes.engine.followed import Followed
from scenes.engine.pen import Pen

RING = 0.2  # radius, around the one that is followed


def between_looks(stack: Numbers, turned: float) -> Numbers:
    """Return what is shown between two looks, (looks, …): a straight way from both."""
    turned = min(max(turned, 0.0), len(stack) - 1)
    before = min(int(turned), len(stack) - 1)
    after = min(before + 1, len(stack) - 1)
    return np.asarray(
        stack[before] + (stack[after] - stack[before]) * (turned - before)
    )


class AnswersOverData(Drawing):
    """Points on axes; under them a map of answers, or a line, look after look.

    ``places`` are the samples; where ``filled`` they are discs, else rings. ``answers``
    are shares of a map's colour, (looks, rows, columns), or heights of a line, (looks,
    columns), from end to end of the axes. ``turned`` is the look that is shown. From 0
    to 1: ``came`` is how far the axes and the samples are there, ``answered`` how much
    of the answers, and ``ringed`` the ring around the sample that is ``followed``.
    ``paths`` are those of the inputs of each; ``path`` is that of a line at a
    ``{look}``.
    """

    is_costly = True
    turned, answered = Followed[float]("_turn"), Followed[float]("_turn")
    came = Followed[float]("_come")

    def __init__(
        self,
        axes: PlotAxes,
        places: Positions,
        filled: Flags,
        answers: Numbers,
        *,
        paths: Sequence[str],
        followed: int,
        path: str,
    ) -> None:
        self.axes, self.places, self.filled = axes, places, filled
        self.answers, self.followed = answers, followed
        self.paths, self.path = list(paths), path
        self.ground: HeatMap | None = None
        if answers.ndim == 3:
            roles = "panel", "activation"
            self.ground = HeatMap(answers[0], axes.area, roles=roles)
            self.ground.walker = axes.across(*places[followed].tolist())
        self._came = self._turned = self._answered = self.ringed = 0.0
        super().__init__(axes)
        self.came = 0.0

    def _come(self) -> None:
        self.axes.grown = min(1.0, 2 * self.came)

    def _turn(self) -> None:
        if self.ground is not None:
            self.ground.shares = between_looks(self.answers, self.turned)
            far = self.answered * self.ground.furthest
            self.ground.sight = far if self.answered < 1 else self.ground.whole

    def paint(self, pen: Pen) -> None:
        """Paint the map, the samples, and the line over them."""
        if self.ground is not None and self.answered > 0:
            self.ground.draw(pen)
        there = round(max(0.0, 2 * self.came - 1) * len(self.places))
        radius = radius_among(len(self.places), self.axes.area.width)
        for number, place in enumerate(self.places[:there].tolist()):
            at = self.axes.across(*place)
            pen.subject = Depicts("sample point", self.paths[number], self.axes.number)
            if self.ground is not None:
                pen.disc(at, radius + 2 * style.LINE, "background")
            pen.disc(at, radius + style.LINE, "text")
            if not self.filled[number]:
                pen.disc(at, radius, "background")
        pen.subject = None
        if self.ground is None and self.answered > 0:
            self._line(pen)
        if self.ringed > 0:
            at = self.axes.across(*self.places[self.followed].tolist())
            pen.subject = Depicts("followed")
            for role, width in ("background", 2), ("text", 1):
                wide = width * style.BOLD_LINE
                pen.ring(at, RING, role, width=wide, alpha=self.ringed)
            pen.subject = None

    def _line(self, pen: Pen) -> None:
        heights = between_looks(self.answers, self.turned).tolist()
        xs = np.linspace(self.axes.xs.low, self.axes.xs.high, len(heights)).tolist()
        points = [self.axes.across(x, y) for x, y in zip(xs, heights, strict=True)]
        is_look = float(self.turned).is_integer()
        path = self.path.format(look=int(self.turned)) if is_look else ""
        pen.subject = Depicts("answers", path, self.axes.number)
        shown = round(self.answered * len(points))
        pen.line(points[:shown], "activation", width=style.BOLD_LINE)
        pen.subject = None

    def extent(self) -> Box:
        """Return the box of the axes."""
        return self.axes.area
