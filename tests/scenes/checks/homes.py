"""Whether a chapter leaves the stage as the home that it closes on."""

from typing import Any

from scenes.home import HOMES


def forms(scene: Any) -> set[tuple[Any, ...]]:
    """Return what is painted of a scene as it stands, captions apart."""
    return {
        (
            mark.depicts,
            mark.text,
            tuple(round(each, 2) for each in mark.box),
            tuple(round(stroke.alpha, 3) for stroke in mark.strokes),
        )
        for mark in scene.reading()
        if mark.depicts.what != "caption"
    }


def beyond_home(scene: Any) -> set[tuple[Any, ...]]:
    """Return what a scene that has ended shows and its home does not, and the reverse.

    The scene is left as the home.
    """
    ended = forms(scene)
    scene.clear()
    if HOMES[scene.closes].phase is None:
        return ended
    scene.network = scene.build_network()
    scene.stand(HOMES[scene.closes])
    return ended ^ forms(scene)
