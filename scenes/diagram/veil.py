"""What a card lays over the picture: a veil, and a line that counts the chapters."""

from scenes import style
from scenes.engine.drawing import Box, Drawing
from scenes.engine.pen import Pen

DARK = 0.86  # how much of the picture the veil takes away
LENGTH, GAP = 13.1, 0.08  # of the line of chapters, and between two of them


class Veil(Drawing):
    """The colour of the ground over the whole frame, nearly opaque."""

    def paint(self, pen: Pen) -> None:
        """Paint it."""
        pen.rectangle((-8.0, -4.5), 16.0, 9.0, "background", DARK)


class ProgressLine(Drawing):
    """A dash for each chapter; the first ``done`` of them are bright."""

    def __init__(self, number: int, count: int) -> None:
        self.count = count
        self.done = float(number - 1)
        super().__init__()

    def paint(self, pen: Pen) -> None:
        """Paint the dashes from left to right, the last one as far as it is done."""
        step = LENGTH / self.count
        gap = min(GAP, step / 3)
        for chapter in range(self.count):
            left = -LENGTH / 2 + chapter * step
            right = left + step - gap
            pen.line(((left, 0.0), (right, 0.0)), "muted", width=style.LINE, alpha=0.4)
            share = min(max(self.done - chapter, 0.0), 1.0)
            if share > 0:
                end = left + (right - left) * share
                pen.line(((left, 0.0), (end, 0.0)), "text", width=style.BOLD_LINE)

    def extent(self) -> Box:
        """Return the box of the line."""
        return Box(-LENGTH / 2, -style.BOLD_LINE, LENGTH / 2, style.BOLD_LINE)
