"""The heart: the end of every chain is known already, so δ flows back in one pass."""

from itertools import product

from scenes import style
from scenes.chapters.hidden_deltas import hidden_sentences as sentences
from scenes.engine.drawing import Box, Drawing
from scenes.step_chapter import StepChapter
from scenes.vocabulary.equations import land
from scenes.vocabulary.motions import fade_in, fade_out, stress, tween
from scenes.vocabulary.moves import climb, fly, swell, zoom
from scenes.vocabulary.rates.early_weight import EarlyWeight
from scenes.vocabulary.rates.passes import CostBar
from scenes.vocabulary.rates.unit_numbers import UnitNumbers
from scenes.vocabulary.returning.backward_pass import BackwardPass
from scenes.vocabulary.returning.collecting import Collecting
from scenes.vocabulary.returning.nested_chain import NestedChain
from scenes.vocabulary.returning.trembling_pair import TremblingPair
from scenes.vocabulary.spotlight import light, light_gap
from scenes.vocabulary.wiggling import wiggle

BARS = (Box(-6.6, -0.9, 6.6, 0.3), Box(-6.6, -2.3, 6.6, -1.1))
BESIDE_LINES = -1.6  # x where a number passes what is written of the gradient
BELOW_FACTORS = -1.35  # y where one passes below the numbers of the chain


class HiddenDeltas(StepChapter):
    """From the outputs' δ to that of every unit, in one pass."""

    name = "hidden_deltas"
    opens, closes = "outputs know", "all know"

    def construct(self) -> None:
        """Tell the chapter."""
        if self.setting.again:
            self.flow_back()
            return
        self.write_the_chain()
        self.close_the_end()
        if self.last > 1:
            self.tremble()
            self.add_up()
            self.take_the_slope()
            self.whole_layer()
            self.share_the_way()
            self.close_the_rest()
        self.compare()
        if self.early:
            self.run_through()
        self.count_passes()

    def setup(self) -> None:
        """Choose the weight: into the last layer but two, or the first."""
        super().setup()
        self.weight = EarlyWeight(self)
        self.early = self.weight.early
        self.back, self.numbers = BackwardPass(self), UnitNumbers(self)
        self.chain = NestedChain(self, self.weight)

    def write_the_chain(self) -> None:
        """The way of a move from one early weight to the cost, factor by factor."""
        chain, columns = self.chain, self.weight.columns
        is_single = len(columns) > 2 and self.sizes[self.early + 2] == 1
        with self.say(sentences.CHAINS[min(len(columns), 3) - 1 + is_single]):
            lit = self.weight.light(self.early + 1)
            shot = zoom(self.network, self.weight.shot())
            self.play(*lit, shot, *self.numbers.only())
            self.add(chain.equation)
            found = chain.appear("rate", "is", "in", "by")
            if pushed := self.weight.pushed("slopes"):
                line = self.weight.line(self.line_names[0], pushed)
                found.append(fly(line, self.weight.on_edge, seconds=1.0))
            self.play(*found)
            for column in columns:
                self.until_word()
                letters = [each.name for each in chain.terms(column)]
                self.play(*self.weight.light(column), *chain.appear(*letters))
            self.until_word()
            self.play(*chain.appear("error"))

    def close_the_end(self) -> None:
        """Fold the end of the chain: it is the δ of the outputs."""
        with self.say(sentences.CLOSE):
            everyone = range(self.sizes[-1])
            self.play(*light(self.network, units={self.last: everyone}))
            self.until_word()
            self.play(self.chain.close(self.last))
            self.until_word()
            if self.last > self.early + 1:
                self.play(*self.weight.learn(self.last))

    # One unit.

    def tremble(self) -> None:
        """An activation a little up moves each sum by its weight, and so the cost."""
        self.pair = pair = TremblingPair(self)
        with self.say(sentences.TREMBLE):
            gone = map(fade_out, self.told_below)
            self.play(*gone, zoom(self.network, pair.shot()), *pair.light())
            self.written = [pair.letter()]
            self.play(*map(fade_in, self.written), *pair.open())
            self.until_word()
            self.play(*wiggle([pair.own, *pair.sums.values()]))
            self.play(pair.come_off())
            self.until_word()
            self.play(*pair.inside.shut())
            self.until_word()
            self.play(self.numbers.come_out(self.last))

    def add_up(self) -> None:
        """So weight times δ comes back; the products arrive and pile up."""
        column, x = self.last - 1, self.pair.x
        self.told = told = Collecting(self, column)
        with self.say(sentences.ADD_UP[self.sizes[-1] == 1]):
            self.play(
                *self.leave(),
                zoom(self.network, told.shot(x), seconds=1.4),
                tween(self.network.units[column], open=self.one(column), seconds=1.4),
            )
            self.written = [told.equation, *told.names(x)]
            self.play(*map(fade_in, self.written))
            self.until_word()
            running, motions = told.arrive(self.back, apart=0.4)
            self.add(told.pile, *running)
            self.play(*motions)
            self.remove(*running)
            self.until_word()
            self.play(*land(told.equation, "sum", told.pile.foot, seconds=1.0))

    def take_the_slope(self) -> None:
        """Times the slope of the unit's own curve: its δ."""
        told, curve, delta = self.told, self.told.curve(), self.told.answer()
        with self.say(sentences.SLOPE[bool(curve.slope)]):
            self.add(curve)
            self.play(told.step_aside(), tween(curve, drawn=1.0))
            self.play(climb(curve, seconds=1.0))
            self.until_word()
            self.play(tween(curve, tangent=1.0))
            self.play(*told.land("slope", "by", curve.across(*curve.at_point)))
            self.until_word()
            self.play(*told.land("delta", "is", told.equation.number_spot("sum")))
            start = told.equation.number_spot("delta")
            gone = map(fade_out, (told.pile, curve))
            self.play(*gone, fly(delta, start, seconds=1.0), *told.turn_red())
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

    def share_the_way(self) -> None:
        """All ways through a unit share their end, and its δ stands for it."""
        column, outputs = self.last - 1, range(self.sizes[-1])
        first, unit = self.thread[column - 1 : self.last]
        hidden = self.numbers.only()
        with self.say(sentences.SHARED[column > 1]):
            for sources in ([first], self.network.units[column - 1].drawn):
                units = dict(enumerate((sources, [unit], outputs), column - 1))
                edges = {
                    n: product(units[n + 1], units[n]) for n in (column - 1, column)
                }
                self.play(*light(self.network, units=units, edges=edges), *hidden)
                if self.sizes[column - 1] == 1:  # no other way comes in
                    self.play(swell(self.network, (column, unit), seconds=1.0))
                self.until_word()
            lit = light(self.network, units={column: [unit]})
            self.play(*lit, self.numbers.come_out(column))
            if column > 1:
                self.send_back(column - 1)

    def run_through(self) -> None:
        """The layers before those that were told."""
        with self.say(sentences.RUN):
            self.play(*self.leave(), zoom(self.network, self.network.home))
            self.send_back(self.early)
            for column in range(self.early - 1, 0, -1):
                self.send_back(column, waits=False)

    def flow_back(self) -> None:
        """The whole way at once, where the film has told of another step."""
        outputs = {self.last: range(self.sizes[-1])}
        with self.say(sentences.AGAIN):
            self.play(*light(self.network, units=outputs))
            for column in range(self.last - 1, 0, -1):
                self.send_back(column, waits=False)
            self.until_word()
            self.play(*self.darken(), *self.numbers.only(self.last))

    # One number.

    def close_the_rest(self) -> None:
        """Fold the chain up to the early weight, from the inside."""
        columns = range(self.last - 1, self.early, -1)
        with self.say(sentences.REST[len(columns) > 1]):
            shot = zoom(self.network, self.weight.shot())
            self.play(shot, *self.numbers.only())
            self.play(*map(fade_in, self.told_below))
            for column in columns:
                self.until_word()
                lit = light(self.network, units={column: [self.thread[column]]})
                self.play(*lit, self.chain.close(column))
                if column > self.early + 1:
                    self.play(*self.weight.learn(column))
            self.pause()

    def compare(self) -> None:
        """What came in, times the δ of the unit; and the number of the push beside."""
        weight, chain, equation = self.weight, self.chain, self.chain.equation
        found = weight.line(self.line_names[1])
        shown = [line.parts[-1].text for line in weight.lines]
        agrees = shown[0] == shown[1] if len(shown) > 1 else None
        is_batch = len(self.step.samples) > 1
        values = {"size": f"count({self.path.samples})"} if is_batch else {}
        with self.say(sentences.COMPARISONS[is_batch, agrees], values):
            self.play(*weight.light(self.early + 1), chain.stand_out())
            start = self.network.place(self.early, weight.source)
            self.play(*land(equation, "in", start, seconds=1.0))
            self.until_word()
            start = self.network.place(self.early + 1, weight.unit)
            self.play(*land(equation, "delta", start, after="by", seconds=1.0))
            way = [(equation.spot(name)[0], BELOW_FACTORS) for name in ("by", "is")]
            self.play(*land(equation, "rate", *way, after="is", seconds=1.0))
            self.until_word()
            start, low = equation.number_spot("rate"), found.box.centre[1]
            way = [start, (BESIDE_LINES, start[1]), (BESIDE_LINES, low)]
            number = fly(found.parts[-1], *way, within=found, seconds=1.0)
            self.play(fade_in(found), number)
            self.until_word()
            if agrees is False:
                self.play(fade_in(weight.line("apart by", weight.pushed("gaps"))))
            self.play(*(stress(line.parts[-1]) for line in weight.lines))
        self.written = self.told_below

    def count_passes(self) -> None:
        """Two passes for each parameter, or one there and one back: all δ are known."""
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
            for columns in (range(self.last + 1), range(self.last, -1, -1)):
                for motions in back.grow_with(self.network, columns):
                    self.play(*motions)
                self.until_word()
            self.written = [push.text, push.bar, back.text, back.bar]
            home = zoom(self.network, self.network.home)
            self.play(*self.leave(), home, *self.darken())
            self.play(*self.numbers.only(self.last))

    # What several beats do.

    @property
    def line_names(self) -> sentences.Pair:
        """What the lines below the chain are called."""
        return sentences.LINES[len(self.step.samples) > 1]

    @property
    def told_below(self) -> list[Drawing]:
        """All that stands below the strip."""
        return [self.chain.equation, *self.weight.known, *self.weight.lines]

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
        self.play(*self.back.become(column), self.numbers.come_out(column))
