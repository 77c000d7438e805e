"""The base of chapters about a step: its network, its thread, its panel."""

from collections.abc import Mapping
from typing import TypeVar

import numpy as np

from scenes import layout, style
from scenes.chapter import Chapter
from scenes.diagram.charts import Curve
from scenes.diagram.legend import Legend, LineSample, PulseSample
from scenes.diagram.network_diagram import FocusRing, Network, columns
from scenes.diagram.panels import Panel
from scenes.engine.drawing import Box, Drawing
from scenes.notation import symbols
from scenes.path_texts import NO_VALUES
from scenes.vocabulary import around_network, header
from scenes.vocabulary.curves import activation_curve

NAMES_HEIGHT = 0.78  # below the units
BESIDE_OUTPUT = 1.17  # room for a number right of an output and its ring

Placed = TypeVar("Placed", bound=Drawing)


class StepChapter(Chapter):
    """A chapter about one weight update; ``phase`` is the pill that is lit.

    Columns of the network are counted from the input, as on screen: column l + 1 is
    ``step.layers[l]``. ``focus[column]`` is the unit that the thread passes there.
    """

    phase = 0

    def setup(self) -> None:
        """Set the stage that is there when the first beat begins."""
        self.row = self.step.focus.sample
        self.focus = (self.step.focus.input, *self.step.focus.units)
        self.sizes = tuple(self.trace.network.layers)
        self.add(header.phases(self, self.phase), header.when(self))

    # The network.

    def network_box(self, area: Box) -> Box:
        """Return where the middles of the units are within an area."""
        bottom, top = area.bottom + NAMES_HEIGHT + 0.2, area.top - 0.2
        shown = [
            layout.slots(units, unit)
            for units, unit in zip(self.sizes, self.focus, strict=True)
        ]
        slot = (top - bottom) / max(map(len, shown))
        radius = min(style.UNIT_RADIUS, layout.SHARE_OF_SLOT * slot)
        after = (
            around_network.ring_reach(radius)
            + BESIDE_OUTPUT
            + around_network.class_width(self)
        )
        left = area.left + around_network.sample_width(self)
        return Box(left, bottom, area.right - after, top)

    def build_network(self, area: Box, *, deltas: bool = True) -> Network:
        """Return the network of this step, unlit, and keep it as ``network``.

        A chapter that lights no unit with its δ leaves the ``deltas`` unread.
        """
        box = self.network_box(area)
        weights = [layer.weights for layer in self.step.layers]
        self.network = Network(columns(self.sizes, self.focus, box), weights, box)
        values = [self.step.inputs, *(layer.activations for layer in self.step.layers)]
        for units, activations in zip(self.network.units, values, strict=True):
            units.activations = np.array(activations[self.row])
            largest = float(np.abs(units.activations).max())
            units.activation_scale = max(1.0, largest)
        lit = self.step.layers if deltas else ()
        for units, layer in zip(self.network.units[1:], lit, strict=False):
            units.deltas = np.array(layer.deltas[self.row])
        return self.network

    def focus_ring(self, column: int, role: str) -> FocusRing:
        """Return a ring around the unit in focus of a column."""
        place = self.network.place(column, self.focus[column])
        return FocusRing(place, self.network.radius, role)

    # Paths of what is counted.

    def layer_number(self, column: int) -> str:
        """Return the path of a column's number on screen; the input is 0."""
        return f"count(network.layers[1:{column + 1}])"

    def unit_number(self, column: int, unit: int) -> str:
        """Return the path of a unit's number on screen, counted from 1."""
        return self.units_in(column, range(unit + 1))

    def output_name(self, unit: int) -> str:
        """Return the path of what an output is called: its class, else its number."""
        if around_network.has_class_labels(self):
            return f"data.classes[{unit}]"
        return self.unit_number(len(self.sizes) - 1, unit)

    def units_in(self, column: int, units: range) -> str:
        """Return the path of how many units of a column a run has."""
        cut = f"{units.start}:{units.stop}"
        if column == 0:
            return f"count({self.here(f'inputs[{self.row}, {cut}]')})"
        return f"count({self.here(f'layers[{column - 1}].biases[{cut}]')})"

    # The panel.

    def panel(self, heading: str, values: Mapping[str, str] = NO_VALUES) -> Drawing:
        """Return the panel with its heading."""
        area = self.regions.panel
        text = self.words(heading, values)
        text.at(area.centre[0], area.top - 0.33)
        return Drawing(Panel(area), text)

    def in_panel(self, part: Placed, below_top: float) -> Placed:
        """Move a part to the middle of the panel, so far below its upper edge."""
        box = self.regions.panel
        part.size = min(1.0, (box.width - 0.3) / part.box.width)
        part.at(box.centre[0], box.top - below_top)
        return part

    def legend(self, pulse: str) -> Legend:
        """Return the key to edges, and to pulses of a role, low in the panel."""
        width = style.EDGE_WIDTH
        samples = {
            "positive weight": LineSample("positive", width=width, dashed=False),
            "negative weight": LineSample("negative", width=width, dashed=True),
            "positive product": PulseSample(pulse, positive=True),
            "negative product": PulseSample(pulse, positive=False),
        }
        legend = Legend(
            *(
                (sample, self.words(name, em=style.SMALL, role="muted"))
                for name, sample in samples.items()
            )
        )
        box = self.regions.panel
        legend.x = box.centre[0] - legend.box.width / 2
        legend.y = box.bottom + 1.45
        return legend

    def function(self, layer: int) -> tuple[str, str]:
        """Return activation function and derivative of a layer, as in formulas."""
        return symbols.FUNCTIONS[self.trace.network.activations[layer]]

    def activation_curve(
        self, layer: int, unit: int, area: Box, *, whole_layer: bool = False
    ) -> Curve:
        """Return a layer's activation function with the point of one unit.

        It reaches as far as the sum of that unit, or of all units of the layer.
        """
        return activation_curve(
            self.step.layers[layer],
            self.trace.network.activations[layer],
            area,
            row=self.row,
            unit=unit,
            whole_layer=whole_layer,
        )
