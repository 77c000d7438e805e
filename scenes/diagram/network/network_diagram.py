"""The network as columns of units with all their edges."""

from dataclasses import dataclass

import numpy as np

from scenes import layout, style
from scenes.diagram.network.edges import Edges, segments
from scenes.diagram.network.neurons import Neurons
from scenes.engine.arrays import Numbers, Positions
from scenes.engine.drawing import Box, Drawing
from scenes.engine.pen import Pen, Point
from scenes.layout import Slot

RING = 1.35  # radius of a ring around a unit, in radii of the unit


@dataclass(frozen=True, slots=True)
class UnitColumn:
    """One layer on screen: what is drawn of it, and where each unit is."""

    shown: tuple[Slot, ...]
    places: Positions


def columns(
    sizes: tuple[int, ...], focus: tuple[int, ...], box: Box
) -> list[UnitColumn]:
    """Return a column for the inputs and for each layer, evenly over a box."""
    shown = [
        layout.slots(units, unit) for units, unit in zip(sizes, focus, strict=True)
    ]
    xs = np.linspace(box.left, box.right, len(sizes))
    return [
        UnitColumn(slots, layout.unit_positions(slots, float(x), box))
        for slots, x in zip(shown, xs, strict=True)
    ]


class NetworkDiagram(Drawing):
    """Layers of units with their edges; column 0 is the input, as on screen.

    ``edges[l]`` and ``units[l + 1]`` belong to ``trace.steps[i].layers[l]``.
    """

    def __init__(
        self, columns: list[UnitColumn], weights: list[Numbers], box: Box
    ) -> None:
        tallest = max(len(column.shown) for column in columns)
        self.columns = columns
        self.radius = layout.unit_radius(tallest, box, columns=len(columns))
        self.units = [
            Neurons(column.shown, column.places, self.radius) for column in columns
        ]
        self.edges = [
            Edges(
                segments(before.places, after.places, self.radius),
                matrix,
                largest=float(np.abs(matrix).max()),
            )
            for before, after, matrix in zip(
                columns, columns[1:], weights, strict=False
            )
        ]
        for edges, units in zip(self.edges, self.units, strict=False):
            for gap in units.gaps:
                edges.gather(gap)
        super().__init__(*self.edges, *self.units)

    def ends(self, layer: int) -> Positions:
        """Return both ends of each edge into ``layers[layer]``."""
        return self.edges[layer].ends

    def place(self, column: int, unit: int) -> Point:
        """Return the middle of a unit."""
        x, y = self.columns[column].places[unit]
        return float(x), float(y)

    def slot_places(self, column: int) -> list[tuple[Slot, Point]]:
        """Return each drawn unit or gap of a column with its middle."""
        found: list[tuple[Slot, Point]] = []
        for slot in self.columns[column].shown:
            members = slice(slot.start, slot.stop) if isinstance(slot, range) else slot
            places = self.columns[column].places[members].reshape(-1, 2)
            x, y = places.mean(axis=0)
            found.append((slot, (float(x), float(y))))
        return found


def ring_reach(radius: float) -> float:
    """Return how far the ring around a unit reaches, with a little room beyond."""
    return RING * radius + 0.035


class FocusRing(Drawing):
    """A ring around the unit that the chapter talks about."""

    def __init__(self, centre: Point, radius: float, role: str) -> None:
        self.radius = RING * radius
        self.role = role
        super().__init__(x=centre[0], y=centre[1])

    def paint(self, pen: Pen) -> None:
        """Paint the ring."""
        pen.ring((0.0, 0.0), self.radius, self.role, width=style.BOLD_LINE)
