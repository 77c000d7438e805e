"""How much does one weight matter? Three small rates, each found at its place."""

import numpy as np

from scenes import style
from scenes.chapters.output_delta import output_sentences as sentences
from scenes.engine.drawing import Box, Drawing
from scenes.notation import symbols
from scenes.notation.derivatives import cancelled, derivative
from scenes.step_chapter import StepChapter
from scenes.vocabulary import labels
from scenes.vocabulary.arrangement import row
from scenes.vocabulary.equations import letters
from scenes.vocabulary.motions import fade_in, fade_out, stress, tween
from scenes.vocabulary.moves import along, climb, fly, zoom
from scenes.vocabulary.rates.unit_numbers import come_out
from scenes.vocabulary.rates.ways_through_outputs import LENGTH, WaysThroughOutputs
from scenes.vocabulary.rates.weight_chain import (
    ABOVE,
    BEFORE,
    INSIDE,
    NEAR,
    RECEIVER,
    SENDER,
    WeightChain,
)
from scenes.vocabulary.rates.weight_on_edge import weight_on_edge
from scenes.vocabulary.rates.worked_lines import WorkedLines
from scenes.vocabulary.spotlight import light
from scenes.vocabulary.wiggling import wiggle

RIGHT = Box(1.6, -1.55, 6.5, 0.75)
MIDDLE = Box(-5.2, -1.7, 5.2, 0.8)
BESIDE = Box(1.6, -2.2, 6.4, 0.5)
MIDST = Box(-6.4, -1.6, 6.4, 1.6)
BELOW_EDGE = 0.4
BELOW = -2.1  # the lines: where their numbers stand
TURN = 0.6  # seconds: how long each of several numbers flies


class OutputDelta(StepChapter):
    """From the cost back to one weight, factor by factor; then δ of every output."""

    name = "output_delta"
    opens, closes = "measured", "outputs know"

    def construct(self) -> None:
        """Tell the chapter."""
        is_new = not self.setting.again
        self.write_the_chain()
        self.slope_of_the_cost()
        if is_new:
            self.work_it_out()
        if self.chain.is_joint:
            self.share_the_whole()
            self.add_the_ways()
            self.close_to_delta()
        else:
            self.slope_of_the_unit()
        self.what_came_in()
        self.run_through()
        if not self.chain.is_joint:
            self.close_to_delta()
        if is_new:
            self.add_the_bias()
        self.every_output()

    def setup(self) -> None:
        """Choose the weight: the thread's, into the outputs."""
        super().setup()
        self.chain = WeightChain(self)
        self.way, self.equation = self.chain.way, self.chain.equation
        self.source, self.unit = self.thread[-2:]
        self.loss = self.trace.run.training.loss
        self.output = self.trace.network.activations[-1]
        self.cancels = self.loss == "cross_entropy"
        self.know_deltas(since=self.last + 1)
        self.deltas = labels.deltas(self, self.network, self.last, row=self.row)
        self.network.attach(self.deltas)

    # One weight.

    def write_the_chain(self) -> None:
        """Weight, sum, activation, cost: the rate of each link flies up from it."""
        network, way, ends = self.network, self.way, (self.source, self.unit)
        sentence = sentences.WRITTEN[self.chain.is_joint]
        with self.say(sentence, again=sentences.AGAIN["written"]):
            _, error, backward, _ = self.pills.parts
            turn = tween(error, lit=0.0), tween(backward, lit=1.0)
            shot = zoom(network, self.chain.followed())
            self.play(*self.chain.light(), *turn, shot, seconds=style.MOVE)
            places = [network.place(self.last - 1 + n, k) for n, k in enumerate(ends)]
            self.play(*way.come(0, np.mean(places, axis=0)))
            self.until_word()
            for place in range(1, len(way.links)):
                self.play(*way.come(place, places[1]), seconds=TURN)
            self.until_word()
            self.play(zoom(network, self.chain.gone(), seconds=style.NORMAL))
            self.add(self.equation)
            self.until_word()
            for place, (sign, *names) in enumerate(self.chain.by_link, 1):
                letters = [self.equation.letters[name] for name in names]
                flights = [
                    fly(each, way.over(place), within=self.equation, seconds=0.8)
                    for each in letters
                ]
                left = ["is", "rate"] * (place == len(self.chain.by_link))
                self.play(*flights, *self.equation.appear(*sign, *left))

    # Its three factors.

    def slope_of_the_cost(self) -> None:
        """The tangent on the curve of the cost, where this output stands."""
        told = self.chain.told
        curve = self.chain.cost_curve(told)
        y = float(self.step.targets[self.row, told])
        path = str(self.activation_path(self.last, told))
        number = self.number(path, "activation", em=style.TOLD)
        index = "_{other}" if self.chain.is_joint else ""
        letter = letters(self, f"activation({{a}}{index}) =", em=style.TOLD)
        answer = row(letter, number).at(NEAR[0], NEAR[1] - NEAR[2] - 0.4)
        error = float(self.step.layers[-1].activation_gradient[self.row, told])
        is_right = self.chain.is_joint and self.cancels
        told_so = sentences.RIGHT_ANSWER if is_right else sentences.COST[np.sign(error)]
        with self.say(told_so, again=sentences.AGAIN["cost"]):
            shot = zoom(self.network, self.chain.shot(NEAR, unit=told))
            lit = light(self.network, units={self.last: [told]})
            self.play(*self.way.leave(), shot, *lit)
            start = self.network.place(self.last, told)
            self.play(fade_in(answer), fly(number, start, within=answer, seconds=1.0))
            self.play(fade_in(curve))
            self.until_word()
            self.play(climb(curve, start=y))
            self.until_word()
            self.play(tween(curve, tangent=1.0))
            if self.setting.again and not self.chain.is_joint:
                self.play(*self.chain.land("cost", curve.across(*curve.at_point)))
        self.written = [answer, curve]

    def work_it_out(self) -> None:
        """The cost of one output, differentiated."""
        lines = derivative(self.loss, self.output, self.setting.notation)
        worked = WorkedLines(self, lines, RIGHT)
        rate: Drawing = self.chain.steepness()
        if self.loss == "squared_error":
            rate = self.chain.difference(self.chain.told)
        kind = f"{self.loss}, {self.output}"
        with self.say(sentences.WORKED.get(kind) or sentences.WORKED[self.loss]):
            self.add(worked)
            for motions in worked.steps():
                self.play(*motions)
                self.until_word()
            start, place = self.written[0].box.centre, (RIGHT.centre[0], BELOW)
            self.play(fly(rate.at(*place), start, seconds=1.0))
            self.written += [worked, rate]
            if not self.chain.is_joint:
                self.play(*self.chain.land("cost", place))

    def share_the_whole(self) -> None:
        """Softmax: one sum moves all bars."""
        self.ways = ways = WaysThroughOutputs(self, self.chain)
        everyone = {self.last: range(self.sizes[-1])}
        with self.say(sentences.SHARED, again=sentences.AGAIN["shared"]):
            self.play(*self.leave(), *light(self.network, units=everyone))
            self.play(zoom(self.network, ways.shot()))
            ways.bars.grown = 0.0
            self.add(ways.bars)
            self.play(tween(ways.bars, grown=1.0))
            self.until_word()
            self.play(fade_in(ways.line))
            self.until_word()
            self.play(*wiggle([ways.line, ways.bars]))
        self.written = [ways.line, ways.bars]

    def add_the_ways(self) -> None:
        """Each output's two rates, multiplied; all of them added up."""
        ways = self.ways
        total, delta = ways.total()
        with self.say(sentences.ADDED[self.cancels], again=sentences.AGAIN["added"]):
            self.play(tween(ways.bars, length=LENGTH, seconds=1.0))
            for place in range(3):
                drawings, motions = ways.column(place)
                self.play(*motions)
                self.written += drawings
                if place != 1:
                    self.until_word()
            self.play(*map(stress, ways.counting()))
            self.until_word()
            start = (ways.columns[2], delta.box.centre[1])
            self.play(fade_in(total), fly(delta, start, within=total, seconds=1.0))
        self.written.append(total)

    def slope_of_the_unit(self) -> None:
        """The tangent on the unit's own curve, inside of it."""
        curve = self.chain.own_curve()
        slope = self.chain.worth(self.chain.of_unit("own_slopes"))
        kind = "flat" if not slope else "steep"
        kind = "straight" if self.output == "identity" else kind
        _, derived = self.function(self.last)
        lines = [f"{derived}({{z}})", f"= {symbols.SLOPES[self.output]}"]
        worked = WorkedLines(self, lines, RIGHT, role="activation")
        units = self.network.units[self.last]
        with self.say(sentences.SLOPE[kind], again=sentences.AGAIN["slope"]):
            self.play(*self.leave(), zoom(self.network, self.chain.shot(INSIDE)))
            curve.drawn = 0.0
            self.add(curve)
            opened = tween(units, open=self.one(self.last), seconds=style.QUICK)
            self.play(opened, tween(curve, drawn=1.0))
            self.until_word()
            self.play(climb(curve, seconds=1.2))
            self.until_word()
            self.add(worked)
            written = [each for motions in worked.steps() for each in motions]
            self.play(tween(curve, tangent=1.0), *written)
            start = curve.across(*curve.at_point)
            self.play(*self.chain.land("slope", start, after="by"))
        self.written = [curve, worked]

    def what_came_in(self) -> None:
        """What the weight multiplies: the activation of the unit before."""
        units, gap = self.network.units[self.last], self.last - 1
        came = self.chain.worth(self.chain.incoming)
        with self.say(sentences.CAME_IN[came != 0], again=sentences.AGAIN["in"]):
            shut = tween(units, open=0 * units.open, seconds=style.QUICK)
            shot = zoom(self.network, self.chain.shot(RECEIVER, SENDER))
            lit = self.chain.light()
            self.play(
                *self.leave(), shut, shot, *lit, self.equation.stand(ABOVE, most=1.25)
            )
            half = self.way.lines[0].half
            line, number = weight_on_edge(self, gap, self.unit, self.source, half=half)
            sum_line, letter = self.chain.moved_sum(line)
            self.play(*map(fade_in, (line, number, sum_line, letter)))
            self.until_word()
            self.play(*wiggle([line, sum_line], seconds=1.6))
            self.until_word()
            way = [self.network.place(gap, self.source), RECEIVER[:2]]
            below = along(way, lift=-BELOW_EDGE)
            self.play(*self.chain.land("in", *below, after="times"))
        self.written = [line, number, sum_line, letter]

    # All of it.

    def run_through(self) -> None:
        """One wiggle through all number lines, each rate over its arrow."""
        way = self.way
        names = ("in", "delta") if self.chain.is_joint else ("in", "slope", "cost")
        sentence = sentences.THROUGH[self.chain.outcome()]
        with self.say(sentence, again=sentences.AGAIN["through"]):
            self.play(*self.leave(), zoom(self.network, self.chain.gone()))
            self.play(*way.come_back())
            for place, name in enumerate(names, 1):
                start = self.equation.number_spot(name)
                self.play(way.write_rate(place, start), seconds=TURN)
            self.until_word()
            self.play(*wiggle(way.lines, seconds=1.6))
            start = way.lines[-1].box.centre
            self.play(*self.chain.land("rate", start, after="is"))
        self.written = way.all

    def strike_out(self) -> None:
        """With cross-entropy the slope cancels."""
        lines = cancelled(self.output, self.setting.notation)
        worked = WorkedLines(self, lines, MIDDLE, role="error")
        with self.say(sentences.STRUCK[self.chain.is_joint]):
            start = self.network.place(self.last, self.unit)
            if not self.chain.is_joint:
                start = self.way.values[-2].box.centre
            self.play(*self.leave(), zoom(self.network, self.chain.gone()))
            self.add(worked)
            for motions in worked.steps():
                self.play(*motions)
                self.until_word()
            numbers = self.chain.difference(self.unit)
            self.play(fly(numbers.at(0.0, BELOW), start, seconds=1.0))
        self.written = [worked, numbers]

    def close_to_delta(self) -> None:
        """The first factors fold into one letter; with cross-entropy they cancel."""
        if self.cancels and not self.setting.again:
            self.strike_out()
        sentence = sentences.CLOSED[self.chain.is_joint]
        with self.say(sentence, again=sentences.AGAIN["closed"]):
            first = [self.equation.letters[n] for n in ("cost", "slope")]
            gone = zoom(self.network, self.chain.gone())
            self.play(*self.leave(), gone, *(stress(each, by=0.1) for each in first))
            self.until_word()
            self.play(self.equation.stand(MIDST, most=1.25))
            self.play(self.chain.close())
            self.until_word()
            self.play(*self.chain.land("delta", self.equation.spot("delta")))

    def add_the_bias(self) -> None:
        """∂z/∂b is just 1, so that ∂C/∂b is δ."""
        links, told = self.chain.from_bias(), self.chain.of_bias(BESIDE)
        one, whole, number = told.parts
        red = tween(self.network.units[self.last], shown_deltas=self.one(self.last))
        with self.say(sentences.BIAS):
            shot = zoom(self.network, self.chain.shot(BEFORE))
            only = light(self.network, units={self.last: [self.unit]})
            self.play(*self.leave(), shot, *only, self.equation.stand(ABOVE, most=1.25))
            self.play(*links.come(0, BEFORE[:2]), red)
            self.play(*links.come(1, BEFORE[:2]), seconds=style.NORMAL)
            self.until_word()
            self.play(*wiggle(links.lines, seconds=1.6))
            for each in told.parts:
                each.opacity = 0.0
            self.add(told)
            self.play(fade_in(one))
            self.until_word()
            start = self.equation.number_spot("delta")
            self.play(fade_in(whole), fly(number, start, within=told, seconds=1.0))
        self.written = [*links.all, told]

    def every_output(self) -> None:
        """All outputs at once, each on the scale of the step."""
        units = self.network.units[self.last]
        sentence = sentences.EVERY[self.sizes[-1] > 1]
        with self.say(sentence, again=sentences.AGAIN["every"]):
            home = zoom(self.network, self.network.home)
            self.play(*self.leave(), fade_out(self.equation), home)
            self.play(*light(self.network, units={self.last: units.drawn}))
            self.until_word()
            red = tween(units, shown_deltas=np.ones(len(units.deltas)))
            self.play(red, come_out(self.deltas))
            self.play(*self.darken())
