"""All that a machine can see of a chapter, in one pass that paints nothing.

seen = watched("loss", trace, language="es")
assert not seen.faults              # its meaning, and its pictures
assert not seen.rhythm.broken()
assert not seen.begins              # what is not as its homes at either end
assert not seen.ends

It is played at the rate of its rhythm; every other picture is compared with the trace.
"""

from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass
from typing import Any, TypeAlias

from checks import homes, indices, legibility
from checks.invented import invented
from checks.meaning import Meaning
from checks.rhythm import Rhythm, Watch
from checks.unpainted import RATE, play

from backprop_core import Trace
from scenes.chapters import CHAPTERS
from scenes.engine.reading import Mark

Stops: TypeAlias = Callable[[Iterable[str]], bool]


class SeenError(Exception):
    """What was looked for is there: the rest of the chapter need not be played."""


@dataclass(frozen=True, slots=True)
class Watched:
    """What one pass saw of a chapter."""

    faults: list[str]  # each with when it was first seen
    rhythm: Rhythm
    said: tuple[str, ...]
    seconds: float
    begins: homes.Forms  # what the home shows and the first picture not, or the reverse
    ends: homes.Forms  # the same of the last picture


class _Eyes:
    """Looks at a chapter; reads each picture once."""

    def __init__(self, trace: Trace, language: str) -> None:
        self.meaning = Meaning(trace, language=language)
        self.pictures = dict[str, str]()

    def rest(self, scene: Any, marks: list[Mark]) -> None:
        """Look at the last picture of a beat."""
        self.meaning.at_rest(scene, marks)
        seen = (
            *legibility.faults(scene, marks),
            *invented(scene),
            *indices.faults(scene),
        )
        for fault in seen:
            self.pictures.setdefault(f"picture: {fault}", f"beat {len(scene.cues)}")

    def faults(self) -> list[str]:
        """Return all that was found, and when it was first seen."""
        return [
            f"{fault} ({when})"
            for fault, when in (*self.pictures.items(), *self.meaning.faults.items())
        ]


def watched(
    chapter: str, trace: Trace, *, language: str = "en", **setting: Any
) -> Watched:
    """Play a chapter once, and return all that was seen of it."""
    eyes, watch = _Eyes(trace, language), Watch()
    first = homes.Forms()

    def begin(scene: Any) -> None:
        first.update(homes.forms(scene.reading()))

    def look(scene: Any, frames: int) -> None:
        marks = scene.renderer.camera.read()
        watch.note(scene, marks, frames)
        eyes.meaning.moving(scene, marks)

    def rest(scene: Any) -> None:
        eyes.rest(scene, scene.reading())

    entry = CHAPTERS[chapter]
    how: dict[str, Any] = {"language": language, **setting}
    scene = play(chapter, trace, at_begin=begin, look=look, at_end=rest, **how)
    last = homes.forms(scene.reading())
    return Watched(
        eyes.faults(),
        watch.rhythm(scene),
        tuple(cue.text for cue in scene.cues),
        sum(cue.frames for cue in scene.cues) / RATE,
        first ^ homes.home(scene, entry.opens),
        last ^ homes.home(scene, entry.closes),
    )


def faults(
    chapter: str,
    trace: Trace,
    *,
    language: str = "en",
    stops: Stops = lambda found: False,
    **setting: Any,
) -> list[str]:
    """Return what is wrong with a chapter, and when that was first seen.

    ``stops`` hears of all
    that was found so far, and says whether that will do.
    """
    eyes, known = _Eyes(trace, language), 0

    def tell() -> None:
        nonlocal known
        found = eyes.faults()
        if len(found) > known and stops(found):
            raise SeenError
        known = len(found)

    def look(scene: Any, frames: int) -> None:
        eyes.meaning.moving(scene, scene.renderer.camera.read())
        tell()

    def rest(scene: Any) -> None:
        eyes.rest(scene, scene.reading())
        tell()

    how: dict[str, Any] = {"language": language, **setting}
    with suppress(SeenError):
        play(chapter, trace, look=look, at_end=rest, **how)
    return eyes.faults()
