"""A film as a GIF: one palette over the whole clip, no dithering, small enough.

A GIF counts time in hundredths of a second, so its rates are 20, 25 and 50 frames a
second, and halves of those. A held picture is one picture with a longer delay.

For its palette, colours are counted in cells of 4 levels in each channel; the cells are
split into groups where they scatter most, and every group is then moved to the middle
of the cells that are nearest to it. What covers most of the picture, its ground, so
becomes a colour of its own.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import islice
from pathlib import Path
from typing import Any, TypeAlias

import av
import numpy as np
from av.video.stream import VideoStream
from numpy.typing import NDArray
from PIL import Image

from film.files import beside
from film.formats.film import Film
from film.formats.lossless_pictures import Colours, Held, held_pictures
from film.render.worker import RenderError

Table: TypeAlias = NDArray[np.uint8]
Levels: TypeAlias = NDArray[np.floating]  # (colours, 3), 0 to 255
Counts: TypeAlias = NDArray[np.floating]  # (colours,)

COLOURS = 256
SAMPLES = 200  # pictures that the palette is made from
HUNDREDTH = Fraction(1, 100)
CELLS = 1 << 18  # 64 in each channel
ROUNDS = 12  # of moving the groups; more change nothing to be seen


BEGINNING = 100  # pictures, decoded and drawn small in a second or two


class TooLarge(RenderError):
    """A GIF that cannot be made as small as was asked for."""


@dataclass(frozen=True, slots=True)
class Palette:
    """Up to 256 colours, (colours, 3), and which of them stands for each cell."""

    colours: Table
    table: Table

    def indices(self, pixels: Colours) -> Table:
        """Return which colour stands for each pixel: no dithering."""
        return self.table[cells(pixels)]


@dataclass(frozen=True, slots=True)
class Look:
    """What a GIF may lose to become smaller: pixels, colours, every other frame."""

    width: int
    height: int
    colours: int = COLOURS
    every: int = 1


Shown: TypeAlias = Callable[[Film, Look], Iterator[Held]]


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
        if most is None:
            encode(unfinished, film, best, pictures)
            return
        tried = list(looks(best))
        small = f"cannot be made as small as {most:,} bytes"
        least = encode(unfinished, film, tried[-1], beginning, limit=2 * most)
        if least > 2 * most:
            raise TooLarge(
                f"{path}: {small}. Its first {BEGINNING} pictures take twice as "
                f"much, with {_told(tried[-1], film)}."
            )
        for look in tried:
            # What is too large is left at once; of the last one the size is told.
            limit = most if look != tried[-1] else None
            size = encode(unfinished, film, look, pictures, limit=limit)
            if size <= most:
                return
        raise TooLarge(
            f"{path}: {small}. The smallest size reached is {size:,} bytes: "
            f"{_told(look, film)}."
        )


def _told(look: Look, film: Film) -> str:
    rate = film.target.rate / look.every
    return f"{look.width} pixels wide, {look.colours} colours, {rate:g} frames/s"


def encode(
    path: Path,
    film: Film,
    look: Look,
    shown_of: Shown,
    *,
    limit: int | None = None,
) -> int:
    """Write pictures of a film as a GIF of that look; return its bytes.

    Above the limit it is left unfinished.
    """
    chosen, written = palette(samples(film, shown_of, look), look.colours - 1), 0
    colours, delay = _colours(chosen), 100 // film.target.rate
    options = {"fflags": "+bitexact"}
    with av.open(path, "w", "gif", container_options=options) as file:
        stream = file.add_stream("gif", rate=100)
        assert isinstance(stream, VideoStream)
        stream.width, stream.height, stream.pix_fmt = look.width, look.height, "pal8"
        for shown in shown_of(film, look):
            indices: Any = (chosen.indices(shown.pixels), colours)
            frame = av.VideoFrame.from_ndarray(indices, format="pal8")
            frame.pts, frame.time_base = shown.start * delay, HUNDREDTH
            for packet in stream.encode(frame):
                packet.duration = shown.frames * delay
                written += packet.size
                file.mux(packet)
            if limit is not None and written > limit:
                return written
        file.mux(stream.encode(None))
    return path.stat().st_size


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


def beginning(film: Film, look: Look) -> Iterator[Held]:
    """Yield the first pictures, which say soon whether a size is out of reach."""
    return islice(pictures(film, look), BEGINNING)


def samples(film: Film, shown_of: Shown, look: Look) -> Iterator[Colours]:
    """Yield pictures that show what is seen in the film, evenly over its time."""
    stride, taken = max(film.frames // SAMPLES, 1), -1
    for shown in shown_of(film, look):
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


def cells(pixels: Colours) -> NDArray[np.int32]:
    """Return the cell of each pixel's colour."""
    red, green, blue = (pixels[..., channel].astype(np.int32) for channel in range(3))
    return (red >> 2) << 12 | (green >> 2) << 6 | blue >> 2


def palette(pictures: Iterable[Colours], size: int) -> Palette:
    """Return at most `size` colours for pictures that show all that is to be seen."""
    counts, sums = np.zeros(CELLS), np.zeros((3, CELLS))
    for pixels in pictures:
        seen = cells(pixels).ravel()
        counts += np.bincount(seen, minlength=CELLS)
        for channel in range(3):
            sums[channel] += np.bincount(seen, pixels[..., channel].ravel(), CELLS)
    used = np.flatnonzero(counts)
    levels, weights = (sums[:, used] / counts[used]).T, counts[used]
    chosen = np.round(moved(split(levels, weights, size), levels, weights))
    return Palette(chosen.astype(np.uint8), _table(chosen, used, levels))


def nearest(colours: Levels, levels: Levels) -> NDArray[np.intp]:
    """Return for each level the place of the colour that is nearest to it."""
    from scipy.spatial import cKDTree  # 0.1 s that a finished film does not spend

    return np.asarray(cKDTree(colours).query(levels)[1])


def _table(chosen: Levels, used: NDArray[np.integer], levels: Levels) -> Table:
    cell = np.arange(CELLS)
    middles = np.stack([cell >> 12, cell >> 6 & 63, cell & 63], axis=1) * 4.0 + 1.5
    middles[used] = levels
    return np.asarray(nearest(chosen, middles), dtype=np.uint8)


def split(levels: Levels, weights: Counts, size: int) -> Levels:
    """Return the means of `size` groups, made by splitting the most scattered."""
    groups = [np.arange(len(levels))]
    scatter = [_scatter(levels, weights)]
    while len(groups) < min(size, len(levels)):
        widest = int(np.argmax(scatter))
        group = groups[widest]
        away, heavy = _away(levels[group], weights[group])
        # On one side of the mean, where the colours scatter most.
        inside = away[:, np.argmax(heavy.sum(axis=0))] > 0
        halves = [group[inside], group[~inside]]
        groups[widest : widest + 1] = halves
        found = [_scatter(levels[half], weights[half]) for half in halves]
        scatter[widest : widest + 1] = found
    means = [np.average(levels[g], axis=0, weights=weights[g]) for g in groups]
    return np.array(means)


def _scatter(levels: Levels, weights: Counts) -> float:
    """Return the squared distances from the mean; -1 where nothing can be split."""
    if len(levels) < 2:
        return -1.0
    return float(_away(levels, weights)[1].sum())


def _away(levels: Levels, weights: Counts) -> tuple[Levels, Levels]:
    """Return how far colours lie from their mean, and that squared, by their weight."""
    away = levels - np.average(levels, axis=0, weights=weights)
    return away, weights[:, None] * away**2


def moved(colours: Levels, levels: Levels, weights: Counts) -> Levels:
    """Return the groups' colours moved to the means of what is nearest to them."""
    for _ in range(ROUNDS):
        closest = nearest(colours, levels)
        total = np.bincount(closest, weights, len(colours))
        sums = [np.bincount(closest, weights * each, len(colours)) for each in levels.T]
        some = total > 0
        colours = np.array(colours)
        colours[some] = (np.array(sums)[:, some] / total[some]).T
    return colours
