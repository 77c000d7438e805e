"""The step: every weight moves against its gradient, as far as η says."""

import numpy as np

from scenes import style
from scenes.chapters.weight_update import (
    lit_weights,
    outcome,
    told_weight,
    update_panels,
    update_sentences,
    written_step,
)
from scenes.diagram.panels import Panel
from scenes.engine.drawing import Drawing
from scenes.step_chapter import StepChapter
from scenes.vocabulary.beside_panel import around_network, backward_flow
from scenes.vocabulary.motions import fade_in, fade_out, tween

SWAP = 0.2  # seconds in which the panel is cleared, and in which it is filled
LATER = 0.35  # opacity of what comes only then
MOST_SLOW_COLUMNS = 4  # more of them light up in half the time


class WeightUpdate(StepChapter):
    """From the gradient of one weight to the step of all weights and biases."""

    name = "weight_update"
    phase = 3

    def construct(self) -> None:
        """Tell the chapter."""
        self.begin_with_every_delta()
        self.take_the_gradient()
        self.step_against_it()
        self.change_the_edge()
        self.change_the_bias()
        if len(self.sizes) > 2:
            self.need_the_old_weight()
            self.keep_the_order()
        self.change_everything()
        self.try_again()

    def begin_with_every_delta(self) -> None:
        """What the backward pass has left: a δ on every unit."""
        self.weight, self.bias = (
            told_weight.focus_weight(self),
            told_weight.focus_bias(self),
        )
        area, self.output = self.regions.diagram, len(self.sizes) - 1
        network = self.build_network(area)
        lit_weights.share_scale(self)
        network.units[0].shown_activations = np.ones(self.sizes[0])
        for units in network.units[1:]:
            units.shown_deltas = np.ones(len(units.places))
        self.glows = lit_weights.glows(self)
        self.heading = update_panels.weight_heading(self)
        self.legend_told = update_panels.legend(self)
        self.pair = lit_weights.pair(self)
        self.on_panel: list[Drawing] = [
            self.heading,
            told_weight.gradient_question(self),
            self.legend_told,
        ]
        self.add(*self.glows, network, *around_network.frame(self, area))
        self.add(Panel(self.regions.panel), *self.on_panel)
        self.numbers = backward_flow.delta_numbers(self, self.output)
        with self.say(
            "Every unit knows its δ now. What does that say about a single weight?"
        ):
            self.show(self.numbers, seconds=style.NORMAL)
            edge = lit_weights.focus_edge(self)
            self.play(
                tween(self.network.edges[-1], lit=edge),
                fade_in(self.pair, seconds=style.NORMAL),
            )
        self.on_panel.append(self.pair)

    def take_the_gradient(self) -> None:
        """∂C/∂w is the δ that the edge leads to times the a that it comes from."""
        source, edge = self.focus[-2], lit_weights.focus_edge(self)
        path = self.here(f"layers[{self.output - 1}].inputs[{self.row}, {source}]")
        self.beside_source = lit_weights.number_beside(self, path, "activation")
        with self.say(update_sentences.of_gradient(self)):
            dimmed = lit_weights.light(
                self,
                {self.output: [self.focus[-1]], self.output - 1: [source]},
                {self.output - 1: edge},
            )
            dimmed += lit_weights.keep_number(self, self.numbers, self.output)
            if dimmed:  # two units alone are both in focus
                self.play(*dimmed)
            self.play(
                lit_weights.fill_source(self, "activation"),
                fade_in(self.beside_source, seconds=style.NORMAL),
            )
            formula = told_weight.gradient_formula(self)
            self.replace_panel(self.heading, formula, self.pair, self.legend_told)
            self.put(update_panels.gradient_rows(self, self.weight))

    def step_against_it(self) -> None:
        """− η ∂C/∂w, as numbers and as an arrow on the number line."""
        with self.say(update_sentences.of_step(self, self.weight)):
            self.replace_panel(
                self.heading, told_weight.rule_formula(self, self.weight)
            )
            self.tell_step(self.weight)

    def change_the_edge(self) -> None:
        """The edge's width and colour go from the old weight to the new one."""
        edge, glow = lit_weights.focus_edge(self), self.glows[-1]
        record = self.step.layers[-1]
        weights = np.where(edge > 0, record.weights_after, record.weights)
        with self.say(update_sentences.of_edge(self, self.weight)):
            self.put(self.written.new)
            self.play(tween(glow, weights_lit=edge, seconds=style.QUICK))
            self.play(
                tween(self.network.edges[-1], weights=weights, seconds=style.SLOW),
                tween(self.line, moved=1.0, seconds=style.SLOW),
            )
            self.play(tween(glow, weights_lit=0 * edge, seconds=style.QUICK))

    def change_the_bias(self) -> None:
        """The bias of the output unit takes a step by its own gradient."""
        ring = self.focus_ring(self.output, "update")
        with self.say(update_sentences.of_bias(self, self.bias)):
            self.play(
                fade_out(self.beside_source),
                fade_in(ring),
                *lit_weights.light(self, {self.output: [self.focus[-1]]}, {}),
            )
            formula = told_weight.rule_formula(self, self.bias)
            self.replace_panel(update_panels.bias_heading(self), formula)
            self.tell_step(self.bias)
            self.put(self.written.new)
            self.play(tween(self.line, moved=1.0))
        self.ring = ring

    def need_the_old_weight(self) -> None:
        """The δ of the hidden unit was made with the weight from before the step."""
        hidden, unit = self.output - 1, self.focus[-2]
        path = self.here(f"layers[{hidden - 1}].deltas[{self.row}, {unit}]")
        beside_hidden = lit_weights.number_beside(self, path, "delta")
        first = update_panels.first_part(self, self.weight)
        self.then = update_panels.then_part(self, self.weight)
        self.then.letters.opacity = 0.0
        pulse = backward_flow.pulses_back(self, hidden - 1, only=unit)
        edge = lit_weights.focus_edge(self)
        with self.say(
            "A usual mistake is to change this weight too early. The δ of the hidden "
            "unit needs its old value."
        ):
            self.play(
                fade_out(self.ring),
                *lit_weights.light(
                    self,
                    {self.output: [self.focus[-1]], hidden: [unit]},
                    {hidden: edge},
                ),
            )
            self.replace_panel(update_panels.order_heading(self), first.letters)
            self.add(self.then.letters)
            self.on_panel.append(self.then.letters)
            self.play(
                lit_weights.fill_source(self, "delta"),
                tween(self.network.edges[-1], weights=self.step.layers[-1].weights),
                tween(self.then.letters, opacity=LATER),
            )
            self.add(pulse)
            self.play(tween(pulse, progress=edge, seconds=style.SLOW))
            self.remove(pulse)
            self.put(first.numbers)
            self.play(fade_in(beside_hidden))
            if written_step.values_differ(self, self.weight):
                self.put(update_panels.not_yet(self, self.weight, first.numbers))
        self.beside_source = beside_hidden

    def keep_the_order(self) -> None:
        """First every δ, back to the first layer; only then the weights."""
        seconds = style.QUICK if self.output <= MOST_SLOW_COLUMNS else style.QUICK / 2
        edge = lit_weights.focus_edge(self)
        with self.say(
            "So first every δ, back to the first layer. Only then the weights."
        ):
            self.hide(self.numbers, self.beside_source)
            for column in range(self.output, 0, -1):
                edges = column if column < self.output else None
                self.play(*lit_weights.light_column(self, column, edges, seconds))
            every = {c: range(size) for c, size in enumerate(self.sizes) if c}
            self.play(
                tween(self.then.letters, opacity=1.0),
                *lit_weights.light(self, every, {self.output - 1: edge}),
            )
            if written_step.values_differ(self, self.weight):
                self.put(self.then.numbers)
            self.play(tween(self.glows[-1], weights_lit=edge))

    def change_everything(self) -> None:
        """All weights and biases of all layers, at once."""
        gone = (self.numbers, self.beside_source, self.ring)
        with self.say(update_sentences.of_everything(self)):
            self.play(
                *(fade_out(part) for part in gone if part in self.mobjects),
                *lit_weights.light_all(self),
            )
            self.replace_panel(*outcome.everything(self))
            self.play(*lit_weights.all_light(self.glows, 1.0))
            self.play(*lit_weights.all_change(self))

    def try_again(self) -> None:
        """The same samples once more, and the cost before and after."""
        costs = outcome.costs(self)
        with self.say(update_sentences.of_cost(self)):
            self.play(
                *lit_weights.all_light(self.glows, 0.0),
                *lit_weights.light(self, {0: range(self.sizes[0])}, {}),
            )
            heading = outcome.cost_heading(self)
            self.replace_panel(heading, outcome.cost_formula(self), costs)
            for column in range(1, self.output + 1):
                self.play(
                    *lit_weights.light_column(self, column, column - 1, style.QUICK)
                )
            self.play(tween(costs, passed=1.0, seconds=style.SLOW))

    # What several beats do.

    def tell_step(self, parameter: told_weight.Parameter) -> None:
        """Show old value and step, as a sum and on the number line."""
        top = self.regions.panel.top - 2.1
        self.written = written_step.written_step(self, parameter, top)
        self.line = written_step.step_line(self, parameter, top - 1.4)
        self.put(self.written.old, self.line)
        if self.line.step.shows_gradient:
            self.play(tween(self.line, uphill=1.0))
        self.put(self.written.update)
        if self.line.is_magnified:
            self.play(tween(self.line, stepped=1.0))

    def replace_panel(self, *parts: Drawing) -> None:
        """Let what the panel says give way to the next."""
        before = self.on_panel
        self.hide(*(part for part in before if part not in parts), seconds=SWAP)
        self.show(*(part for part in parts if part not in before), seconds=SWAP)
        self.on_panel = list(parts)

    def put(self, *parts: Drawing) -> None:
        """Show more in the panel."""
        self.show(*parts)
        self.on_panel += parts
