"""What one unit does: it multiplies, adds, and bends the sum."""

from dataclasses import astuple

import numpy as np

from scenes import layout, style
from scenes.chapters.neuron import neuron_sentences as sentences
from scenes.diagram.formulas import Formula
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
    sum_letters,
)
from scenes.vocabulary.motions import fade_in, fade_out, relit, some, staggered, tween
from scenes.vocabulary.moves import arrive, climb, fly, swell, zoom
from scenes.vocabulary.spotlight import light_gap

SHORT_WAY = 0.2  # of the half of a curve
BEHIND_PULSES = 0.45  # how far edges are lit while pulses run on them


class Neuron(StepChapter):
    """The camera flies into the thread's first unit and out again."""

    name = "neuron"
    opens, closes = "sample arrives", "first layer known"

    def construct(self) -> None:
        """Tell the chapter."""
        self.fly_in()
        if not self.setting.again:
            self.take_one()
        if not self.setting.again or self.sizes[0] > 1:
            self.multiply()
        self.pile_up_all()
        self.add_the_bias()
        self.bend_the_sum()
        self.fly_out()

    def setup(self) -> None:
        """Note whom the unit hears, and of whom each product is told."""
        super().setup()
        self.source, self.unit = self.thread[:2]
        self.near = self.close_up()
        self.to = self.index(1)
        self.sentences = sentences.of_inputs(
            self.sizes[0], self.near.is_picture, self.setting.theme
        )
        self.inside: list[Drawing] = []  # what is drawn in and around the unit

    def fly_in(self) -> None:
        """From the whole network into one unit, and what it has for every input."""
        name = within(labels.unit_name(self, 1, self.unit), layout.NAME_OF_UNIT)
        near, weights = self.near, self.near.weights
        said = sentences.signs(weights, self.sentences)
        with self.say(said, again=sentences.AGAIN["unit"]):
            self.play(*near.light(self.network.plan.drawn[0]))
            self.until_word()
            opened = tween(self.network.units[1], open=near.only, seconds=1.4)
            inside = zoom(self.network, near.all_near(), seconds=1.4)
            self.play(inside, opened, fade_in(name), *near.light([]))
            self.until_word()
            self.play(*near.show_weights(seconds=1.6))
            if not self.setting.again:
                signs = [w for w in (weights > 0, weights < 0) if w.any()]
                for sign in (signs[0], signs[-1]) if signs else [weights == 0] * 2:
                    self.until_word()
                    self.play(near.blink(sign))
        self.inside.append(name)

    def take_one(self) -> None:
        """The thread's weight comes forward: where to, where from, the layer above."""
        near, goal, sender = self.near, (1, self.unit), (0, self.source)
        letter, number, self.told_weight = near.weight_told(self.source)
        places = {"to": goal, "source": sender}
        paths = {name: labels.unit_number(self, *at) for name, at in places.items()}
        with self.say(self.sentences["indices"], paths):
            for motions in near.come_forward(self.source):
                self.play(*motions)
            self.indices = i, j = near.indices(self.source)
            self.play(fade_in(self.told_weight), *near.light([self.source]))
            for name, unit, index in (("goal", goal, j), ("source", sender, i)):
                self.until_word()
                grown = swell(self.network, unit, by=1.1, seconds=style.NORMAL)
                self.play(relit(letter, **{name: 1.0}), grown, fade_in(index))
            self.until_word()
            self.play(relit(letter, layer=1.0, seconds=style.QUICK))
            edge = middle(self.network.stage, 0, (self.unit, self.source))
            self.play(fly(number, edge, within=self.told_weight), relit(letter, sign=1))

    def multiply(self) -> None:
        """Weight times value: of the thread's input, and then of all."""
        said = sentences.one_product(self.sentences, self.near.products[self.source])
        with self.say(said, again=sentences.AGAIN["every"]):
            if not self.setting.again:
                self.multiply_one()
            if self.near.is_picture:
                self.shine_through()
            elif self.sizes[0] > 1:
                self.write_factors()

    def multiply_one(self) -> None:
        """The thread's weight and value leave their places for their letters."""
        near, mine = self.near, [self.source]
        equation = product_equation(self, *near.paths_of(self.source), column=1)
        self.written = [within(equation, layout.ABOVE_ONE)]
        start = self.told_weight.spot_of(self.told_weight.parts[1])
        self.play(*map(fade_out, (self.told_weight, *self.indices)))
        self.add(equation)
        self.play(*land(equation, "w", start))
        self.until_word()
        start = self.network.place(0, self.source)
        lit = near.over_picture(mine, lit=1.0)
        self.play(*land(equation, "a", start, after="by"), *lit)
        self.until_word()
        shut = near.over_picture(mine, closed=1.0)
        start = equation.number_spot("a")
        self.play(*land(equation, "p", start, after="is"), *shut)

    def shine_through(self) -> None:
        """Brightness shines through the stencil; each square shrinks to its product."""
        near = self.near
        if not self.setting.again:
            back = zoom(self.network, near.all_near(), seconds=style.NORMAL)
            self.play(*self.leave(), back, *near.darken(), *near.light([]))
            self.play(*near.over_picture(near.everyone, shown=1.0))
        self.until_word()
        self.play(*near.over_picture(near.everyone, style.NORMAL, lit=1.0))
        # Squares begin to shrink slowly: with the word it would be too late.
        self.hold(style.QUICK)
        self.play(*near.over_picture(near.everyone, 1.2, closed=1.0))

    def write_factors(self) -> None:
        """Each weight is written before the value of its input."""
        near, lit = self.near, self.near.light(self.near.told)
        if not self.setting.again:
            back = zoom(self.network, near.all_near(), seconds=style.NORMAL)
            lit += [*self.leave(), back]
        self.play(*lit)
        self.until_word()
        slow = style.NORMAL if len(near.told) < 4 else style.QUICK
        for source in sorted(near.told, key=lambda each: each != self.source):
            self.play(*near.write_weights([source], slow))

    def pile_up_all(self) -> None:
        """All products run into the unit and pile up."""
        self.above = within(sum_letters(self, 1, self.near.bias), layout.ABOVE_UNIT)
        self.pile = self.near.pile(layout.INSIDE_UNIT)
        sentence = sentences.pile(self.near.products, len(self.near.told))
        retold = sentences.AGAIN["products" if self.sizes[0] > 1 else "product"]
        with self.say(sentence, self.near.counts(), again=retold):
            self.line_up()
            self.until_word()
            self.play(*self.near.send_to(self.pile))

    def line_up(self) -> None:
        """Let the told pixels leave the picture, each with its factors."""
        near, written = self.near, []
        if near.is_picture:
            self.play(zoom(self.network, near.told_in_line()))
            written = near.write_weights(near.told, style.NORMAL)
        elif self.sizes[0] == 1:
            if not self.setting.again:
                self.play(*self.leave(), zoom(self.network, near.all_near()))
            written = near.write_weights([self.source], style.QUICK)
        lit = near.light(near.told, BEHIND_PULSES)
        self.play(*written, fade_in(self.above), *lit)

    def add_the_bias(self) -> None:
        """The bias, and the sum is complete."""
        path = self.near.bias
        number = self.number(path, "bias", em=style.TOLD)
        bias = row(letters(self, f"weight(b_{self.to}) =", weight=path), number)
        number = self.sum_number(em=style.LARGE)
        z = letters(self, f"{{z}}_{self.to} =")
        self.z = within(row(z, number), layout.BELOW_UNIT)
        sentence = sentences.bias(float(self.value(path)))
        with self.say(sentence, again=sentences.AGAIN["bias"]):
            self.play(relit(self.above, layer=1.0, weight=1.0, seconds=style.QUICK))
            self.until_word()
            self.play(fade_in(within(bias, layout.BELOW_LEFT)))
            self.play(some(self.pile, [-1], shown=1.0, seconds=1.2))
            self.until_word()
            flight = fly(number, self.pile.foot, within=self.z, seconds=1.2)
            self.play(relit(self.above, goal=1, sign=1), fade_in(self.z), flight)
        self.bias, self.inside = bias, [*self.inside, self.z]

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
            if is_joint:
                self.play(fade_in(formula))
                start = layout.LONE_UNIT[:2]
            else:
                start = self.climb_the_curve(formula)
            self.until_word()
            self.play(*arrive(answer, start))
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

    def climb_the_curve(self, formula: Formula) -> Point:
        """Draw the curve and let the point go to z; return where it arrives."""
        chart = self.near.curve()
        foot, end = self.sum_number(em=style.BODY), chart.across(*chart.at_point)
        self.inside += [chart, within(foot, layout.BELOW_CURVE)]
        self.play(*map(fade_in, (formula, chart)), tween(chart, drawn=1.0))
        self.until_word()
        self.play(fly(foot, self.z.spot_of(self.z.parts[1]), size=1.6))
        # From the middle a short way would not be seen.
        left = float(chart.xs[0])
        is_short = abs(chart.at_point[0]) < SHORT_WAY * -left
        self.play(climb(chart, start=left if is_short else 0.0))
        return end

    def fly_out(self) -> None:
        """Back to the whole network: every unit of the layer does the same."""
        units, mine = self.network.units[1], self.near.only
        sentence = sentences.others(sum(self.sizes[1:]))
        retold = sentences.AGAIN["others" if self.sizes[1] > 1 else "alone"]
        with self.say(sentence, again=retold):
            shut = tween(units, open=0 * mine, shown_activations=mine)
            gone = [fade_out(each) for each in (self.pile, *self.inside)]
            self.play(*gone, shut, *self.near.put_back())
            self.until_word()
            self.play(zoom(self.network, self.network.home, seconds=1.4))
            self.until_word()
            if len(mine) > 1:
                self.play(*light_gap(self.network, 0))
                turns = np.where(mine > 0, -1.0, np.linspace(0, 1, len(mine)))
                self.play(staggered(units, "shown_activations", turns, seconds=1.6))
            else:
                for column in range(1, len(self.sizes)):
                    self.play(swell(self.network, (column, self.thread[column])))
            self.play(*self.darken())
