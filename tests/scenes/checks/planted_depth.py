"""Faults to plant where the error's way back and its rivals are told.

See `checks.planted`.
"""

from typing import Any

import numpy as np
from checks.lies import after_made, louder, stands
from checks.planted import Fault, instead

from scenes.chapters.depth.flasks import Flasks
from scenes.chapters.depth.reached_units import ReachedUnits
from scenes.chapters.rivals.rivals import Rivals
from scenes.diagram.plots.series import Series
from scenes.path_texts import PathTexts
from scenes.training_chapter import TrainingChapter


def turned_around(flasks: Any) -> None:
    """Fill the glass of the first layer with what the last one gets."""
    flasks.values = flasks.values[:, ::-1].copy()


def brighter(units: Any) -> None:
    """Draw units that hear a part of the samples too bright."""
    units.shares = [shares**0.5 for shares in units.shares]


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
        instead(Flasks, "share", lambda _: lambda self, value: value**0.5),
        "tiny",
    ),
    "the ink of another layer": Fault(
        "depth",
        "size: levels of ink",
        instead(Flasks, "__init__", after_made(turned_around)),
        "tiny",
    ),
    "units brighter than what they hear": Fault(
        "depth",
        "size: brightness of what is reached",
        instead(ReachedUnits, "__init__", after_made(brighter)),
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
