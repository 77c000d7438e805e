"""Whether a chapter finds and leaves the stage as the homes at its borders."""

from collections.abc import Sequence
from typing import Any, TypeAlias

from scenes.engine.reading import Mark
from scenes.home import HOMES

Forms: TypeAlias = set[tuple[Any, ...]]


def forms(marks: Sequence[Mark]) -> Forms:
    """Return what is painted, captions apart."""
    return {
        (
            mark.depicts,
            mark.text,
            tuple(round(each, 2) for each in mark.box),
            tuple(round(stroke.alpha, 3) for stroke in mark.strokes),
        )
        for mark in marks
        if mark.depicts.what != "caption"
    }


def home(scene: Any, name: str) -> Forms:
    """Return what is painted of a home, as which the scene is left."""
    scene.clear()
    if HOMES[name].phase is not None:
        scene.network = scene.build_network()
    scene.stand(HOMES[name])
    return forms(scene.reading())
