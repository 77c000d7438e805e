"""How much does one weight matter? Three small rates, each found at its place."""

import numpy as np

from scenes import style
from scenes.chapters.output_delta import output_sentences as sentences
from scenes.chapters.output_delta.weight_chain import (
    INSIDE,
    NEAR,
    RECEIVER,
    SENDER,
    WeightChain,
)
from scenes.diagram.text import Source, Text
from scenes.engine.drawing import Box, Drawing
from scenes.notation import symbols
from scenes.notation.derivatives import cancelled, derivative
from scenes.stage_chapter import StageChapter
from scenes.vocabulary import labels
from scenes.vocabulary.arrangement import row, within
from scenes.vocabulary.motions import Motion, fade_in, fade_out, stress, tween
from scenes.vocabulary.moves import climb, fly, zoom
from scenes.vocabulary.returning.unit_numbers import come_out
from scenes.vocabulary.spotlight import light
from scenes.vocabulary.weight_on_edge import weight_on_edge
from scenes.vocabulary.wiggling import number_line, wiggle
from scenes.vocabulary.worked_lines import WorkedLines

RIGHT = Box(1.6, -2.1, 6.5, 0.7)
MIDDLE = Box(-4.5, -2.2, 4.5, 0.6)
NUMBERS = (4.05, -2.05)  # of a difference, below its letters
BESIDE = Box(2.0, -1.6, 6.4, -0.4)


class OutputDelta(StageChapter):
    """From the cost back to one weight, factor by factor; then δ of every output."""

    name = "output_delta"
    opens, closes = "measured", "outputs know"

    def construct(self) -> None:
        """Tell the chapter."""
        self.ask()
        self.follow_the_move()
        self.write_the_chain()
        self.slope_of_the_cost()
        self.work_it_out()
        self.slope_of_the_unit()
        self.what_came_in()
        self.run_through()
        if self.cancels:
            self.strike_out()
        self.close_to_delta()
        self.move_the_sum()
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
        self.written: list[Drawing] = []  # what goes when the next beat begins
        self.know_deltas(since=self.last + 1)
        self.deltas = labels.deltas(self, self.network, self.last, row=self.row)
        self.network.attach(self.deltas)

    # One weight.

    def ask(self) -> None:
        """One weight into an output: what does the cost do when it moves?"""
        line, number = weight_on_edge(self, self.last - 1, self.unit, self.source)
        with self.say(sentences.ASKED[len(self.step.samples) > 1]):
            outputs = self.network.units[self.last].drawn
            self.play(*light(self.network, units={self.last: outputs}))
            _, error, backward, _ = self.pills.parts
            self.play(tween(error, lit=0.0), tween(backward, lit=1.0))
            self.until_word()
            self.play(*self.light_the_edge())
            self.play(fly(number, self.network.place(self.last - 1, self.source)))
            self.until_word()
            self.play(fade_in(line))
            self.play(*wiggle([line]))
        self.written = [line, number]

    def follow_the_move(self) -> None:
        """Weight, sum, activation, cost: each moves the next."""
        way, (_, number) = self.way, self.written
        with self.say(sentences.FOLLOWED[self.chain.is_joint]):
            start = number.box.centre
            self.play(zoom(self.network, self.chain.followed()), *self.leave())
            self.play(*way.come(0, start))
            for place in range(1, len(way.links)):
                self.until_word()
                self.play(*way.come(place, self.network.place(self.last, self.unit)))
                self.play(*wiggle(way.lines[: place + 1], seconds=1.6))

    def write_the_chain(self) -> None:
        """The rate of each link flies up from it, and they multiply."""
        names = (("in",), ("times", "slope"), ("by", "cost"))
        with self.say(sentences.WRITTEN[self.chain.is_joint]):
            self.play(zoom(self.network, self.chain.gone()))
            self.add(self.equation)
            self.until_word()
            for place, (*sign, name) in enumerate(names, 1):
                letter = self.equation.letters[name]
                start = self.way.over(place)
                flight = fly(letter, start, within=self.equation, seconds=1.0)
                self.play(flight, *self.chain.appear(*sign))
            self.until_word()
            self.play(*self.chain.appear("is", "rate"))

    # Its three factors.

    def slope_of_the_cost(self) -> None:
        """The tangent on the curve of the cost, where this output stands."""
        curve = self.chain.cost_curve(self.unit)
        y = float(self.step.targets[self.row, self.unit])
        answer = self.number(str(self.chain.of_unit("activations")), "activation")
        answer.at(NEAR[0], NEAR[1] - NEAR[2] - 0.5)
        error = self.chain.worth(self.chain.of_unit("activation_gradient"))
        with self.say(sentences.COST[float(np.sign(error))]):
            start = self.way.values[-2].box.centre
            self.play(*self.way.leave())
            self.play(zoom(self.network, self.chain.shot(NEAR)), *self.light_the_edge())
            self.play(fly(answer, start, seconds=1.0), fade_in(curve))
            self.until_word()
            self.play(climb(curve, start=y))
            self.until_word()
            self.play(tween(curve, tangent=1.0))
        self.written = [answer, curve]

    def work_it_out(self) -> None:
        """The cost of one output, differentiated."""
        lines = derivative(self.loss, self.output, self.setting.notation)
        worked = WorkedLines(self, lines, RIGHT)
        with self.say(sentences.WORKED[self.loss]):
            self.add(worked)
            self.play(worked.write(0))
            for line in range(1, len(lines)):
                self.until_word()
                self.play(worked.write(line), *worked.strike(line - 1))
            self.until_word()
            self.play(*self.chain.land("cost", worked.spot(-1)))
        self.written.append(worked)

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
        with self.say(sentences.SLOPE[kind]):
            self.play(*self.leave(), zoom(self.network, self.chain.shot(INSIDE)))
            curve.drawn = 0.0
            self.add(curve)
            opened = tween(units, open=self.one(self.last), seconds=style.QUICK)
            self.play(opened, tween(curve, drawn=1.0))
            self.until_word()
            self.play(climb(curve, seconds=1.2))
            self.until_word()
            self.play(tween(curve, tangent=1.0))
            self.add(worked)
            self.play(worked.write(0))
            self.play(worked.write(1))
            start = curve.across(*curve.at_point)
            self.play(*self.chain.land("slope", start, after="by"))
        self.written = [curve, worked]

    def what_came_in(self) -> None:
        """What the weight multiplies: the activation of the unit before."""
        units, gap = self.network.units[self.last], self.last - 1
        came = self.chain.worth(self.chain.incoming)
        with self.say(sentences.CAME_IN[came != 0]):
            shut = tween(units, open=0 * units.open, seconds=style.QUICK)
            self.play(*self.leave(), shut)
            shot = self.chain.shot(RECEIVER, SENDER)
            self.play(zoom(self.network, shot), *self.light_the_edge())
            line, number = weight_on_edge(self, gap, self.unit, self.source)
            sum_line = number_line(
                self, self.chain.incoming, role="text", largest=1.0, power=line.power
            ).at(3.4, RECEIVER[1])
            self.play(*map(fade_in, (line, number, sum_line)))
            self.until_word()
            self.play(*wiggle([line, sum_line], seconds=1.6))
            self.until_word()
            way = [self.network.place(gap, self.source), RECEIVER[:2]]
            self.play(*self.chain.land("in", *way, after="times"))
        self.written = [line, number, sum_line]

    # All of it.

    def run_through(self) -> None:
        """One wiggle through all number lines, each rate over its arrow."""
        way, names = self.way, ("in", "slope", "cost")
        with self.say(sentences.THROUGH[self.outcome()]):
            self.play(*self.leave(), zoom(self.network, self.chain.gone()))
            self.play(*way.come_back())
            for place, name in enumerate(names, 1):
                start = self.equation.number_spot(name)
                self.play(way.write_rate(place, start))
            self.until_word()
            self.play(*wiggle(way.lines))
            self.until_word()
            start = way.lines[-1].box.centre
            self.play(*self.chain.land("rate", start, after="is"))

    def strike_out(self) -> None:
        """With cross-entropy the slope cancels."""
        lines = cancelled(self.output, self.setting.notation)
        worked = WorkedLines(self, lines, MIDDLE, role="error")
        with self.say(sentences.STRUCK[self.chain.is_joint]):
            self.play(*self.way.leave())
            self.add(worked)
            self.play(worked.write(0))
            for line in range(1, len(lines)):
                self.until_word()
                self.play(*worked.strike(line - 1))
                self.play(worked.write(line))
        self.written = [worked]

    def close_to_delta(self) -> None:
        """The first factors fold into one letter."""
        with self.say(sentences.CLOSED[self.chain.is_joint]):
            first = [self.equation.letters[n] for n in ("cost", "slope")]
            self.play(*self.leave(), *self.way.leave(), *map(stress, first))
            self.until_word()
            self.play(self.chain.close())
            self.until_word()
            x, y = self.equation.spot("delta")
            self.play(*self.chain.land("delta", (x, y)))
        self.pause()

    def move_the_sum(self) -> None:
        """What δ says: how the cost moves with the sum."""
        links = self.chain.from_sum()
        delta = self.chain.worth(self.chain.of_unit("deltas"))
        with self.say(sentences.DELTA[float(np.sign(delta))]):
            start = self.equation.number_spot("delta")
            self.play(*links.come(0, start))
            self.play(*links.come(1, start))
            self.play(links.write_rate(1, start))
            self.until_word()
            self.play(*wiggle(links.lines))
            self.until_word()
        self.written = links.all

    def add_the_bias(self) -> None:
        """∂z/∂b is just 1, so that ∂C/∂b is δ."""
        with self.say(sentences.BIAS):
            self.play(*self.leave())

    def every_output(self) -> None:
        """All outputs at once, each on the scale of the step."""
        units = self.network.units[self.last]
        with self.say(sentences.EVERY[self.sizes[-1] > 1]):
            self.play(*self.leave(), fade_out(self.equation))
            self.play(zoom(self.network, self.network.home, seconds=1.4))
            self.until_word()
            self.play(*light(self.network, units={self.last: units.drawn}))
            self.play(tween(units, shown_deltas=np.ones(len(units.deltas))))
            self.play(come_out(self.deltas))
            seen = {0: range(self.sizes[0])} if self.network.plan.picture else {}
            self.play(*light(self.network, units=seen))

    # What several beats do.

    def outcome(self) -> str:
        """Return the sign of the gradient, or where a wiggle of the weight stops."""
        chain = self.chain
        rates = {"in": chain.incoming, "slope": chain.of_unit("own_slopes")}
        rates["cost"] = chain.of_unit("activation_gradient")
        if chain.is_joint:
            rates = {"in": chain.incoming, "delta": chain.of_unit("deltas")}
        stops = next(
            (name for name, path in rates.items() if not chain.worth(path)), ""
        )
        return stops or ("+" if chain.worth(chain.gradient) > 0 else "-")

    def light_the_edge(self) -> list[Motion]:
        """Return the motions that light the weight and the units at its ends."""
        gap = self.last - 1
        units = {gap: [self.source], self.last: [self.unit]}
        edges = {gap: [(self.unit, self.source)]}
        return light(self.network, units=units, edges=edges)

    def leave(self) -> list[Motion]:
        """Return the motions that take away what was written for the beat before."""
        gone, self.written = self.written, []
        return [fade_out(each) for each in gone]
