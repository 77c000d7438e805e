"""The base of all nouns: a mobject that paints itself with a pen."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Self

from manim import Mobject

from scenes.engine.arrays import Positions
from scenes.engine.pen import Pen, Point


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle on screen, in Manim units."""

    left: float
    bottom: float
    right: float
    top: float

    @property
    def width(self) -> float:
        """From left to right."""
        return self.right - self.left

    @property
    def height(self) -> float:
        """From bottom to top."""
        return self.top - self.bottom

    @property
    def centre(self) -> tuple[float, float]:
        """The middle."""
        return (self.left + self.right) / 2, (self.bottom + self.top) / 2

    def placed(self, x: float, y: float, size: float) -> "Box":
        """Return this box, scaled and then moved."""
        return Box(
            x + size * self.left,
            y + size * self.bottom,
            x + size * self.right,
            y + size * self.top,
        )

    def fitted(self, shape: float) -> "Box":
        """Return the largest box of a shape, its width over its height, in here."""
        (x, y), wide = self.centre, min(self.width, self.height * shape) / 2
        return Box(x - wide, y - wide / shape, x + wide, y + wide / shape)

    def joined(self, other: "Box") -> "Box":
        """Return the smallest box around both."""
        return Box(
            min(self.left, other.left),
            min(self.bottom, other.bottom),
            max(self.right, other.right),
            max(self.top, other.top),
        )

    def holds(self, point: Point, slack: float = 1e-9) -> bool:
        """Say whether a point lies in it, or at most so far beyond its rim."""
        x, y = point
        across = self.left - slack <= x <= self.right + slack
        return across and self.bottom - slack <= y <= self.top + slack


class Drawing(Mobject):
    """A thing that is painted straight, in its own units around its own origin.

    Its whole state is plain attributes, so that a motion is a change of those.
    ``x``, ``y``, ``size`` and ``opacity`` also hold for its parts (submobjects).
    One of many strokes ``is_costly``: while it is unchanged, its pixels are kept.
    """

    is_costly = False

    def __init__(self, *parts: "Drawing", x: float = 0.0, y: float = 0.0) -> None:
        super().__init__()
        self.x = x
        self.y = y
        self.size = 1.0
        self.opacity = 1.0
        self.add(*parts)

    def get_family(self, recurse: bool = True) -> list[Mobject]:
        """Return this drawing and all that it is made of, mostly nothing more."""
        return super().get_family(recurse) if self.submobjects else [self]

    def draw(self, pen: Pen) -> None:
        """Paint this drawing and its parts where they stand."""
        if self.opacity <= 0:
            return
        with pen.inside(self.x, self.y, self.size, self.opacity):
            (self.measure if pen.only_measures else self.paint)(pen)
            for part in self.parts:
                part.draw(pen)

    @property
    def parts(self) -> list["Drawing"]:
        """The drawings that this one is made of."""
        return [part for part in self.submobjects if isinstance(part, Drawing)]

    def paint(self, pen: Pen) -> None:
        """Paint this drawing without its parts."""

    def measure(self, pen: Pen) -> None:
        """Tell a pen that only measures where ``paint`` would leave ink.

        What is made of many strokes says it at once, with ``pen.cover``.
        """
        self.paint(pen)

    def extent(self) -> Box | None:
        """Return what this drawing covers without its parts, in its own units."""
        return None

    @property
    def box(self) -> Box:
        """What the drawing and its parts cover, in the units of its parent."""
        boxes: list[Box] = [part.box for part in self.parts if part.has_extent]
        own = self.extent()
        if own is not None:
            boxes.append(own)
        whole = boxes[0]
        for box in boxes[1:]:
            whole = whole.joined(box)
        return whole.placed(self.x, self.y, self.size)

    @property
    def has_extent(self) -> bool:
        """Whether there is anything to see in it."""
        return self.extent() is not None or any(part.has_extent for part in self.parts)

    def spot_of(self, part: "Drawing") -> Point:
        """Return the middle of one of its parts, where this drawing stands."""
        return part.box.placed(self.x, self.y, self.size).centre

    def at(self, x: float, y: float, *, align: float = 0.5) -> Self:
        """Move it: ``align`` of its width is left of x; its centre is at height y."""
        box = self.box
        self.x += x - (box.left + align * box.width)
        self.y += y - box.centre[1]
        return self

    # What Manim's own animations ask of a mobject.

    def fade(self, darkness: float = 0.5, family: bool = True) -> Self:
        """Take so much of its opacity; what it is made of goes with it."""
        return self.set_opacity(self.opacity * (1.0 - darkness))

    def set_opacity(self, opacity: float) -> Self:
        """Be as clear as that, with all that it is made of."""
        self.opacity = opacity
        return self

    def interpolate_color(
        self, mobject1: Mobject, mobject2: Mobject, alpha: float
    ) -> Self:
        """Stand between two of its kind in opacity; without points, in place too."""
        names = ["opacity"] if len(self.points) else ["opacity", "x", "y", "size"]
        for name in names:
            start, end = getattr(mobject1, name), getattr(mobject2, name)
            setattr(self, name, start + (end - start) * alpha)
        return self

    def seen(self, visit: Callable[["Drawing", Box | None], None]) -> None:
        """Visit this drawing and its parts that can be seen, with their boxes."""
        _visit(self, visit, 0.0, 0.0, 1.0)


def _visit(
    drawing: Drawing,
    visit: Callable[[Drawing, Box | None], None],
    x: float,
    y: float,
    size: float,
) -> None:
    if drawing.opacity <= 0:
        return
    x, y = x + size * drawing.x, y + size * drawing.y
    size = size * drawing.size
    own = drawing.extent()
    visit(drawing, None if own is None else own.placed(x, y, size))
    for part in drawing.parts:
        _visit(part, visit, x, y, size)


def cover(pen: Pen, places: Positions, reach: float) -> None:
    """Measure as inked all that lies within a reach of some places, (…, 2)."""
    flat = places.reshape(-1, 2)
    left, bottom = (flat.min(axis=0) - reach).tolist()
    right, top = (flat.max(axis=0) + reach).tolist()
    pen.cover(left, bottom, right, top)
