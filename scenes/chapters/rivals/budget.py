"""A budget of evaluations: a box for each, filled as they are spent."""

from scenes import style
from scenes.engine.depicts import Depicts
from scenes.engine.drawing import Box, Drawing
from scenes.engine.pen import Pen

ACROSS = 32  # as many as evolution tries at once: a row is a generation
FILLED = 0.72  # of the room of a box


class Budget(Drawing):
    """Boxes in rows; ``spent`` of them are filled. ``path`` is that of their number."""

    def __init__(self, count: int, area: Box, *, path: str) -> None:
        self.count, self.area, self.path = count, area, path
        self.spent = 0.0
        super().__init__()

    def paint(self, pen: Pen) -> None:
        """Paint every box, those that are spent as full ones."""
        rows = -(-self.count // ACROSS)
        step = min(self.area.width / ACROSS, self.area.height / rows)
        left = self.area.centre[0] - step * ACROSS / 2
        top = self.area.centre[1] + step * rows / 2
        side = FILLED * step
        pen.subject = Depicts("budget", "", None, round(self.spent))
        for number in range(self.count):
            x = left + step * (number % ACROSS) + (step - side) / 2
            y = top - step * (number // ACROSS + 1) + (step - side) / 2
            is_spent = number < self.spent
            alpha = 1.0 if is_spent else style.GROUND * 2
            pen.rectangle((x, y), side, side, "update" if is_spent else "muted", alpha)
        pen.subject = None

    def extent(self) -> Box:
        """Return the box of them all."""
        return self.area
