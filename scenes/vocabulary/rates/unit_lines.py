"""Number lines inside units: put there, opened, swung to a side, and taken out again.

lines = UnitLines(self.network)
found = lines.add(2, rates, path=…)
self.play(*lines.open(found))
self.play(*lines.shut())
"""

from collections.abc import Sequence
from typing import Any

import numpy as np

from scenes import style
from scenes.diagram.network.layered_network import LayeredNetwork
from scenes.diagram.network.tremors import Tremors
from scenes.engine.arrays import Numbers
from scenes.vocabulary.motions import Motion, fade_in, tween


class UnitLines:
    """All lines that are in the units of a network."""

    def __init__(self, network: LayeredNetwork) -> None:
        self.network = network
        self.all: list[Tremors] = []

    def add(
        self,
        column: int,
        rates: Numbers,
        only: Sequence[int] | None = None,
        **how: Any,
    ) -> Tremors:
        """Return the lines in the units of a column, or in some; still to appear."""
        found = Tremors(self.network.units[column], rates, only=only, **how)
        self.network.attach(found)
        self.all.append(found)
        return found

    def of_sum(self, column: int, unit: int) -> Tremors:
        """Return the line of a sum that is pushed itself, in its unit and colour."""
        one = self.network.units[column].mask(unit)
        return self.add(column, one, [unit], role="text")

    def open(self, tremors: Tremors) -> list[Motion]:
        """Return the motions that clear units for their lines, which appear."""
        units = tremors.units
        moving = np.maximum(units.open, units.mask(*tremors.lines))
        return [fade_in(tremors), tween(units, open=moving, seconds=style.QUICK)]

    def shut(self) -> list[Motion]:
        """Return the motions that take all lines out of their units."""
        motions = [tween(each, opacity=0.0, seconds=style.QUICK) for each in self.all]
        for units in self.network.units[1:]:
            if units.open.any():
                none = 0 * units.open
                motions.append(tween(units, open=none, seconds=style.QUICK))
        return motions
