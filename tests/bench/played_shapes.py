"""What a chapter shows, taken apart: before and after each play, shape by shape.

The chapter is played once, small and without a film; a recorder stands where its
pen's canvas would be. What comes out knows nothing of how we draw, so that the usual
way (`usual.py`) can show the same pictures with mobjects of its own: every edge of the
grey ground, every pixel of a picture, whatever runs along an edge, and what trembles
and comes back to where it was.
"""

from collections import Counter
from collections.abc import Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeAlias

import cairo
import numpy as np
from numpy.typing import NDArray

from scenes import encoding, style
from scenes.diagram.network.edges import Edges, Pulses
from scenes.diagram.network.ground import Ground
from scenes.diagram.network.lit_edges import ways
from scenes.diagram.network.neurons import Neurons
from scenes.diagram.network.travellers import RAIN, STRONGEST, Travellers
from scenes.engine.depicts import Depicts
from scenes.engine.drawing import Drawing
from scenes.engine.pen import Pen
from scenes.style import Theme

Rgba: TypeAlias = tuple[float, float, float, float]
Steps: TypeAlias = list[tuple[int, tuple[float, ...]]]  # as cairo keeps a path
UNITS = 4096.0  # cairo keeps places in steps of 1/256; a Manim unit is this many


@dataclass(frozen=True)
class Shape:
    """One path, filled or, with a `width` in Manim units, stroked."""

    steps: Steps
    colour: Rgba
    width: float = 0.0
    dashes: tuple[float, ...] = ()


@dataclass(frozen=True)
class Journey:
    """A disc that runs from a place to another; `done` is how far, by frame, 0 to 1.

    Within a radius of `hole` it is empty; a `tail` of that length is drawn behind it.
    """

    ends: tuple[tuple[float, float], tuple[float, float]]
    done: list[float]
    role: str
    radius: float
    hole: float = 0.0
    tail: float = 0.0
    alpha: float = 1.0


@dataclass
class Play:
    """A play of some frames: its pictures before and after, and pulses in between.

    A hold has no picture after. `runs` are pulses under way. `waves` are shapes that a
    frame shows, but neither end of the play: for each, what it is in every frame.
    """

    frames: int
    before: dict[Hashable, Shape]
    after: dict[Hashable, Shape] | None = None
    runs: list[Journey] = field(default_factory=list)
    waves: dict[Hashable, list[Shape | None]] = field(default_factory=dict)


class ShapeRecorder(cairo.Context):  # type: ignore[type-arg]
    """A canvas that notes what is drawn on it."""

    def __new__(cls) -> "ShapeRecorder":
        """Stand on a surface that nobody looks at."""
        return super().__new__(cls, cairo.ImageSurface(cairo.FORMAT_A8, 1, 1))

    def __init__(self, *_: Any) -> None:
        self.shapes: list[Shape] = []
        self.subjects: list[Depicts | None] = []  # what each stands for
        self.pen: Pen | None = None
        self.scale(UNITS, UNITS)
        self.set_tolerance(UNITS / 2000)  # as many curves in a circle as Manim uses

    def fill(self) -> None:
        """Note a filled path."""
        self._note()
        self.new_path()

    def fill_preserve(self) -> None:
        """Note a filled path that is kept."""
        self._note()

    def stroke(self) -> None:
        """Note a line."""
        size = self.get_matrix().xx / UNITS
        dashes = tuple(size * dash for dash in self.get_dash()[0])
        self._note(abs(size) * self.get_line_width(), dashes)
        self.new_path()

    def _note(self, width: float = 0.0, dashes: tuple[float, ...] = ()) -> None:
        source = self.get_source()
        assert isinstance(source, cairo.SolidPattern)
        blue, green, red, alpha = source.get_rgba()  # as the pen hands them to cairo
        there = self.get_matrix()
        steps = []
        for kind, numbers in self.copy_path():
            pairs = zip(numbers[::2], numbers[1::2], strict=True)
            places = [there.transform_point(*pair) for pair in pairs]
            steps.append((kind, tuple(n / UNITS for place in places for n in place)))
        self.shapes.append(Shape(steps, (red, green, blue, alpha), width, dashes))
        self.subjects.append(self.pen.subject if self.pen else None)


class MarkingPen(Pen):
    """Draws every shape by itself, under the name of what it stands for."""

    reads = True

    def __init__(self, palette: Theme) -> None:
        recorder = ShapeRecorder()
        super().__init__(recorder, palette)
        recorder.pen = self

    def discs(
        self, places: Any, radii: Any, roles: Any, subjects: Sequence[Depicts] = ()
    ) -> None:
        """Fill one circle after the other; stamps leave no path."""
        for place, radius, role in zip(places.tolist(), radii, roles, strict=True):
            self.disc(tuple(place), float(radius), str(role))


def shapes_of(scene: Any) -> dict[Hashable, Shape]:
    """Return all that a scene shows in painting order, each under a lasting name."""
    found: dict[Hashable, Shape] = {}
    pen = MarkingPen(scene.camera.palette)
    for mobject in scene.mobjects:
        _take(mobject, pen, found)
    return found


def _take(drawing: Drawing, pen: Pen, found: dict[Hashable, Shape]) -> None:
    # A wait leaves an empty mobject of Manim's in the scene.
    if not isinstance(drawing, Drawing) or drawing.opacity <= 0:
        return
    with pen.inside(drawing.x, drawing.y, drawing.size, drawing.opacity):
        recorder = pen.context
        assert isinstance(recorder, ShapeRecorder)
        recorder.shapes, recorder.subjects = [], []
        if isinstance(drawing, Ground):  # a pen that reads is shown none of it
            if drawing.stage.ground > 0:
                drawing._lines(pen, drawing.stage)
        elif not isinstance(drawing, Pulses | Travellers):
            drawing.paint(pen)
        names = _names(drawing, recorder.shapes, recorder.subjects)
        found.update(zip(names, recorder.shapes, strict=True))
        for part in drawing.parts:
            _take(part, pen, found)


def _names(
    drawing: Drawing, shapes: Sequence[Shape], subjects: Sequence[Depicts | None]
) -> list[Hashable]:
    """Return a name for each shape: what it stands for, or its place.

    The n-th shape of that name keeps it, whatever is painted before.
    """
    names: list[Hashable] = []
    seen: Counter[Hashable] = Counter()
    for shape, subject in zip(shapes, subjects, strict=True):
        place: Hashable = (shape.width > 0, subject)
        if isinstance(drawing, Edges):
            place = tuple(numbers for _, numbers in shape.steps)
        elif isinstance(drawing, Neurons):
            place = (shape.width > 0, len(shape.steps), shape.steps[0])
        names.append((id(drawing), place, seen[place]))
        seen[place] += 1
    return names


def _running(mobjects: Sequence[Any]) -> Iterator[Pulses | Travellers]:
    """Yield all that runs along edges, also within other drawings."""
    for each in mobjects:
        if isinstance(each, Pulses | Travellers):
            yield each
        elif isinstance(each, Drawing):
            yield from _running(each.parts)


def _progress(running: Pulses | Travellers) -> NDArray[Any]:
    """Return how far each is now, from 0 to 1."""
    if isinstance(running, Pulses):
        return np.array(running.progress)
    done = np.clip(running.progress(running.clock), 0.0, 1.0)
    return np.asarray(done * done * (3 - 2 * done))


def _runs(
    running: Pulses | Travellers, progress: Sequence[NDArray[Any]]
) -> Iterator[Journey]:
    """Yield the runs of a drawing, each with its progress."""
    if isinstance(running, Travellers):
        yield from _travels(running, np.array(progress))
        return
    for unit, source in np.argwhere(running.products != 0).tolist():
        product = float(running.products[unit, source])
        radius = encoding.pulse_width(product, running.largest) / 2
        line = max(0.3 * radius, style.HAIRLINE)
        start, end = (tuple(each) for each in running.ends[unit, source].tolist())
        done = [float(frame[unit, source]) for frame in progress]
        hole = 0.0 if product > 0 else max(radius - line, 0.0)
        yield Journey((start, end), done, running.role, radius, hole)


def _travels(running: Travellers, progress: NDArray[Any]) -> Iterator[Journey]:
    """Yield the strongest with a tail each, all others as faint rain."""
    ends = ways(running.stage, running.gap, running.pairs)
    if running.backwards:
        ends = ends[:, ::-1]
    lengths = np.linalg.norm(ends[:, 1] - ends[:, 0], axis=1)
    tails = (lengths * min(1.0, running.tail / running.journey)).tolist()
    radii = running._radii().tolist()
    for place, value in enumerate(running.values.tolist()):
        strong = place >= len(radii) - STRONGEST
        radius = radii[place]
        yield Journey(
            tuple(tuple(each) for each in ends[place].tolist()),  # type: ignore[arg-type]
            progress[:, place].tolist(),
            running.role,
            radius,
            0.0 if value > 0 else max(radius - max(0.32 * radius, style.HAIRLINE), 0.0),
            tails[place] if strong else 0.0,
            1.0 if strong else RAIN,
        )


class PlayedChapter:
    """Put before a chapter class, it notes every play; it needs no picture of them."""

    plays: list[Play]

    def play(
        self, *animations: Any, seconds: float | None = None, **manim: Any
    ) -> None:
        """Note what is shown before a play, in its frames, and after it."""
        self.plays = getattr(self, "plays", [])
        start = self.frames
        self._seen: list[dict[Hashable, Shape]] = []
        self._ways: dict[Pulses | Travellers, list[NDArray[Any]]] = {}
        self._before = shapes_of(self)
        super().play(*animations, seconds=seconds, **manim)  # type: ignore[misc]
        if self.frames == start:  # nothing to play
            return
        play = Play(self.frames - start, self._before)
        self.plays.append(play)
        if self.is_current_animation_frozen_frame():
            return
        play.after = shapes_of(self)
        play.waves = _waves(play.before, play.after, self._seen)
        for running, progress in self._ways.items():
            play.runs += _runs(running, progress)

    def update_to_time(self, t: float) -> None:
        """Note what differs in a frame, and where pulses are."""
        super().update_to_time(t)  # type: ignore[misc]
        now = shapes_of(self)
        self._seen.append(
            {name: now[name] for name in now if now[name] != self._before.get(name)}
        )
        for running in _running(self.mobjects):
            self._ways.setdefault(running, []).append(_progress(running))


def _waves(
    before: Mapping[Hashable, Shape],
    after: Mapping[Hashable, Shape],
    frames: Sequence[Mapping[Hashable, Shape]],
) -> dict[Hashable, list[Shape | None]]:
    """Return what moved, or was there at all, in between alone."""
    moved = dict.fromkeys(name for frame in frames for name in frame)
    names = [name for name in moved if before.get(name) == after.get(name)]
    return {
        name: [frame.get(name, before.get(name)) for frame in frames] for name in names
    }
