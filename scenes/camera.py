"""Our camera and renderer: drawings are painted by cairo, time is whole frames.

Manim's own mobjects still work beside them, so that a chapter of a user's can mix
both. Used alike by ``film`` and by plain Manim: the frames are the same.
"""

from collections.abc import Callable, Iterable
from typing import Any

import cairo
import numpy as np
from manim import Camera, Mobject, Scene
from manim.renderer.cairo_renderer import CairoRenderer

from scenes.diagram.drawing import Drawing
from scenes.pen import Pen
from scenes.style import Palette


class ChapterCamera(Camera):
    """Paints drawings with a pen, anything else as Manim does."""

    def __init__(self, palette: Palette, **manim: Any) -> None:
        self.palette = palette
        self._pen: Pen | None = None
        super().__init__(background_color=palette.background, **manim)

    @property
    def pen(self) -> Pen:
        """The pen on this camera's pixels; made anew when those are replaced."""
        if self._pen is None or self._pixels is not self.pixel_array:
            self._pixels = self.pixel_array
            height, width = self._pixels.shape[:2]
            surface = cairo.ImageSurface.create_for_data(
                self._pixels, cairo.FORMAT_ARGB32, width, height
            )
            context = cairo.Context(surface)
            context.translate(width / 2, height / 2)
            scale = width / self.frame_width
            context.scale(scale, -scale)
            self._pen = Pen(context, self.palette)
        return self._pen

    def capture_mobjects(self, mobjects: Iterable[Mobject], **kwargs: Any) -> None:
        """Paint mobjects in their order."""
        for mobject in mobjects:
            if isinstance(mobject, Drawing):
                mobject.draw(self.pen)
            else:
                super().capture_mobjects([mobject], **kwargs)


class ChapterRenderer(CairoRenderer):
    """A cairo renderer that holds a picture for exactly the frames asked for."""

    def __init__(
        self,
        palette: Palette,
        *,
        writer: Callable[..., Any] | None = None,
        skip_animations: bool = False,
    ) -> None:
        options = {} if writer is None else {"file_writer_class": writer}
        super().__init__(
            camera_class=lambda: ChapterCamera(palette),
            skip_animations=skip_animations,
            **options,
        )

    def freeze_current_frame(self, duration: float) -> None:
        """Hold the picture; Manim would cut a frame off by rounding down."""
        frames = round(duration * self.camera.frame_rate)
        self.add_frame(self.get_frame(), num_frames=frames)

    def update_frame(
        self, scene: Scene, mobjects: Iterable[Mobject] | None = None, **manim: Any
    ) -> None:
        """Draw the frame, unless nobody will see it."""
        if not self.skip_animations:
            super().update_frame(scene, mobjects, **manim)

    def scene_finished(self, scene: Scene) -> None:
        """End the film; a scene that was skipped so far shows its last picture."""
        self.skip_animations = False
        self.static_image = None
        self.update_frame(scene)
        super().scene_finished(scene)

    def get_frame(self) -> np.ndarray:
        """Return a copy of the picture, RGBA, shape (height, width, 4)."""
        return np.array(self.camera.pixel_array)
