"""How much does one weight matter? Three small rates, each found at its place."""

import numpy as np

from scenes import style
from scenes.chapters.output_delta import output_sentences as sentences
from scenes.diagram.charts.charts import FunctionCurve
from scenes.engine.drawing import Box, Drawing
from scenes.engine.pen import Point
from scenes.notation.loss_formulas import PARTS, formula_of, indexed, worked
from scenes.notation.symbols import SLOPES
from scenes.stage import Stage
from scenes.step_chapter import StepChapter
from scenes.vocabulary import labels
from scenes.vocabulary.arrangement import row, stack, within
from scenes.vocabulary.motions import Motion, fade_in, fade_out, relit, stress, tween
from scenes.vocabulary.moves import climb, fly, zoom
from scenes.vocabulary.rates import weight_chain as spots
from scenes.vocabulary.rates.unit_numbers import come_out
from scenes.vocabulary.rates.ways_through_outputs import LENGTH, WaysThroughOutputs
from scenes.vocabulary.spotlight import light
from scenes.vocabulary.wiggling import wiggle

RIGHT = Box(1.6, -2.2, 6.5, 0.6)  # of what is worked out beside a picture
MIDDLE = Box(-5.2, -2.2, 5.2, 0.6)
MIDST = Box(-6.4, -1.6, 6.4, 1.6)
TOTAL = (6.7, -0.75)  # of all ways: where it ends
TURN = 0.6  # seconds: how long each of several numbers flies


class OutputDelta(StepChapter):
    """From the cost back to one weight, factor by factor; then δ of every output."""

    name = "output_delta"
    opens, closes = "measured", "outputs know"

    def construct(self) -> None:
        """Tell the chapter; a second time, only of what the factors are."""
        self.write_the_chain()
        if not self.setting.again:
            self.slope_of_the_cost()
            if self.chain.is_joint:
                self.share_the_whole()
            else:
                self.slope_of_the_unit()
            if self.loss.cancelled:
                self.strike_out()
            self.close_to_delta()
            self.what_came_in()
            self.run_through()
            self.add_the_bias()
        self.every_output()

    def setup(self) -> None:
        """Choose the weight: the thread's, into the outputs."""
        super().setup()
        self.chain = spots.WeightChain(self)
        self.way, self.equation = self.chain.way, self.chain.equation
        self.unit = self.chain.unit
        self.output = self.trace.network.activations[-1]
        self.loss = formula_of(self.trace.run.training.loss, self.output)
        self.know_deltas(since=self.last + 1)
        self.deltas = labels.deltas(self, self.network, self.last, row=self.row)
        self.network.attach(self.deltas)

    # One weight.

    def write_the_chain(self) -> None:
        """Weight, sum, activation, cost: the rate of each link flies up from it."""
        way, equation, links = self.way, self.equation, self.chain.by_link
        with self.say(sentences.WRITTEN, again=sentences.AGAIN["written"]):
            _, error, backward, _ = self.pills.parts
            turn = tween(error, lit=0.0), tween(backward, lit=1.0)
            shot = zoom(self.network, self.chain.followed())
            self.play(*self.chain.light(), *turn, shot, seconds=style.MOVE)
            self.play(*way.come(0, self.chain.on_edge))
            self.until_word()
            unit = self.network.place(self.last, self.unit)
            for place in range(1, len(way.links)):
                self.play(*way.come(place, unit), seconds=TURN)
            self.until_word()
            self.play(zoom(self.network, self.chain.gone(), seconds=style.NORMAL))
            self.add(equation)
            self.until_word()
            for place, (sign, *names) in enumerate(links, 1):
                flights = [
                    fly(letter, way.over(place), within=equation, seconds=0.8)
                    for letter in map(equation.letters.__getitem__, names)
                ]
                left = ["is", "rate"] * (place == len(links))
                self.play(*flights, *equation.appear(*sign, *left))
        self.written = way.all

    # Its three factors.

    def slope_of_the_cost(self) -> None:
        """The tangent on the curve of the cost, where an output stands."""
        told, is_half = self.chain.told, self.loss.factor[1] == 0.5
        rate = self.chain.difference(told) if is_half else self.chain.steepness()
        index = "{other}" * self.chain.is_joint
        lines = worked(self.loss, self.setting.notation, index=index)
        with self.say(sentences.COST[is_half]):
            shot = zoom(self.network, self.chain.shot(spots.NEAR, unit=told))
            lit = light(self.network, units={self.last: [told]})
            self.play(*self.leave(), shot, *lit)
            target = float(self.step.targets[self.row, told])
            self.find("cost", self.chain.cost_curve(told), lines, rate, target)

    def slope_of_the_unit(self) -> None:
        """The tangent on the unit's own curve, inside of it."""
        units, path = self.network.units[self.last], self.chain.of_unit("own_slopes")
        rate = self.number(str(path), "slope", em=style.TOLD)
        lines = [f"{self.function(self.last)[1]}({{z}})", f"= {SLOPES[self.output]}"]
        with self.say(sentences.SLOPE):
            opened = tween(units, open=self.one(self.last))
            shot = zoom(self.network, self.chain.shot(spots.INSIDE))
            self.play(*self.leave(), shot, opened, seconds=style.MOVE)
            self.find("slope", self.chain.own_curve(), lines, rate, 0.0)

    def share_the_whole(self) -> None:
        """Softmax: one sum moves all bars; the rates of all ways add up, multiplied."""
        ways, delta = WaysThroughOutputs(self, self.chain), self.chain.delta()
        total = row(
            self.formula("error(delta_{output}) =", {"error": "error"}), delta
        ).at(*TOTAL, align=1.0)
        with self.say(sentences.SHARED):
            everyone = {self.last: range(self.sizes[-1])}
            self.play(*self.leave(), *light(self.network, units=everyone))
            self.play(zoom(self.network, ways.shot))
            self.add(ways.bars)
            self.play(tween(ways.bars, grown=1.0), fade_in(ways.line))
            self.until_word()
            self.play(*wiggle([ways.line, ways.bars]))
            self.play(tween(ways.bars, length=LENGTH, seconds=1.0))
            for column in ways.columns:
                self.until_word()
                self.play(come_out(column))
            self.play(*map(fade_in, ways.others))
            self.until_word()
            start = column.box.centre
            self.play(fade_in(total), fly(delta, start, within=total, seconds=1.0))
        self.written = [ways.line, ways.bars, *ways.columns, *ways.others, total]

    def strike_out(self) -> None:
        """With cross-entropy the slope cancels."""
        index = "{output}" * self.chain.is_joint
        lines = indexed(self.loss.cancelled[self.setting.notation], index)
        numbers, start = self.chain.difference(self.unit), self.equation.spot("slope")
        with self.say(sentences.STRUCK):
            self.play(*self.leave(), zoom(self.network, self.chain.gone()))
            self.work_out(lines, MIDDLE, numbers, start)

    def close_to_delta(self) -> None:
        """The first factors fold into one letter."""
        units = self.network.units[self.last]
        with self.say(sentences.CLOSED):
            first = [self.equation.letters[name] for name in ("cost", "slope")]
            gone = zoom(self.network, self.chain.gone())
            shut = tween(units, open=0 * units.open, seconds=style.QUICK)
            self.play(
                *self.leave(), gone, shut, *(stress(each, by=0.1) for each in first)
            )
            self.until_word()
            self.play(self.equation.stand(MIDST, most=1.25))
            self.play(self.chain.close())
            self.until_word()
            self.play(*self.chain.land("delta", self.equation.spot("delta")))

    def what_came_in(self) -> None:
        """What the weight multiplies: the activation of the unit before."""
        with self.say(sentences.CAME_IN):
            self.play(*self.leave(), *self.chain.light())
            self.tremble("w", self.chain.shot(spots.RECEIVER, spots.SENDER))
            self.play(*self.chain.land("in", spots.SENDER[:2]))

    # All of it.

    def run_through(self) -> None:
        """One wiggle through all number lines, each rate over its arrow."""
        gradient, way = self.chain.worth(self.chain.gradient), self.way
        with self.say(sentences.THROUGH[np.sign(gradient)]):
            self.play(*self.leave(), zoom(self.network, self.chain.gone()))
            self.play(*way.come_back())
            for place, line in enumerate(way.lines[1:], 1):
                self.play(way.write_rate(place, (line.x, line.y)), seconds=TURN)
            self.until_word()
            self.play(*wiggle(way.lines, seconds=1.6))
            self.play(*self.chain.land("rate", way.lines[-1].box.centre))
        self.written = way.all

    def add_the_bias(self) -> None:
        """∂z/∂b is just 1, so that ∂C/∂b is δ."""
        red = tween(self.network.units[self.last], shown_deltas=self.one(self.last))
        with self.say(sentences.BIAS):
            only = light(self.network, units={self.last: [self.unit]})
            self.play(*self.leave(), red, *only)
            self.tremble("b", self.chain.shot(spots.BEFORE))
            start = self.equation.number_spot("delta")
            self.work_out(self.chain.of_bias(), RIGHT, self.chain.delta(), start)

    def every_output(self) -> None:
        """All outputs at once, each on the scale of the step."""
        units = self.network.units[self.last]
        with self.say(sentences.EVERY, again=sentences.AGAIN["every"]):
            home = zoom(self.network, self.network.home)
            self.play(*self.leave(), fade_out(self.equation), home)
            self.play(*light(self.network, units={self.last: units.drawn}))
            self.until_word()
            red = tween(units, shown_deltas=np.ones(len(units.deltas)))
            self.play(red, come_out(self.deltas))
            self.play(*self.darken())

    # What several beats do.

    def find(
        self,
        name: str,
        curve: FunctionCurve,
        lines: list[str],
        rate: Drawing,
        start: float,
    ) -> None:
        """Let a point climb its curve to where the unit stands; work out the slope."""
        curve.drawn = 0.0
        self.add(curve)
        self.written = [curve]
        self.play(tween(curve, drawn=1.0))
        self.until_word()
        self.play(climb(curve, start=start, seconds=1.2))
        self.play(tween(curve, tangent=1.0))
        self.until_word()
        spot = self.work_out(lines, RIGHT, rate, curve.across(*curve.at_point))
        if name in self.equation.numbers:
            self.play(*self.chain.land(name, spot))

    def tremble(self, letter: str, shot: Stage) -> None:
        """Let the weight or bias come, the sum out of the unit, and both tremble."""
        links, stand = self.chain.first_lines(letter), self.equation.stand(spots.ABOVE)
        self.play(zoom(self.network, shot), stand)
        unit = self.network.place(self.last, self.unit)
        start = self.chain.on_edge if letter == "w" else unit
        self.play(*links.come(0, start), seconds=TURN)
        self.play(*links.come(1, unit), seconds=TURN)
        self.until_word()
        self.play(*wiggle(links.lines, seconds=1.6))
        self.until_word()
        self.written = links.all

    def work_out(
        self, sources: list[str], box: Box, number: Drawing, start: Point
    ) -> Point:
        """Write lines, strike out what cancels; a number flies in below: to where."""
        roles = {**PARTS, "error": "error", "struck": "text"}
        lines = [self.formula(each, roles, em=style.EQUATION) for each in sources]
        whole, struck = within(stack(*lines, number, gap=0.25), box), list[Motion]()
        for part in (*lines, number):
            part.opacity = 0.0
        self.add(whole)
        self.written.append(whole)
        for line in lines:
            line.alphas = {"struck": 0.0}
            self.play(fade_in(line), *struck, seconds=TURN)
            self.until_word()
            struck = [relit(line, struck=1.0)]
        self.play(fly(number, start, within=whole, seconds=1.0))
        return whole.spot_of(number)
