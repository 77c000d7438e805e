"""The same pictures the usual way: a plain Manim scene, a mobject for every shape.

One `VMobject` for each edge, unit and glyph, `Transform`, `FadeIn`, `FadeOut`, `Wait`
and, for each pulse and for its tail, `MoveAlongPath`; what trembles and comes back
becomes another one in each frame, as with `always_redraw`. Manim's own camera, its own
encoder, everything at its default. The list of mobjects is flat, a dashed edge is one
mobject, and so is a tail: all that spares Manim some work.
"""

from collections.abc import Hashable, Sequence
from functools import partial
from pathlib import Path
from time import perf_counter, process_time
from typing import Any

import cairo
import numpy as np
from manim import (
    Animation,
    Circle,
    FadeIn,
    FadeOut,
    Line,
    ManimColor,
    MoveAlongPath,
    Polygon,
    Scene,
    Transform,
    VGroup,
    VMobject,
    linear,
    tempconfig,
)
from numpy.typing import NDArray
from played_shapes import Journey, Play, Shape

from scenes import style

STROKE = 100  # Manim's strokes are counted in hundredths of a unit


class PulseRun(MoveAlongPath):
    """Moves a circle, or its tail, along an edge; it is seen while it is under way."""

    strength = 1.0

    def interpolate_mobject(self, alpha: float) -> None:
        """Put the circle where it is now."""
        super().interpolate_mobject(alpha)
        is_under_way = 0 < self.rate_func(alpha) < 1
        self.mobject.set_opacity(self.strength * is_under_way)


class Wave(Animation):
    """Lets a mobject be what it is in each frame."""

    def __init__(self, mobject: VMobject, frames: Sequence[Shape | None]) -> None:
        super().__init__(mobject, rate_func=linear)
        self.frames = frames

    def interpolate_mobject(self, alpha: float) -> None:
        """Become what is shown now."""
        shape = _at(self.frames, alpha)
        self.mobject.become(mobject_of(shape) if shape else VMobject())


class Usual(Scene):
    """Shows recorded plays as somebody would who writes a scene for Manim."""

    def __init__(self, plays: Sequence[Play], palette: style.Theme) -> None:
        super().__init__()
        self._plays, self._palette = plays, palette
        self.marks: list[float] = []
        self._there: dict[Hashable, tuple[Shape, VMobject]] = {}
        self.camera.background_color = ManimColor(palette.background)

    def construct(self) -> None:
        """Tell all plays."""
        rate = self.camera.frame_rate
        for play in self._plays:
            self._put(play.before)
            # A frame more or less would come of rounding.
            if play.after is None:
                self.wait((play.frames + 0.1) / rate, frozen_frame=True)
            else:
                seconds = (play.frames - 0.1) / rate
                self.play(*self._changes(play), run_time=seconds)
        if play.after is not None:
            self._put(play.after)

    def update_to_time(self, t: float) -> None:
        """Note when a frame begins."""
        self.marks.append(process_time())
        super().update_to_time(t)

    def _put(self, shapes: dict[Hashable, Shape]) -> None:
        there = {}
        for name, shape in shapes.items():
            known = self._there.get(name)
            if known is None or known[0] != shape:
                known = (shape, mobject_of(shape))
            there[name] = known
        self._there = there
        self.clear()
        self.add(*(mobject for _, mobject in there.values()))

    def _changes(self, play: Play) -> list[Animation]:
        assert play.after is not None
        before, after = play.before, play.after
        changes: list[Animation] = [
            Transform(self._there[name][1], mobject_of(shape))
            for name, shape in after.items()
            if name in before and before[name] != shape
        ]
        if new := [after[name] for name in after.keys() - before.keys()]:
            changes.append(FadeIn(VGroup(*map(mobject_of, new))))
        if gone := before.keys() - after.keys():
            changes.append(FadeOut(VGroup(*(self._there[name][1] for name in gone))))
        for name in before.keys() & after.keys():  # what was changed is made anew
            if before[name] != after[name]:
                del self._there[name]
        for name, frames in play.waves.items():
            shown = next(shape for shape in frames if shape is not None)
            _, mobject = self._there.pop(name, (shown, mobject_of(shown)))
            changes.append(Wave(mobject, frames))
        for run in play.runs:
            changes += self._run(run)
        return changes or [Animation(VMobject())]

    def _run(self, run: Journey) -> list[Animation]:
        """Return how a pulse runs, and its tail behind it."""
        colour = getattr(self._palette, run.role)
        circle = Circle(run.radius, stroke_width=0, fill_opacity=1, color=colour)
        if run.hole:
            circle.scale((run.radius + run.hole) / 2 / run.radius)
            circle.set_stroke(colour, (run.radius - run.hole) * STROKE)
            circle.set_fill(self._palette.background)
        start, end = (np.array([*place, 0.0]) for place in run.ends)
        rate = partial(_at, run.done)
        runs = [PulseRun(circle, Line(start, end), rate_func=rate)]
        runs[0].strength = run.alpha
        if run.tail:
            along = (end - start) / np.linalg.norm(end - start)
            side = run.radius * np.array([-along[1], along[0], 0.0])
            tail = Polygon(side, -side, -run.tail * along, color=colour)
            tail.set_stroke(width=0)
            back = along * run.tail / 2
            runs.append(PulseRun(tail, Line(start - back, end - back), rate_func=rate))
            runs[1].strength = 0.4
        self.add(*(each.mobject for each in reversed(runs)))
        return list(runs)


def _at(frames: Sequence[Any], alpha: float) -> Any:
    """Return what a frame has, at a share of its play."""
    return frames[min(int(alpha * len(frames)), len(frames) - 1)]


def mobject_of(shape: Shape) -> VMobject:
    """Return Manim's own mobject for a shape."""
    *rgb, alpha = shape.colour
    colour = ManimColor(tuple(min(max(part, 0.0), 1.0) for part in rgb))
    if shape.width:
        mobject = VMobject(color=colour, fill_opacity=0)
        mobject.set_stroke(width=shape.width * STROKE, opacity=alpha)
    else:
        mobject = VMobject(color=colour, fill_opacity=alpha, stroke_width=0)
    curves = curves_of(shape)
    if len(curves):
        flat = np.zeros((4 * len(curves), 3))
        flat[:, :2] = curves.reshape(-1, 2)
        mobject.set_points(flat)
    return mobject


def curves_of(shape: Shape) -> NDArray[Any]:
    """Return the cubic curves of a path, (curves, 4, 2); a line is one as well."""
    curves: list[Any] = []
    start = here = np.zeros(2)
    for kind, numbers in shape.steps:
        points = np.array(numbers).reshape(-1, 2)
        if kind == cairo.PATH_MOVE_TO:
            start = here = points[0]
        elif kind == cairo.PATH_CURVE_TO:
            curves.append([here, *points])
            here = points[-1]
        else:
            end = start if kind == cairo.PATH_CLOSE_PATH else points[0]
            curves += pieces(here, end, shape.dashes)
            here = end
    return np.array(curves)


def pieces(start: Any, end: Any, dashes: Sequence[float]) -> list[Any]:
    """Return a line as a curve, or as many as it has dashes."""
    length = float(np.hypot(*(end - start)))
    drawn, period = (dashes[0], sum(dashes)) if dashes else (length, length)
    if not length or not period:
        return []
    begins = np.arange(0.0, length, period)
    thirds = np.linspace(0.0, 1.0, 4)[:, None]
    return [
        start
        + (end - start)
        * (begin + thirds * (min(begin + drawn, length) - begin))
        / length
        for begin in begins
    ]


def filmed(
    plays: Sequence[Play],
    palette: style.Theme,
    size: tuple[int, int, int],
    folder: Path,
) -> tuple[float, float, list[float]]:
    """Return wall and processor seconds of a film made so, and when frames began."""
    width, height, rate = size
    with tempconfig(
        {
            "pixel_width": width,
            "pixel_height": height,
            "frame_rate": rate,
            "media_dir": str(folder),
            "format": "mp4",
            "disable_caching": True,
            "progress_bar": "none",
            "verbosity": "ERROR",
        }
    ):
        scene = Usual(plays, palette)
        wall, used = perf_counter(), process_time()
        scene.render()
        return perf_counter() - wall, process_time() - used, scene.marks
