"""Discs that lie wholly under later ones are not worth painting.

Of the pulses on all 12,960 edges of 784–16–16–10, which lie close, some 950 can be
seen. The pixels are those of painting them all.
"""

from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from scenes.engine.arrays import Numbers, Positions

Flags: TypeAlias = NDArray[np.bool_]

CELL = 2.0  # pixels: what hides is counted in squares of this side
RIM = 0.5  # pixels inside a rim that cairo may leave lighter; its circles are polygons

# Half widths and heights of rectangles that cover a disc of radius 1.
TURNS = np.arange(4) * np.pi / 6
AROUND = tuple(zip(np.cos(TURNS[:-1]), np.sin(TURNS[1:]), strict=True))

FIRST = 512  # discs that are painted unseen by the test; then twice as many each time


def seen(centres: Positions, radii: Numbers) -> Flags:
    """Return which of some opaque discs, painted in this order, may be seen.

    ``centres`` has shape (discs, 2), in pixels like ``radii``. One that is said not to
    be seen has no pixel that later ones leave uncovered; the opposite is not promised.
    """
    found = np.zeros(len(radii), dtype=bool)
    if not len(radii):
        return found
    # A square more on every side, so that the box of a rim stays within the grid.
    origin = (centres - radii[:, None]).min(axis=0) - 2 * CELL
    centres, radii = (centres - origin) / CELL, radii / CELL
    width, height = np.ceil((centres + radii[:, None]).max(axis=0)).astype(int) + 2
    covered = np.zeros((height, width), dtype=bool)
    left, count = np.arange(len(radii))[::-1], FIRST  # from the topmost one down
    while len(left):
        chosen, left = left[:count], left[count:]
        found[chosen] = True
        if len(left):
            _cover(covered, centres[chosen], radii[chosen] - RIM / CELL)
            left = left[_sticks_out(covered, centres[left], radii[left])]
        count *= 2
    return found


def _cover(covered: Flags, centres: Positions, radii: Numbers) -> None:
    """Note the squares that lie wholly within one of some discs."""
    steps = np.arange(int(np.ceil(2 * radii.max())) + 1)
    rows = np.floor(centres[:, 1] - radii).astype(int)[:, None] + steps
    away = np.abs(rows + 0.5 - centres[:, 1:]) + 0.5  # of a row's farther side
    half = np.sqrt(np.maximum(radii[:, None] ** 2 - away**2, 0.0))
    first = np.ceil(centres[:, :1] - half).astype(int)
    end = np.floor(centres[:, :1] + half).astype(int)
    inside = (away < radii[:, None]) & (first < end)
    # One more at the beginning of a stretch, one less after it: above 0 is covered.
    # No stretch reaches the end of a row.
    starts, ends = (
        np.bincount((rows * covered.shape[1] + x)[inside], minlength=covered.size)
        for x in (first, end)
    )
    stretches = np.cumsum(starts - ends).reshape(covered.shape)
    covered |= stretches > 0


def _sticks_out(covered: Flags, centres: Positions, radii: Numbers) -> Flags:
    """Return which discs, with their rims, are not within what is covered."""
    counts = np.zeros(np.add(covered.shape, 1), dtype=np.int32)
    np.cumsum(covered, axis=0, dtype=np.int32, out=counts[1:, 1:])
    np.cumsum(counts[1:, 1:], axis=1, out=counts[1:, 1:])
    found = np.zeros(len(radii), dtype=bool)
    for wide, high in AROUND:
        reach = (radii + RIM / CELL)[:, None] * (wide, high)
        left, top = np.floor(centres - reach).astype(int).T
        right, bottom = np.ceil(centres + reach).astype(int).T
        inside = counts[bottom, right] - counts[top, right]
        inside += counts[top, left] - counts[bottom, left]
        found |= inside < (right - left) * (bottom - top)
    return found
