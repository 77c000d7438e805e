"""Labels that go where the network goes: beside its units, below its columns."""

from collections.abc import Mapping, Sequence

import numpy as np

from scenes.diagram.layered_network import LayeredNetwork
from scenes.diagram.units import Units
from scenes.engine.drawing import Drawing
from scenes.engine.pen import Point
from scenes.stage import Stage

PRESSED = 0.6  # how far a stage is pressed together where labels have no room left
BELOW = 0.4  # from the lowest unit to the name of its layer


class Following(Drawing):
    """Labels that are put in their places whenever they are looked at."""

    def settle(self) -> None:
        """Put every label where it belongs now."""

    @property
    def parts(self) -> list[Drawing]:
        """The labels, each in its place."""
        self.settle()
        return super().parts


class BesideUnits(Following):
    """Labels right of units, each as far there as its unit is there.

    ``shown`` (0 to 1, one entry a unit) lets a label come out of its unit, or out of
    the point that ``starts`` names. ``after`` is the gap between unit and label.
    """

    def __init__(
        self,
        units: Units,
        labels: Mapping[int, Drawing],
        *,
        after: float = 0.16,
    ) -> None:
        self.units = units
        self.labels = dict(labels)
        self.after = after
        self.starts: dict[int, Point] = {}
        self.shown = np.zeros(len(units.places))
        super().__init__(*labels.values())

    def settle(self) -> None:
        """Put each label beside its unit."""
        presence = self.units.stage.presence[self.units.column]
        room = _room(self.units.stage)
        for unit, label in self.labels.items():
            shown = float(self.shown[unit])
            x, y = self.units.places[unit].tolist()
            start = self.starts.get(unit, (x, y))
            goal = x + float(self.units.radii[unit]) + self.after
            label.size = 0.6 + 0.4 * shown
            label.at(
                start[0] + (goal - start[0]) * shown,
                start[1] + (y - start[1]) * shown,
                align=0.0,
            )
            label.opacity = min(1.0, 2 * shown) * float(presence[unit]) * room


class BelowColumns(Following):
    """A label in the middle below each column; there in the wide shot alone."""

    def __init__(self, network: LayeredNetwork, labels: Sequence[Drawing]) -> None:
        self.network = network
        self.labels = list(labels)
        super().__init__(*labels)

    def settle(self) -> None:
        """Put each label below its column, all at one height."""
        stage = self.network.stage
        lowest = min(
            float((places[:, 1] - radii).min())
            for places, radii in zip(stage.places, stage.radii, strict=True)
        )
        alone = 1 - 4 * max(abs(stage.camera.along - 1), abs(stage.camera.across - 1))
        for places, label in zip(stage.places, self.labels, strict=True):
            label.at(float(places[:, 0].mean()), lowest - BELOW)
            label.opacity = max(0.0, alone)


def _room(stage: Stage) -> float:
    """Return how much of the labels is there on a stage pressed together."""
    return float(np.clip((stage.camera.along - PRESSED) / (1 - PRESSED), 0.0, 1.0))
