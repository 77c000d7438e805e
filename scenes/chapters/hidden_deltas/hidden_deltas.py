"""The heart: the error flows back, and each hidden unit learns its share of it."""

import numpy as np

from scenes import style
from scenes.diagram.panels import Line
from scenes.diagram.text import Row
from scenes.engine.drawing import Box, Drawing
from scenes.step_chapter import StepChapter
from scenes.vocabulary import around_network, backward_flow
from scenes.vocabulary.motions import Motion, fade_in, fade_out, tween
from scenes.vocabulary.written_sums import product_places, product_rows, span

BEHIND_PULSES = 0.45  # how far edges are lit while pulses run on them
TOLD_IN_FULL = 2  # hidden layers with their terms; those before get their pulses


class HiddenDeltas(StepChapter):
    """From the deltas of the outputs to those of the first layer, in one pass."""

    name = "hidden_deltas"
    phase = 2

    def construct(self) -> None:
        """Tell the chapter."""
        self.begin_at_the_outputs()
        hidden = range(len(self.step.layers) - 2, -1, -1)
        for told, layer in enumerate(hidden):
            if told < TOLD_IN_FULL:
                self.ask(layer, again=told > 0)
                self.collect(layer)
                self.multiply_by_slope(layer)
            self.all_units(layer, again=told > 0)
        self.end_at_the_first_layer()

    def begin_at_the_outputs(self) -> None:
        """The deltas that the chapter before has found."""
        area, last = self.regions.diagram, len(self.sizes) - 1
        network = self.build_network(area)
        for units in network.units[:-1]:
            units.shown_activations = np.ones(len(units.places))
        self.told = self.output_panel()
        self.add(
            network,
            *around_network.frame(self, area),
            self.told,
        )
        self.deltas = backward_flow.delta_numbers(self, last)
        with self.say("Every output unit knows its error now: the δ it was given."):
            self.play(
                tween(network.units[-1], shown_deltas=np.ones(self.sizes[-1])),
                fade_in(self.deltas, seconds=style.NORMAL),
            )

    def ask(self, layer: int, *, again: bool) -> None:
        """Which unit is looked at, and what its delta is made of, in letters."""
        column, unit = layer + 1, self.focus[layer + 1]
        self.legend_shown = self.legend("error")
        told = Drawing(
            self.panel(
                "The share of hidden {layer}, unit {unit}",
                {
                    "layer": self.layer_number(column),
                    "unit": self.unit_number(column, unit),
                },
            ),
            self.in_panel(backward_flow.delta_formula(self, layer), 1.08),
            self.legend_shown,
        )
        lit = np.zeros(self.network.edges[column].lit.shape)
        lit[:, unit] = 1.0
        sentence = (
            "One layer further back, the same question: how much is this unit's share?"
            if again
            else "A hidden unit has no target. But it fed every unit of the layer "
            "after it, so it has a share in each of their errors."
        )
        with self.say(sentence):
            self.dim_beyond(column + 1)
            self.replace_panel(told)
            ring = self.focus_ring(column, "error")
            self.ring = ring
            self.play(
                fade_in(ring),
                tween(self.network.edges[column], lit=lit, seconds=style.QUICK),
            )

    def collect(self, layer: int) -> None:
        """One pulse after the other arrives at the unit, and they add up."""
        column, unit = layer + 1, self.focus[layer + 1]
        which = backward_flow.sum_of_returned(self, layer)
        box = self.regions.panel
        area = Box(box.left + 0.18, box.bottom + 1.2, box.right - 0.18, box.top - 1.75)
        self.rows = product_rows(self, which, area)
        self.sum_places = product_places(self, which)["product"]
        pulses = backward_flow.pulses_back(self, layer, only=unit)
        slots = self.network.columns[column + 1].shown
        seconds = style.QUICK if len(slots) > 4 else style.NORMAL
        with self.say(
            "Each sends its δ back along the edge, times the weight that carried the "
            "signal forward. Here they add up."
        ):
            self.play(tween(self.legend_shown, opacity=0.0, seconds=style.QUICK))
            self.add(self.rows, pulses)
            for row, slot in enumerate(slots):
                under_way, there = pulses.progress.copy(), self.rows.shown.copy()
                under_way[span(slot), unit] = 1.0
                there[row] = 1.0
                self.play(
                    tween(pulses, progress=under_way, seconds=seconds),
                    tween(self.rows, shown=there, seconds=seconds),
                )
            self.total = self.sum_below(layer)
            self.show(self.total)
        self.remove(pulses)

    def multiply_by_slope(self, layer: int) -> None:
        """The sum times the slope of the unit's own activation is its delta."""
        unit, units = self.focus[layer + 1], self.network.units[layer + 1]
        product = backward_flow.delta_row(self, layer, "sum", places=self.sum_places)
        product.x = self.regions.panel.centre[0] - product.box.width / 2
        product.y = self.total.box.bottom - 0.48
        curve = backward_flow.curve_below(self, layer, product.y - 0.35)
        deltas, activations = units.shown_deltas.copy(), units.shown_activations.copy()
        deltas[unit], activations[unit] = 1.0, 0.0
        with self.say("Times the slope of its own activation: that is its δ."):
            if curve is not None:
                self.show(curve)
                self.play(tween(curve, point=1.0, tangent=1.0))
            self.show(product)
            self.play(tween(units, shown_deltas=deltas, shown_activations=activations))
        parts = [self.rows, self.total, product, *([] if curve is None else [curve])]
        self.remove(*parts)
        self.told.add(*parts)

    def all_units(self, layer: int, *, again: bool) -> None:
        """The whole layer at once: pulses along every edge, sums, then deltas."""
        column = layer + 1
        units, edges = self.network.units[column], self.network.edges[column]
        pulses = backward_flow.pulses_back(self, layer)
        numbers = backward_flow.delta_numbers(self, column)
        ones = np.ones(self.sizes[column])
        sentence = (
            "And all the units of this layer at once."
            if again
            else "All units of the layer do the same at once: pulses run back along "
            "every edge, as wide as the product they carry."
        )
        with self.say(sentence):
            self.dim_beyond(column + 1)
            lit = np.full(edges.lit.shape, BEHIND_PULSES)
            self.play(tween(edges, lit=lit, seconds=style.QUICK))
            self.add(pulses)
            self.play(
                backward_flow.run_back(pulses, seconds=3.2),
                backward_flow.fill_gauges(self, layer, seconds=3.2),
            )
            self.play(
                tween(
                    units,
                    gauges=0 * ones,
                    shown_deltas=ones,
                    shown_activations=0 * ones,
                ),
                fade_in(numbers, seconds=style.NORMAL),
            )
        self.remove(pulses)
        self.before, self.deltas = self.deltas, numbers

    def end_at_the_first_layer(self) -> None:
        """One pass backwards has found the share of every unit."""
        sentence = (
            "One pass backwards, and every unit knows its share."
            if len(self.step.layers) > 1
            else "There is no hidden layer: nothing has to be handed back."
        )
        with self.say(sentence):
            self.play(
                *(
                    tween(edges, lit=np.ones(edges.lit.shape))
                    for edges in self.network.edges[1:]
                ),
                *(
                    tween(units, lit=np.ones(len(units.places)))
                    for units in self.network.units
                ),
            )

    # What several beats do.

    def output_panel(self) -> Drawing:
        """Return what the outputs' deltas are made of, for the one in focus."""
        last = len(self.step.layers) - 1
        heading = self.panel(
            "The error of output “{output}”"
            if self.has_class_labels
            else "The error of output {output}",
            {"output": self.output_name(self.focus[-1])},
        )
        row = self.in_panel(backward_flow.delta_row(self, last, "error"), 2.15)
        formula = self.in_panel(backward_flow.output_formula(self), 1.2)
        return Drawing(heading, formula, row, self.legend("error"))

    def replace_panel(self, told: Drawing) -> None:
        """Let what the panel says give way to the next."""
        self.add(told)
        self.play(fade_out(self.told), fade_in(told))
        self.told = told

    def sum_below(self, layer: int) -> Drawing:
        """Return the line under the terms and what they add up to."""
        unit = self.focus[layer + 1]
        path = self.here(f"layers[{layer}].activation_gradient[{self.row}, {unit}]")
        right, y = self.rows.product_right, self.rows.bottom - 0.1
        row = Row(
            self.words("sum", role="muted"),
            self.words("=", role="muted"),
            self.number(path, "sum", decimals=self.sum_places),
        )
        row.x, row.y = right - row.box.width, y - 0.3
        return Drawing(Line(((right - 1.6, y), (right, y))), row)

    def dim_beyond(self, column: int) -> None:
        """Dim what has been told: all that lies beyond a column, and its numbers."""
        beyond: list[Motion] = []
        for edges in self.network.edges[column:]:
            if edges.lit.any():
                beyond.append(tween(edges, lit=0 * edges.lit, seconds=style.QUICK))
        for units in self.network.units[column + 1 :]:
            if units.lit.any():
                beyond.append(tween(units, lit=0 * units.lit, seconds=style.QUICK))
        if beyond:
            gone = [fade_out(self.before), fade_out(self.ring)]
            self.play(*beyond, *gone)
