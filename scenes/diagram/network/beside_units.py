"""Labels for all drawn units of a column, which come out of their units one by one."""

from collections.abc import Mapping

import numpy as np

from scenes.diagram.network.beside import Follower, reach, room
from scenes.diagram.network.units import Units
from scenes.engine.arrays import Numbers
from scenes.engine.drawing import Drawing
from scenes.engine.followed import Followed
from scenes.engine.pen import Point
from scenes.stage import Stage

UNDER = 0.2  # from the rim of a unit to the middle of a label below it


class BesideUnits(Follower):
    """Labels right of units; ``shown`` (0 to 1, one entry a unit) says how far out.

    A label comes out of its unit, or out of the point that ``starts`` names, and is as
    present as the unit is. ``after`` is the room that other labels take before it. They
    stand ``below`` their units where columns leave no room between them.
    """

    shown = Followed[Numbers]("_come_out")

    def __init__(
        self,
        units: Units,
        labels: Mapping[int, Drawing],
        *,
        after: float = 0.0,
        below: bool = False,
    ) -> None:
        self.below = below
        self.column = units.column
        self.labels = dict(labels)
        self.after = after
        self.starts: dict[int, Point] = {}
        self._stage = units.stage
        self._shown: Numbers = np.zeros(len(units.lit))
        super().__init__(*labels.values())
        self.follow(units.stage)

    def _come_out(self) -> None:
        self.follow(self._stage)

    def follow(self, stage: Stage) -> None:
        """Put each label where a stage has its unit."""
        self._stage = stage
        there = stage.presence[self.column] * room(stage)
        for unit, label in self.labels.items():
            out = float(self._shown[unit])
            x, y = stage.places[self.column][unit].tolist()
            start = self.starts.get(unit, (x, y))
            radius = float(stage.radii[self.column][unit])
            label.size = 0.6 + 0.4 * out
            goal = (x + reach(radius) + self.after, y)
            if self.below:
                goal = (x, y - radius - UNDER)
            place = [a + (b - a) * out for a, b in zip(start, goal, strict=True)]
            label.at(*place, align=0.5 if self.below else 0.0)
            label.opacity = min(1.0, 2 * out) * float(there[unit])
