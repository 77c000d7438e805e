"""Faults to plant where the error's way back and its rivals are told.

See `checks.planted`.
"""

from dataclasses import replace
from typing import Any

from checks.lies import after_made, louder, stands
from checks.planted import Fault, instead

from scenes.chapters.depth.depth import Depth
from scenes.chapters.depth.flask import Flask
from scenes.chapters.rivals.race_lanes import RaceLanes
from scenes.diagram.plots.matrix_tiles import MatrixTiles
from scenes.diagram.plots.series import Series
from scenes.path_texts import PathTexts
from scenes.training_chapter import TrainingChapter


def turned_around(glasses: Any) -> Any:
    """Fill the glass of the first layer with what the last one gets."""

    def exchanged(depth: Any, *who: Any) -> Any:
        flasks = glasses(depth, *who)
        flasks[0].shares = flasks[-1].shares
        return flasks

    return exchanged


def fuller(flask: Any) -> None:
    """Let ink stand higher than its value, the less of it there is the more."""
    flask.shares = flask.shares**0.5


def brighter(tiles: Any) -> None:
    """Draw units that hear a part of the samples too bright."""
    tiles.values = tiles.values**0.5


def exchanged(lanes: Any) -> None:
    """Let each run with the costs of the next one."""
    costs = [lane.costs for lane in lanes.lanes]
    turned = [*costs[1:4], costs[0], *costs[4:]]
    lanes.lanes = [
        replace(lane, costs=other)
        for lane, other in zip(lanes.lanes, turned, strict=True)
    ]


def from_the_end(curve: Any) -> None:
    """Let a curve begin where it should end."""
    curve.ys = curve.ys[::-1].copy()


DEPTH: dict[str, Fault] = {
    "ink stands higher than δ is": Fault(
        "depth",
        "size: levels of ink",
        instead(Flask, "__init__", after_made(fuller)),
        "tiny",
    ),
    "the ink of another layer": Fault(
        "depth",
        "size: levels of ink",
        instead(Depth, "glasses", turned_around),
        "tiny",
    ),
    "units brighter than what they hear": Fault(
        "depth",
        "size: tiles of probes",
        instead(MatrixTiles, "__init__", after_made(brighter)),
        "digits",
    ),
    "δ of another value below a glass": Fault(
        "depth", "text:", instead(PathTexts, "shown", louder), "tiny"
    ),
    "ink that waits": Fault(
        "depth",
        "rhythm: s of stillness",
        instead(TrainingChapter, "until_word", stands),
        "tiny",
    ),
    "a runner ahead of its cost": Fault(
        "rivals",
        "place: the racer",
        instead(RaceLanes, "cost", lambda cost: lambda *who: 0.8 * cost(*who)),
    ),
    "runners in each other's lanes": Fault(
        "rivals",
        "place: the racer",
        instead(RaceLanes, "__init__", after_made(exchanged)),
    ),
    "a walker who goes his way from its end": Fault(
        "rivals", "place: head", instead(Series, "__init__", after_made(from_the_end))
    ),
    "the cost of a runner reads as another": Fault(
        "rivals", "text:", instead(PathTexts, "shown", louder)
    ),
    "a race that waits": Fault(
        "rivals",
        "rhythm: s of stillness",
        instead(TrainingChapter, "until_word", stands),
    ),
}
