"""Lines of code, one below the other; a play head lies on the one that is carried out.

code = CodeLines([(0, first), (1, second)], Box(-6.6, -2.2, -0.8, 2.9))
self.play(tween(code, head=1.0))
"""

from collections.abc import Sequence

import numpy as np

from scenes import style
from scenes.engine.arrays import Numbers
from scenes.engine.depicts import Depicts
from scenes.engine.drawing import Box, Drawing
from scenes.engine.followed import Followed, numbers
from scenes.engine.pen import Pen

INDENT = 0.36  # of what is done within a line above, for each level
MARGIN = 0.34  # left of the lines, for the head
ABOVE = 0.14  # the first line, and below the last
DIMMED = 0.62  # opacity of lines that are not carried out
CORNER = 0.08


class CodeLines(Drawing):
    """Drawings in lines that share a box evenly; each has a level of indent.

    ``head`` is the line that the play head lies on, counted from 0, and between lines
    on its way; ``headed`` (0 to 1) how far the head is there. ``shown`` (0 to 1, one
    entry a line) lets lines appear.
    """

    head = Followed[float]("_relight")
    shown = Followed[Numbers]("_relight", numbers)

    def __init__(self, lines: Sequence[tuple[int, Drawing]], box: Box) -> None:
        self.area = box
        self.lines = [line for _, line in lines]
        self.pitch = (box.height - 2 * ABOVE) / len(lines)
        self._head = 0.0
        self.headed = 0.0
        self._shown: Numbers = np.zeros(len(lines))
        for row, (level, line) in enumerate(lines):
            x = box.left + MARGIN + level * INDENT
            line.size *= min(1.0, (box.right - CORNER - 0.1 - x) / line.box.width)
            line.x += x - line.box.left
            line.y = self.height_of(row) - 0.09
        super().__init__(*self.lines)
        self._relight()

    def height_of(self, row: float) -> float:
        """Return the height of the middle of a line."""
        return self.area.top - ABOVE - (row + 0.5) * self.pitch

    def _relight(self) -> None:
        near = np.clip(1.0 - np.abs(np.arange(len(self.lines)) - self._head), 0.0, 1.0)
        for line, there, lit in zip(self.lines, self._shown, near, strict=True):
            line.opacity = float(there) * (DIMMED + (1 - DIMMED) * float(lit))

    def paint(self, pen: Pen) -> None:
        """Paint the panel, the band under a line, and the head before it."""
        area, there = self.area, float(self._shown.max())
        if there > 0:
            pen.rounded((area.left, area.bottom), area.width, area.height, 0.14)
            pen.fill("panel", there)
        if self.headed <= 0:
            return
        y, half = self.height_of(self._head), 0.46 * self.pitch
        corner = (area.left + CORNER, y - half)
        pen.rounded(corner, area.width - 2 * CORNER, 2 * half, CORNER)
        pen.fill("background", self.headed)
        pen.outline("muted", width=style.HAIRLINE, alpha=self.headed)
        pen.subject = Depicts("play head")
        tip, wide = area.left + MARGIN - 0.07, 0.13
        start = tip - wide
        pen.polygon(
            ((start, y + 0.1), (tip, y), (start, y - 0.1)), "update", self.headed
        )
        pen.subject = None

    def extent(self) -> Box:
        """Return the box of the panel."""
        return self.area
