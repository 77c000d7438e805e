"""The sample crosses the network, layer by layer, and the answer is read."""

import numpy as np

from scenes import style
from scenes.chapters.forward_pass import answer, arriving_sample
from scenes.chapters.forward_pass.answer_panel import answer_panel
from scenes.chapters.forward_pass.layer_crossing import ForwardStage
from scenes.diagram.charts.charts import PixelImage
from scenes.engine.drawing import Box, Drawing
from scenes.vocabulary.beside_panel import activation_panel, forward_flow
from scenes.vocabulary.beside_panel.activation_panel import Squashing
from scenes.vocabulary.beside_panel.written_sums import product_rows, span
from scenes.vocabulary.motions import fade_in, fade_out, tween


class ForwardPass(ForwardStage):
    """From the sample to the answer, one layer after the other."""

    name = "forward_pass"
    phase = 0

    def construct(self) -> None:
        """Tell the chapter."""
        self.set_stage()
        self.sample_arrives()
        self.ask()
        self.collect()
        self.add_bias()
        self.activate()
        self.whole_layer()
        self.further_layers()
        self.read_answer()

    def sample_arrives(self) -> None:
        """Its values light the inputs; of a picture each pixel lights one."""
        self.told = arriving_sample.input_panel(self)
        self.numbers = forward_flow.input_numbers(self)
        with self.say(arriving_sample.arrival(self)):
            self.show(self.sample, self.told, seconds=style.NORMAL)
            if isinstance(self.sample, PixelImage):
                pulses = forward_flow.pulses_from_pixels(self, self.sample)
                self.add(pulses)
                self.play(
                    forward_flow.run_across(pulses, seconds=1.6),
                    forward_flow.light_inputs(self, seconds=1.6),
                )
                self.remove(pulses)
            else:
                lit = np.ones(self.sizes[0])
                self.play(tween(self.network.units[0], shown_activations=lit))
            self.mark_pixel(self.focus[0])
            self.ring = self.focus_ring(0, "text")
            self.show(self.ring, self.numbers)

    def ask(self) -> None:
        """Which unit is looked at, and what its sum is made of, in letters."""
        unit = self.focus[1]
        self.key = self.legend("activation")
        self.formula_shown = self.in_panel(forward_flow.sum_formula(self, 0), 1.05)
        lit, alone = np.zeros(self.network.edges[0].lit.shape), np.zeros(self.sizes[1])
        lit[unit], alone[unit] = 1.0, 1.0
        with self.say(
            "Take one unit. Every input reaches it along an edge with a weight."
        ):
            self.mark_pixel(None)
            told = Drawing(
                arriving_sample.inside(self, 0), self.formula_shown, self.key
            )
            self.replace_panel(told, fade_out(self.ring), fade_out(self.numbers))
            self.ring = self.focus_ring(1, "activation")
            self.play(
                fade_in(self.ring),
                tween(self.network.units[1], lit=alone, seconds=style.QUICK),
                tween(self.network.edges[0], lit=lit, seconds=style.QUICK),
            )

    def collect(self) -> None:
        """One pulse after the other arrives at the unit, and they add up."""
        which = forward_flow.sum_of_weighted_inputs(self, 0)
        box = self.regions.panel
        area = Box(box.left + 0.18, box.bottom + 0.65, box.right - 0.18, box.top - 1.7)
        bias = forward_flow.bias_term(self, 0)
        self.rows = product_rows(self, which, area, more=[bias])
        pulses = forward_flow.pulses_forward(self, 0, only=self.focus[1])
        slots = self.network.columns[0].shown
        seconds = style.QUICK if len(slots) > 4 else style.NORMAL
        with self.say(
            "Each input is multiplied by the weight of its edge, and the products add "
            "up."
        ):
            if self.rows.bottom - 0.7 < self.key.box.top:
                self.play(tween(self.key, opacity=0.0, seconds=style.QUICK))
            self.add(self.rows, pulses)
            for row, slot in enumerate(slots):
                under_way, there = pulses.progress.copy(), self.rows.shown.copy()
                under_way[self.focus[1], span(slot)] = 1.0
                there[row] = 1.0
                self.mark_pixel(slot if isinstance(slot, int) else None)
                self.play(
                    tween(pulses, progress=under_way, seconds=seconds),
                    tween(self.rows, shown=there, seconds=seconds),
                )
            self.mark_pixel(None)
        self.remove(pulses)

    def add_bias(self) -> None:
        """The bias is the last term; below the line stands the sum."""
        self.line, self.total = forward_flow.sum_below(self, 0, self.rows)
        with self.say(
            "The unit adds a number of its own, the bias: that is its weighted sum."
        ):
            self.play(tween(self.rows, shown=np.ones(len(self.rows.shown))))
            self.show(self.line, self.total, seconds=style.NORMAL)

    def activate(self) -> None:
        """The activation function turns the sum into what the unit hands on."""
        box, units = self.regions.panel, self.network.units[1]
        formula = self.in_panel(forward_flow.activation_formula(self, 0), 1.05)
        result = arriving_sample.result(self, 0)
        curve = Squashing(self, 0, arriving_sample.curve_area(self, below_top=2.4))
        filled = units.shown_activations.copy()
        filled[self.focus[1]] = 1.0
        with self.say(activation_panel.deed(self, 0)):
            self.play(
                *(fade_out(part) for part in (self.rows, self.line)),
                *(
                    tween(part, opacity=0.0, seconds=style.QUICK)
                    for part in (self.formula_shown, self.key)
                ),
            )
            middle = box.centre[0] - self.total.box.width / 2
            self.play(tween(self.total, x=middle, y=box.top - 1.8))
            self.show(formula, curve)
            self.play(tween(curve.curve, point=1.0))
            self.show(result)
            self.play(tween(units, shown_activations=filled))
            if self.sizes[1] == 1:
                self.numbers = activation_panel.activation_numbers(self, 1)
                self.show(self.numbers)
        self.keep(formula, self.total, curve, result)
        self.curve = curve

    def whole_layer(self) -> None:
        """All other units of the layer, at once; nothing if there are none."""
        if self.sizes[1] == 1:
            return
        with self.say(
            "All units of the layer at once, each pulse as wide as the product it "
            "carries."
        ):
            self.play(fade_out(self.ring))
            self.cross(0, seconds=2.4)
            self.show(self.ring)

    def further_layers(self) -> None:
        """Each layer takes what the one before hands on, up to the outputs."""
        last = len(self.step.layers) - 1
        if last > 1:
            with self.say(
                "The next layer takes these activations as its inputs and does the "
                "same."
            ):
                self.next_layer(1, seconds=1.6)
        if last > 2:
            with self.say("And so on, layer by layer."):
                for layer in range(2, last):
                    self.next_layer(layer, seconds=1.2)
        if last > 0:
            with self.say(
                "So does the last layer: its activations are what the network puts out."
            ):
                self.next_layer(last, seconds=1.6)

    def read_answer(self) -> None:
        """What the outputs say, beside what they should say."""
        panel = answer_panel(self)
        with self.say(*answer.sentence(self)):
            before = self.dimmed(before=len(self.sizes) - 1)
            self.replace_panel(panel, *before, fade_out(self.ring))
            self.play(panel.arrive())
            answer.light_names(self, self.labels)
            marks = answer.marks(self)
            self.play(
                *(fade_in(mark, seconds=style.NORMAL) for mark in marks),
                panel.mark(),
            )
