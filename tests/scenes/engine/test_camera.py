"""Frames of a play: only what moves is painted anew, and nothing stays behind."""

from itertools import cycle
from typing import Any

import numpy as np
import pytest
from checks.tracing import handed, trace_for
from manim import ImageMobject, tempconfig

from scenes.chapters import CHAPTERS, chapter_class
from scenes.engine.camera import ChapterCamera
from scenes.engine.still_layers import Area, apart
from scenes.style import THEMES


class Whole:
    """A writer that paints every frame once more, as a whole, and compares."""

    reads_at_once = True

    def __init__(self, settings: Any) -> None:
        self.output_spec = settings.plan.output
        self.sections = [type("Section", (), {"skip_animations": False})]
        self.camera: Any = None
        self.before: Any = None
        self.wrong: list[int] = []
        self.frames = 0

    def __getattr__(self, name: str) -> Any:
        """Take every other call and do nothing."""
        return lambda *_, **__: None

    def write_frame(self, pixels: Any, *, repeat: int, part: Area) -> None:
        """Note the frame if it differs from one that was painted whole."""
        drawn = np.array(pixels)
        self.camera.forget()
        self.camera.paint_moving()
        left, top, right, bottom = part
        outside = np.ones(drawn.shape[:2], bool)
        outside[top:bottom, left:right] = False
        same = self.before is None or np.array_equal(
            self.before[outside], drawn[outside]
        )
        if not same or not np.array_equal(drawn, pixels):
            self.wrong.append(self.frames)
        self.before = drawn
        self.frames += 1


# In turn of a small network, and of the digits, which take three times as long.
@pytest.mark.parametrize(
    ("chapter", "experiment"),
    [
        pytest.param(chapter, name, marks=[pytest.mark.proof] * (name == "digits"))
        for chapter, name in zip(CHAPTERS, cycle(("tiny", "digits")))
    ],
)
def test_a_frame_is_the_one_painted_whole(chapter: str, experiment: str) -> None:
    """What is kept from the frame before is what painting all of it would give."""
    with tempconfig({"frame_rate": 5, "dry_run": False, "format": "mp4"}):
        scene = chapter_class(chapter)(
            **handed(chapter, trace_for(chapter, experiment)), writer=Whole
        )
        writer = scene.renderer.file_writer
        writer.camera = scene.camera
        scene.render()
    assert writer.frames > 60
    assert not writer.wrong


def test_areas_that_meet_become_one() -> None:
    """Areas come apart: those that overlap are one, others stay what they are."""
    assert apart([(0, 0, 4, 4), (9, 9, 12, 12), (3, 3, 6, 6)]) == [
        (9, 9, 12, 12),
        (0, 0, 6, 6),
    ]


def test_an_image_of_manim_is_drawn() -> None:
    """Its ImageMobject works beside our drawings; with Pillow 13 it does not."""
    with tempconfig({"pixel_width": 160, "pixel_height": 90}):
        camera = ChapterCamera(THEMES["dark"])
        image = ImageMobject(np.full((4, 4, 3), (250, 120, 30), np.uint8))
        camera.keep_still([image.scale_to_fit_height(4)])
        camera.paint_moving()
    assert camera.pixel_array[45, 80].tolist() == [250, 120, 30, 255]
    assert camera.pixel_array[2, 2].tolist() == [15, 19, 26, 255]
