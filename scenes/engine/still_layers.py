"""What does not move during a play is painted once and kept as pixels.

The drawings of a scene are taken apart into runs, in painting order: those that
stand still and those that move. A run that stands still becomes a layer of pixels;
a frame lays the layers on each other and paints only what moves between them. What
moves is measured first: pixels that it neither touches nor has left stay as they are.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from math import ceil, floor
from typing import TypeAlias

import cairo
import numpy as np
from manim import Mobject

from scenes.engine.arrays import Pixels
from scenes.engine.drawing import Drawing
from scenes.engine.pen import Pen
from scenes.engine.pictures import surface_of

Area: TypeAlias = tuple[int, int, int, int]  # left, top, right, bottom, in pixels


@dataclass(frozen=True, slots=True)
class Placed:
    """A drawing, and where and how clearly its parents put it."""

    mobject: Mobject
    x: float
    y: float
    size: float
    opacity: float
    moves: bool


@dataclass(frozen=True, slots=True)
class Layer:
    """Pixels that lie over the frame from row and column ``top``, ``left`` on."""

    surface: cairo.ImageSurface
    left: int
    top: int


def placed(mobjects: Iterable[Mobject], moving: frozenset[int]) -> Iterator[Placed]:
    """Yield what is to be painted in order; ``moving`` holds ids of mobjects.

    A drawing that moves stands for all its parts; one that stands still is followed
    by its parts. Manim's own mobjects count as moving.
    """
    for mobject in mobjects:
        yield from _placed(mobject, moving, 0.0, 0.0, 1.0, 1.0)


def _placed(
    mobject: Mobject,
    moving: frozenset[int],
    x: float,
    y: float,
    size: float,
    opacity: float,
) -> Iterator[Placed]:
    if _groups_drawings(mobject):
        for part in mobject.submobjects:
            yield from _placed(part, moving, x, y, size, opacity)
        return
    if not isinstance(mobject, Drawing) or id(mobject) in moving:
        yield Placed(mobject, x, y, size, opacity, moves=True)
        return
    if mobject.opacity <= 0:
        return
    x, y = x + size * mobject.x, y + size * mobject.y
    size, opacity = size * mobject.size, opacity * mobject.opacity
    yield Placed(mobject, x, y, size, opacity, moves=False)
    for part in mobject.parts:
        yield from _placed(part, moving, x, y, size, opacity)


def _groups_drawings(mobject: Mobject) -> bool:
    """Say whether it is a group, as Manim's, in which one of ours stands."""
    return not isinstance(mobject, Drawing) and any(
        isinstance(each, Drawing) for each in mobject.get_family()
    )


def runs(found: Iterable[Placed]) -> list[list[Placed]]:
    """Return neighbours that all move, or all stand still, together."""
    together: list[list[Placed]] = []
    for one in found:
        if not together or together[-1][-1].moves != one.moves:
            together.append([])
        together[-1].append(one)
    return together


def paint(run: Iterable[Placed], pen: Pen) -> None:
    """Paint a run; a drawing that stands still without its parts."""
    for one in run:
        drawing = one.mobject
        assert isinstance(drawing, Drawing), "Manim's mobjects are Manim's to paint"
        with pen.inside(one.x, one.y, one.size, one.opacity):
            if one.moves:
                drawing.draw(pen)
            else:
                drawing.paint(pen)


def areas(run: Iterable[Placed], pen: Pen, whole: Area) -> Iterator[Area]:
    """Yield where each drawing of a run that moves will leave ink, within a frame."""
    pen.only_measures = True
    for one in run:
        if isinstance(one.mobject, Drawing):
            paint([one], pen)
            if (box := pen.measured()) is not None:
                left, top = max(whole[0], floor(box[0])), max(whole[1], floor(box[1]))
                right, bottom = min(whole[2], ceil(box[2])), min(whole[3], ceil(box[3]))
                if left < right and top < bottom:
                    yield left, top, right, bottom
        # A wait leaves an empty mobject of Manim's in the scene.
        elif one.mobject.family_members_with_points():
            yield whole
    pen.only_measures = False


def apart(areas: Iterable[Area]) -> list[Area]:
    """Return areas that cover the given ones and do not overlap."""
    found: list[Area] = []
    for area in areas:
        while (
            other := next((one for one in found if _meet(one, area)), None)
        ) is not None:
            found.remove(other)
            (left, top), (right, bottom) = (
                map(min, area[:2], other[:2]),
                map(max, area[2:], other[2:]),
            )
            area = left, top, right, bottom
        found.append(area)
    return found


def around(areas: Sequence[Area]) -> Area:
    """Return the area that just holds the given ones; an empty one for none."""
    if not areas:
        return 0, 0, 0, 0
    lefts, tops, rights, bottoms = zip(*areas, strict=True)
    return min(lefts), min(tops), max(rights), max(bottoms)


def _meet(one: Area, other: Area) -> bool:
    return max(one[0], other[0]) < min(one[2], other[2]) and max(
        one[1], other[1]
    ) < min(one[3], other[3])


def layer(pixels: Pixels) -> Layer | None:
    """Return the part of a transparent picture that holds ink; None without any."""
    # Without opacity there is no colour: four bytes at once take 0.5 instead of 3.5 ms.
    inks = pixels.view(np.uint32)[:, :, 0]
    rows = np.flatnonzero(inks.max(axis=1))
    if not len(rows):
        return None
    columns = np.flatnonzero(inks[rows[0] : rows[-1] + 1].max(axis=0))
    top, left = int(rows[0]), int(columns[0])
    cut = np.ascontiguousarray(pixels[top : rows[-1] + 1, left : columns[-1] + 1])
    return Layer(surface_of(cut), left, top)
