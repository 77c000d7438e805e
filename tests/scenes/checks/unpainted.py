"""Plays a chapter without painting: every frame's state is reached and looked at.

A look at a frame costs milliseconds; painting it would cost thirty times as much.
"""

from collections.abc import Callable, Sequence
from types import SimpleNamespace
from typing import Any

from checks.tracing import handed
from manim import Mobject, tempconfig

from backprop_core import Trace
from scenes.chapters import chapter_class
from scenes.engine import still_layers
from scenes.engine.camera import ChapterCamera
from scenes.engine.depicts import Depicts
from scenes.engine.drawing import Drawing
from scenes.engine.reading import Mark, ReadingPen, Stroke
from scenes.setting import Setting

Look = Callable[[Any, int], None]  # is handed the scene and how many frames it stands

WIDTH, HEIGHT, RATE = 1920, 1080, 5
SETTINGS = {
    "disable_caching": True,
    "dry_run": False,
    "format": "mp4",
    "frame_rate": RATE,
    "pixel_height": HEIGHT,
    "pixel_width": WIDTH,
    "progress_bar": "none",
    "verbosity": "ERROR",
}


class Unpainted(ChapterCamera):
    """A camera that leaves its frame as it is, and can say what would be in it.

    As where it paints, what stands still during a play is gone through once.
    """

    def keep_still(
        self, mobjects: Sequence[Mobject], moving: frozenset[int] = frozenset()
    ) -> None:
        """Take apart what stands still and what moves."""
        drawings = [each for each in mobjects if isinstance(each, Drawing)]
        self._runs = still_layers.runs(still_layers.placed(drawings, moving))
        self._kept: dict[int, list[tuple[Depicts, Stroke]]] = {}

    def read(self) -> list[Mark]:
        """Return what stands in this frame, in pixels, as it would be painted."""
        width, height = self.pixel_width, self.pixel_height
        pen = ReadingPen(width, height, self.palette, width / self.frame_width)
        for number, run in enumerate(self._runs):
            if number in self._kept:
                pen.strokes.extend(self._kept[number])
                continue
            begin = len(pen.strokes)
            still_layers.paint(run, pen)
            if not run[0].moves:
                self._kept[number] = pen.strokes[begin:]
        return pen.marks()

    def paint_moving(self) -> None:
        """Paint nothing."""


class LooksOnly:
    """A file writer that hands each frame's scene to a look instead of a file."""

    reads_at_once = True

    def __init__(self, settings: Any) -> None:
        self.output_spec = settings.plan.output
        self.sections = [SimpleNamespace(skip_animations=False)]
        self.scene: Any = None
        self.look: Look = lambda scene, frames: None

    def write_frame(self, pixels: Any, *, repeat: int = 1, **_: Any) -> None:
        """Look at a picture that stands for ``repeat`` frames."""
        self.look(self.scene, repeat)

    def __getattr__(self, name: str) -> Any:
        """Take every other call and do nothing."""
        return lambda *_, **__: None


def play(
    chapter: str,
    trace: Trace,
    *,
    look: Look = lambda scene, frames: None,
    at_begin: Callable[[Any], None] = lambda scene: None,
    at_end: Callable[[Any], None] = lambda scene: None,
    rate: int = RATE,
    **setting: Any,
) -> Any:
    """Play a chapter, about the first step or the training; return its scene.

    ``look`` is called for every picture that moves or is held, ``at_begin`` before the
    first one, ``at_end`` after every beat. What can be read is in pixels of 1920×1080.
    """

    class Watched(chapter_class(chapter)):  # type: ignore[misc]
        def construct(self) -> None:
            at_begin(self)
            super().construct()

        def note_numbers(self) -> None:
            super().note_numbers()
            at_end(self)

    with tempconfig({**SETTINGS, "frame_rate": rate}):
        scene = Watched(
            **handed(chapter, trace),
            setting=Setting(**setting),
            writer=LooksOnly,
        )
        palette = scene.camera.palette
        scene.renderer.camera = Unpainted(palette)
        writer = scene.renderer.file_writer
        writer.scene, writer.look = scene, look
        scene.render()
    return scene
