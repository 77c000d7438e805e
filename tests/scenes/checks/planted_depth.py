"""Faults to plant where the error's way back and its rivals are told.

See `checks.planted`.
"""

from typing import Any

from checks.lies import after_made, louder, stands
from checks.planted import Fault, instead

from scenes.chapters.depth.flasks import Flasks
from scenes.chapters.depth.reached_units import ReachedUnits
from scenes.path_texts import PathTexts
from scenes.training_chapter import TrainingChapter


def turned_around(flasks: Any) -> None:
    """Fill the glass of the first layer with what the last one gets."""
    flasks.values = flasks.values[:, ::-1].copy()


def brighter(units: Any) -> None:
    """Draw units that hear a part of the samples too bright."""
    units.shares = [shares**0.5 for shares in units.shares]


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
}
