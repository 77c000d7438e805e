"""Quantities in a row, each moved by the one before, and rates that run back."""

from collections.abc import Sequence
from dataclasses import dataclass

from scenes import style
from scenes.diagram.formulas import Formula
from scenes.diagram.panels import Arrow, Line
from scenes.engine.drawing import Box, Drawing
from scenes.engine.pen import Pen

LETTER = 1.4  # room for a letter within its circle, in radii
RATE_HEIGHT = 0.74  # of the middle of a rate above the circles' middles
NUMBER_DEPTH = 0.33  # of the middle of its number below them
VALUE_DEPTH = 0.3  # of the middle of a value below its circle


class Node(Drawing):
    """A quantity as a circle around its letter; its origin is the circle's middle.

    node = Node(self.formula("{z}", {}), "text", radius=0.36)
    self.play(fade_in(node))
    """

    def __init__(self, letter: Formula, role: str, *, radius: float) -> None:
        self.role = role
        self.radius = radius
        letter.role = role
        letter.size = min(1.0, LETTER * radius / letter.box.width)
        super().__init__(letter.at(0.0, 0.0))

    def paint(self, pen: Pen) -> None:
        """Paint the circle, filled so that nothing shows through."""
        pen.disc((0.0, 0.0), self.radius, "background")
        pen.ring((0.0, 0.0), self.radius, self.role, width=style.LINE)

    def extent(self) -> Box:
        """Return the box of the circle."""
        r = self.radius
        return Box(-r, -r, r, r)


@dataclass(frozen=True, slots=True)
class Rate:
    """How fast a quantity moves with the one before it: in letters and in numbers."""

    letters: Drawing
    number: Drawing


class Chain(Drawing):
    """Nodes in a row around the origin with their values below.

    ``rates[i]`` belongs between node i and node i + 1; ``arrows[i]`` runs back there.
    All parts begin unseen.

    chain = Chain(nodes, values, rates, spacing=1.5)
    self.play(fade_in(chain.nodes[0]), fade_in(chain.values[0]))
    """

    def __init__(
        self,
        nodes: Sequence[Node],
        values: Sequence[Drawing],
        rates: Sequence[Rate],
        *,
        spacing: float,
    ) -> None:
        self.nodes, self.values = list(nodes), list(values)
        self.letters = [rate.letters for rate in rates]
        self.numbers = [rate.number for rate in rates]
        self.xs = [spacing * (i - (len(nodes) - 1) / 2) for i in range(len(nodes))]
        for x, node, value in zip(self.xs, nodes, values, strict=True):
            node.x = x
            value.at(x, -node.radius - VALUE_DEPTH)
        gaps = list(zip(self.xs, self.xs[1:], strict=False))
        reach = nodes[0].radius + 0.05
        self.links = [
            Line(((left + reach, 0.0), (right - reach, 0.0))) for left, right in gaps
        ]
        self.arrows = [
            Arrow((right - reach, 0.0), (left + reach, 0.0), "error")
            for left, right in gaps
        ]
        for (left, right), rate in zip(gaps, rates, strict=True):
            rate.letters.at((left + right) / 2, RATE_HEIGHT)
            rate.number.at((left + right) / 2, -NUMBER_DEPTH)
        shown = [*self.nodes, *self.values, *self.letters, *self.numbers, *self.links]
        for part in shown:
            part.opacity = 0.0
        for arrow in self.arrows:
            arrow.shown = 0.0
        super().__init__(*shown, *self.arrows)

    def bracket(self, first: int, last: int) -> Line:
        """Return a bracket below the values from one node to another."""
        y = min(value.box.bottom for value in self.values) - 0.1
        left, right = self.xs[first], self.xs[last]
        ends = ((left, y), (left, y - 0.1), (right, y - 0.1), (right, y))
        return Line(ends, "error", width=style.LINE)
