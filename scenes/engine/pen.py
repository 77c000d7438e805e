"""The pen: draws circles, lines and glyphs straight on a cairo surface."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from math import hypot, inf, pi
from typing import Any, TypeAlias

import cairo

from scenes.engine import glyph_paths, stamps
from scenes.engine.arrays import Names, Numbers, Positions
from scenes.engine.depicts import Depicts
from scenes.engine.typesetting import Ink, Typeset
from scenes.style import Theme

Point: TypeAlias = tuple[float, float]
Points: TypeAlias = Sequence[Point] | Positions | Sequence[Positions]

OVERHANG = 0.5  # em that a glyph may reach beyond the box of its text


class Pen:
    """Draws in Manim units (y upwards) with roles for colours.

    ``opacity`` multiplies that of everything drawn; a drawing's parts inherit it.
    ``only_measures`` draws nothing; ``measured`` then says where ink would fall.
    ``subject`` names what the next strokes stand for, to a pen that ``reads``; see
    `scenes.engine.reading`.
    """

    reads = False

    def __init__(self, context: "cairo.Context[Any]", palette: Theme) -> None:
        self.context = context
        self.palette = palette
        self.opacity = 1.0
        self.only_measures = False
        self.subject: Depicts | None = None
        self._left = self._top = inf
        self._right = self._bottom = -inf
        self._colours = palette.colours()

    @contextmanager
    def inside(self, x: float, y: float, size: float, opacity: float) -> Iterator[None]:
        """Draw within a part that stands at x, y, scaled and faded."""
        outer = self.opacity
        self.opacity = outer * opacity
        self.context.save()
        self.context.translate(x, y)
        if size != 1.0:
            self.context.scale(size, size)
        yield
        self.context.restore()
        self.opacity = outer

    def ink(self, role: str, alpha: float = 1.0, *, over: str = "") -> None:
        """Choose the colour of what is filled or stroked next.

        ``over`` another one it is opaque: what the two would look like together.
        """
        red, green, blue = self._colours[role]
        if over:
            under = self._colours[over]
            red, green, blue = (
                low + alpha * (high - low)
                for low, high in zip(under, (red, green, blue), strict=True)
            )
            alpha = 1.0
        # Manim's frames are RGBA in memory, cairo's BGRA: red and blue change places.
        self.context.set_source_rgba(blue, green, red, alpha * self.opacity)

    def disc(self, centre: Point, radius: float, role: str, alpha: float = 1.0) -> None:
        """Fill a circle."""
        if radius > 0 and alpha > 0:
            self.ink(role, alpha)
            self.context.new_path()
            self.context.arc(*centre, radius, 0, 2 * pi)
            self._fill()

    def discs(
        self,
        places: Positions,
        radii: Numbers,
        roles: Names,
        subjects: Sequence[Depicts] = (),
    ) -> None:
        """Fill many circles in order, (circles, 2); each has a radius above 0.

        ``subjects`` name what each stands for, for a pen that reads.
        """
        to = self.context.get_matrix()
        centres, radii = places * (to.xx, to.yy) + (to.x0, to.y0), radii * abs(to.xx)
        self.context.save()
        self.context.identity_matrix()
        runs = stamps.runs(centres, radii, roles, opaque=self.opacity >= 1)
        for role, circles in runs:
            self.ink(role)
            stamps.lay(self.context, circles)
        self.context.restore()

    def ring(
        self, centre: Point, radius: float, role: str, *, width: float, alpha: float = 1
    ) -> None:
        """Draw the outline of a circle."""
        if radius > 0 and alpha > 0 and width > 0:
            self.ink(role, alpha)
            self.context.new_path()
            self.context.arc(*centre, radius, 0, 2 * pi)
            self._stroke(width)

    def line(
        self,
        points: Points,
        role: str,
        *,
        width: float,
        alpha: float = 1.0,
        dashes: Sequence[float] = (),
    ) -> None:
        """Draw a line through points, with round ends unless it is dashed."""
        if width <= 0 or alpha <= 0 or len(points) < 2:
            return
        self.ink(role, alpha)
        self._trace(points)
        cap = cairo.LINE_CAP_BUTT if dashes else cairo.LINE_CAP_ROUND
        self.context.set_line_cap(cap)
        self.context.set_dash(dashes)
        self._stroke(width)
        self.context.set_dash(())

    def segments(self, ends: Positions, role: str, *, width: float) -> None:
        """Draw many straight strokes, (segments, 2, 2), as one: 13,000 take 20 ms.

        They stand for nothing by themselves, to a pen that reads.
        """
        self.ink(role)
        self.context.new_path()
        for (x, y), end in ends.tolist():
            self.context.move_to(x, y)
            self.context.line_to(*end)
        self.context.set_line_cap(cairo.LINE_CAP_ROUND)
        self._stroke(width)

    def polygon(
        self, points: Points, role: str, alpha: float = 1.0, *, over: str = ""
    ) -> None:
        """Fill the shape within points; see `ink` for ``over``."""
        if alpha > 0 or over:
            self.ink(role, alpha, over=over)
            self._trace(points)
            self._fill()

    def arrow_head(
        self, foot: Point, way: Point, role: str, *, length: float, half: float = 0.6
    ) -> None:
        """Fill a triangle that points a way; ``half`` its foot is a share of it."""
        (x, y), far = foot, hypot(*way)
        across, up = (length * way[0] / far, length * way[1] / far) if far else (0, 0)
        left = x - half * up, y + half * across
        right = x + half * up, y - half * across
        self.polygon(((x + across, y + up), left, right), role)

    def rectangle(
        self, corner: Point, width: float, height: float, role: str, alpha: float = 1.0
    ) -> None:
        """Fill a rectangle whose lower left corner is given."""
        if width and height and alpha > 0:
            self.ink(role, alpha)
            self.context.new_path()
            self.context.rectangle(*corner, width, height)
            self._fill()

    def rounded(
        self, corner: Point, width: float, height: float, radius: float
    ) -> None:
        """Lay the path of a rounded rectangle, for fill() or outline()."""
        x, y = corner
        right, top = x + width - radius, y + height - radius
        left, bottom = x + radius, y + radius
        path = self.context
        path.new_path()
        path.arc(right, top, radius, 0, pi / 2)
        path.arc(left, top, radius, pi / 2, pi)
        path.arc(left, bottom, radius, pi, 3 * pi / 2)
        path.arc(right, bottom, radius, 3 * pi / 2, 2 * pi)
        path.close_path()

    def fill(self, role: str, alpha: float = 1.0) -> None:
        """Fill the path that was laid, and keep it."""
        self.ink(role, alpha)
        if self.only_measures:
            self._measure(0.0)
        else:
            self.context.fill_preserve()

    def outline(self, role: str, *, width: float, alpha: float = 1.0) -> None:
        """Draw the line of the path that was laid."""
        self.ink(role, alpha)
        self._stroke(width)

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
        """Draw a text whose baseline begins at a point; parts by their own roles.

        ``says`` is what it reads, for a pen that reads.
        """
        self.context.save()
        self.context.translate(*at)
        self.context.scale(em, em)
        if self.only_measures:
            left, right = typeset.left - OVERHANG, typeset.width + OVERHANG
            self.cover(
                left, -typeset.descent - OVERHANG, right, typeset.ascent + OVERHANG
            )
        else:
            for ink in typeset.inks:
                self.ink(roles.get(ink.tag, role), alphas.get(ink.tag, 1.0))
                self._glyph(ink)
        self.context.restore()

    def _glyph(self, ink: Ink) -> None:
        self.context.save()
        self.context.transform(cairo.Matrix(*ink.matrix))
        self.context.new_path()
        self.context.append_path(glyph_paths.path(ink.outline))
        if not ink.line_width:
            self._fill()
        self.context.restore()
        if ink.line_width:
            self.context.set_line_cap(cairo.LINE_CAP_BUTT)
            self._stroke(ink.line_width)

    def _trace(self, points: Points) -> None:
        self.context.new_path()
        self.context.move_to(*points[0])
        for point in points[1:]:
            self.context.line_to(*point)

    def _fill(self) -> None:
        if self.only_measures:
            self._measure(0.0)
        else:
            self.context.fill()

    def _stroke(self, width: float) -> None:
        if self.only_measures:
            self._measure(width)
        else:
            self.context.set_line_width(width)
            self.context.stroke()

    def _measure(self, width: float) -> None:
        left, bottom, right, top = self.context.path_extents()
        # A sharp bend reaches 10 / 2 times as far as a line is wide, by cairo's limit.
        reach = 5 * width
        self.cover(left - reach, bottom - reach, right + reach, top + reach)

    def cover(self, left: float, bottom: float, right: float, top: float) -> None:
        """Measure a box as inked, with a pixel around it."""
        one = self.context.user_to_device(left, bottom)
        other = self.context.user_to_device(right, top)
        self._left = min(self._left, one[0] - 1, other[0] - 1)
        self._right = max(self._right, one[0] + 1, other[0] + 1)
        self._top = min(self._top, one[1] - 1, other[1] - 1)
        self._bottom = max(self._bottom, one[1] + 1, other[1] + 1)

    def measured(self) -> tuple[float, float, float, float] | None:
        """Return left, top, right, bottom in pixels of all ink since the last call."""
        box = (self._left, self._top, self._right, self._bottom)
        self._left = self._top = inf
        self._right = self._bottom = -inf
        return box if box[0] < box[2] else None
