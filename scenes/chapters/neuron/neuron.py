"""What one unit does: it multiplies, adds, and bends the sum."""

from dataclasses import astuple

import numpy as np

from scenes import layout, style
from scenes.chapters.neuron import neuron_sentences as sentences
from scenes.diagram.network.lit_edges import middle
from scenes.diagram.text import Number
from scenes.engine.drawing import Drawing
from scenes.engine.pen import Point
from scenes.step_chapter import StepChapter
from scenes.vocabulary import labels
from scenes.vocabulary.arrangement import row, stack, within
from scenes.vocabulary.equations import (
    activation_letters,
    land,
    letters,
    product_equation,
)
from scenes.vocabulary.motions import fade_in, fade_out, relit, some, staggered, tween
from scenes.vocabulary.moves import climb, fly, swell, zoom
from scenes.vocabulary.spotlight import light_gap

SHORT_WAY = 0.2  # of the half of a curve
BEHIND_PULSES = 0.45  # how far edges are lit while pulses run on them


class Neuron(StepChapter):
    """The camera flies into the thread's first unit and out again."""

    name = "neuron"
    opens, closes = "sample arrives", "first layer known"

    def construct(self) -> None:
        """Tell the chapter."""
        is_new, several = not self.setting.again, self.sizes[0] > 1
        self.fly_in()
        if is_new or several:
            self.lay_the_weights()
        if is_new:
            self.take_one()
            self.multiply_one()
        if several:
            self.multiply_all()
        self.pile_up_all()
        self.add_the_bias()
        self.bend_the_sum()
        self.fly_out()

    def setup(self) -> None:
        """Note whom the unit hears, and of whom each product is told."""
        super().setup()
        self.source, self.unit = self.thread[:2]
        self.near = self.close_up()
        is_picture, theme = self.near.is_picture, self.setting.theme
        self.of, self.to = self.index(0), self.index(1)
        product = f"activation({self.weight_letters(1)} {{a}}_{self.of})"
        self.summed = f"sum_{self.of} {product}" if self.sizes[0] > 1 else product
        self.sentences = sentences.of_inputs(self.sizes[0], is_picture, theme)
        self.inside: list[Drawing] = []  # what is drawn in and around the unit

    # Beats.

    def fly_in(self) -> None:
        """From the whole network into one unit."""
        name = within(labels.unit_name(self, 1, self.unit), layout.NAME_OF_UNIT)
        sentence = "Let us fly | into one single unit."
        with self.say(sentence, again=sentences.AGAIN["unit"]):
            self.play(*self.near.light(self.network.plan.drawn[0]))
            self.until_word()
            self.play(zoom(self.network, self.near.all_near(), seconds=1.4))
            units, mine = self.network.units[1], self.near.only
            opened = tween(units, open=mine, seconds=style.QUICK)
            self.play(*self.near.light([]), opened, fade_in(name))
        self.inside.append(name)

    def lay_the_weights(self) -> None:
        """A weight for every input: a stencil on a picture, edges elsewhere."""
        near, is_alone = self.near, self.sizes[0] == 1
        weights = near.weights
        signs = [w for w in (weights > 0, weights < 0) if w.any()] or [weights == 0]
        sentence = sentences.signs(weights, self.sentences)
        with self.say(sentence, again=sentences.AGAIN["weights"]):
            self.play(*near.empty())
            # A single value may be 0, and then is not seen to come.
            seen = [swell(self.network, (0, self.source))] * is_alone
            self.play(near.show_values(seconds=1.0), *seen)
            self.until_word()
            self.play(*near.show_weights(seconds=0.8 if is_alone else 1.6))
            for sign in (signs[0], signs[-1]):
                self.until_word()
                self.play(near.blink(sign))

    def take_one(self) -> None:
        """The thread's weight comes forward: where to, where from, the layer above."""
        near, path = self.near, self.near.paths_of(self.source)[0]
        self.tell_the_weight(path)
        goal, sender = (1, self.unit), (0, self.source)
        places = {"to": goal, "source": sender}
        paths = {name: labels.unit_number(self, *at) for name, at in places.items()}
        with self.say(self.sentences["indices"], paths):
            for motions in near.come_forward(self.source):
                self.play(*motions)
            self.indices = i, j = near.indices(self.source)
            self.play(fade_in(self.told_weight), *near.light([self.source]))
            for name, unit, index in (("goal", goal, j), ("source", sender, i)):
                self.until_word()
                shown = relit(self.letter, **{name: 1.0})
                self.play(shown, swell(self.network, unit, by=1.1), fade_in(index))
            self.until_word()
            self.play(relit(self.letter, layer=1.0))
            edge = middle(self.network.stage, 0, (self.unit, self.source))
            flight = fly(self.weight, edge, within=self.told_weight)
            self.play(flight, relit(self.letter, sign=1.0))

    def tell_the_weight(self, path: str) -> None:
        """Make the letter of a weight, its indices still to appear, and its number."""
        indices = f"goal({self.to}) source({self.of})"
        source = f"weight(w)_({indices})^(layer((1))) sign(=)"
        self.letter = letters(self, source, weight=path, em=style.LARGE_LETTER)
        self.letter.alphas = dict.fromkeys(("goal", "source", "layer", "sign"), 0.0)
        self.weight = self.number(path, "weight", em=style.LARGE)
        told = row(self.letter, self.weight)
        self.told_weight = within(told, layout.ABOVE_EDGE)
        self.weight.opacity = 0.0

    def multiply_one(self) -> None:
        """Weight times value of the thread's input."""
        equation = product_equation(self, *self.near.paths_of(self.source), column=1)
        self.written = [within(equation, layout.ABOVE_ONE)]
        mine, product = [self.source], self.near.products[self.source]
        with self.say(sentences.one_product(self.sentences, float(product))):
            start = self.told_weight.spot_of(self.weight)
            self.play(*map(fade_out, (self.told_weight, *self.indices)))
            self.add(equation)
            self.play(*land(equation, "w", start))
            self.until_word()
            start = self.network.place(0, self.source)
            self.play(
                *land(equation, "a", start, after="by"),
                *self.near.over_picture(mine, lit=1.0),
            )
            self.until_word()
            start = equation.number_spot("a")
            shut = self.near.over_picture(mine, closed=1.0)
            self.play(*land(equation, "p", start, after="is"), *shut)

    def multiply_all(self) -> None:
        """The same for every input; on a picture, brightness through the stencil."""
        near, is_new = self.near, not self.setting.again
        with self.say(self.sentences["every"], again=sentences.AGAIN["every"]):
            back = zoom(self.network, near.all_near(), seconds=style.NORMAL)
            lit = near.light([] if near.is_picture else near.told)
            if is_new or not near.is_picture:
                self.play(*self.leave(), *[back] * is_new, *lit)
            if not near.is_picture:
                self.until_word()
                slow = style.NORMAL if len(near.told) < 4 else style.QUICK
                others = [each for each in near.told if each != self.source]
                for source in (self.source, *others):
                    self.play(*near.write_weights([source], slow))
                return
            if is_new:
                for motions in near.cover():
                    self.play(*motions)
                self.until_word()
            self.play(*near.over_picture(near.everyone, style.NORMAL, lit=1.0))
            # Squares begin to shrink slowly: with the word it would be too late.
            self.hold(style.QUICK)
            self.play(*near.over_picture(near.everyone, style.SLOW, closed=1.0))

    def pile_up_all(self) -> None:
        """All products run into the unit and pile up."""
        self.above = within(letters(self, self.summed, em=style.SUM), layout.ABOVE_UNIT)
        self.pile = self.near.pile(layout.INSIDE_UNIT)
        sentence = sentences.pile(self.near.products, len(self.near.told))
        retold = sentences.AGAIN["products" if self.sizes[0] > 1 else "product"]
        with self.say(sentence, self.near.counts(), again=retold):
            self.line_up()
            self.until_word()
            pulses, motions = self.near.send_to(self.pile)
            self.add(self.pile, pulses)
            self.play(*motions)
            self.remove(pulses)

    def line_up(self) -> None:
        """Let the told pixels leave the picture, each with its factors."""
        near = self.near
        if near.is_picture:
            self.play(zoom(self.network, near.told_in_line()))
            for source in near.told:
                self.play(*near.write_weights([source], 0.2))
        elif self.sizes[0] == 1:
            if not self.setting.again:
                self.play(*self.leave(), zoom(self.network, near.all_near()))
            self.play(*near.write_weights([self.source], style.QUICK))
        self.play(fade_in(self.above), *near.light(near.told, BEHIND_PULSES))

    def add_the_bias(self) -> None:
        """The bias, and the sum is complete."""
        path = self.near.bias
        source = f"{{z}}_{self.to} = {self.summed} + weight(b_{self.to})"
        whole = letters(self, source, weight=path, em=style.SUM)
        number = self.number(path, "bias", em=style.TOLD)
        bias = row(letters(self, f"weight(b_{self.to}) =", weight=path), number)
        number = self.sum_number(em=style.LARGE)
        z = letters(self, f"{{z}}_{self.to} =")
        self.z = within(row(z, number), layout.BELOW_UNIT)
        sentence = sentences.bias(float(self.value(path)))
        with self.say(sentence, again=sentences.AGAIN["bias"]):
            self.play(fade_out(self.above))
            self.play(fade_in(within(whole, layout.ABOVE_UNIT)))
            self.until_word()
            self.play(fade_in(within(bias, layout.BELOW_LEFT)))
            self.play(some(self.pile, [-1], shown=1.0, seconds=1.2))
            self.until_word()
            flight = fly(number, self.pile.foot, within=self.z, seconds=1.6)
            self.play(fade_in(self.z), flight)
        self.above, self.bias, self.inside = whole, bias, [*self.inside, self.z]

    def bend_the_sum(self) -> None:
        """The point climbs the curve; its height is the activation."""
        z, a = float(self.value(self.near.sum)), float(self.value(self.near.answer))
        is_joint = self.step.layers[0].slopes.ndim > 2
        number = self.number(self.near.answer, "activation", em=style.LARGE)
        formula = within(activation_letters(self, 1, em=style.SUM), layout.ABOVE_LONE)
        letter = letters(self, f"activation({{a}}_{self.to})")
        answer = within(stack(letter, number), layout.RIGHT_OF_LONE)
        sentence = sentences.bent(z, a, is_joint=is_joint)
        with self.say(sentence, again=sentences.AGAIN["activation"]):
            self.leave_alone()
            self.play(fade_in(formula))
            start = layout.LONE_UNIT[:2] if is_joint else self.climb_the_curve()
            self.until_word()
            self.play(fade_in(answer), fly(number, start, within=answer, seconds=1.0))
        self.inside += [formula, answer]

    def sum_number(self, *, em: float) -> Number:
        """Return z, with as many decimals as it keeps where nothing bends it."""
        places = labels.sum_decimals(self, self.network, 1, row=self.row)
        return self.number(self.near.sum, "sum", em=em, decimals=places)

    def leave_alone(self) -> None:
        """The inputs stay behind; the sum moves to the side where it comes in."""
        gone = [fade_out(each) for each in (self.above, self.bias)]
        x, y = layout.LEFT_OF_LONE.centre
        left = self.z.x - self.z.box.centre[0] + x, self.z.y - self.z.box.centre[1] + y
        self.play(
            *gone,
            *self.near.uncover(),
            *self.near.light([]),
            zoom(self.network, self.near.alone(), seconds=1.0),
            tween(self.pile, area=astuple(layout.LONE_LEFT), labelled=0.0, seconds=1.0),
            tween(self.z, x=left[0], y=left[1], seconds=1.0),
        )

    def climb_the_curve(self) -> Point:
        """Draw the curve and let the point go to z; return where it arrives."""
        chart = self.near.curve()
        foot, end = self.sum_number(em=style.BODY), chart.across(*chart.at_point)
        self.inside += [chart, within(foot, layout.BELOW_CURVE)]
        self.play(fade_in(chart), tween(chart, drawn=1.0, seconds=1.2))
        self.until_word()
        self.play(fly(foot, self.z.spot_of(self.z.parts[1]), size=1.6))
        # From the middle a short way would not be seen.
        left = float(chart.xs[0])
        near_middle = abs(chart.at_point[0]) < SHORT_WAY * -left
        self.play(climb(chart, start=left if near_middle else 0.0))
        return end

    def fly_out(self) -> None:
        """Back to the whole network: every unit of the layer does the same."""
        units, mine = self.network.units[1], self.near.only
        sentence = sentences.others(self.sizes[1], len(self.sizes) - 1)
        retold = sentences.AGAIN["others" if self.sizes[1] > 1 else "alone"]
        with self.say(sentence, again=retold):
            self.play(*(fade_out(each) for each in (self.pile, *self.inside)))
            shut = tween(units, open=0 * mine, shown_activations=mine)
            self.play(shut, *self.near.put_back())
            self.until_word()
            self.play(zoom(self.network, self.network.home, seconds=1.4))
            self.until_word()
            if len(mine) > 1:
                self.play(*light_gap(self.network, 0))
                turns = np.where(mine > 0, -1.0, np.linspace(0, 1, len(mine)))
                self.play(staggered(units, "shown_activations", turns, seconds=2.0))
            else:
                for column in range(1, len(self.sizes)):
                    self.play(swell(self.network, (column, self.thread[column])))
            self.play(*self.darken())
