"""The units of a layer as one drawing: filled by activation, then by error."""

from math import pi

import numpy as np

from scenes import encoding, style
from scenes.engine.arrays import Positions
from scenes.engine.drawing import Box, Drawing, cover
from scenes.engine.pen import Pen
from scenes.layout import Slot

GAUGE = 1.42  # radius of the running sum around a unit, in radii of the unit


class Neurons(Drawing):
    """The drawn units of a layer, in place; every array holds one entry a unit.

    ``activations`` colour a unit in proportion to ``activation_scale``, ``deltas`` in
    proportion to the largest of the layer; ``shown_activations`` and ``shown_deltas``
    (0 to 1) say how far they are there. A negative
    value carries a minus bar. ``gauges`` (−1 to 1) is an arc around the unit: clockwise
    where positive, in the colour of ``gauge_role``. ``lit`` is 0 for dimmed, 1 for lit.
    """

    def __init__(
        self, shown: tuple[Slot, ...], places: Positions, radius: float
    ) -> None:
        self.places = places
        self.radius = radius
        self.drawn = [slot for slot in shown if isinstance(slot, int)]
        self.gaps = [slot for slot in shown if isinstance(slot, range)]
        units = len(places)
        self.activations = np.zeros(units)
        self.activation_scale = 1.0
        self.deltas = np.zeros(units)
        self.shown_activations = np.zeros(units)
        self.shown_deltas = np.zeros(units)
        self.gauges = np.zeros(units)
        self.gauge_role = "error"
        self.lit = np.ones(units)
        super().__init__()

    def paint(self, pen: Pen) -> None:
        """Paint the units and the marks for those left out."""
        for unit in self.drawn:
            self._paint_unit(pen, unit)
        for gap in self.gaps:
            x, y = self.places[gap.start : gap.stop].mean(axis=0)
            for step in (-1, 0, 1):
                pen.disc((x, y + 0.09 * step), 0.022, "muted")

    def measure(self, pen: Pen) -> None:
        """Cover the units with their gauges, and the marks."""
        reach = GAUGE * self.radius + style.BOLD_LINE
        cover(pen, self.places, reach)

    def _paint_unit(self, pen: Pen, unit: int) -> None:
        centre = (float(self.places[unit, 0]), float(self.places[unit, 1]))
        lit = float(style.DIM + (1 - style.DIM) * self.lit[unit])
        pen.disc(centre, self.radius, "background")
        largest_delta = float(np.abs(self.deltas).max())
        for role, values, scale, shown in (
            (
                "activation",
                self.activations,
                self.activation_scale,
                self.shown_activations,
            ),
            ("error", self.deltas, largest_delta, self.shown_deltas),
        ):
            strength = encoding.share(values[unit], scale)
            pen.disc(centre, self.radius, role, strength * shown[unit] * lit)
            if values[unit] < 0 and shown[unit] > 0:
                self._minus(pen, centre, float(shown[unit]) * lit, strength)
        pen.ring(centre, self.radius, "text", width=style.LINE, alpha=lit)
        if self.gauges[unit]:
            self._gauge(pen, centre, float(self.gauges[unit]))

    def _minus(
        self, pen: Pen, centre: tuple[float, float], shown: float, strength: float
    ) -> None:
        role = "background" if strength > 0.45 else "text"
        half = 0.42 * self.radius
        bar = [(centre[0] - half, centre[1]), (centre[0] + half, centre[1])]
        pen.line(bar, role, width=0.04, alpha=shown)

    def _gauge(self, pen: Pen, centre: tuple[float, float], value: float) -> None:
        radius = GAUGE * self.radius
        angles = np.linspace(pi / 2, pi / 2 - 2 * pi * value, 48)
        points = np.array(centre) + radius * np.stack(
            [np.cos(angles), np.sin(angles)], axis=1
        )
        dashes = () if value > 0 else (0.05, 0.03)
        pen.line(points, self.gauge_role, width=style.BOLD_LINE, dashes=dashes)

    def extent(self) -> Box:
        """Return the box around all units."""
        (left, bottom), (right, top) = self.places.min(axis=0), self.places.max(axis=0)
        r = self.radius
        return Box(left - r, bottom - r, right + r, top + r)
