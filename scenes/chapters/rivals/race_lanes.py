"""A race of costs: a lane for each way of learning, its runner where its cost is."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from scenes import style
from scenes.diagram.plots.plot_axes import PlotAxes
from scenes.diagram.plots.reel import Reel
from scenes.diagram.text import Text
from scenes.engine.arrays import Numbers
from scenes.engine.depicts import Depicts
from scenes.engine.drawing import Box, Drawing
from scenes.engine.followed import Followed
from scenes.engine.pen import Pen, Point

RUNNER = 0.16
CROSS = 0.12
BESIDE = 0.3  # from the lanes to names and numbers
NUMBER_WIDTH = 1.3


@dataclass(frozen=True, slots=True)
class Lane:
    """Who runs, and its cost after so many evaluations; ``path`` is that of its record.

    One that ``leaps`` stands still between two of its costs.
    """

    name: Text
    evaluations: Numbers
    costs: Numbers
    path: str
    reel: Reel
    leaps: bool = False


class RaceLanes(Drawing):
    """Lanes along an axis of costs; ``used`` is how many evaluations were made.

    ``shown`` (0 to 1) is how clear the runners are. A runner whose record ends before
    ``budget`` is crossed out there: its cost is no number any more.
    """

    used = Followed[float]("_follow")

    def __init__(self, axes: PlotAxes, lanes: Sequence[Lane], *, budget: float) -> None:
        self.axes, self.lanes, self.budget = axes, list(lanes), budget
        self._used = 0.0
        self.shown = 1.0
        reels = [lane.reel for lane in lanes]
        super().__init__(*(lane.name for lane in lanes), *reels)
        for number, lane in enumerate(self.lanes):
            y = self.level(number)
            lane.name.at(axes.area.left - BESIDE, y, align=1.0)
            for each in lane.reel.drawings:
                each.at(axes.area.right + BESIDE + NUMBER_WIDTH, y, align=1.0)

    def _follow(self) -> None:
        for lane in self.lanes:
            lane.reel.turned = float(self._look(lane))

    def _look(self, lane: Lane) -> int:
        """Return the last look of a runner at its cost until now."""
        found = int(np.searchsorted(lane.evaluations, self.used + 1e-9, side="right"))
        return max(found - 1, 0)

    def is_lost(self, lane: Lane) -> bool:
        """Say whether a runner's cost is no number any more before the budget ends."""
        return not lane.leaps and float(lane.evaluations[-1]) < self.budget

    def level(self, number: int) -> float:
        """Return the y of a lane."""
        area = self.axes.area
        return float(area.top - area.height * (number + 0.5) / len(self.lanes))

    def cost(self, lane: Lane) -> float:
        """Return the cost at which a runner is now."""
        look = self._look(lane)
        if lane.leaps:
            return float(lane.costs[look])
        return float(np.interp(self.used, lane.evaluations, lane.costs))

    def spot(self, number: int) -> tuple[float, float]:
        """Return where a runner is."""
        x, _ = self.axes.across(self.cost(self.lanes[number]), 0.0)
        return max(x, self.axes.area.left), self.level(number)

    def paint(self, pen: Pen) -> None:
        """Paint each lane, how far its runner came, and the runner."""
        area = self.axes.area
        for number, lane in enumerate(self.lanes):
            x, y = self.spot(number)
            ends = (area.left, y), (area.right, y)
            pen.line(ends, "muted", width=style.HAIRLINE, alpha=self.shown)
            start = max(self.axes.across(float(lane.costs[0]), 0.0)[0], area.left)
            way = ((start, y), (x, y))
            pen.line(way, "update", width=style.BOLD_LINE, alpha=self.shown)
            look = self._look(lane)
            is_there = lane.leaps or float(lane.evaluations[look]) == self.used
            path = f"{lane.path}.costs[{look}]" if is_there and x > area.left else ""
            pen.subject = Depicts("racer", path, self.axes.number, number)
            self._runner(pen, lane, (x, y))
            pen.subject = None
        goal = self.axes.across(0.0, 0.0)[0]
        ends = ((goal, area.bottom), (goal, area.top))
        pen.line(ends, "text", width=style.LINE, dashes=(0.1, 0.08), alpha=self.shown)

    def _runner(self, pen: Pen, lane: Lane, spot: Point) -> None:
        """Paint a runner; what is beyond the axis points there."""
        (x, y), alpha = spot, self.shown
        if self.is_lost(lane) and lane.evaluations[-1] < self.used:
            for up in (CROSS, -CROSS):
                ends = (x - CROSS, y - up), (x + CROSS, y + up)
                pen.line(ends, "error", width=style.BOLD_LINE, alpha=alpha)
        elif self.cost(lane) > self.axes.xs.low * (1 + 1e-9):
            back = x + 2 * RUNNER
            tip = ((x, y), (back, y + RUNNER), (back, y - RUNNER))
            pen.polygon(tip, "update", alpha)
        else:
            pen.disc(spot, RUNNER, "update", alpha)

    def extent(self) -> Box:
        """Return the box of the lanes."""
        return self.axes.area
