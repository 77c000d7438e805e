"""Two values of the same kind side by side on one scale: before and after."""

from scenes import style
from scenes.diagram.panels import Arrow
from scenes.engine.drawing import Box, Drawing
from scenes.engine.pen import Pen

BAR = 0.24  # width of a bar, as a share of the whole
APPEARS = 0.1  # of its way that the second column takes to appear
NUMBER_ROOM = 0.5  # above the taller bar


class BeforeAfter(Drawing):
    """Two columns from a common zero line, and an arrow from one height to the other.

    ``grown`` is how far both columns stand, ``passed`` how far the arrow has grown and
    the second column has come from the height of the first to its own (0 to 1).
    ``labels`` are the number above and the name below each column.
    """

    def __init__(
        self,
        values: tuple[float, float],
        area: Box,
        labels: tuple[tuple[Drawing, Drawing], tuple[Drawing, Drawing]],
        *,
        role: str,
    ) -> None:
        self.values = values
        self.area = area
        self.role = role
        self.second = labels[1][0]
        self.floor = area.bottom + 0.42
        self.passed_to = self._height(values[1])
        arrow_x = self._middle(1)
        ends = ((arrow_x, self._height(values[0])), (arrow_x, self.passed_to))
        self.arrow = Arrow(*ends, "update")
        super().__init__(self.arrow, *(part for pair in labels for part in pair))
        for column, (number, name) in enumerate(labels):
            top = max(self._height(v) for v in values[: column + 1])
            number.at(self._middle(column), top + 0.22)
            name.at(self._middle(column), area.bottom + 0.12)
        self.passed = 0.0

    @property
    def passed(self) -> float:
        """How far the second column has come from the first one's height."""
        return self._passed

    @passed.setter
    def passed(self, share: float) -> None:
        self._passed = self.arrow.shown = self.second.opacity = share

    def _middle(self, column: int) -> float:
        return self.area.left + self.area.width * (0.25 + 0.5 * column)

    def _height(self, value: float) -> float:
        largest = max(self.values) or 1.0
        room = self.area.top - NUMBER_ROOM - self.floor
        return self.floor + room * value / largest

    def paint(self, pen: Pen) -> None:
        """Paint the zero line, the columns, and the first one's height beside both."""
        first, second = (self._height(value) for value in self.values)
        self._bar(pen, 0, first)
        if self.passed > 0:
            top = first + (second - first) * self.passed
            self._bar(pen, 1, top, alpha=min(1.0, self.passed / APPEARS))
            ends = ((self._middle(0), first), (self.area.right, first))
            dashes = (0.06, 0.06)
            pen.line(ends, "muted", width=style.HAIRLINE, dashes=dashes)
        floor = ((self.area.left, self.floor), (self.area.right, self.floor))
        pen.line(floor, "muted", width=style.LINE)

    def _bar(self, pen: Pen, column: int, top: float, *, alpha: float = 1.0) -> None:
        width = BAR * self.area.width
        corner = (self._middle(column) - width / 2, self.floor)
        pen.rectangle(corner, width, max(top - self.floor, 0.0), self.role, alpha)

    def extent(self) -> Box:
        """Return the area of both columns."""
        return self.area
