"""The base of chapters about a step: its network, its thread, its panel."""

from collections.abc import Mapping
from typing import TypeVar

import numpy as np

from scenes import layout, style
from scenes.chapter import Chapter
from scenes.diagram.charts.charts import FunctionCurve
from scenes.diagram.legend import Legend, LineSample, PulseSample
from scenes.diagram.network.network_diagram import (
    FocusRing,
    NetworkDiagram,
    columns,
    ring_reach,
)
from scenes.diagram.panels import Panel
from scenes.diagram.text import Number, Text
from scenes.engine.drawing import Box, Drawing
from scenes.notation import symbols
from scenes.path_texts import NO_VALUES
from scenes.vocabulary import header
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
        after = ring_reach(radius) + BESIDE_OUTPUT + self.class_width()
        left = area.left + self.sample_width()
        return Box(left, bottom, area.right - after, top)

    def build_network(self, area: Box, *, deltas: bool = True) -> NetworkDiagram:
        """Return the network of this step, unlit, and keep it as ``network``.

        A chapter that lights no unit with its δ leaves the ``deltas`` unread.
        """
        box = self.network_box(area)
        weights = [layer.weights for layer in self.step.layers]
        self.network = NetworkDiagram(
            columns(self.sizes, self.focus, box), weights, box
        )
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

    # The room that stands beside it.

    def sample_width(self) -> float:
        """Return the room that the sample takes left of the middles of the inputs."""
        if self.trace.data.image:
            return layout.IMAGE_SIDE + layout.NUMBERS_ROOM
        units, unit = self.sizes[0], self.focus[0]
        slots = [s for s in layout.slots(units, unit) if isinstance(s, int)]
        widest = max(self.input_number(slot).box.width for slot in slots)
        if len(slots) == units:
            return max(1.45, widest + 1.4 * style.UNIT_RADIUS + 0.12)
        return widest + self.unit_number_width() + 0.6

    def input_number(self, unit: int) -> Number:
        """Return the value of an input, small."""
        path = self.here(f"inputs[{self.row}, {unit}]")
        return self.number(path, "input", em=style.SMALL)

    def unit_number_width(self) -> float:
        """Return the room that the inputs' numbers take where some are left out."""
        last = self.unit_number(0, self.sizes[0] - 1)
        return self.small_print("{unit}", {"unit": last}).box.width

    @property
    def has_class_labels(self) -> bool:
        """Whether each output stands for a class of its own."""
        return len(self.trace.data.classes) == self.trace.network.layers[-1]

    def class_label(self, output: int) -> Text:
        """Return the name of an output's class, small."""
        return self.small_print("{name}", {"name": f"data.classes[{output}]"})

    def class_width(self) -> float:
        """Return the room that the class names take right of the outputs."""
        if not self.has_class_labels:
            return 0.0
        names = map(self.class_label, range(len(self.trace.data.classes)))
        return layout.BEFORE_CLASS + max(name.box.width for name in names) + 0.11

    # Paths of what is counted.

    def layer_number(self, column: int) -> str:
        """Return the path of a column's number on screen; the input is 0."""
        return f"count(network.layers[1:{column + 1}])"

    def unit_number(self, column: int, unit: int) -> str:
        """Return the path of a unit's number on screen, counted from 1."""
        return self.units_in(column, range(unit + 1))

    def output_name(self, unit: int) -> str:
        """Return the path of what an output is called: its class, else its number."""
        if self.has_class_labels:
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
    ) -> FunctionCurve:
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
