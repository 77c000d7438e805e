"""What frames the picture: panel, phase pills, plates behind numbers, lines."""

from collections.abc import Sequence
from math import hypot

from scenes import style
from scenes.diagram.text import Text
from scenes.engine.depicts import Depicts
from scenes.engine.drawing import Box, Drawing
from scenes.engine.pen import Pen, Point

PILL_HEIGHT = 0.38
PHASE_ROLES = ("activation", "cost", "error", "update")


class Panel(Drawing):
    """A rounded area that sets formulas apart from the diagram."""

    def __init__(self, box: Box) -> None:
        self.area = box
        super().__init__()

    def paint(self, pen: Pen) -> None:
        """Paint the area."""
        corner = (self.area.left, self.area.bottom)
        pen.rounded(corner, self.area.width, self.area.height, 0.14)
        pen.fill("panel")


class Frame(Drawing):
    """A line around what belongs together, its corners rounded."""

    def __init__(self, box: Box, role: str, *, corner: float = 0.14) -> None:
        self.area, self.role, self.corner = box, role, corner
        super().__init__()

    def paint(self, pen: Pen) -> None:
        """Paint the line."""
        corner = (self.area.left, self.area.bottom)
        pen.rounded(corner, self.area.width, self.area.height, self.corner)
        pen.outline(self.role, width=style.LINE)


class Pill(Drawing):
    """The name of a phase in a rounded frame; filled while ``lit`` is 1."""

    def __init__(self, name: Text, role: str) -> None:
        self.name_box = name.box
        self.role = role
        self.lit = 0.0
        self.label = name
        super().__init__(name)
        name.at(0.0, 0.0)
        name.y = -0.09

    def paint(self, pen: Pen) -> None:
        """Paint the frame, and the fill as far as it is lit."""
        width = self.name_box.width + 0.36
        corner = (-width / 2, -PILL_HEIGHT / 2)
        pen.rounded(corner, width, PILL_HEIGHT, PILL_HEIGHT / 2)
        pen.fill(self.role, self.lit)
        role = self.role if self.lit else "muted"
        pen.outline(role, width=style.HAIRLINE)
        self.label.role = "background" if self.lit > 0.5 else "muted"

    def extent(self) -> Box:
        """Return the box of the frame."""
        half = self.name_box.width / 2 + 0.18
        return Box(-half, -PILL_HEIGHT / 2, half, PILL_HEIGHT / 2)


class Line(Drawing):
    """A plain line through points; ``shown`` (0 to 1) is how much of it is there."""

    def __init__(
        self,
        points: Sequence[Point],
        role: str = "muted",
        *,
        width: float = style.HAIRLINE,
        dashes: Sequence[float] = (),
    ) -> None:
        self.line_points = list(points)
        self.role = role
        self.line_width = width
        self.dashes = tuple(dashes)
        self.shown = 1.0
        self.depicts: Depicts | None = None  # what it stands for, if for values
        super().__init__()

    def paint(self, pen: Pen) -> None:
        """Paint the first part of the line."""
        points = self.line_points
        if self.shown < 1:
            kept = max(1, round(self.shown * (len(points) - 1)))
            whole, rest = points[: kept + 1], self.shown * (len(points) - 1) - kept + 1
            (x0, y0), (x1, y1) = whole[-2], whole[-1]
            rest = min(max(rest, 0.0), 1.0)
            points = [*whole[:-1], (x0 + (x1 - x0) * rest, y0 + (y1 - y0) * rest)]
        pen.subject = self.depicts
        pen.line(points, self.role, width=self.line_width, dashes=self.dashes)
        pen.subject = None


class Arrow(Drawing):
    """A straight arrow; ``shown`` (0 to 1) is how far it has grown."""

    def __init__(
        self, start: Point, end: Point, role: str, *, width: float = style.BOLD_LINE
    ) -> None:
        self.start_point, self.end_point = start, end
        self.role = role
        self.line_width = width
        self.shown = 1.0
        self.depicts: Depicts | None = None  # what it stands for, if for a value
        super().__init__()

    def paint(self, pen: Pen) -> None:
        """Paint shaft and head."""
        (x0, y0), (x1, y1) = self.start_point, self.end_point
        way = x1 - x0, y1 - y0
        length = hypot(*way) * self.shown
        if length <= 0:
            return
        head = min(4.2 * self.line_width, length)
        share = self.shown * (1 - head / length)  # up to the neck
        neck = x0 + share * way[0], y0 + share * way[1]
        pen.subject = self.depicts
        pen.line(((x0, y0), neck), self.role, width=self.line_width)
        pen.arrow_head(neck, way, self.role, length=head, half=0.55)
        pen.subject = None
