"""What several beats of the forward pass do: cross a layer, dim what has been told."""

import numpy as np

from scenes import style
from scenes.chapters.forward_pass import arriving_sample
from scenes.diagram.charts.charts import PixelImage
from scenes.engine.drawing import Drawing
from scenes.step_chapter import StepChapter
from scenes.vocabulary.beside_panel import (
    activation_panel,
    around_network,
    forward_flow,
)
from scenes.vocabulary.beside_panel.activation_panel import Squashing
from scenes.vocabulary.motions import Motion, fade_in, fade_out, tween

BEHIND_PULSES = 0.45  # how far edges are lit while pulses run on them


class ForwardStage(StepChapter):
    """The network that a sample crosses, and the panel that tells how.

    ``told`` is what the panel says, ``ring`` and ``numbers`` stand at the column that
    was told last.
    """

    told: Drawing
    ring: Drawing
    numbers: Drawing
    curve: Squashing

    def set_stage(self) -> None:
        """The network before anything has reached it."""
        area, columns = self.regions.diagram, range(len(self.sizes))
        network = self.build_network(area, deltas=False)
        for units in network.units[1:]:
            units.lit = np.zeros(len(units.places))
        self.sample = around_network.sample(self, area)
        self.elisions = [around_network.elisions(self, column) for column in columns]
        self.labels = around_network.class_labels(self)
        names = around_network.layer_names(self, area)
        self.add(network, names, self.elisions[0], self.labels)

    def next_layer(self, layer: int, *, seconds: float) -> None:
        """A further layer: its panel, its pulses, and the unit in focus in numbers."""
        self.curve = Squashing(
            self, layer, arriving_sample.curve_area(self, below_top=2.1)
        )
        heading = arriving_sample.layer_heading(self, layer)
        formula = self.in_panel(forward_flow.layer_formula(self, layer), 1.15)
        before = self.dimmed(before=layer)
        self.replace_panel(
            Drawing(heading, formula, self.curve),
            *before,
            *(fade_out(self.ring), fade_out(self.numbers)),
        )
        self.cross(layer, seconds=seconds)
        self.ring = self.focus_ring(layer + 1, "activation")
        result = arriving_sample.result(
            self, layer, *activation_panel.whose(self, layer)
        )
        self.show(self.ring, result)
        self.keep(result)

    def cross(self, layer: int, *, seconds: float) -> None:
        """Pulses run into a layer along every edge, sums grow, units light up."""
        units, edges = self.network.units[layer + 1], self.network.edges[layer]
        pulses = forward_flow.pulses_forward(self, layer)
        lit, ones = np.full(edges.lit.shape, BEHIND_PULSES), np.ones(len(units.lit))
        self.play(
            tween(edges, lit=lit, seconds=style.QUICK),
            tween(units, lit=ones, seconds=style.QUICK),
            fade_in(self.elisions[layer + 1]),
        )
        self.add(pulses)
        self.play(
            forward_flow.run_forward(pulses, seconds=seconds),
            forward_flow.fill_gauges(self, layer, seconds=seconds),
        )
        self.remove(pulses)
        self.numbers = activation_panel.activation_numbers(self, layer + 1)
        self.play(
            tween(units, gauges=0 * ones, shown_activations=ones),
            tween(self.curve.dots, shown=1.0),
            tween(self.curve.curve, point=1.0),
            fade_in(self.numbers, seconds=style.NORMAL),
        )

    def dimmed(self, *, before: int) -> list[Motion]:
        """Dim the columns before one, their edges, and what stands beside them."""
        motions: list[Motion] = []
        for edges in self.network.edges[:before]:
            if edges.lit.any():
                motions.append(tween(edges, lit=0 * edges.lit, seconds=style.QUICK))
        for column, units in enumerate(self.network.units[:before]):
            if units.lit.any():
                motions.append(tween(units, lit=0 * units.lit, seconds=style.QUICK))
                motions.append(fade_out(self.elisions[column]))
        if before == 1 and not isinstance(self.sample, PixelImage):
            motions.append(fade_out(self.sample))
        return motions

    def mark_pixel(self, pixel: int | None) -> None:
        """Frame one pixel of a picture, or none."""
        if isinstance(self.sample, PixelImage):
            self.sample.marked = pixel

    def replace_panel(self, told: Drawing, *more: Motion) -> None:
        """Let what the panel says give way to the next."""
        self.add(told)
        self.play(fade_out(self.told), fade_in(told), *more)
        self.told = told

    def keep(self, *parts: Drawing) -> None:
        """Let parts belong to what the panel says, and go with it."""
        self.remove(*parts)
        self.told.add(*parts)
