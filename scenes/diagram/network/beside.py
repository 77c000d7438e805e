"""What stands beside a unit, and goes with it wherever the stage takes it."""

from scenes.diagram.network.units import ARC, MOST_RING
from scenes.engine.drawing import Drawing
from scenes.stage import Stage

ROOM = 0.1  # between the arc around a unit and what stands beside it
PRESSED = 0.6  # how far a stage is pressed together where labels have no room left
SIDES = {"left": (-1.0, 1.0), "right": (1.0, 0.0)}  # of the unit; its share to the left


class Follower(Drawing):
    """What stands where a stage says, such as a label; a network moves it along."""

    def follow(self, stage: Stage) -> None:
        """Stand where a stage has what it belongs to."""


class Beside(Follower):
    """A label left or right of a unit of a column, as present as the unit is.

    The stage moves it and lets it come and go; to fade the label alone, change its own
    ``opacity``.

    network.attach(Beside(network.stage, 2, unit, number))
    self.play(tween(number, opacity=0.0))
    """

    def __init__(
        self, stage: Stage, column: int, unit: int, label: Drawing, side: str = "right"
    ) -> None:
        self.column, self.unit = column, unit
        self.label = label
        self.away, align = SIDES[side]
        label.at(0.0, 0.0, align=align)
        super().__init__(label)
        self.follow(stage)

    def follow(self, stage: Stage) -> None:
        """Stand where a stage has the unit."""
        x, y = stage.places[self.column][self.unit].tolist()
        radius = float(stage.radii[self.column][self.unit])
        self.x, self.y = x + self.away * reach(radius), y
        self.opacity = float(stage.presence[self.column][self.unit]) * room(stage)


class BelowUnit(Follower):
    """The name of a column, at one height for all; it goes with the wide shot."""

    def __init__(self, stage: Stage, column: int, label: Drawing, y: float) -> None:
        self.column = column
        label.at(0.0, y)
        super().__init__(label)
        self.follow(stage)

    def follow(self, stage: Stage) -> None:
        """Stand below where a stage has the column."""
        self.x = float(stage.places[self.column][:, 0].mean())
        there = float(stage.presence[self.column].max())
        self.opacity = min(is_wide(stage), there)


def is_wide(stage: Stage) -> float:
    """Return how much a stage is the wide shot, for what stands in that alone.

    On the way to or from another shot, units pass where it stands.
    """
    camera = stage.camera
    wide = 1 - 4 * max(abs(camera.along - 1), abs(camera.across - 1))
    return max(0.0, min(3 * stage.ground - 2, wide))


def reach(radius: float) -> float:
    """Return how far from the middle of a unit begins what stands beside it."""
    return radius + min((ARC - 1) * radius, MOST_RING) + ROOM


def room(stage: Stage) -> float:
    """Return how much of the labels is there on a stage that is pressed together."""
    return min(1.0, max(0.0, (stage.camera.along - PRESSED) / (1 - PRESSED)))
