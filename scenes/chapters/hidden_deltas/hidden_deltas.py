"""The heart: the end of every chain is known already, so δ flows back in one pass."""

from typing import Any

from scenes import style
from scenes.chapters.hidden_deltas import hidden_sentences as sentences
from scenes.diagram.network.lit_edges import middle
from scenes.engine.drawing import Drawing
from scenes.step_chapter import StepChapter
from scenes.vocabulary import labels
from scenes.vocabulary.equations import land, letters
from scenes.vocabulary.motions import fade_in, fade_out, stress, tween
from scenes.vocabulary.moves import climb, fly, zoom
from scenes.vocabulary.rates.early_weight import EarlyWeight
from scenes.vocabulary.rates.passes import cost_bars
from scenes.vocabulary.rates.tremors import Tremors, elsewhere
from scenes.vocabulary.rates.unit_numbers import UnitNumbers, come_out
from scenes.vocabulary.returning.backward_pass import BackwardPass
from scenes.vocabulary.returning.collecting import SPOT, Collecting
from scenes.vocabulary.returning.nested_chain import STAND, NestedChain
from scenes.vocabulary.spotlight import light, light_gap
from scenes.vocabulary.wiggling import number_line, wiggle

BESIDE_LINES = -1.6  # x where a number passes what is written of the gradient
SENDERS = 2.9  # where those that tremble stand, if no names stand beside them
RATES = 2.05  # from where a line begins beside an output to where its weight does
MIDDLE, HALF, LETTER = 4.42, 0.85, 0.5  # of number lines; from there to a letter
LARGE = 0.8  # what is left of the chain


class HiddenDeltas(StepChapter):
    """From the outputs' δ to that of every unit, in one pass."""

    name = "hidden_deltas"
    opens, closes = "outputs know", "all know"

    def construct(self) -> None:
        """Tell the chapter."""
        columns = range(self.last - 1, 0, -1)
        if self.setting.again:
            self.send_back(sentences.AGAIN, columns)
            return
        self.write_the_chain()
        self.close_the_end()
        if self.last > 1:
            self.tremble()
            self.add_up()
            self.take_the_slope()
            self.send_back(sentences.WHOLE[self.sizes[self.last - 1] == 1], columns[:1])
            self.send_back(sentences.NEXT, columns[1:2])
            self.send_back(sentences.RUN, columns[2:])
            self.close_the_rest()
        self.compare()
        self.count_passes()

    def setup(self) -> None:
        """Choose the weight: into the last layer but two, or the first."""
        super().setup()
        self.weight = EarlyWeight(self)
        self.back, self.numbers = BackwardPass(self), UnitNumbers(self)
        self.chain = NestedChain(self, self.weight)

    def write_the_chain(self) -> None:
        """The way of a move from one early weight to the cost, factor by factor."""
        chain, columns = self.chain, self.weight.columns
        with self.say(sentences.CHAINS[min(len(columns), 3) - 1]):
            shot = zoom(self.network, self.weight.shot())
            self.play(*self.weight.light(columns[0]), shot, *self.numbers.only())
            self.add(chain)
            found = chain.appear("rate", "is", "in", "by")
            if pushed := self.weight.pushed("slopes"):
                line = self.weight.line(sentences.LINES[self.is_batch][0], pushed)
                found.append(fly(line, self.weight.on_edge, seconds=1.0))
            self.play(*found)
            for column in columns:
                self.until_word()
                letters = [each.name for each in chain.terms(column)]
                self.play(*self.weight.light(column), *chain.appear(*letters))
            self.until_word()
            self.play(*chain.appear("error"))
        self.written = [chain, *self.weight.lines]

    def close_the_end(self) -> None:
        """Fold the end of the chain: it is the δ of the outputs."""
        with self.say(sentences.CLOSE):
            self.play(*light(self.network, units={self.last: range(self.sizes[-1])}))
            self.until_word()
            self.play(stress(self.chain.letters["error"], by=0.1, seconds=1.4))
            self.until_word()
            self.play(self.chain.close(self.last))

    # One unit.

    def tremble(self) -> None:
        """An activation a little up moves each sum by its weight, and so the cost."""
        self.told = told = Collecting(self, self.last - 1)
        senders = SENDERS - labels.class_room(self)
        with self.say(sentences.TREMBLE):
            shot = zoom(self.network, told.shot(senders), seconds=1.4)
            self.play(*self.leave(), shot, *told.light())
            self.written = told.names(senders)
            own, sums = self.trembling()
            self.play(*own.open(), *map(fade_in, (*sums, *self.written)))
            self.until_word()
            self.play(*wiggle(self.lines))
            self.play(come_out(self.rates))
            self.until_word()
            self.play(*map(fade_out, (own, *sums)))
            self.play(self.numbers.come_out(self.last))

    def trembling(self) -> tuple[Tremors, list[Drawing]]:
        """The lines of the activation and of the sums it feeds; weights wait there."""
        told, network, column = self.told, self.network, self.last - 1
        weights, unit = self.layer(self.last).weights, told.unit
        at = self.last, f"{weights}[{{unit}}, {unit}]", "weight"
        self.rates = labels.numbers(self, network, *at, sign="×")
        self.rates.after += RATES
        network.attach(self.rates)
        values = self.step.layers[-1].weights[told.told, unit]
        largest = float(abs(values).max(initial=1.0))
        own = Tremors(network, column, self.one(column), only=[unit], largest=largest)
        letter = letters(self, f"activation({{a}}_{self.index(column)})", em=style.BODY)
        self.lines = [own.lines[unit]]
        how: Any = {"half": HALF, "largest": largest * elsewhere(SPOT[2], HALF)}
        for k in told.told:
            self.rates.starts[k] = middle(network.stage, column, (k, unit))
            line = number_line(self, weights[k, unit], role="text", **how)
            how["power"] = line.power
            self.lines.append(line.at(MIDDLE, network.place(self.last, k)[1]))
        return own, [letter.at(SPOT[0], SPOT[1] + LETTER), *self.lines[1:]]

    def add_up(self) -> None:
        """So weight times δ comes back; the products arrive and pile up."""
        told = self.told
        with self.say(sentences.ADD_UP[self.sizes[-1] == 1]):
            self.play(fade_in(told.equation))
            self.until_word()
            self.play(*told.arrive(self.back, apart=0.4))
            self.until_word()
            self.play(*land(told.equation, "sum", told.pile.foot, seconds=1.0))
        self.written.append(told.equation)

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
            gone = map(fade_out, (told.pile, curve, self.rates))
            self.play(*gone, fly(delta, start, seconds=1.0), *told.turn_red())
        self.written.append(delta)

    # All units.

    def send_back(self, sentence: str, columns: range) -> None:
        """Let δ run back to columns, one after the other, and become their own."""
        if not columns:
            return
        with self.say(sentence):
            if self.written:
                home = zoom(self.network, self.network.home, seconds=1.4)
                self.play(*self.leave(), home)
            for column in columns:
                numbers = self.numbers.of_sender(column + 1)
                self.play(*light_gap(self.network, column), *numbers)
                if column == columns[0]:
                    self.until_word()
                # What is only repeated leaves faster.
                spread = 1.0 if column == self.last - 1 else 0.4
                self.play(*self.back.run(column, spread=spread))
                if column == columns[0]:
                    self.until_word()
                self.play(*self.back.become(column), self.numbers.come_out(column))
            if self.setting.again:
                self.play(*self.darken(), *self.numbers.only(self.last))

    # One number.

    def close_the_rest(self) -> None:
        """Fold the chain up to the early weight, from the inside."""
        with self.say(sentences.REST):
            self.play(zoom(self.network, self.weight.shot()), *self.numbers.only())
            self.play(*map(fade_in, (self.chain, *self.weight.lines)))
            self.until_word()
            for column in self.weight.columns[-2::-1]:
                lit = light(self.network, units={column: [self.thread[column]]})
                self.play(*lit, self.chain.close(column))
            self.pause()

    def compare(self) -> None:
        """What came in, times the δ of the unit; and the number of the push beside."""
        weight, chain = self.weight, self.chain
        found = weight.line(sentences.LINES[self.is_batch][1])
        shown = [line.parts[-1].text for line in weight.lines]
        agrees = shown[0] == shown[1] if len(shown) > 1 else None
        said = sentences.COMPARISONS.get((self.is_batch, agrees), sentences.FOUND)
        with self.say(said, {"size": f"count({self.path.samples})"}):
            self.play(*weight.light(weight.early + 1), chain.stand(STAND, most=LARGE))
            start = self.network.place(weight.early, weight.source)
            self.play(*land(chain, "in", start, seconds=1.0))
            self.until_word()
            start = self.network.place(weight.early + 1, weight.unit)
            self.play(*land(chain, "delta", start, after="by", seconds=1.0))
            start = chain.number_spot("in")
            self.play(*land(chain, "rate", start, after="is", seconds=1.0))
            self.until_word()
            way = chain.number_spot("rate"), (BESIDE_LINES, found.box.centre[1])
            number = fly(found.parts[-1], *way, within=found, seconds=1.0)
            self.play(fade_in(found), number)
            self.until_word()
            if agrees is False:
                self.play(fade_in(weight.line("apart by", weight.pushed("gaps"))))
            self.play(*(stress(line.parts[-1]) for line in weight.lines))
        self.written = [chain, *weight.lines]

    def count_passes(self) -> None:
        """Two passes for each parameter, or one there and one back: all δ are known."""
        push, back = cost_bars(self, sentences.COSTS, whole=0)
        with self.say(sentences.PASSES):
            self.play(*self.leave())
            self.add(push, back)
            self.play(push.say(), push.grow())
            self.until_word()
            self.play(back.say())
            for columns in (range(self.last + 1), range(self.last, -1, -1)):
                for motions in back.grow_with(self.network, columns):
                    self.play(*motions)
                self.until_word()
            home = zoom(self.network, self.network.home)
            self.play(*map(fade_out, (push, back)), home, *self.darken())
            self.play(*self.numbers.only(self.last))
