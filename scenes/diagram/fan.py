"""Lines from the units of a layer to one node, and arrows back along them."""

from collections.abc import Mapping

from scenes import style
from scenes.diagram.chain import Node
from scenes.diagram.panels import Arrow, Line
from scenes.engine.drawing import Drawing
from scenes.engine.pen import Point

GAP = 0.06  # between the rim of the node and a line


class Fan(Drawing):
    """What each unit adds to a node: a line there, and a red arrow back.

    ``starts`` gives a point for each unit drawn. Lines begin dimmed (``opacity``),
    arrows unseen (``shown``).

    fan = Fan({0: (0.0, 1.0), 1: (0.0, -1.0)}, node)
    self.play(tween(fan.arrows[0], shown=1.0))
    """

    def __init__(self, starts: Mapping[int, Point], node: Node) -> None:
        self.node = node
        self.lines: dict[int, Line] = {}
        self.arrows: dict[int, Arrow] = {}
        for unit, start in starts.items():
            end = _rim(node, start)
            # A little shorter than the arrow that will lie on it.
            ends = _between(start, end, 0.05), _between(end, start, 0.05)
            self.lines[unit] = Line(ends, "cost", width=style.LINE)
            self.lines[unit].opacity = 2 * style.DIM
            self.arrows[unit] = Arrow(end, start, "error")
            self.arrows[unit].shown = 0.0
        super().__init__(*self.lines.values(), *self.arrows.values(), node)


def _rim(node: Node, start: Point) -> Point:
    """Return the point on the node's rim that is nearest to another point."""
    return _between((node.x, node.y), start, node.radius + GAP)


def _between(start: Point, end: Point, distance: float) -> Point:
    """Return the point at a distance from the start on the way to the end."""
    dx, dy = end[0] - start[0], end[1] - start[1]
    share = distance / (dx * dx + dy * dy) ** 0.5
    return start[0] + share * dx, start[1] + share * dy
