"""Three small slopes, multiplied: how the cost moves with one weight of an output."""

import numpy as np

from scenes import style
from scenes.chapters.output_delta import (
    output_rows,
    slope_sentences,
    slopes,
    worked_steps,
)
from scenes.chapters.output_delta.output_stage import OutputStage
from scenes.vocabulary.beside_panel import backward_flow, softmax_ways, weight_to_cost
from scenes.vocabulary.motions import fade_in, fade_out, tween


class OutputDelta(OutputStage):
    """From the cost back to one weight, factor by factor; then to every output."""

    name = "output_delta"
    phase = 2

    def construct(self) -> None:
        """Tell the chapter."""
        self.ask()
        self.name_the_links()
        self.differentiate_the_loss()
        self.differentiate_the_activation()
        self.take_both_together()
        self.differentiate_the_sum()
        self.add_the_bias()
        if weight_to_cost.is_batch(self):
            self.average_over_the_batch()
        if worked_steps.has_classic_form(self):
            self.compare_with_the_classics()
        self.do_the_same_everywhere()

    def ask(self) -> None:
        """The weight and the cost, and the way between them."""
        output = self.focus[-1]
        self.told = self.worked(weight_to_cost.question(self))
        with self.say(slope_sentences.QUESTION[weight_to_cost.is_batch(self)]):
            self.play(*self.dim_all_but_the_path())
            self.play(fade_in(self.label), *self.reveal(0))
            self.play(
                tween(self.fan.lines[output], opacity=1.0, seconds=style.QUICK),
                *self.reveal(3),
            )
            self.show(self.told)

    def name_the_links(self) -> None:
        """The quantities between, and the three rates between those."""
        rule = self.worked(weight_to_cost.rule(self))
        with self.say(slope_sentences.LINKS[softmax_ways.is_joint(self)]):
            for node in (1, 2):
                self.play(*self.reveal(node), fade_in(self.chain.links[node - 1]))
            self.play(fade_in(self.chain.links[2]))
            self.show(*self.chain.letters)
            self.exchange(rule)

    def differentiate_the_loss(self) -> None:
        """∂C/∂a, from the loss alone."""
        error = float(self.value(weight_to_cost.paths(self).cost_rate))
        picture = slopes.loss_slope(self, self.work())
        with self.say(slope_sentences.FROM_THE_LOSS[np.sign(error)]):
            self.exchange(picture.chart)
            self.play(
                tween(self.chain.arrows[2], shown=1.0),
                tween(self.fan.arrows[self.focus[-1]], shown=1.0),
            )
            self.play(tween(picture.curve, point=1.0, tangent=1.0))
            self.tell(picture.equation)
            self.show(self.chain.numbers[2])

    def differentiate_the_activation(self) -> None:
        """∂a/∂z, the slope of the activation function at this unit."""
        slope = float(self.value(weight_to_cost.paths(self).slope))
        picture = slopes.activation_slope(self, self.work())
        told = slope_sentences.AT_THE_UNIT[slope != 0.0]
        with self.say(
            slope_sentences.OWN_SHARE if softmax_ways.is_joint(self) else told
        ):
            self.exchange(picture.chart)
            self.play(
                tween(self.chain.arrows[1], shown=1.0),
                fade_in(self.ring, seconds=style.NORMAL),
            )
            self.play(tween(picture.curve, point=1.0, tangent=1.0))
            self.tell(picture.equation)
            self.show(self.chain.numbers[1])

    def take_both_together(self) -> None:
        """δ = ∂C/∂z, the first two factors."""
        units, output = self.network.units[-1], self.focus[-1]
        self.has_bracket = True
        worked = self.worked(worked_steps.delta_lines(self))
        self.bracket = self.chain.bracket(1, 3)
        self.bracket.shown = 0.0
        label = worked_steps.delta_label(self)
        label.at(sum(self.chain.xs[1:4]) / 3, self.bracket.line_points[1][1] - 0.2)
        self.chain.add(self.bracket, label)
        label.opacity = 0.0
        delta = float(self.value(weight_to_cost.paths(self).delta))
        deltas, activations = units.shown_deltas.copy(), units.shown_activations.copy()
        deltas[output], activations[output] = 1.0, 0.0
        told = slope_sentences.TOGETHER[delta != 0.0]
        if softmax_ways.is_joint(self):
            told = slope_sentences.ALL_TOGETHER[softmax_ways.has_short_form(self)]
        with self.say(told):
            self.work_out(worked)
            self.play(tween(self.bracket, shown=1.0))
            self.play(
                fade_in(label, seconds=style.NORMAL),
                tween(units, shown_deltas=deltas, shown_activations=activations),
            )

    def differentiate_the_sum(self) -> None:
        """∂z/∂w, the activation that came in; with it the gradient is complete."""
        gradient = float(self.value(weight_to_cost.paths(self).gradient))
        worked = self.worked(worked_steps.weight_lines(self))
        with self.say(slope_sentences.WHAT_CAME_IN[np.sign(gradient)]):
            self.play(
                tween(self.chain.arrows[0], shown=1.0), tween(self.back, shown=1.0)
            )
            self.show(self.incoming, self.chain.numbers[0])
            self.work_out(worked)

    def add_the_bias(self) -> None:
        """∂z/∂b is one, so that ∂C/∂b is δ."""
        worked = self.worked(worked_steps.bias_lines(self))
        with self.say(
            "The bias is multiplied by nothing, only added: its slope is δ itself."
        ):
            self.work_out(worked)

    def average_over_the_batch(self) -> None:
        """The gradient of a batch is the mean of those of its samples."""
        worked = self.worked(worked_steps.mean_lines(self))
        with self.say(
            "That was the part of one sample. The gradient is the mean over the "
            "{size} samples of the batch.",
            {"size": f"count({self.here('samples')})"},
        ):
            self.work_out(worked)

    def compare_with_the_classics(self) -> None:
        """Where the minus sign of (y − o) goes."""
        worked = self.worked(worked_steps.classic_lines(self))
        with self.say(
            "Classic books write target minus output and add the step. Here it is the "
            "other way round: the same step."
        ):
            self.work_out(worked)

    def do_the_same_everywhere(self) -> None:
        """δ on every output unit."""
        many = self.sizes[-1] > 1
        numbers = backward_flow.delta_numbers(self, len(self.sizes) - 1)
        with self.say(slope_sentences.EVERYWHERE[many]):
            if many:
                self.send_back_to_all()
            else:
                self.work_out(self.worked(worked_steps.delta_lines(self)))
                self.play(*self.let_go())
            self.play(*self.leave_the_path(), fade_out(self.fan))
            self.show(numbers)

    def send_back_to_all(self) -> None:
        """The cost's slopes run back to every output; each becomes a δ."""
        formula = backward_flow.output_formula(self)
        table = output_rows.outputs_table(self)
        box, units = self.regions.panel, self.network.units[-1]
        told = weight_to_cost.lines(formula, table, gap=0.4)
        told.at(box.centre[0], box.centre[1] - 0.2)
        table.opacity = 0.0
        ones = np.ones(self.sizes[-1])
        lines = self.fan.lines.values()
        title = self.panel("The error of every output").parts[1]
        self.play(fade_out(self.chain), fade_out(self.told), *self.let_go())
        self.play(fade_out(self.title), fade_in(title), fade_in(told))
        self.play(*(tween(line, opacity=1.0, seconds=style.QUICK) for line in lines))
        self.play(*(tween(a, shown=1.0) for a in self.fan.arrows.values()))
        self.play(
            tween(units, shown_deltas=ones, shown_activations=0 * ones, lit=ones),
            fade_in(table, seconds=style.NORMAL),
        )
