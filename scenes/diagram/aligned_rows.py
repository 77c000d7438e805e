"""Rows of texts in columns that end at the same place."""

from collections.abc import Sequence

from scenes.engine.drawing import Drawing


class AlignedRows(Drawing):
    """Rows below each other, each cell right-aligned in its column.

    A row with fewer cells than the others fills the first columns. ``after_names`` is
    the gap after the first column. The origin is the left end of the first row's
    baseline; ``lines`` are the rows.

    table = AlignedRows([[number, words], …], leading=0.32)
    self.play(fade_in(table.lines[0]))
    """

    def __init__(
        self,
        rows: Sequence[Sequence[Drawing]],
        *,
        leading: float,
        gap: float = 0.12,
        after_names: float = 0.3,
    ) -> None:
        columns = max(len(row) for row in rows)
        right = 0.0
        for column in range(columns):
            cells = [
                (row[column], -leading * number)
                for number, row in enumerate(rows)
                if column < len(row)
            ]
            right += max(cell.box.width for cell, _ in cells)
            for cell, y in cells:
                cell.x += right - cell.box.right
                cell.y = y
            right += gap if column else after_names
        self.lines = [Drawing(*row) for row in rows]
        super().__init__(*self.lines)
