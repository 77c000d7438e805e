"""The grey ground of all edges, whether they are talked about or not.

While the stage moves, the ground of a large network is laid from two pictures of it,
one of the start and one of the end, and the one fades into the other: painting 12,960
lines takes half a second. All else is drawn afresh in every frame.
"""

from weakref import WeakKeyDictionary

import cairo
import numpy as np

from scenes import style
from scenes.engine.arrays import Pairs
from scenes.engine.drawing import Drawing
from scenes.engine.pen import Pen
from scenes.stage import Stage

MOST_LINES = 1500  # drawn afresh in each frame of a move: 25 ms at 1920×1080
CROWDED = 12  # edges into a unit from which on each is fainter
FAINTEST = 0.2  # of its strength that an edge keeps

# Pictures of grounds that stand still, by their stage; see the docstring.
_pictures: "WeakKeyDictionary[Stage, dict[tuple[int, int], cairo.ImageSurface]]" = (
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
        """Paint the lines, or on the way, if they are many, two pictures of them."""
        stage = self.stage
        if stage.ground <= 0 or pen.reads:  # it stands for no value
            return
        many = sum(map(len, self.lines)) > MOST_LINES
        if stage.way is None or not many or pen.only_measures:
            self._lines(pen, stage, stage.ground)
            return
        start, end, done = stage.way
        for fixed, share in ((start, 1 - done), (end, done)):
            if fixed.ground * share > 0:
                self._lay(pen, fixed, share)

    def measure(self, pen: Pen) -> None:
        """Cover the whole frame: edges go everywhere."""
        if self.stage.ground > 0:
            pen.cover(-8.0, -4.5, 8.0, 4.5)

    def _lines(self, pen: Pen, stage: Stage, strength: float) -> None:
        for gap, pairs in enumerate(self.lines):
            if not len(pairs):
                continue
            there = stage.presence[gap + 1][pairs[:, 0]]
            there = there * stage.presence[gap][pairs[:, 1]]
            starts = stage.places[gap][pairs[:, 1]]
            ends = stage.places[gap + 1][pairs[:, 0]]
            inside = (np.minimum(starts[:, 0], ends[:, 0]) < 7.5) & (there > 0)
            inside &= np.maximum(starts[:, 0], ends[:, 0]) > -7.5
            crowd = len(stage.places[gap])
            share = max(FAINTEST, min(1.0, (CROWDED / crowd) ** 0.9))
            alpha = style.GROUND * share * strength
            for start, end, present in zip(
                starts[inside].tolist(),
                ends[inside].tolist(),
                there[inside].tolist(),
                strict=True,
            ):
                pen.line(
                    (start, end), "text", width=style.HAIRLINE, alpha=alpha * present
                )

    def _lay(self, pen: Pen, fixed: Stage, share: float) -> None:
        """Lay the picture of a stage, moved to where that stage has gone."""
        target = pen.context.get_target()
        assert isinstance(target, cairo.ImageSurface), "frames are in memory"
        kept = _pictures.setdefault(fixed, {})
        size = (target.get_width(), target.get_height())
        if size not in kept:
            kept[size] = self._picture(pen, fixed, size)
        one, other = fixed.camera, self.stage.camera
        scale = other.across / one.across, other.along / one.along
        shift = other.x - scale[0] * one.x, other.y - scale[1] * one.y
        context = pen.context
        context.save()
        context.translate(*shift)
        context.scale(*scale)
        # From the units of the frame to the pixels of the picture.
        to = cairo.Matrix(*_to_pixels(size))
        to.invert()
        context.transform(to)
        context.set_source_surface(kept[size])
        context.get_source().set_filter(cairo.FILTER_BILINEAR)
        context.paint_with_alpha(share * pen.opacity)
        context.restore()

    def _picture(
        self, pen: Pen, stage: Stage, size: tuple[int, int]
    ) -> cairo.ImageSurface:
        surface = cairo.ImageSurface(cairo.FORMAT_ARGB32, *size)
        context = cairo.Context(surface)
        context.set_matrix(cairo.Matrix(*_to_pixels(size)))
        self._lines(Pen(context, pen.palette), stage, stage.ground)
        surface.flush()
        return surface


def _to_pixels(size: tuple[int, int]) -> tuple[float, ...]:
    """Return the matrix from Manim units, y upwards, to the pixels of a frame."""
    scale = size[0] / (128 / 9)
    return scale, 0.0, 0.0, -scale, size[0] / 2, size[1] / 2
