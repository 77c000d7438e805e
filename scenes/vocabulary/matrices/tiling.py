"""How tiles of a matrix come to their places, and fill a result row by row.

self.play(come(tiles, places, within=equation))
self.play(*fill(result, factors))
"""

from collections.abc import Sequence
from typing import Any

import numpy as np
from manim.utils.rate_functions import linear

from scenes.diagram.plots.matrix_tiles import MatrixTiles
from scenes.engine.arrays import Positions
from scenes.engine.drawing import Drawing
from scenes.vocabulary.motions import Motion, staggered, tween

OVERLAP = 0.45  # of the time that each tile is under way


def come(
    tiles: MatrixTiles,
    places: Positions,
    *,
    within: Drawing | None = None,
    order: Any = None,
    seconds: float = 1.0,
) -> Motion:
    """Return the motion by which tiles come from places on screen, one by one.

    Places are (rows, columns, 2), or one for all of a row or of a column. ``order`` (0
    to 1, one entry a tile) is another one; ``within`` is what the tiles are a part of.
    """
    origin, scale = _frame(tiles, within)
    shape = tiles.values.shape
    tiles.starts = np.broadcast_to((places - origin) / scale, tiles.goals.shape)
    if order is None:
        order = np.linspace(0.0, 1.0, tiles.values.size).reshape(shape)
    overlap = OVERLAP if tiles.values.size > 1 else 1.0
    return staggered(tiles, "shown", order, seconds=seconds, overlap=overlap)


def spots(tiles: MatrixTiles, *, within: Drawing | None = None) -> Positions:
    """Return where on screen tiles lie: others may come from there."""
    origin, scale = _frame(tiles, within)
    found: Positions = tiles.goals * scale + origin
    return found


def fill(
    result: MatrixTiles, factors: Sequence[MatrixTiles], *, seconds: float = 1.4
) -> list[Motion]:
    """Return the motions that fill a result row by row, and frame what makes it."""
    rows, columns = result.values.shape
    order = np.repeat(np.arange(rows)[:, None] / max(1, rows - 1), columns, axis=1)
    for each in (result, *factors):
        each.passed = 0.0
    return [
        staggered(result, "shown", order, seconds=seconds, overlap=1 / rows),
        *(
            tween(each, passed=1.0, seconds=seconds, rate=linear)
            for each in (result, *factors)
        ),
    ]


def _frame(tiles: MatrixTiles, within: Drawing | None) -> tuple[Any, float]:
    """Return where on screen the middle of tiles is, and the side of a cell there."""
    if within is None:
        return np.array([tiles.x, tiles.y]), tiles.size
    x, y, size = within.x, within.y, within.size
    return np.array([x + size * tiles.x, y + size * tiles.y]), size * tiles.size
