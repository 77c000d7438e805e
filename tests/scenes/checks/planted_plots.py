"""Faults to plant in chapters about the training; see `planted`."""

from typing import Any

import numpy as np
from checks.lies import after_made
from checks.planted import Fault, instead

from scenes.diagram.panels import Arrow
from scenes.diagram.plots.heat_map import HeatMap
from scenes.diagram.plots.learned_answers import AnswerLine
from scenes.diagram.plots.picture_wall import LearningWall
from scenes.diagram.plots.plot_axes import Span
from scenes.diagram.plots.read_strip import ReadStrip
from scenes.diagram.plots.series import Series


def next_picture(wall: Any) -> None:
    """Let each picture be as bright as the one before it should be."""
    wall.right = np.roll(wall.right, 1, axis=1)


def other_class(strip: Any) -> None:
    """Let another class than the right one count as right."""
    strip.right += 1


def mirrored(line: Any) -> None:
    """Let what is answered be what it is not."""
    line.looks = line.looks[:, ::-1]


def raised(tip: Any) -> Any:
    """Let the head of a curve stand too high."""
    return property(lambda self: (tip.fget(self)[0], tip.fget(self)[1] + 0.1))


def bulging(share: Any) -> Any:
    """Let an axis be wider where it begins."""
    return lambda self, value: share(self, value) ** 0.5


def from_the_right(across: Any) -> Any:
    """Let a map be read from its right."""

    def turned(self: Any, x: float, y: float) -> Any:
        return across(self, self.edges[0] + self.edges[1] - x, y)

    return turned


def turned_round(make: Any) -> Any:
    """Let an arrow point to where it comes from."""
    return lambda self, start, end, role: make(self, end, start, role)


PLOT_FAULTS: dict[str, Fault] = {
    "the neighbour's picture is bright": Fault(
        *("training", "size: probes"),
        instead(LearningWall, "__init__", after_made(next_picture)),
        "digits",
    ),
    "a wrong look is filled": Fault(
        "training", "sign:", instead(ReadStrip, "__init__", after_made(other_class))
    ),
    "the head of a curve is beside it": Fault(
        "training", "place: head", instead(Series, "tip", raised)
    ),
    "a curve is mirrored": Fault(
        *("training", "place: the curve"),
        instead(AnswerLine, "__init__", after_made(mirrored)),
        "tiny",
    ),
    "an axis is not even": Fault(
        "training", "place: the ticks", instead(Span, "share", bulging)
    ),
    "walkers on a mirrored map": Fault(
        "descent", "place: the walker", instead(HeatMap, "across", from_the_right)
    ),
    "the slope points down": Fault(
        "descent", "direction: the arrow", instead(Arrow, "__init__", turned_round)
    ),
    "a cost is off its curve": Fault(
        "descent", "place: head", instead(Series, "tip", raised)
    ),
}
