"""The heart: the end of every chain is known already, so δ flows back in one pass."""

from scenes import style
from scenes.chapters.hidden_deltas import hidden_sentences as sentences
from scenes.engine.drawing import Box, Drawing
from scenes.step_chapter import StepChapter
from scenes.vocabulary.equations import land
from scenes.vocabulary.motions import fade_in, fade_out, stress, tween
from scenes.vocabulary.moves import climb, fly, zoom
from scenes.vocabulary.rates.early_weight import EarlyWeight
from scenes.vocabulary.rates.passes import CostBar, sweep
from scenes.vocabulary.rates.unit_numbers import UnitNumbers, come_out
from scenes.vocabulary.returning.backward_pass import BackwardPass
from scenes.vocabulary.returning.collecting import Collecting
from scenes.vocabulary.returning.nested_chain import NestedChain
from scenes.vocabulary.returning.trembling_pair import TremblingPair
from scenes.vocabulary.spotlight import dim, light, light_gap
from scenes.vocabulary.wiggling import wiggle

BARS = (Box(-6.6, -0.9, 6.6, 0.3), Box(-6.6, -2.3, 6.6, -1.1))
BELOW_FACTORS = 0.2
BESIDE_LINES = -1.6  # x where a number passes what is written of the gradient


class HiddenDeltas(StepChapter):
    """From the outputs' δ to that of every unit, in one pass."""

    name = "hidden_deltas"
    opens, closes = "outputs know", "all know"

    def construct(self) -> None:
        """Tell the chapter."""
        if self.setting.again:
            if self.last > 1:
                self.flow_back()
            self.end()
            return
        self.recall_the_push()
        self.write_the_chain()
        self.close_the_end()
        if self.last > 1:
            self.tremble()
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

    def setup(self) -> None:
        """Choose the weight: into the last layer but two, or the first."""
        super().setup()
        self.weight = EarlyWeight(self)
        self.early = self.weight.early
        self.is_batch = len(self.step.samples) > 1
        self.has_single_output = self.sizes[self.last] == 1
        self.back, self.numbers = BackwardPass(self), UnitNumbers(self)
        self.chain = NestedChain(self, self.weight)
        self.factors: list[Drawing] = []  # numbers below what is left of the chain

    # The question.

    def recall_the_push(self) -> None:
        """One early weight, and what a push of it has measured."""
        pushed = self.weight.pushed("slopes")
        with self.say(sentences.RECALL[bool(pushed)]):
            self.play(*self.weight.light(self.early + 1), *self.numbers.only())
            self.play(zoom(self.network, self.weight.shot()))
            self.add(self.chain.equation)
            self.play(*self.chain.appear("rate"))
            if pushed:
                line = self.weight.line(sentences.LINES[self.is_batch][0], pushed)
                self.play(fly(line, self.weight.on_edge, seconds=1.0))
            self.until_word()
            self.play(stress(self.chain.equation.letters["rate"]))

    def write_the_chain(self) -> None:
        """The way of a move from the weight to the cost, factor by factor."""
        chain, count = self.chain, len(self.weight.columns)
        is_single = count > 2 and self.sizes[self.early + 2] == 1
        with self.say(sentences.chain(count, is_single=is_single)):
            self.play(*chain.appear("is", "in"))
            for column in self.weight.columns:
                self.until_word()
                self.play(*self.weight.light(column))
                self.play(*chain.appear(*(each.name for each in chain.terms(column))))
            self.until_word()
            self.play(*chain.appear("error"))

    def close_the_end(self) -> None:
        """Fold the end of the chain: it is the δ of the outputs."""
        with self.say(sentences.CLOSE[self.has_single_output]):
            everyone = range(self.sizes[-1])
            self.play(*light(self.network, units={self.last: everyone}))
            self.until_word()
            self.play(self.chain.close(self.last))
            self.until_word()
            self.play(*self.chain.learn(self.last))

    # One unit.

    def tremble(self) -> None:
        """An activation a little up moves each sum by its weight, and so the cost."""
        self.pair = pair = TremblingPair(self)
        with self.say(sentences.TREMBLE[self.has_single_output]):
            gone = map(fade_out, self.chain.told)
            self.play(*gone, zoom(self.network, pair.shot()), *pair.light())
            self.written = pair.beside_unit(self.index(pair.gap))
            self.play(*map(fade_in, self.written))
            self.play(*wiggle([pair.own], seconds=1.6))
            self.until_word()
            self.play(come_out(pair.lines, seconds=0.6))
            self.play(*wiggle(pair.both()))
            self.until_word()
            self.play(come_out(pair.rates))
            self.until_word()
            lines = pair.lines
            self.play(tween(lines, shown=0 * lines.shown, seconds=style.QUICK))
            self.play(self.numbers.come_out(self.last))
            self.play(*(stress(each, by=0.1) for each in self.deltas.labels.values()))

    def add_up(self) -> None:
        """So weight times δ comes back; the products arrive and pile up."""
        column, x = self.last - 1, self.pair.x
        self.told = told = Collecting(self, column)
        with self.say(sentences.ADD_UP[self.has_single_output]):
            self.play(
                *self.leave(),
                zoom(self.network, told.shot(x), seconds=1.4),
                tween(self.network.units[column], open=self.one(column), seconds=1.4),
            )
            self.written = [told.equation, *told.names(x)]
            self.play(*map(fade_in, self.written))
            self.until_word()
            running, motions = told.arrive(self.back)
            self.add(told.pile, *running)
            self.play(*motions)
            self.remove(*running)
            self.until_word()
            self.play(*land(told.equation, "sum", told.pile.foot, seconds=1.0))

    def take_the_slope(self) -> None:
        """Times the slope of the unit's own curve: its δ."""
        told, curve, delta = self.told, self.told.curve(), self.told.answer()
        with self.say(sentences.SLOPE[bool(curve.slope)]):
            self.play(told.step_aside())
            self.add(curve)
            self.play(tween(curve, drawn=1.0))
            self.play(climb(curve, seconds=1.0))
            self.until_word()
            self.play(tween(curve, tangent=1.0))
            self.play(*told.land("slope", "by", curve.across(*curve.at_point)))
            self.until_word()
            self.play(*told.land("delta", "is", told.equation.number_spot("sum")))
            self.play(*map(fade_out, (told.pile, curve)))
            start = told.equation.number_spot("delta")
            self.play(fly(delta, start, seconds=1.0), *told.turn_red())
        self.written.append(delta)

    # All units.

    def whole_layer(self) -> None:
        """All units of the last hidden layer collect at once."""
        column, rates = self.last - 1, self.pair.rates
        with self.say(sentences.WHOLE[self.sizes[column] == 1]):
            rates_go = tween(rates, shown=0 * rates.shown, seconds=style.QUICK)
            home = zoom(self.network, self.network.home, seconds=1.4)
            self.play(*self.leave(), rates_go, home)
            self.send_back(column)

    def layer_before(self) -> None:
        """The same, one layer further back, in other words."""
        with self.say(sentences.BEFORE[self.sizes[self.last - 1] == 1]):
            self.send_back(self.last - 2)

    def run_through(self) -> None:
        """The layers before those that were told."""
        with self.say(sentences.RUN[self.early > 1]):
            self.play(*self.leave(), zoom(self.network, self.network.home))
            self.send_back(self.early)
            for column in range(self.early - 1, 0, -1):
                self.send_back(column, waits=False)

    def flow_back(self) -> None:
        """The whole way at once, where the film has told of another step."""
        with self.say(sentences.AGAIN[self.has_single_output]):
            outputs = self.network.units[self.last].drawn
            self.play(*light(self.network, units={self.last: outputs}))
            self.send_back(self.last - 1)
        if self.last > 2:
            with self.say(sentences.AGAIN_REST):
                for column in range(self.last - 2, 0, -1):
                    self.send_back(column, waits=False)

    # One number.

    def close_the_rest(self) -> None:
        """Fold the chain up to the early weight, from the inside."""
        columns = range(self.last - 1, self.early, -1)
        with self.say(sentences.REST[len(columns) > 1]):
            self.play(zoom(self.network, self.weight.shot()), *self.numbers.only())
            self.play(*map(fade_in, self.chain.told))
            for column in columns:
                self.until_word()
                lit = light(self.network, units={column: [self.thread[column]]})
                self.play(*lit, self.chain.close(column))
                self.play(*self.chain.learn(column))
            self.pause()

    def multiply(self) -> None:
        """What is left: what came in, times the δ of the unit."""
        (incoming, delta, result), (equals, times) = self.chain.product()
        with self.say(sentences.MULTIPLY):
            self.play(*self.weight.light(self.early + 1))
            self.until_word()
            start = self.network.place(self.early, self.weight.source)
            self.play(fly(incoming, start, seconds=1.0))
            self.until_word()
            around = self.chain.out_of_ladder()
            self.play(fade_in(times), fly(delta, *around, seconds=1.0))
            # Below both factors, so that they stay to be read.
            low = delta.box.bottom - BELOW_FACTORS
            way = (times.box.centre[0], low), (equals.box.centre[0], low)
            self.play(fade_in(equals), fly(result, *way, seconds=1.0))
        self.factors = [result, incoming, delta, equals, times]

    def compare(self) -> None:
        """The number of the push, recalled beside it."""
        weight = self.weight
        found = weight.line(sentences.LINES[self.is_batch][1])
        shown = [line.parts[-1].text for line in weight.lines]
        agrees = shown[0] == shown[1] if len(shown) > 1 else None
        values = {"size": f"count({self.path.samples})"} if self.is_batch else {}
        with self.say(sentences.COMPARISONS[self.is_batch, agrees], values):
            start, low = self.factors[0].box.centre, found.box.centre[1]
            way = start, (BESIDE_LINES, start[1]), (BESIDE_LINES, low)
            number = fly(found.parts[-1], *way, within=found, seconds=1.0)
            self.play(fade_in(found), number)
            self.until_word()
            if agrees is False:
                self.play(fade_in(weight.line("apart by", weight.pushed("gaps"))))
            self.play(*(stress(line.parts[-1]) for line in weight.lines))
        self.written = [*self.chain.told, *self.factors]

    def count_passes(self) -> None:
        """Two passes for each parameter, or one there and one back."""
        push, back = (
            CostBar(self, sentence, box, is_all=box is BARS[0])
            for sentence, box in zip(sentences.COSTS, BARS, strict=True)
        )
        with self.say(sentences.PASSES):
            above = [zoom(self.network, self.weight.shot())] * bool(self.early)
            self.play(*self.leave(), *above, *self.numbers.only())
            self.add(push.bar, back.bar)
            self.play(push.say(), push.grow())
            self.until_word()
            self.play(back.say())
            self.sweep(range(self.last + 1))
            self.until_word()
            self.sweep(range(self.last, -1, -1))
            self.play(back.grow(), *dim(self.network))
        self.written = [push.text, push.bar, back.text, back.bar]

    def end(self) -> None:
        """All δ are known."""
        is_away = self.network.stage is not self.network.home
        with self.say(sentences.END, again=sentences.AGAIN_END):
            if is_away:
                self.play(*self.leave(), zoom(self.network, self.network.home))
                self.until_word()
            for column in range(self.last, 0, -1):
                units = {column: self.network.units[column].drawn}
                lit = light(self.network, units=units, alone=False)
                self.play(*lit, self.numbers.come_out(column))
            self.until_word()
            self.play(*self.darken(), *self.numbers.only(self.last))

    # What several beats do.

    def sweep(self, columns: range) -> None:
        """Let a pass run through columns, one after the other."""
        for motions in sweep(self.network, columns):
            self.play(*motions)

    def send_back(self, column: int, *, waits: bool = True) -> None:
        """Let δ run back to a column, and become its own."""
        self.play(*light_gap(self.network, column), *self.numbers.of_sender(column + 1))
        if waits:
            self.until_word()
        # What is only repeated leaves faster.
        pulses, motions = self.back.run(column, spread=1.0 if waits else 0.4)
        self.add(pulses)
        self.play(*motions)
        self.remove(pulses)
        if waits:
            self.until_word()
        self.play(*self.back.become(column))
        self.play(self.numbers.come_out(column))
