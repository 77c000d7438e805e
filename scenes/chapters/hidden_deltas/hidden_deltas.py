"""The heart: the end of every chain is known already, so δ flows back in one pass."""

from dataclasses import astuple

import numpy as np

from scenes import encoding, layout, style
from scenes.chapters.hidden_deltas.folding_chain import FoldingChain
from scenes.chapters.hidden_deltas.one_unit import OneUnit, moved
from scenes.chapters.hidden_deltas.trembling_pair import TremblingPair
from scenes.diagram.lit_edges import middle
from scenes.diagram.number_lines import HALF
from scenes.diagram.panels import Line
from scenes.engine.drawing import Box, Drawing
from scenes.engine.pen import Point
from scenes.stage import Stage, flat
from scenes.stage_chapter import StageChapter
from scenes.vocabulary.backward_pass import BackwardPass
from scenes.vocabulary.equations import land
from scenes.vocabulary.motions import (
    Motion,
    fade_in,
    fade_out,
    stress,
    tween,
)
from scenes.vocabulary.moves import climb, fly, zoom
from scenes.vocabulary.spotlight import dim, light, light_gap
from scenes.vocabulary.unit_numbers import UnitNumbers, come_out
from scenes.vocabulary.wiggling import number_line, wiggle

STRIP = Box(-6.6, 0.95, 6.6, 2.9)  # the network above an equation
AT_LEFT = (-5.3, 0.05)  # of the one number: what a unit becomes
BARS = (0.15, -1.3)  # of what two ways cost

CHAIN_SENTENCES = (
    "The weight moves its sum, | the sum the answer, | and the answer the cost.",
    "The weight moves its sum, | the sum its unit, | the unit the network's answer, | "
    "and the answer the cost.",
    "The weight moves its sum, | the sum its unit, | the unit all that it feeds, | all "
    "that the network's answer, | and the answer the cost.",
)
# By whether the step is of a batch and whether the push agrees as shown; None: no push.
COMPARISONS = {
    (False, None): "So much does the cost move with the weight: | nobody had to push.",
    (False, True): "And that is, digit for digit, | what the push had measured.",
    (False, False): "What the push had measured | is off by a little: its step is not "
    "quite nothing.",
    (True, None): "That was one sample. | The gradient is the mean over all {size} of "
    "the batch.",
    (True, True): "That was one sample. The mean over all {size} of the batch | is, "
    "digit for digit, what the push had measured.",
    (True, False): "That was one sample. The mean over all {size} of the batch | is "
    "what the push had measured, but for a little.",
}


class HiddenDeltas(StageChapter):
    """From the outputs' δ to that of every unit, in one pass."""

    name = "hidden_deltas"
    opens, closes = "outputs know", "all know"

    def construct(self) -> None:
        """Tell the chapter."""
        self.early = max(0, self.last - 3)
        self.back, self.numbers = BackwardPass(self), UnitNumbers(self)
        self.chain = FoldingChain(self, self.early)
        self.ask()
        self.recall_the_push()
        self.write_the_chain()
        self.close_the_end()
        if self.last > 1:
            self.tremble()
            self.turn_back()
            self.add_up()
            self.take_the_slope()
            self.whole_layer()
            if self.last > 2:
                self.layer_before()
            self.close_the_rest()
        self.multiply()
        self.compare()
        if self.early:
            self.run_through()
        self.count_passes()
        self.end()

    # The question.

    def ask(self) -> None:
        """One early weight, far from the cost."""
        path = str(self.layer(self.early + 1).weights[self.unit, self.source])
        role = encoding.sign_role(float(self.value(path)))
        line = number_line(self, None, role=role, largest=1.0)
        number = self.number(path, "weight")
        (x, y), start = self.on_edge, self.network.place(self.early, self.source)
        steep = abs((y - start[1]) / (x - start[0]))
        line.at(x, y + 0.3 + HALF * steep)
        number.at(x, y + 0.6 + HALF * steep)
        with self.say(
            "Every output knows its δ by now. | But take one single weight, early on: "
            "| what does the cost do when it moves?"
        ):
            outputs = self.network.units[self.last].drawn
            self.play(*light(self.network, units={self.last: outputs}))
            self.play(*map(stress, self.deltas.labels.values()))
            self.until_word()
            self.play(*self.light_weight(), *self.numbers.only())
            self.play(fly(number, self.on_edge))
            self.until_word()
            self.play(fade_in(line))
            self.play(*wiggle([line]))
        self.written = [line, number]

    def recall_the_push(self) -> None:
        """What the push of the chapter before had measured, and what it cost."""
        with self.say(
            "A push has measured it, | at the price of two passes through the whole "
            "network: | for this one of its {count} parameters."
            if self.was_pushed
            else "A push would tell, | at the price of two passes through the whole "
            "network: | for this one of its {count} parameters.",
            {"count": "network.parameter_count"},
        ):
            self.play(zoom(self.network, self.strip), *map(fade_out, self.written))
            self.add(self.chain.equation)
            self.play(*self.chain.appear("rate"))
            self.pushed = [self.chain.line("by a push", self.push("slopes"))]
            self.pushed = self.pushed if self.was_pushed else []
            self.play(*(fly(each, self.on_edge, seconds=1.0) for each in self.pushed))
            self.until_word()
            self.sweep(range(self.last + 1))
            self.sweep(range(self.last + 1))
            self.until_word()
            self.play(*self.light_weight())

    def write_the_chain(self) -> None:
        """The way of a move from the weight to the cost, factor by factor."""
        chain = self.chain
        with self.say(CHAIN_SENTENCES[len(chain.columns) - 1]):
            self.play(*chain.appear("is", "in"))
            for column in chain.columns:
                self.until_word()
                self.play(*self.light_way(column))
                self.play(*chain.appear(*(each.name for each in chain.terms(column))))
            self.until_word()
            self.play(*chain.appear("error"))

    def close_the_end(self) -> None:
        """Fold the end of the chain: it is the δ of the outputs."""
        with self.say(
            "Wait. | The end of this chain is computed already: | it is δ of the layer "
            "of outputs."
        ):
            everyone = range(self.sizes[-1])
            self.play(*light(self.network, units={self.last: everyone}))
            self.until_word()
            self.play(self.chain.close(self.last))
            self.until_word()
            self.learn(self.last)

    # One unit.

    def tremble(self) -> None:
        """A hidden activation a little up: every sum after it moves, by its weight."""
        self.pair = TremblingPair(self)
        gap, unit, everyone = self.last - 1, self.pair.unit, range(self.sizes[-1])
        with self.say(
            "Go one layer back. | If this activation rises a little, | every sum after "
            "it moves: | weight times as much."
        ):
            units = {gap: [unit], self.last: everyone}
            pairs = {gap: [(k, unit) for k in everyone]}
            self.play(
                *map(fade_out, self.told_of_chain),
                zoom(self.network, self.pair.shot()),
                *light(self.network, units=units, edges=pairs, seconds=style.MOVE),
            )
            self.until_word()
            self.written = self.pair.beside_unit(self.chain.index(gap))
            self.play(*map(fade_in, self.written))
            self.play(*wiggle([self.pair.own], seconds=1.6))
            self.until_word()
            self.play(come_out(self.pair.lines, seconds=0.6))
            self.play(*wiggle(self.pair.both()))
            self.until_word()
            self.play(come_out(self.pair.rates))
            self.play(*wiggle(self.pair.both()))

    def turn_back(self) -> None:
        """Each sum moves the cost δ times as much: so weight times δ comes back."""
        column = self.last - 1
        self.told = OneUnit(self, column)
        self.equation = self.told.equation(
            self.chain.index(column), self.chain.index(self.last)
        )
        with self.say(
            "And if such a sum rises a little, | the cost rises δ times as much. | So "
            "what returns through an edge is δ times its weight."
        ):
            lines = self.pair.lines
            self.play(*map(fade_out, self.written), tween(lines, shown=0 * lines.shown))
            self.until_word()
            self.play(self.numbers.come_out(self.last))
            self.until_word()
            self.play(
                zoom(self.network, self.told.shot(self.pair.x), seconds=1.4),
                tween(self.network.units[column], open=self.one(column), seconds=1.4),
            )
            self.names_of_unit = self.told.names()
            self.play(*map(fade_in, (self.equation, *self.names_of_unit)))

    def add_up(self) -> None:
        """The products arrive one after another, and pile up."""
        self.pile = self.told.pile()
        several = len(self.told.senders) > 1
        with self.say(
            "Back through the same weights they come, | one after another, and add up: "
            "| so much does the cost move with this activation."
            if several
            else "Back through the same weight it comes: | so much does the cost move "
            "with this activation."
        ):
            numbers, pulses, motions = self.told.arrive(self.back, self.pile)
            self.add(self.pile, *numbers, pulses)
            self.play(*motions)
            self.remove(pulses, *numbers)
            for _ in range(1 + several):
                self.until_word()
            self.play(*land(self.equation, "sum", self.pile.foot, seconds=1.0))

    def take_the_slope(self) -> None:
        """Times the slope of the unit's own curve: its δ."""
        column, equation, curve = self.last - 1, self.equation, self.told.curve()
        delta = self.number(str(self.told.of_unit("deltas")), "delta", em=style.LARGE)
        delta.at(*AT_LEFT)
        with self.say(
            "Its own sum moves it only as much | as its curve is steep. | Times this "
            "slope: that is the unit's δ."
            if curve.slope
            else "But its own sum cannot move it: | here its curve is flat. | Nothing "
            "comes through, and its δ is zero."
        ):
            half = np.array(astuple(moved(layout.LEFT_HALF)))
            self.play(tween(self.pile, area=half, labelled=0.0))
            self.add(curve)
            self.play(tween(curve, drawn=1.0))
            self.play(climb(curve, seconds=1.0))
            self.until_word()
            self.play(tween(curve, tangent=1.0))
            self.play(*self.land("slope", "by", curve.across(*curve.at_point)))
            self.until_word()
            self.play(*self.land("delta", "is", equation.number_spot("sum")))
            self.play(*map(fade_out, (self.pile, curve)))
            units = self.network.units[column]
            self.play(
                fly(delta, equation.number_spot("delta"), seconds=1.0),
                tween(units, open=0 * units.open, seconds=1.0),
                tween(units, shown_deltas=self.one(column), seconds=1.0),
            )
        self.written = [delta, equation, *self.names_of_unit]

    # All units.

    def whole_layer(self) -> None:
        """All units of the last hidden layer collect at once."""
        column = self.last - 1
        with self.say(
            "All units of the layer do the same at once: | pulses run back along every "
            "edge, | and each unit finds its δ."
            if self.sizes[column] > 1
            else "That was the whole layer: | a single unit. | It has found its δ."
        ):
            self.play(*map(fade_out, self.written))
            self.play(
                zoom(self.network, self.network.home, seconds=1.4),
                tween(self.pair.rates, shown=0 * self.pair.rates.shown),
            )
            self.send_back(column)

    def layer_before(self) -> None:
        """The same, one layer further back, in other words."""
        with self.say(
            "Now these are the ones that send: | nothing is computed twice. | The "
            "layer before collects from them."
        ):
            self.send_back(self.last - 2)

    def run_through(self) -> None:
        """The layers before those that were told."""
        with self.say("And on it goes, | layer by layer, | down to the very first."):
            gone = map(fade_out, [*self.told_of_chain, *self.factors])
            self.play(*gone, zoom(self.network, self.network.home))
            self.factors = []
            self.send_back(self.early)
            for column in range(self.early - 1, 0, -1):
                self.send_back(column, waits=False)

    # One number.

    def close_the_rest(self) -> None:
        """Fold the chain up to the early weight, from the inside."""
        columns = range(self.last - 1, self.early, -1)
        with self.say(
            "So the rest of the chain closes, too: | a sum that was added up, times a "
            "slope, is the next δ, | and once more."
            if len(columns) > 1
            else "So the rest of the chain closes, too: | what was added up, times the "
            "slope, is this unit's δ."
        ):
            self.play(zoom(self.network, self.strip), *self.numbers.only())
            self.play(*map(fade_in, self.told_of_chain))
            for column in columns:
                self.until_word()
                lit = {column: [self.thread[column]]}
                self.play(*light(self.network, units=lit))
                self.play(self.chain.close(column))
                self.learn(column)
            self.pause()

    def multiply(self) -> None:
        """What is left: what came in, times the δ of the unit."""
        (incoming, delta, result), (equals, dot) = self.chain.product()
        with self.say(
            "Of the whole chain there is left | what came in through the weight, | "
            "times a single δ."
        ):
            self.play(*self.light_weight())
            self.until_word()
            start = self.network.place(self.early, self.source)
            self.play(fly(incoming, start, seconds=1.0))
            self.until_word()
            start = self.chain.ladder[-1].box
            self.play(fade_in(dot), fly(delta, (start.right, start.top), seconds=1.0))
            way = delta.box.centre, incoming.box.centre
            self.play(fade_in(equals), fly(result, *way, seconds=1.0))
        self.factors = [incoming, delta, result, equals, dot]

    def compare(self) -> None:
        """The number of the push, recalled beside it."""
        found = self.chain.line("by one pass back", "", above=1)
        lines, agrees = [*self.pushed, found], None
        if self.was_pushed:
            agrees = lines[0].parts[-1].text == found.parts[-1].text
        is_batch = len(self.step.samples) > 1
        values = {"size": f"count({self.path.samples})"} if is_batch else {}
        with self.say(COMPARISONS[is_batch, agrees], values):
            start = self.factors[2].box.centre
            self.play(fly(found, start, seconds=1.0))
            self.until_word()
            if agrees is False:
                lines.append(self.chain.line("apart by", self.push("gaps"), above=-1))
                self.play(fade_in(lines[-1]))
            self.play(*(stress(each.parts[-1]) for each in lines))
        self.factors += lines[len(self.pushed) :]

    def count_passes(self) -> None:
        """Two passes for each parameter, or one there and one back."""
        parameters = {"count": "network.parameter_count"}
        sentences = (
            "pushing: two passes for each of {count} parameters",
            "backpropagation: one forward, one backward",
        )
        shares = (1.0, 1 / self.trace.network.parameter_count)
        texts, bars = [], []
        for y, sentence, share, role in zip(
            BARS, sentences, shares, ("muted", "error"), strict=True
        ):
            text = self.words(sentence, parameters)
            texts.append(text.at(STRIP.left, y, align=0.0))
            ends = [(STRIP.left, y - 0.4), (STRIP.left + STRIP.width * share, y - 0.4)]
            bars.append(Line(ends, role, width=0.16))
            bars[-1].shown = 0.0
        self.written = [*texts, *bars]
        with self.say(
            "Pushing takes two passes for every single parameter. | This took one "
            "forward, | one backward: that is backpropagation."
        ):
            left = self.factors if self.early else [*self.told_of_chain, *self.factors]
            self.play(
                *map(fade_out, left),
                zoom(self.network, self.strip),
                *self.numbers.only(),
            )
            self.add(*bars)
            self.play(fade_in(texts[0]), tween(bars[0], shown=1.0, seconds=1.6))
            self.until_word()
            self.play(fade_in(texts[1]))
            self.sweep(range(self.last + 1))
            self.until_word()
            self.sweep(range(self.last, -1, -1))
            self.play(tween(bars[1], shown=1.0), *dim(self.network))

    def end(self) -> None:
        """All δ are known."""
        columns = range(self.last, 0, -1)
        with self.say(
            "One pass back, | and of every unit we know: if its sum rises a little, "
            "the cost rises δ times as much. |"
        ):
            gone = map(fade_out, self.written)
            self.play(*gone, zoom(self.network, self.network.home))
            self.until_word()
            for column in columns:
                units = {column: self.network.units[column].drawn}
                self.play(*light(self.network, units=units, alone=False))
                self.play(self.numbers.come_out(column, seconds=0.6))
            self.until_word()
            self.play(*dim(self.network), *self.numbers.only(self.last))

    # What several beats use.

    @property
    def source(self) -> int:
        """The unit that the early weight comes from."""
        return self.thread[self.early]

    @property
    def unit(self) -> int:
        """The unit that it leads to."""
        return self.thread[self.early + 1]

    @property
    def strip(self) -> Stage:
        """The network above an equation."""
        picture = self.trace.data.image is not None
        return flat(self.network.home, STRIP, picture=picture)

    @property
    def told_of_chain(self) -> list[Drawing]:
        """What stands below the strip."""
        return [self.chain.equation, *self.chain.ladder, *self.pushed]

    @property
    def was_pushed(self) -> bool:
        """Whether the trace holds the push of this step."""
        probes = self.trace.probes
        return "nudge" in probes and self.step_number in probes["nudge"].steps

    def push(self, field: str) -> str:
        """Return the path of what was found by pushing the early weight."""
        return f"probes.nudge.steps[{self.step_number}].weights.{field}[{self.early}]"

    @property
    def on_edge(self) -> tuple[float, float]:
        """The middle of the early weight's edge."""
        return middle(self.network.stage, self.early, (self.unit, self.source))

    def light_weight(self) -> list[Motion]:
        """Return the motions that light nothing but the early weight."""
        return self.light_way(self.early + 1)

    def light_way(self, column: int) -> list[Motion]:
        """Return the motions that light how far a move of the weight has come."""
        units = {c: range(self.sizes[c]) for c in range(self.early + 2, column + 1)}
        units |= {self.early: [self.source], self.early + 1: [self.unit]}
        edges = {
            gap: [(k, j) for k in units[gap + 1] for j in units[gap]]
            for gap in range(self.early, column)
        }
        return light(self.network, units=units, edges=edges)

    def sweep(self, columns: range) -> None:
        """Let a pass run through columns, one after the other."""
        for motions in self.back.sweep(columns):
            self.play(*motions)

    def learn(self, column: int) -> None:
        """Fly the δ of the thread's unit from the unit to the next line."""
        row = self.chain.known(column)
        self.play(
            fly(row, self.network.place(column, self.thread[column]), seconds=1.0)
        )

    def land(self, name: str, sign: str, start: Point) -> list[Motion]:
        """Return the flight of a number to its letter, which appears with its sign."""
        letters = (self.equation.letters[name], self.equation.letters[sign])
        shown = [tween(each, opacity=1.0, seconds=1.0) for each in letters]
        return [*shown, *land(self.equation, name, start, after=sign, seconds=1.0)]

    def send_back(self, column: int, *, waits: bool = True) -> None:
        """Let δ run back to a column, and become its own."""
        self.play(*light_gap(self.network, column), *self.numbers.of_sender(column + 1))
        if waits:
            self.until_word()
        pulses, motions = self.back.run(column)
        self.add(pulses)
        self.play(*motions)
        self.remove(pulses)
        if waits:
            self.until_word()
        self.play(*self.back.become(column))
        self.play(self.numbers.come_out(column))
