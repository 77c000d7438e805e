"""Faults to plant in chapters about the training; see `planted`."""

from typing import Any

import numpy as np
from checks.lies import after, after_made
from checks.planted import Fault, instead

from scenes.chapters.descent.descent import Descent
from scenes.chapters.training.learning_wall import LearningWall
from scenes.chapters.training.training import Training
from scenes.diagram.plots.answers_over_data import AnswersOverData
from scenes.diagram.plots.heat_map import HeatMap
from scenes.diagram.plots.plot_axes import Span
from scenes.diagram.plots.series import Series


def next_picture(wall: Any) -> None:
    """Let each picture be as bright as the one before it should be."""
    wall.right = np.roll(wall.right, 1, axis=1)


def turned_over(strip: Any) -> None:
    """Let what is read right be hollow, and the rest be filled."""
    curve = strip[0].curves[0]
    curve.dots = 1 - curve.dots


def mirrored(over_data: Any) -> None:
    """Let what is answered be what it is not."""
    over_data.answers = over_data.answers[:, ::-1]


def swapped(over_data: Any) -> None:
    """Let each sample stand where the one before it belongs."""
    over_data.places = np.roll(over_data.places, 1, axis=0)


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


def downhill(show: Any) -> Any:
    """Let the arrow of the slope point down."""
    return lambda self, way: show(self, -way)


PLOT_FAULTS: dict[str, Fault] = {
    "the neighbour's picture is bright": Fault(
        *("training", "size: probes"),
        instead(LearningWall, "__init__", after_made(next_picture)),
        "digits",
    ),
    "a wrong look is filled": Fault(
        "training", "sign:", instead(Training, "strip", after(turned_over))
    ),
    "the head of a curve is beside it": Fault(
        "training", "place: head", instead(Series, "tip", raised)
    ),
    "a curve is mirrored": Fault(
        *("training", "place: the curve"),
        instead(AnswersOverData, "__init__", after_made(mirrored)),
        "tiny",
    ),
    "samples are beside their places": Fault(
        *("opening", "place: the sample"),
        instead(AnswersOverData, "__init__", after_made(swapped)),
    ),
    "a first guess is mirrored": Fault(
        *("opening", "place: the curve"),
        instead(AnswersOverData, "__init__", after_made(mirrored)),
        "tiny",
    ),
    "an axis is not even": Fault(
        "training", "place: the ticks", instead(Span, "share", bulging)
    ),
    "walkers on a mirrored map": Fault(
        "descent", "place: the walker", instead(HeatMap, "across", from_the_right)
    ),
    "the slope points down": Fault(
        "descent", "direction: the arrow", instead(Descent, "show_slope", downhill)
    ),
    "a cost is off its curve": Fault(
        "descent", "place: head", instead(Series, "tip", raised)
    ),
}
