"""What a chapter shows, taken apart: before and after each play, shape by shape.

The chapter is played once, small and without a film; a recorder stands where its
pen's canvas would be. What comes out knows nothing of how we draw, so that the usual
way (`usual.py`) can show the same pictures with mobjects of its own.
"""

from collections import Counter
from collections.abc import Hashable, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeAlias

import cairo
import numpy as np
from numpy.typing import NDArray

from scenes.diagram.network.edges import Edges, Pulses
from scenes.diagram.network.neurons import Neurons
from scenes.engine.drawing import Drawing
from scenes.engine.pen import Pen

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


@dataclass
class Play:
    """A play of some frames: its pictures before and after, and pulses in between.

    A hold has no picture after. `pulses` are the drawings seen under way, each with
    its `progress` in every frame.
    """

    frames: int
    before: dict[Hashable, Shape]
    after: dict[Hashable, Shape] | None = None
    pulses: dict[Pulses, list[NDArray[Any]]] = field(default_factory=dict)


class ShapeRecorder(cairo.Context):  # type: ignore[type-arg]
    """A canvas that notes what is drawn on it."""

    def __new__(cls) -> "ShapeRecorder":
        """Stand on a surface that nobody looks at."""
        return super().__new__(cls, cairo.ImageSurface(cairo.FORMAT_A8, 1, 1))

    def __init__(self, *_: Any) -> None:
        self.shapes: list[Shape] = []
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


def shapes_of(scene: Any) -> dict[Hashable, Shape]:
    """Return all that a scene shows in painting order, each under a lasting name."""
    found: dict[Hashable, Shape] = {}
    pen = Pen(ShapeRecorder(), scene.camera.palette)
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
        recorder.shapes = []
        if not isinstance(drawing, Pulses):
            drawing.paint(pen)
        found.update(
            zip(_names(drawing, recorder.shapes), recorder.shapes, strict=True)
        )
        for part in drawing.parts:
            _take(part, pen, found)


def _names(drawing: Drawing, shapes: Sequence[Shape]) -> list[Hashable]:
    """Return a name for each shape; edges and units are known by their place.

    The n-th shape at a place keeps its name, whatever is painted before it.
    """
    names: list[Hashable] = []
    seen: Counter[Hashable] = Counter()
    for shape in shapes:
        place: Hashable = shape.width > 0
        if isinstance(drawing, Edges):
            place = tuple(numbers for _, numbers in shape.steps)
        elif isinstance(drawing, Neurons):
            place = (shape.width > 0, len(shape.steps), shape.steps[0])
        names.append((id(drawing), place, seen[place]))
        seen[place] += 1
    return names


class PlayedChapter:
    """Put before a chapter class, it notes every play; it needs no picture of them."""

    plays: list[Play]

    def play(self, *animations: Any, **manim: Any) -> None:
        """Note what is shown before a play and after it."""
        self.plays = getattr(self, "plays", [])
        start = self.frames
        self.plays.append(Play(0, shapes_of(self)))
        super().play(*animations, **manim)  # type: ignore[misc]
        self.plays[-1].frames = self.frames - start
        if not self.is_current_animation_frozen_frame():
            self.plays[-1].after = shapes_of(self)

    def update_to_time(self, t: float) -> None:
        """Note where pulses are in a frame."""
        super().update_to_time(t)  # type: ignore[misc]
        for mobject in self.mobjects:
            if isinstance(mobject, Pulses):
                ways = self.plays[-1].pulses
                ways.setdefault(mobject, []).append(np.array(mobject.progress))
