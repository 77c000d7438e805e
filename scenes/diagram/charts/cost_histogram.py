"""What all samples cost, as a histogram, with the mean and one sample marked in it."""

from collections.abc import Sequence

import numpy as np

from scenes import style
from scenes.engine.arrays import Numbers
from scenes.engine.depicts import Depicts
from scenes.engine.drawing import Box, Drawing
from scenes.engine.pen import Pen, Point

FAINT = 0.5
BELOW = 0.3  # how far marks reach below the axis


class Histogram(Drawing):
    """Bars as high as ``counts`` between ``edges``, over an axis of costs.

    ``grown`` (0 to 1, one entry a bar) lets them grow. ``own`` are costs that are
    marked below the axis, the ``first`` of them longer; ``marked`` (0 to 1, one entry
    each) is how far. ``levelled`` lets a line grow upwards from the ``mean``, and
    ``spanned`` another one along the axis from there to the sample.
    """

    def __init__(
        self,
        counts: Sequence[int],
        edges: Sequence[float],
        area: Box,
        *,
        mean: float,
        own: Sequence[float],
        first: int,
        paths: Sequence[str],
        own_paths: Sequence[str],
        mean_path: str,
    ) -> None:
        self.counts, self.edges = np.array(counts, float), np.array(edges, float)
        self.area, self.mean, self.first = area, mean, first
        self.own, self.own_paths = list(own), list(own_paths)
        self.paths, self.mean_path = list(paths), mean_path
        self.grown: Numbers = np.zeros(len(self.counts))
        self.marked: Numbers = np.zeros(len(self.own))
        self.levelled = 0.0
        self.spanned = 0.0
        super().__init__()

    def across(self, cost: float) -> float:
        """Return the x of a cost."""
        least, most = float(self.edges[0]), float(self.edges[-1])
        share = min(max((cost - least) / (most - least), 0.0), 1.0)
        return self.area.left + self.area.width * share

    @property
    def foot(self) -> Point:
        """Where the mark of the sample ends, below the axis."""
        return self.across(self.own[self.first]), self.area.bottom - BELOW

    @property
    def top(self) -> Point:
        """Where the line of the mean ends."""
        return self.across(self.mean), self.area.top + 0.1

    def paint(self, pen: Pen) -> None:
        """Paint the bars, the axis, the marks and the mean."""
        area, most = self.area, float(self.counts.max(initial=1.0)) or 1.0
        for number in np.flatnonzero(self.counts * self.grown).tolist():
            left, right = (self.across(float(e)) for e in self.edges[number:][:2])
            height = area.height * float(self.counts[number] / most)
            pen.subject = Depicts("count", self.paths[number])
            width, tall = 0.92 * (right - left), height * float(self.grown[number])
            pen.rectangle((left, area.bottom), width, tall, "cost", FAINT)
            pen.subject = None
        axis = ((area.left, area.bottom), (area.right, area.bottom))
        pen.line(axis, "muted", width=style.LINE)
        for number in np.flatnonzero(self.marked).tolist():
            self._mark(pen, number)
        if self.levelled > 0:
            x, top = self.top
            up = area.bottom + (top - area.bottom) * self.levelled
            pen.subject = Depicts("mean", self.mean_path)
            ends = ((x, area.bottom), (x, up))
            pen.line(ends, "text", width=style.LINE, dashes=(0.1, 0.06))
            pen.subject = None
        if self.spanned > 0:
            self._span(pen)

    def _mark(self, pen: Pen, number: int) -> None:
        x, is_first = self.across(self.own[number]), number == self.first
        down = BELOW * float(self.marked[number]) * (1.0 if is_first else 0.45)
        ends = ((x, self.area.bottom), (x, self.area.bottom - down))
        width = style.BOLD_LINE if is_first else style.HAIRLINE
        pen.subject = Depicts("mark", self.own_paths[number])
        pen.line(ends, "cost", width=width)
        pen.subject = None

    def _span(self, pen: Pen) -> None:
        """Paint the way from the mean to the sample, a little below the axis."""
        start, goal = self.across(self.mean), self.across(self.own[self.first])
        y, end = self.area.bottom - BELOW / 2, start + (goal - start) * self.spanned
        pen.subject = Depicts("span")
        pen.line(((start, y), (end, y)), "text", width=style.BOLD_LINE)
        pen.subject = None

    def extent(self) -> Box:
        """Return the box of the bars."""
        return self.area
