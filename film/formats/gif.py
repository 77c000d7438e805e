"""A film as a GIF: one palette over the whole clip, no dithering, small enough.

A GIF counts time in hundredths of a second, so its rates are 20, 25 and 50 frames a
second, and halves of those. A held picture is one picture with a longer delay.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from pathlib import Path
from typing import Any

import av
import numpy as np
from av.video.stream import VideoStream
from PIL import Image

from film.files import beside
from film.formats.captions import Block
from film.formats.lossless_pictures import Colours, held_pictures
from film.formats.palette import Palette, Table, palette
from film.formats.timeline import Label, Part
from film.plan.target import Target
from film.render.worker import RenderError

COLOURS = 256
SAMPLES = 200  # pictures that the palette is made from
HUNDREDTH = Fraction(1, 100)


class TooLarge(RenderError):
    """A GIF that cannot be made as small as was asked for."""


@dataclass(frozen=True, slots=True)
class Look:
    """What a GIF may lose to become smaller: pixels, colours, every other frame."""

    width: int
    height: int
    colours: int = COLOURS
    every: int = 1


def looks(best: Look) -> Iterator[Look]:
    """Yield what is tried, in the order that the help tells.

    The width down to 480 pixels in steps of a tenth, then half the colours and a
    quarter, then half the frames, then the width down to 240 pixels.
    """
    yield best
    for look in _narrower(best, 480):
        yield (best := look)
    for colours in (128, 64):
        yield (best := replace(best, colours=colours))
    yield (best := replace(best, every=2))
    yield from _narrower(best, 240)


def _narrower(look: Look, least: int) -> Iterator[Look]:
    while (width := round(look.width * 0.9)) >= least:
        look = replace(look, width=width, height=round(width * 9 / 16))
        yield look


def write_gif(
    path: Path,
    parts: Sequence[Part],
    captions: Sequence[Block],
    *,
    label: Label,
    target: Target,
    max_size: int | None = None,
) -> None:
    """Write a GIF that repeats for ever, of at most `max_size` bytes.

    Raises TooLarge, naming the smallest size reached, if that cannot be.
    """
    clips = [part.path for part in parts]
    best = Look(target.width, target.height)
    with beside(path) as unfinished:
        for look in [best] if max_size is None else looks(best):
            encode(unfinished, clips, target.rate, look)
            size = unfinished.stat().st_size
            if max_size is None or size <= max_size:
                return
        raise TooLarge(
            f"{path}: cannot be made as small as {max_size:,} bytes. The smallest "
            f"size reached is {size:,} bytes: {look.width} pixels wide, {look.colours} "
            f"colours, {target.rate / look.every:g} frames/s."
        )


def encode(path: Path, clips: Sequence[Path], rate: int, look: Look) -> None:
    """Write lossless clips of that many frames a second as a GIF of that look."""
    timing = starts(clips, look)
    chosen = palette(samples(clips, look, timing), look.colours - 1)
    colours = _colours(chosen)
    delay = 100 // rate
    last = (timing[-1] - timing[-2]) * delay
    options = {"fflags": "+bitexact", "final_delay": str(last)}
    with av.open(path, "w", "gif", container_options=options) as file:
        stream = file.add_stream("gif", rate=100)
        assert isinstance(stream, VideoStream)
        stream.width, stream.height, stream.pix_fmt = look.width, look.height, "pal8"
        for start, pixels in pictures(clips, look):
            indices: Any = (chosen.indices(pixels), colours)
            frame = av.VideoFrame.from_ndarray(indices, format="pal8")
            frame.pts, frame.time_base = start * delay, HUNDREDTH
            file.mux(stream.encode(frame))
        file.mux(stream.encode(None))


def _colours(chosen: Palette) -> Table:
    """Return a palette as the encoder wants it: 256 rows, opacity first.

    Its one open colour, the last, lets the encoder write only what changed.
    """
    colours = np.zeros((COLOURS, 4), np.uint8)
    colours[: len(chosen.colours), 0] = 255
    colours[: len(chosen.colours), 1:] = chosen.colours
    return colours


def starts(clips: Sequence[Path], look: Look) -> list[int]:
    """Return the frames from which each picture stands, and where the last ends."""
    found, frame = [], 0
    for held in held_pictures(clips):
        found.append(_shown(frame, look))
        frame += held.frames
    return sorted({*found, _shown(frame, look)})


def _shown(frame: int, look: Look) -> int:
    """Return the first frame from there on that is not left out."""
    return -(-frame // look.every) * look.every


def samples(
    clips: Sequence[Path], look: Look, timing: Sequence[int]
) -> Iterator[Colours]:
    """Yield pictures that show what is seen in the clips, evenly over their time."""
    stride, taken = max(timing[-1] // SAMPLES, 1), -1
    for start, pixels in pictures(clips, look):
        if start // stride > taken:
            taken = start // stride
            yield pixels


def pictures(clips: Sequence[Path], look: Look) -> Iterator[tuple[int, Colours]]:
    """Yield each picture that is shown, and the frame from which it stands."""
    frame = 0
    for held in held_pictures(clips):
        first = _shown(frame, look)
        frame += held.frames
        if first < frame:
            yield first, _resized(held.pixels, look)


def _resized(pixels: Colours, look: Look) -> Colours:
    if pixels.shape[:2] == (look.height, look.width):
        return pixels
    size = (look.width, look.height)
    # This filter leaves no light rims beside thin lines, as sharper ones do.
    image = Image.fromarray(pixels).resize(size, Image.Resampling.HAMMING)
    return np.asarray(image)
