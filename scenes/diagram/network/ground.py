"""The grey ground of all edges, whether they are talked about or not.

A thousand lines take 50 ms to paint. The ground of a large network is a picture that is
made once for each stage; while the stage moves, the pictures of its start and of its
end are laid, scaled, and the one fades into the other. All else is drawn afresh in
every frame.
"""

from typing import TypeAlias
from weakref import WeakKeyDictionary

import cairo
import numpy as np

from scenes import style
from scenes.engine.arrays import Numbers, Pairs, Positions
from scenes.engine.drawing import Drawing
from scenes.engine.pen import Pen
from scenes.stage import Stage
from scenes.style import Theme

MOST_LINES = 300  # drawn afresh in each frame of a move: 15 ms at 1920×1080
CROWDED = 12  # edges into a unit from which on each is fainter
FAINTEST = 0.2  # of its strength that an edge keeps

Paint: TypeAlias = tuple[int, int, Theme]  # width and height in pixels, colours
# Pictures of grounds that stand still, by their stage; see the docstring.
_pictures: "WeakKeyDictionary[Stage, dict[Paint, cairo.ImageSurface]]" = (
    WeakKeyDictionary()
)


class Ground(Drawing):
    """All edges as thin grey lines; ``lines[gap]`` are (target, source) pairs."""

    is_costly = True

    def __init__(self, stage: Stage, lines: tuple[Pairs, ...]) -> None:
        self.stage = stage
        self.lines = lines
        super().__init__()

    def paint(self, pen: Pen) -> None:
        """Paint the lines or, if they are many, a picture of them, or two."""
        stage = self.stage
        if stage.ground <= 0 or pen.reads:  # it stands for no value
            return
        if sum(map(len, self.lines)) <= MOST_LINES:
            self._lines(pen, stage)
            return
        start, end, done = stage.way or (stage, stage, 1.0)
        for fixed, share in ((start, 1 - done), (end, done)):
            if fixed.ground * share > 0:
                self._lay(pen, fixed, share)

    def measure(self, pen: Pen) -> None:
        """Cover the whole frame: edges go everywhere."""
        if self.stage.ground > 0:
            pen.cover(-8.0, -4.5, 8.0, 4.5)

    def _lines(self, pen: Pen, stage: Stage) -> None:
        for gap, pairs in enumerate(self.lines):
            if not len(pairs):
                continue
            ends, strengths = _seen(stage, gap, pairs)
            for line, alpha in zip(ends.tolist(), strengths.tolist(), strict=True):
                pen.line(line, "text", width=style.HAIRLINE, alpha=alpha)

    def _lay(self, pen: Pen, fixed: Stage, share: float) -> None:
        """Lay the picture of a stage, moved to where that stage has gone."""
        target = pen.context.get_target()
        assert isinstance(target, cairo.ImageSurface), "frames are in memory"
        kept = _pictures.setdefault(fixed, {})
        size = (target.get_width(), target.get_height())
        paint = (*size, pen.palette)
        if paint not in kept:
            kept[paint] = self._picture(pen, fixed, size)
        one, other = fixed.camera, self.stage.camera
        scale = other.across / one.across, other.along / one.along
        shift = other.x - scale[0] * one.x, other.y - scale[1] * one.y
        context = pen.context
        context.save()
        context.translate(*shift)
        context.scale(*scale)
        _scaled(context, kept[paint], share * pen.opacity)
        context.restore()

    def _picture(
        self, pen: Pen, stage: Stage, size: tuple[int, int]
    ) -> cairo.ImageSurface:
        surface = cairo.ImageSurface(cairo.FORMAT_ARGB32, *size)
        context = cairo.Context(surface)
        context.set_matrix(_to_pixels(*size))
        self._lines(Pen(context, pen.palette), stage)
        surface.flush()
        return surface


def _seen(stage: Stage, gap: int, pairs: Pairs) -> tuple[Positions, Numbers]:
    """Return both ends of the lines of a gap that can be seen, and their opacities."""
    there = stage.presence[gap + 1][pairs[:, 0]] * stage.presence[gap][pairs[:, 1]]
    starts = stage.places[gap][pairs[:, 1]]
    ends = stage.places[gap + 1][pairs[:, 0]]
    inside = (np.minimum(starts[:, 0], ends[:, 0]) < 7.5) & (there > 0)
    inside &= np.maximum(starts[:, 0], ends[:, 0]) > -7.5
    share = (CROWDED / len(stage.places[gap])) ** 0.9
    alpha = style.GROUND * max(FAINTEST, min(1.0, share)) * stage.ground
    return np.stack([starts, ends], axis=1)[inside], alpha * there[inside]


def _scaled(
    context: "cairo.Context[cairo.Surface]",
    picture: cairo.ImageSurface,
    share: float = 1.0,
) -> None:
    """Lay a picture over the whole frame."""
    context.save()
    # From the units of the frame to the pixels of the picture.
    to = _to_pixels(picture.get_width(), picture.get_height())
    to.invert()
    context.transform(to)
    context.set_source_surface(picture)
    context.get_source().set_filter(cairo.FILTER_BILINEAR)
    context.paint_with_alpha(share)
    context.restore()


def _to_pixels(width: int, height: int) -> cairo.Matrix:
    """Return the matrix from Manim units, y upwards, to the pixels of a frame."""
    scale = width / (128 / 9)
    return cairo.Matrix(scale, 0.0, 0.0, -scale, width / 2, height / 2)
