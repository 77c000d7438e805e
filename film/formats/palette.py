"""The 256 colours that stand for all colours of a clip.

Colours are counted in cells of 4 levels in each channel; the cells are split into
groups where they scatter most, and every group is then moved to the middle of the
cells that are nearest to it. What covers most of the picture, its ground, so becomes
a colour of its own.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from film.formats.lossless_pictures import Colours

Table: TypeAlias = NDArray[np.uint8]
Levels: TypeAlias = NDArray[np.floating]  # (colours, 3), 0 to 255
Counts: TypeAlias = NDArray[np.floating]  # (colours,)

CELLS = 1 << 18  # 64 in each channel
ROUNDS = 12  # of moving the groups; more change nothing to be seen


@dataclass(frozen=True, slots=True)
class Palette:
    """Up to 256 colours, (colours, 3), and which of them stands for each cell."""

    colours: Table
    table: Table

    def indices(self, pixels: Colours) -> Table:
        """Return which colour stands for each pixel: no dithering."""
        return self.table[cells(pixels)]


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
