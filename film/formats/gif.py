"""A film as a GIF: one palette over the whole clip, no dithering, small enough.

A GIF counts time in hundredths of a second, so its rates are 20, 25 and 50 frames a
second, and halves of those. A held picture is one picture with a longer delay.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from fractions import Fraction
from pathlib import Path
from typing import Any

import av
import numpy as np
from av.video.stream import VideoStream
from PIL import Image

from film.files import beside
from film.formats.film import Film
from film.formats.lossless_pictures import Colours, Held, held_pictures
from film.formats.palette import Palette, Table, palette
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


def write_gif(path: Path, film: Film) -> None:
    """Write a GIF that repeats for ever, of at most the bytes that are wished.

    Raises TooLarge, naming the smallest size reached, if that cannot be.
    """
    best, most = Look(film.target.width, film.target.height), film.wishes.gif_size
    with beside(path) as unfinished:
        for look in [best] if most is None else looks(best):
            encode(unfinished, film, look)
            size = unfinished.stat().st_size
            if most is None or size <= most:
                return
        raise TooLarge(
            f"{path}: cannot be made as small as {most:,} bytes. The smallest "
            f"size reached is {size:,} bytes: {look.width} pixels wide, {look.colours} "
            f"colours, {film.target.rate / look.every:g} frames/s."
        )


def encode(path: Path, film: Film, look: Look) -> None:
    """Write a film of lossless clips as a GIF of that look."""
    chosen = palette(samples(film, look), look.colours - 1)
    colours, delay = _colours(chosen), 100 // film.target.rate
    options = {"fflags": "+bitexact"}
    with av.open(path, "w", "gif", container_options=options) as file:
        stream = file.add_stream("gif", rate=100)
        assert isinstance(stream, VideoStream)
        stream.width, stream.height, stream.pix_fmt = look.width, look.height, "pal8"
        for shown in pictures(film, look):
            indices: Any = (chosen.indices(shown.pixels), colours)
            frame = av.VideoFrame.from_ndarray(indices, format="pal8")
            frame.pts, frame.time_base = shown.start * delay, HUNDREDTH
            for packet in stream.encode(frame):
                packet.duration = shown.frames * delay
                file.mux(packet)
        file.mux(stream.encode(None))


def _colours(chosen: Palette) -> Table:
    """Return a palette as the encoder wants it: 256 rows, opacity first.

    Its one open colour, the last, lets the encoder write only what changed.
    """
    colours = np.zeros((COLOURS, 4), np.uint8)
    colours[: len(chosen.colours), 0] = 255
    colours[: len(chosen.colours), 1:] = chosen.colours
    return colours


def pictures(film: Film, look: Look) -> Iterator[Held]:
    """Yield the pictures that are shown; one may begin only at frames that are kept."""
    for held in held_pictures(film.clips):
        ends = held.start, held.start + held.frames
        first, last = (-(-frame // look.every) * look.every for frame in ends)
        if first < last:
            yield Held(_resized(held.pixels, look), first, last - first)


def samples(film: Film, look: Look) -> Iterator[Colours]:
    """Yield pictures that show what is seen in the film, evenly over its time."""
    stride, taken = max(film.frames // SAMPLES, 1), -1
    for shown in pictures(film, look):
        if shown.start // stride > taken:
            taken = shown.start // stride
            yield shown.pixels


def _resized(pixels: Colours, look: Look) -> Colours:
    if pixels.shape[:2] == (look.height, look.width):
        return pixels
    size = (look.width, look.height)
    # This filter leaves no light rims beside thin lines, as sharper ones do.
    image = Image.fromarray(pixels).resize(size, Image.Resampling.HAMMING)
    return np.asarray(image)
