"""Thousands of faint lines at once, as the haze that they are.

Of 12,544 lines of half a percent none can be seen by itself; painting them one by one
takes 0.7 s at 1920×1080. Their density, counted in squares, takes 0.02 s.
"""

from typing import Any

import cairo
import numpy as np

from scenes.engine.arrays import Numbers, Positions
from scenes.engine.pictures import surface_of
from scenes.style import Rgb

COLUMNS, ROWS = 384, 216  # squares of a frame: 5 pixels wide at 1920×1080
SAMPLES = 96  # of a line
WIDTH = 128 / 9  # of a frame, in Manim units
PER_UNIT = COLUMNS / WIDTH


def haze(
    ends: Positions, strengths: Numbers, *, width: float, colour: Rgb
) -> cairo.ImageSurface:
    """Return the picture of many lines, (lines, 2, 2), each with its own opacity.

    Where n lines of opacity s lie over each other, (1 − s)ⁿ of what is below is seen.
    """
    squares = ends * (PER_UNIT, -PER_UNIT) + (COLUMNS / 2, ROWS / 2)
    squares = squares.astype(np.float32)
    along = squares[:, 1] - squares[:, 0]
    far = (np.arange(SAMPLES, dtype=np.float32) + 0.5) / SAMPLES
    x = squares[:, 0, :1] + along[:, :1] * far
    y = squares[:, 0, 1:] + along[:, 1:] * far
    # Squares outside of the frame are counted in a rim around it.
    column = np.clip(x + 1, 0, COLUMNS + 1).astype(np.int32)
    row = np.clip(y + 1, 0, ROWS + 1).astype(np.int32)
    length = np.hypot(along[:, 0], along[:, 1]) / SAMPLES
    ink = -np.log1p(-np.minimum(strengths, 0.99)) * length * width * PER_UNIT
    total = np.bincount(
        (row * (COLUMNS + 2) + column).ravel(),
        np.repeat(ink.astype(float), SAMPLES),
        minlength=(ROWS + 2) * (COLUMNS + 2),
    )
    density = total.astype(float).reshape(ROWS + 2, COLUMNS + 2)[1:-1, 1:-1]
    return _painted(1 - np.exp(-_smooth(density)), colour)


def _smooth(density: Numbers) -> Numbers:
    """Return the mean of each square and its neighbours."""
    wide = np.pad(density, 1)
    around = [
        wide[row : row + ROWS, column : column + COLUMNS]
        for row in range(3)
        for column in range(3)
    ]
    return np.mean(around, axis=0)


def _painted(opacity: Numbers, colour: Rgb) -> cairo.ImageSurface:
    """Return a colour as a surface, RGBA in memory like Manim's frames."""
    pixels: Any = np.empty((ROWS, COLUMNS, 4), dtype=np.uint8)
    for channel, share in enumerate((*colour, 1.0)):
        pixels[:, :, channel] = np.rint(255 * share * opacity)
    return surface_of(pixels)
