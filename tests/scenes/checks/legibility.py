"""What is wrong with a picture: overlaps, what leaves it, what is too small.

Everything is judged by the marks that `scene.reading` returns, in pixels.
"""

from itertools import combinations, pairwise
from typing import Any

import numpy as np

from scenes.engine.reading import Corners, Mark, Stroke

TEXTS = frozenset({"text", "number", "formula", "caption", "lens"})
CAPITALS = {"formula": 0.65}  # em, of the mathematics font
CAPITAL = 0.727  # em, of the words
LEAST = 0.022  # of the frame's height
SEEN = 0.05  # opacity from which on something is seen
SLACK = 3.0  # pixels of 1080 that boxes may share


def faults(scene: Any, marks: list[Mark] | None = None) -> list[str]:
    """Return what is wrong with a scene as it stands."""
    width, height = scene.camera.pixel_width, scene.camera.pixel_height
    seen = [m for m in marks or scene.reading() if m.alpha > SEEN]
    texts = [m for m in seen if m.depicts.what in TEXTS]
    others = [m for m in seen if m.depicts.what not in TEXTS]
    return [
        *_outside(seen, width, height),
        *_small(texts, height),
        *_texts_on_texts(texts),
        *_texts_on_others(texts, others),
    ]


def name(mark: Mark) -> str:
    """Return how a mark is called in a fault."""
    if mark.depicts.what in TEXTS:
        return repr(mark.text)
    depicts = mark.depicts
    place = (depicts.column, depicts.unit, depicts.source)
    where = ", ".join(str(each) for each in place if each is not None)
    return f"{depicts.what} ({where})"


def _outside(seen: list[Mark], width: float, height: float) -> list[str]:
    found = []
    for mark in seen:
        left, top, right, bottom = mark.box
        if left < -1 or top < -1 or right > width + 1 or bottom > height + 1:
            box = ", ".join(f"{each:.0f}" for each in mark.box)
            found.append(f"{name(mark)} leaves the picture: {box}")
    return found


def _small(texts: list[Mark], height: float) -> list[str]:
    found = []
    for mark in texts:
        capital = CAPITALS.get(mark.depicts.what, CAPITAL)
        share = max(stroke.size for stroke in mark.strokes) * capital / height
        if share < LEAST - 1e-4:
            found.append(f"{name(mark)} is {100 * share:.2f} % of the height")
    return found


def _texts_on_texts(texts: list[Mark]) -> list[str]:
    return [
        f"{name(other)} lies on {name(one)}"
        for one, other in combinations(texts, 2)
        if _meet(one.box, other.box)
    ]


def _texts_on_others(texts: list[Mark], others: list[Mark]) -> list[str]:
    return [
        f"{name(text)} lies on {name(other)}"
        for text in texts
        for other in others
        if _meet(text.box, other.box)
        and not _is_open(other)
        and any(_touches(stroke, text.box) for stroke in other.strokes)
    ]


def _is_open(mark: Mark) -> bool:
    """Say whether a unit is cleared for what is drawn in it."""
    return any(stroke.role == "panel" for stroke in mark.of("disc"))


def _meet(one: Corners, other: Corners) -> bool:
    return (
        min(one[2], other[2]) - max(one[0], other[0]) > SLACK
        and min(one[3], other[3]) - max(one[1], other[1]) > SLACK
    )


def _touches(stroke: Stroke, box: Corners) -> bool:
    """Say whether a stroke that is seen leaves ink in a box, a little inside of it."""
    left, top, right, bottom = box
    if stroke.alpha <= SEEN:
        return False
    if stroke.kind in ("disc", "ring"):
        x = (stroke.left + stroke.right) / 2
        y = (stroke.top + stroke.bottom) / 2
        away = np.hypot(x - np.clip(x, left, right), y - np.clip(y, top, bottom))
        return bool(away < stroke.size - SLACK)
    if stroke.kind == "line":
        points = np.array(stroke.points)
        return any(_crosses(start, end, box) for start, end in pairwise(points))
    return _meet(stroke.box, box)


def _crosses(start: Any, end: Any, box: Corners) -> bool:
    """Say whether a straight line runs through a box."""
    steps = np.linspace(0.0, 1.0, 200)[:, None]
    places = start + (end - start) * steps
    inside = (places > (box[0] + SLACK, box[1] + SLACK)) & (
        places < (box[2] - SLACK, box[3] - SLACK)
    )
    return bool(inside.all(axis=1).any())
