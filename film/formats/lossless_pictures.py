"""The pictures of clips that hold exactly what was drawn, one after another."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TypeAlias

import av
import numpy as np
from numpy.typing import NDArray

Colours: TypeAlias = NDArray[np.uint8]  # (height, width, 3), red, green, blue


@dataclass(frozen=True, slots=True)
class Held:
    """A picture, its first frame, and for how many frames it stands."""

    pixels: Colours
    start: int
    frames: int


def held_pictures(clips: Iterable[Path]) -> Iterator[Held]:
    """Yield the pictures of lossless clips; equal neighbours are one."""
    held: Held | None = None
    for number, pixels in enumerate(drawn_frames(clips)):
        if held and np.array_equal(pixels, held.pixels):
            held = replace(held, frames=held.frames + 1)
            continue
        if held:
            yield held
        held = Held(pixels, number, 1)
    if held:
        yield held


def drawn_frames(clips: Iterable[Path]) -> Iterator[Colours]:
    """Yield every frame of lossless clips, exactly as it was drawn."""
    for clip in clips:
        with av.open(clip) as file:
            for frame in file.decode(video=0):
                # The planes as they are; a conversion might round.
                yield np.asarray(frame.to_ndarray(format="gbrp"), dtype=np.uint8)
