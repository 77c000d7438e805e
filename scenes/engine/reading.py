"""Reads a picture back: what was painted, where, and what it stands for.

A pen that reads is handed to the drawings in place of the one that paints. It notes
every stroke it is asked for, in pixels, under the subject that the drawing named; the
marks are what a viewer sees, not what a drawing meant to show.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import cairo

from scenes.engine.arrays import Names, Numbers, Positions
from scenes.engine.depicts import Depicts
from scenes.engine.pen import Pen, Point, Points
from scenes.engine.typesetting import Typeset
from scenes.style import Palette


@dataclass(frozen=True, slots=True)
class Stroke:
    """One thing painted: ``kind`` is disc, ring, line, area or text; in pixels."""

    kind: str
    role: str
    alpha: float  # as painted: its own times that of all it is part of
    left: float
    top: float
    right: float
    bottom: float
    size: float = (
        0.0  # of a disc or ring its radius, of a line its width, of text an em
    )
    text: str = ""
    dashed: bool = False
    ends: tuple[float, float, float, float] | None = None  # of a line or an arc


@dataclass(frozen=True, slots=True)
class Mark:
    """All strokes that stand for one thing, in the order in which they were painted."""

    depicts: Depicts
    strokes: tuple[Stroke, ...]

    @property
    def box(self) -> tuple[float, float, float, float]:
        """Left, top, right and bottom of its ink, in pixels."""
        lefts, tops, rights, bottoms = zip(
            *((s.left, s.top, s.right, s.bottom) for s in self.strokes), strict=True
        )
        return min(lefts), min(tops), max(rights), max(bottoms)

    @property
    def centre(self) -> tuple[float, float]:
        """The middle of its box, in pixels."""
        left, top, right, bottom = self.box
        return (left + right) / 2, (top + bottom) / 2

    @property
    def text(self) -> str:
        """What it reads, if it is a text."""
        return "".join(stroke.text for stroke in self.strokes)

    def of(self, kind: str, role: str | None = None) -> list[Stroke]:
        """Return its strokes of a kind, and of a role if one is named."""
        return [s for s in self.strokes if s.kind == kind and role in (None, s.role)]


class ReadingPen(Pen):
    """Notes strokes instead of painting them."""

    def __init__(self, width: int, height: int, palette: Palette, scale: float) -> None:
        surface = cairo.RecordingSurface(cairo.CONTENT_ALPHA, None)
        context = cairo.Context(surface)
        context.translate(width / 2, height / 2)
        context.scale(scale, -scale)
        super().__init__(context, palette)
        self.strokes: list[tuple[Depicts, Stroke]] = []

    def _note(self, kind: str, role: str, alpha: float, box: Any, **more: Any) -> None:
        if self.subject is not None and alpha * self.opacity > 0:
            stroke = Stroke(kind, role, alpha * self.opacity, *box, **more)
            self.strokes.append((self.subject, stroke))

    def _round(self, centre: Point, radius: float) -> tuple[Any, float]:
        x, y = self.context.user_to_device(*centre)
        reach, _ = self.context.user_to_device_distance(radius, 0.0)
        return (x - reach, y - reach, x + reach, y + reach), reach

    def disc(self, centre: Point, radius: float, role: str, alpha: float = 1.0) -> None:
        """Note a filled circle."""
        if radius > 0 and alpha > 0:
            box, reach = self._round(centre, radius)
            self._note("disc", role, alpha, box, size=reach)

    def ring(
        self, centre: Point, radius: float, role: str, *, width: float, alpha: float = 1
    ) -> None:
        """Note the outline of a circle."""
        if radius > 0 and alpha > 0 and width > 0:
            box, reach = self._round(centre, radius)
            self._note("ring", role, alpha, box, size=reach)

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
        if width <= 0 or alpha <= 0 or len(points) < 2:
            return
        placed = [self.context.user_to_device(*map(float, each)) for each in points]
        thick, _ = self.context.user_to_device_distance(width, 0.0)
        ends = (*placed[0], *placed[-1])
        box = _around(placed)
        self._note(
            *("line", role, alpha, box), size=thick, dashed=bool(dashes), ends=ends
        )

    def polygon(self, points: Points, role: str, alpha: float = 1.0) -> None:
        """Note a filled shape."""
        placed = [self.context.user_to_device(*map(float, each)) for each in points]
        self._note("area", role, alpha, _around(placed))

    def rectangle(
        self, corner: Point, width: float, height: float, role: str, alpha: float = 1.0
    ) -> None:
        """Note a filled rectangle."""
        if width and height and alpha > 0:
            x, y = corner
            ends = [(x, y), (x + width, y + height)]
            placed = [self.context.user_to_device(*each) for each in ends]
            self._note("area", role, alpha, _around(placed))

    def fill(self, role: str, alpha: float = 1.0) -> None:
        """Note the filled path that was laid."""
        self._note("area", role, alpha, self._laid())

    def outline(self, role: str, *, width: float, alpha: float = 1.0) -> None:
        """Note the outline of the path that was laid."""
        thick, _ = self.context.user_to_device_distance(width, 0.0)
        self._note("outline", role, alpha, self._laid(), size=thick)

    def _laid(self) -> tuple[float, float, float, float]:
        left, bottom, right, top = self.context.path_extents()
        ends = [(left, bottom), (right, top)]
        return _around([self.context.user_to_device(*each) for each in ends])

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
        if not typeset.inks:
            return
        (x, y), size = at, em
        ends = [
            (x + typeset.left * em, y - typeset.descent * em),
            (x + typeset.width * em, y + typeset.ascent * em),
        ]
        box = _around([self.context.user_to_device(*each) for each in ends])
        height, _ = self.context.user_to_device_distance(size, 0.0)
        alpha = max(alphas.values(), default=1.0)
        self._note("text", role, alpha, box, size=height, text=says)

    def marks(self) -> list[Mark]:
        """Return what was noted, by subject, in the order of painting."""
        found: dict[Depicts, list[Stroke]] = {}
        for subject, stroke in self.strokes:
            found.setdefault(subject, []).append(stroke)
        return [Mark(subject, tuple(strokes)) for subject, strokes in found.items()]


def _around(points: Iterable[Point]) -> tuple[float, float, float, float]:
    xs, ys = zip(*points, strict=True)
    return min(xs), min(ys), max(xs), max(ys)
