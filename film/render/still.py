"""One picture of a chapter: how a beat ends."""

from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
from numpy.typing import NDArray

from backprop_core import Trace
from film.files import beside
from film.plan.shots import Shot
from film.render.playing import manim_set_up, played
from film.room import naming_need


class NoSuchBeat(ValueError):
    """A beat that the chapter does not have."""


def still(trace: Trace, shot: Shot, beat: int | None = None) -> NDArray[np.uint8]:
    """Return the last picture of a beat, counted from 0: (height, width, 4), RGBA.

    Without a beat it is the last of the chapter. Nothing before it is drawn. Raises
    NoSuchBeat if the chapter has fewer beats.
    """
    with (
        TemporaryDirectory(prefix="backprop-") as folder,
        manim_set_up(shot.target, Path(folder), writes=False),
    ):
        chapter = played(shot, trace, last_beat=beat)
        beats = len(chapter.cues)
        if beat is not None and beat >= beats:
            raise NoSuchBeat(
                f"{shot.name} has no beat {beat}. Choose from 0 to {beats - 1}."
            )
        pixels = np.asarray(chapter.renderer.get_frame(), dtype=np.uint8)
    return pixels


def write_still(path: Path, pixels: NDArray[np.uint8]) -> None:
    """Write a picture as a PNG, whole or not at all."""
    from PIL import Image

    # A picture of few colours takes far less than that.
    with (
        naming_need(path, lambda: pixels.nbytes // 4, "Choose another with -o"),
        beside(path) as unfinished,
    ):
        Image.fromarray(pixels).save(unfinished, "PNG")
