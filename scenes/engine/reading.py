"""Reads a picture back: what was painted, where, and what it stands for.

A pen that reads is handed to the drawings in place of the one that paints. It notes
every stroke it is asked for, in pixels, under the subject that the drawing named; the
marks are what a viewer sees, not what a drawing meant to show.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Any, TypeAlias

import cairo

from scenes.engine.arrays import Names, Numbers, Positions
from scenes.engine.depicts import Depicts
from scenes.engine.pen import Pen, Point, Points
from scenes.engine.typesetting import Ink, Typeset, corners
from scenes.style import Theme

Corners: TypeAlias = tuple[float, float, float, float]  # left, top, right, bottom


@dataclass(frozen=True, slots=True)
class Stroke:
    """One thing painted: ``kind`` is disc, ring, line, area, outline or text.

    All is in pixels, y downwards. ``alpha`` is as painted: its own times that of all
    that it is part of. ``size`` is of a disc or ring its radius, of a line its width,
    of a text an em. ``points`` are those of a line or a shape.
    """

    kind: str
    role: str
    alpha: float
    left: float
    top: float
    right: float
    bottom: float
    size: float = 0.0
    text: str = ""
    dashed: bool = False
    points: tuple[Point, ...] = ()

    @property
    def box(self) -> Corners:
        """Left, top, right and bottom of its ink."""
        return self.left, self.top, self.right, self.bottom


@dataclass(frozen=True)
class Mark:
    """All strokes that stand for one thing, in the order in which they were painted."""

    depicts: Depicts
    strokes: tuple[Stroke, ...]

    @cached_property
    def box(self) -> Corners:
        """Left, top, right and bottom of its ink."""
        lefts, tops, rights, bottoms = zip(*(s.box for s in self.strokes), strict=True)
        return min(lefts), min(tops), max(rights), max(bottoms)

    @property
    def centre(self) -> Point:
        """The middle of its box."""
        left, top, right, bottom = self.box
        return (left + right) / 2, (top + bottom) / 2

    @property
    def text(self) -> str:
        """What it reads, if it is a text."""
        return "".join(stroke.text for stroke in self.strokes)

    @property
    def alpha(self) -> float:
        """How clear its clearest stroke is."""
        return max(stroke.alpha for stroke in self.strokes)

    def of(self, *kinds: str, role: str | None = None) -> list[Stroke]:
        """Return its strokes of some kinds, and of a role if one is named."""
        return [s for s in self.strokes if s.kind in kinds and role in (None, s.role)]


class ReadingPen(Pen):
    """Notes strokes instead of painting them."""

    reads = True

    def __init__(self, width: int, height: int, palette: Theme, scale: float) -> None:
        surface = cairo.RecordingSurface(cairo.CONTENT_ALPHA, None)
        context = cairo.Context(surface)
        context.translate(width / 2, height / 2)
        context.scale(scale, -scale)
        super().__init__(context, palette)
        self.strokes: list[tuple[Depicts, Stroke]] = []

    def _note(
        self,
        kind: str,
        role: str,
        alpha: float,
        points: Points,
        *,
        reach: float = 0.0,
        **more: Any,
    ) -> None:
        """Note a stroke around points of the drawing's own units, and beyond them."""
        if self.subject is None or alpha * self.opacity <= 0:
            return
        placed = tuple(
            self.context.user_to_device(float(x), float(y)) for x, y in points
        )
        xs, ys = zip(*placed, strict=True)
        far = self._pixels(reach)
        box = min(xs) - far, min(ys) - far, max(xs) + far, max(ys) + far
        if kind == "line" or len(placed) > 2:
            more["points"] = placed
        stroke = Stroke(kind, role, alpha * self.opacity, *box, **more)
        self.strokes.append((self.subject, stroke))

    def _pixels(self, length: float) -> float:
        return abs(float(self.context.user_to_device_distance(length, 0.0)[0]))

    def disc(self, centre: Point, radius: float, role: str, alpha: float = 1.0) -> None:
        """Note a filled circle."""
        if radius > 0:
            size = self._pixels(radius)
            self._note("disc", role, alpha, [centre], reach=radius, size=size)

    def ring(
        self, centre: Point, radius: float, role: str, *, width: float, alpha: float = 1
    ) -> None:
        """Note the outline of a circle."""
        if radius > 0 and width > 0:
            reach, size = radius + width / 2, self._pixels(radius)
            self._note("ring", role, alpha, [centre], reach=reach, size=size)

    def discs(
        self,
        places: Positions,
        radii: Numbers,
        roles: Names,
        subjects: Sequence[Depicts] = (),
    ) -> None:
        """Note many filled circles, each under its own subject if it has one."""
        outer = self.subject
        for number, (place, radius, role) in enumerate(
            zip(places.tolist(), radii.tolist(), roles.tolist(), strict=True)
        ):
            self.subject = subjects[number] if subjects else outer
            self.disc((place[0], place[1]), radius, role)
        self.subject = outer

    def line(
        self,
        points: Points,
        role: str,
        *,
        width: float,
        alpha: float = 1.0,
        dashes: Sequence[float] = (),
    ) -> None:
        """Note a line through points."""
        if self.subject is not None and width > 0 and len(points) > 1:
            self._note(
                *("line", role, alpha, points),
                reach=width / 2,
                size=self._pixels(width),
                dashed=bool(dashes),
            )

    def polygon(
        self, points: Points, role: str, alpha: float = 1.0, *, over: str = ""
    ) -> None:
        """Note a filled shape."""
        self._note("area", role, alpha, points)

    def rectangle(
        self, corner: Point, width: float, height: float, role: str, alpha: float = 1.0
    ) -> None:
        """Note a filled rectangle."""
        if width and height:
            other = corner[0] + width, corner[1] + height
            self._note("area", role, alpha, [corner, other])

    def fill(self, role: str, alpha: float = 1.0) -> None:
        """Note the filled path that was laid."""
        self._note("area", role, alpha, self._laid())

    def outline(self, role: str, *, width: float, alpha: float = 1.0) -> None:
        """Note the outline of the path that was laid."""
        size = self._pixels(width)
        self._note("outline", role, alpha, self._laid(), reach=width / 2, size=size)

    def _laid(self) -> list[Point]:
        left, bottom, right, top = self.context.path_extents()
        return [(left, bottom), (right, top)]

    def text(
        self,
        typeset: Typeset,
        em: float,
        role: str,
        *,
        at: Point = (0.0, 0.0),
        roles: Mapping[int, str] = {},
        alphas: Mapping[int, float] = {},
        says: str = "",
    ) -> None:
        """Note a text and what it says."""
        seen = tuple(ink for ink in typeset.inks if alphas.get(ink.tag, 1.0) > 0)
        if seen:
            x, y = at
            alpha = max(alphas.get(ink.tag, 1.0) for ink in seen)
            ends = [(x + em * left, y + em * up) for left, up in _corners(seen)]
            self._note("text", role, alpha, ends, size=self._pixels(em), text=says)

    def marks(self) -> list[Mark]:
        """Return what was noted, thing by thing, in the order of painting.

        Strokes under one and the same subject are one thing; equal ones are not.
        """
        found: dict[int, list[tuple[Depicts, Stroke]]] = {}
        for subject, stroke in self.strokes:
            found.setdefault(id(subject), []).append((subject, stroke))
        return [
            Mark(noted[0][0], tuple(stroke for _, stroke in noted))
            for noted in found.values()
        ]


@lru_cache(maxsize=4096)
def _corners(inks: tuple[Ink, ...]) -> tuple[Point, Point]:
    """Return two corners of the box of some glyphs, in em."""
    xs, ys = zip(*(point for ink in inks for point in _drawn(ink)), strict=True)
    return (min(xs), min(ys)), (max(xs), max(ys))


def _drawn(ink: Ink) -> Sequence[Point]:
    """Return the corners of a glyph without a move to where nothing is drawn."""
    steps = ink.outline.steps
    idle = len(steps) > 1 and steps[0][0] == steps[1][0] == "move"
    return corners(ink)[1 if idle else 0 :]
