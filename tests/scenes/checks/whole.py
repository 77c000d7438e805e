"""All that a machine can see of a chapter in one pass: its meaning, and its pictures.

assert not faults("loss", trace, language="es")
"""

from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from typing import Any, TypeAlias

from checks import indices, legibility
from checks.invented import invented
from checks.meaning import Meaning
from checks.unpainted import play

from backprop_core import Trace

Stops: TypeAlias = Callable[[Iterable[str]], bool]


class Seen(Exception):
    """What was looked for is there: the rest of the chapter need not be played."""


def faults(
    chapter: str,
    trace: Trace,
    *,
    language: str = "en",
    stops: Stops = lambda found: False,
    **setting: Any,
) -> list[str]:
    """Return what is wrong with a chapter, and when that was first seen.

    ``stops`` hears of all that was found so far, and says whether that will do.
    """
    pictures = dict[str, str]()
    meaning = Meaning(trace, language=language)

    def found() -> Iterator[str]:
        for fault, when in (*pictures.items(), *meaning.faults.items()):
            yield f"{fault} ({when})"

    def look(scene: Any, frames: int) -> None:
        before = len(meaning.faults)
        meaning.look(scene, frames)
        if len(meaning.faults) > before and stops(found()):
            raise Seen

    def rest(scene: Any) -> None:
        meaning.rest(scene)
        seen = *legibility.faults(scene), *invented(scene), *indices.faults(scene)
        for fault in seen:
            pictures.setdefault(f"picture: {fault}", f"beat {len(scene.cues)}")
        if stops(found()):
            raise Seen

    with suppress(Seen):
        play(chapter, trace, look=look, at_end=rest, language=language, **setting)
    return list(found())
