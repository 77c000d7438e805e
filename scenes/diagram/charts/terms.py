"""A sum written out, one product a row, beside the bars that add them up."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from scenes.diagram.charts.charts import Waterfall
from scenes.engine.arrays import Numbers
from scenes.engine.drawing import Box, Drawing

MOST_LEADING = 0.32


@dataclass(frozen=True, slots=True)
class SumRow:
    """One row: factors with the signs between them, and their product.

    ``cells`` are the drawings from left to right, right-aligned in their columns; a
    row for what is not drawn has a single one before its product.
    """

    cells: tuple[Drawing, ...]
    product: Drawing
    running_sum: float


class Terms(Drawing):
    """Rows of a sum; row and bar number i are there as far as ``shown[i]``."""

    def __init__(self, rows: Sequence[SumRow], area: Box, *, gap: float = 0.1) -> None:
        self.leading = min(MOST_LEADING, area.height / max(len(rows), 1))
        self.lines = [Drawing(*row.cells, row.product) for row in rows]
        heights = [area.top - self.leading * (0.5 + i) for i in range(len(rows))]
        right = _aligned(rows, heights, area.left, gap)
        self.product_right = right
        self.bottom = heights[-1]
        room = area.right - right - 0.2
        self.bars = Waterfall(
            [row.running_sum for row in rows],
            [height + 0.09 for height in heights],
            max(room, 0.1),
            thickness=0.55 * self.leading,
        )
        self.bars.x = right + 0.2
        self.bars.opacity = 1.0 if room > 0.45 else 0.0
        super().__init__(*self.lines, self.bars)
        self.shown = np.zeros(len(rows))

    @property
    def shown(self) -> Numbers:
        """How far each row and its bar are there, 0 to 1."""
        return self.bars.shown

    @shown.setter
    def shown(self, shares: Numbers) -> None:
        self.bars.shown = shares
        for line, share in zip(self.lines, shares, strict=True):
            line.opacity = float(share)


def _aligned(
    rows: Sequence[SumRow], heights: Sequence[float], left: float, gap: float
) -> float:
    """Put cells and products in columns; return where the products end."""
    most = max(len(row.cells) for row in rows)
    full = [row for row in rows if len(row.cells) == most]
    right = left
    for column in range(most):
        right += max(row.cells[column].box.width for row in full) + gap
        for row, height in zip(rows, heights, strict=True):
            if len(row.cells) == most:
                _right_aligned(row.cells[column], right - gap, height)
    for row, height in zip(rows, heights, strict=True):
        if len(row.cells) < most:
            _right_aligned(row.cells[-1], right - gap, height)
    right += max(row.product.box.width for row in rows)
    for row, height in zip(rows, heights, strict=True):
        _right_aligned(row.product, right, height)
    return right


def _right_aligned(cell: Drawing, right: float, baseline: float) -> None:
    cell.x += right - cell.box.right
    cell.y = baseline
