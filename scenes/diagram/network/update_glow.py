"""The update of a layer as light behind its edges and around its units."""

from collections.abc import Sequence
from math import pi

import numpy as np

from scenes import encoding, style
from scenes.diagram.network.edges import Edges
from scenes.diagram.network.neurons import Neurons
from scenes.engine.arrays import Numbers
from scenes.engine.drawing import Drawing
from scenes.engine.pen import Pen

WIDTH = 0.09  # of the largest update of a layer, beyond the width of its edge
RING = 0.09  # of the largest update of a layer's biases
RING_DASH = (0.07, 0.05)


class UpdateGlow(Drawing):
    """Green light beside each edge, as wide as the change of its weight.

    Its width on both sides is |update| in proportion to the largest of the layer; it
    is broken where the update is negative. Rings tell the same of the biases.
    ``weights_lit`` and ``biases_lit`` (0 to 1) say which of it is there. It belongs
    behind the network.

    glow = UpdateGlow(network.edges[0], network.units[1], weight_update, bias_update)
    self.play(tween(glow, weights_lit=np.ones(weight_update.shape)))
    """

    def __init__(
        self, edges: Edges, units: Neurons, weight_update: Numbers, bias_update: Numbers
    ) -> None:
        self.edges = edges
        self.weights = np.array(edges.weights)  # the light stays while they change
        self.units = units
        self.weight_update = weight_update
        self.bias_update = bias_update
        self.weights_lit = np.zeros(weight_update.shape)
        self.biases_lit = np.zeros(bias_update.shape)
        super().__init__()

    def paint(self, pen: Pen) -> None:
        """Paint the light of the edges, then that of the units."""
        largest = float(np.abs(self.weight_update).max())
        for unit, source in np.argwhere(self.weights_lit > 0):
            update = float(self.weight_update[unit, source])
            edge = encoding.edge_width(
                float(self.weights[unit, source]), self.edges.largest
            )
            share = encoding.share(update, largest)
            pen.line(
                self.edges.ends[unit, source],
                "update",
                width=edge + WIDTH * share if share else 0.0,
                alpha=float(
                    self.weights_lit[unit, source] * self.edges.presence[source]
                ),
                dashes=style.DASH if update < 0 else (),
            )
        for unit in self.units.drawn:
            if self.biases_lit[unit] > 0:
                self._ring(pen, unit)

    def _ring(self, pen: Pen, unit: int) -> None:
        update = float(self.bias_update[unit])
        width = RING * encoding.share(update, float(np.abs(self.bias_update).max()))
        angles = np.linspace(0.0, 2 * pi, 64)
        circle = np.stack([np.cos(angles), np.sin(angles)], axis=1)
        points = self.units.places[unit] + (self.units.radius + width / 2) * circle
        dashes: Sequence[float] = RING_DASH if update < 0 else ()
        pen.line(
            points,
            "update",
            width=width,
            alpha=float(self.biases_lit[unit]),
            dashes=dashes,
        )
