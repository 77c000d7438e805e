"""Our camera and renderer: drawings are painted by cairo, time is whole frames.

Manim's own mobjects still work beside them, so that a chapter of a user's can mix
both. Used alike by ``film`` and by plain Manim: the frames are the same.
"""

from collections.abc import Callable, Iterable, Sequence
from typing import Any, cast

import cairo
import numpy as np
from manim import Camera, Mobject, Scene
from manim.renderer.cairo_renderer import CairoRenderer

from scenes.engine import still_layers
from scenes.engine.arrays import Pixels
from scenes.engine.drawing import Drawing
from scenes.engine.kept_pixels import Snapshots
from scenes.engine.pen import Pen
from scenes.engine.pictures import surface_of
from scenes.engine.still_layers import Area, Layer, Placed
from scenes.style import Theme


class ChapterCamera(Camera):
    """Paints drawings with a pen, anything else as Manim does."""

    def __init__(self, palette: Theme) -> None:
        self.palette = palette
        super().__init__(background_color=palette.background)
        self._frame: Pixels = np.array(self.pixel_array, dtype=np.uint8)
        self.pixel_array = self._frame
        self._pen = self._new_pen(self._frame)
        self._ground: Pixels = np.array(self._frame)
        self._above: list[Layer | list[Placed]] = []
        self._snapshots = Snapshots()
        height, width = self._frame.shape[:2]
        self._whole: Area = (0, 0, width, height)
        self._inked = [self._whole]  # by what moves, in the last frame
        self.changed = self._whole  # from the last frame to this one

    def init_background(self) -> None:
        """Fill the ground; an open one holds no colour, as cairo multiplies it in."""
        super().init_background()
        if self.background_opacity == 0:
            shape = (self.pixel_height, self.pixel_width, self.n_channels)
            self.background = np.zeros(shape, self.pixel_array_dtype)

    def _new_pen(self, pixels: Pixels) -> Pen:
        """Return a pen that draws in Manim units on an array of pixels."""
        height, width = pixels.shape[:2]
        context = cairo.Context(surface_of(pixels))
        context.translate(width / 2, height / 2)
        scale = width / self.frame_width
        context.scale(scale, -scale)
        return Pen(context, self.palette)

    def keep_still(
        self, mobjects: Sequence[Mobject], moving: frozenset[int] = frozenset()
    ) -> None:
        """Paint what stands still, once; ``paint_moving`` then makes the frames."""
        self.reset()
        self._above = []
        # A wait leaves an empty one behind; it is to part no layers.
        shown = (m for m in mobjects if type(m) is not Mobject or m.submobjects)
        ordered = sorted(shown, key=lambda each: each.z_index)
        for run in still_layers.runs(still_layers.placed(ordered, moving)):
            if run[0].moves:
                self._above.append(run)
            elif not self._above:
                self._snapshots.paint(run, self._pen, self._frame, on="ground")
            else:
                self._keep_layer(run)
        np.copyto(self._ground, self._frame)
        self.forget()

    def forget(self) -> None:
        """Paint the next frame as a whole, whatever is there."""
        self._inked = [self._whole]

    def _keep_layer(self, run: list[Placed]) -> None:
        pixels = np.zeros_like(self._frame)
        self._snapshots.paint(run, self._new_pen(pixels), pixels, on="nothing")
        kept = still_layers.layer(pixels)
        if kept is not None:
            self._above.append(kept)

    def paint_moving(self) -> None:
        """Make a frame: the layers that stand still and, between them, what moves."""
        now = [area for run in self._above for area in self._areas(run)]
        areas = still_layers.apart([*self._inked, *now])
        for left, top, right, bottom in areas:
            part = slice(top, bottom), slice(left, right)
            self._frame[part] = self._ground[part]
        for run in self._above:
            if isinstance(run, Layer):
                self._lay(run, areas)
            else:
                self._paint_run(run)
        self._inked = now
        self.changed = still_layers.around(areas)

    def _areas(self, run: Layer | list[Placed]) -> Iterable[Area]:
        return (
            ()
            if isinstance(run, Layer)
            else still_layers.areas(run, self._pen, self._whole)
        )

    def _lay(self, part: Layer, areas: Iterable[Area]) -> None:
        context = self._pen.context
        context.save()
        context.identity_matrix()
        context.set_source_surface(part.surface, part.left, part.top)
        context.new_path()
        for left, top, right, bottom in areas:
            context.rectangle(left, top, right - left, bottom - top)
        context.fill()
        context.restore()

    def _paint_run(self, run: Iterable[Placed]) -> None:
        for one in run:
            if isinstance(one.mobject, Drawing):
                still_layers.paint([one], self._pen)
            else:
                self.capture_mobjects([one.mobject])


class ChapterRenderer(CairoRenderer):
    """A cairo renderer that holds a picture for exactly the frames asked for.

    ``writer`` makes the file writer from Manim's settings; Manim's own by default.
    """

    camera: ChapterCamera

    def __init__(
        self,
        palette: Theme,
        *,
        writer: Callable[..., Any] | None = None,
        skip_animations: bool = False,
    ) -> None:
        super().__init__(skip_animations=skip_animations)
        if writer is not None:
            self._file_writer_class = cast("Any", writer)
        self.skips_ahead = False  # plays without drawing, until the beat that is asked
        self.camera = ChapterCamera(palette)

    def update_skipping_status(self) -> None:
        """Decide before each play whether it is drawn."""
        super().update_skipping_status()
        self.skip_animations = self.skip_animations or self.skips_ahead

    def freeze_current_frame(self, duration: float) -> None:
        """Hold the picture; Manim would cut a frame off by rounding down."""
        self._hand_over(round(duration * self.camera.frame_rate))

    def render(
        self,
        scene: Scene,
        time: float,
        moving_mobjects: Iterable[Mobject] | None = None,
    ) -> None:
        """Draw a frame of a play and hand it over."""
        self.update_frame(scene, moving_mobjects)
        self._hand_over(1)

    def _hand_over(self, frames: int) -> None:
        # A copy of 8 MB for each frame of 1920×1080, unless the writer needs none.
        if (
            getattr(self.file_writer, "reads_at_once", False)
            and not self.skip_animations
        ):
            self.time += frames / self.camera.frame_rate
            self.file_writer.write_frame(
                self.camera.pixel_array, repeat=frames, part=self.camera.changed
            )
        else:
            self.add_frame(self.get_frame(), num_frames=frames)

    def save_static_frame_data(
        self, scene: Scene, static_mobjects: Iterable[Mobject]
    ) -> None:
        """Keep as pixels all that the animations of this play do not move."""
        if not self.skip_animations:
            movers: list[Any] = [each.mobject for each in scene.animations or ()]
            movers += [each for each in scene.mobjects if each.get_family_updaters()]
            moving = frozenset(
                id(member) for mover in movers for member in mover.get_family()
            )
            self.camera.keep_still(scene.mobjects, moving)

    def update_frame(
        self,
        scene: Scene,
        mobjects: Iterable[Mobject] | None = None,
        include_submobjects: bool = True,
        ignore_skipping: bool = True,
        **manim: Any,
    ) -> None:
        """Draw the frame, unless nobody will see it."""
        if not self.skip_animations:
            self.camera.paint_moving()

    def picture(self, scene: Scene) -> Pixels:
        """Return the scene as it stands, RGBA, shape (height, width, 4)."""
        self.camera.keep_still(scene.mobjects)
        self.camera.paint_moving()
        return self.get_frame()

    def scene_finished(self, scene: Scene) -> None:
        """End the film; a scene that was skipped so far shows its last picture."""
        self.picture(scene)
        self.skip_animations = False
        super().scene_finished(scene)

    def get_frame(self) -> Pixels:
        """Return a copy of the picture, RGBA, shape (height, width, 4)."""
        return np.array(self.camera.pixel_array, dtype=np.uint8)
