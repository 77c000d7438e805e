"""Faults to plant where the error's way back and its rivals are told.

See `checks.planted`.
"""

from typing import Any

import numpy as np
from checks.lies import after_made, louder, stands
from checks.planted import Fault, instead

from scenes.chapters.depth.depth import Depth
from scenes.chapters.depth.flask import Flask
from scenes.chapters.rivals.rivals import Rivals
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


def too_far(spots: Any) -> Any:
    """Let who runs be ahead of where it is."""
    return property(
        lambda self: spots.fget(self) + np.array((0.2 * (1 - self.axis), 0.0))
    )


def exchanged(found: Any) -> Any:
    """Let each run with the costs of the next one."""

    def other(self: Any, name: str) -> Any:
        runner, names = found(self, name), list(self.paths)
        costs = self.value(f"{self.paths[names[names.index(name) - 1]]}.costs")
        runner.xs = np.resize(costs, len(runner.xs))
        return runner

    return other


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
        "place: head",
        instead(Series, "spots", too_far),
    ),
    "runners in each other's lanes": Fault(
        "rivals",
        "place: head",
        instead(Rivals, "runner", exchanged),
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
