"""The dear way: push a weight a little, run forward, and look at the cost."""

from dataclasses import replace

import numpy as np

from scenes import encoding, layout, style
from scenes.chapters.nudge import nudge_sentences as sentences
from scenes.diagram.charts.number_lines import NumberLine
from scenes.diagram.text import Row, Source, Text
from scenes.engine.drawing import Box
from scenes.stage import aside, close, only
from scenes.step_chapter import StepChapter
from scenes.vocabulary import labels
from scenes.vocabulary.arrangement import row, within
from scenes.vocabulary.motions import Motion, fade_in, fade_out, stress, tween
from scenes.vocabulary.moves import fly, zoom
from scenes.vocabulary.rates.early_weight import EarlyWeight
from scenes.vocabulary.rates.measured_slope import MeasuredSlope
from scenes.vocabulary.rates.passes import cost_bars
from scenes.vocabulary.rates.push import Push, loud_and_quiet
from scenes.vocabulary.rates.pushed_cost import PushedCost
from scenes.vocabulary.rates.tremors import Tremors, elsewhere, lens, shut
from scenes.vocabulary.rates.unit_numbers import UnitNumbers
from scenes.vocabulary.spotlight import light
from scenes.vocabulary.wiggling import wiggle

COST_Y, COST_RIGHT = 0.3, 0.75  # of the cost's line beside the outputs; its half
BELOW_STRIP = Box(-6.0, -2.2, 6.0, 0.6)
UNIT_INSIDE, COST_OF_UNIT = (-4.7, 0.05, 1.3), -1.7
RIGHT_OF_UNIT = Box(0.0, -1.5, 6.7, 1.5)
BESIDE_STRIP = (5.3, -0.75)  # where the cost waits
COMPARED = ((-4.6, 1.45, 0.95), (-4.6, -1.15, 0.95))  # two units
COST_COMPARED, SLOPE_COMPARED = 0.6, 4.4


class Nudge(StepChapter):
    """What a push measures, and what it costs."""

    name = "nudge"
    opens, closes = "outputs know", "outputs know"

    def construct(self) -> None:
        """Tell the chapter."""
        self.push_up()
        self.push_down()
        self.write_the_slope()
        if self.setting.again:
            with self.say(sentences.AGAIN["end"]):
                self.go_home()
            return
        self.push_a_sum()
        if self.last > self.weight.early + 1:
            self.compare()
        self.count()

    def setup(self) -> None:
        """Prepare what moves with the weight, all of it in the same units."""
        super().setup()
        self.plans = [(units.drawn, units.gaps) for units in self.network.units]
        self.numbers, self.weight = UnitNumbers(self), EarlyWeight(self)
        weight = self.weight
        self.push = Push(self, "weights", weight.early)
        spread = self.trace.probes["nudge"].steps[self.step_number].spread
        largest = max(1.0, *(float(np.abs(each).max()) for each in spread))
        seen_at, self.tremors = 1.0, dict[int, Tremors]()
        for column in weight.columns:
            found = self.tremors[column] = Tremors(
                *(self.network, column, np.array(spread[column - 1])),
                path=f"{self.push.step.spread[column - 1]}[{{unit}}]",
                largest=largest,
                before=seen_at,
                only=[weight.unit] if column == weight.early + 1 else None,
            )
            seen_at = found.lens
        usual = largest * elsewhere(self.network.radius(weight.early + 1, weight.unit))
        self.line, self.number_now = weight.above(usual)
        self.cost = cost = PushedCost(self.push, usual, before=seen_at)
        wide = max(each.box.width for each in cost.numbers.values())
        cost.x, cost.y = layout.SAFE.right - max(COST_RIGHT, wide / 2), COST_Y

    # One weight.

    def push_up(self) -> None:
        """Push an early weight up and run forward: all that depends on it moves."""
        weight, size = self.weight, f"count({self.path.samples})"
        # The outputs show their answers.
        outputs = self.network.units[self.last]
        answers = tween(outputs, shown_deltas=0 * outputs.deltas, seconds=style.QUICK)
        lines = [line for t in self.tremors.values() for line in t.lines.values()]
        moves = any(line.reach for line in lines)  # anything in the sample shown
        told = sentences.MOVES if moves else sentences.RESTS
        sentence = told[self.is_batch]
        with self.say(sentence, {"size": size}, again=sentences.AGAIN["up"]):
            lit = weight.light(weight.early + 1)
            self.play(*lit, answers, *self.numbers.only())
            self.play(fly(self.number_now, weight.on_edge), fade_in(self.line))
            self.play(fade_in(self.epsilon("+")), tween(self.line, swing=1.0))
            self.until_word()
            for column in weight.columns:
                self.play(*weight.light(column), *self.tremors[column].open())
                self.play(*self.swing(column, 1.0))
                if column == weight.early + 1:
                    self.until_word()
            self.until_word()
            self.add(self.cost)
            self.play(*self.cost.appear())
            self.play(tween(self.cost.line, swing=1.0), *self.cost.land("plus"))

    def push_down(self) -> None:
        """Push it down by as much: another cost, hardly different."""
        sentence = sentences.DOWN[bool(self.push.slope)]
        with self.say(sentence, again=sentences.AGAIN["down"]):
            dark = self.weight.light(self.weight.early + 1)
            self.play(*self.leave(), *dark, tween(self.line, swing=-1.0))
            self.play(fade_in(self.epsilon(encoding.MINUS)))
            self.until_word()
            for column in self.weight.columns:
                self.play(*self.weight.light(column), *self.swing(column, -1.0))
            self.until_word()
            self.play(tween(self.cost.line, swing=-1.0), *self.cost.land("minus"))
            self.play(*map(stress, self.cost.numbers.values()))

    def write_the_slope(self) -> None:
        """The difference of the costs over the step, in letters, then in numbers."""
        weight = self.weight
        letters = self.weight_letters(weight.early + 1)
        rate = f"(partial {{C}})/(partial {letters})"
        self.measured = measured = within(MeasuredSlope(self.push, rate), BELOW_STRIP)
        gone = map(fade_out, (self.line, self.number_now))
        with self.say(sentences.SLOPE, again=sentences.AGAIN["slope"]):
            self.play(*self.leave(), *gone, *shut(self.network), *self.cost.hide())
            self.add(measured)
            x, y = BESIDE_STRIP
            waits = tween(self.cost, x=x, y=y, seconds=style.MOVE)
            self.play(zoom(self.network, weight.shot()), waits)
            self.play(fade_in(measured.letters))
            self.until_word()
            self.take(measured)
        self.written = [measured, self.cost]

    # Sums.

    def push_a_sum(self) -> None:
        """The sum of the unit that the weight leads to: its slope is its δ."""
        push = Push(self, "sums", self.weight.early)
        column, unit = which = push.layer + 1, push.unit
        stage = only(close(self.network.home, which, UNIT_INSIDE), {column: [unit]})
        name = within(labels.unit_name(self, column, unit), layout.BELOW_UNIT)
        name.at(UNIT_INSIDE[0], name.box.centre[1])
        delta = str(self.layer(column).deltas[self.row, unit])
        agrees = self.shown(delta, "delta") == self.shown(push.slope_path, "delta")
        with self.say(sentences.of_sum(push.slope, column == self.last, agrees)):
            gone = (*self.leave(), *self.numbers.only())
            self.play(*gone, zoom(self.network, stage, seconds=1.4))
            self.play(*light(self.network, units={column: [unit]}), fade_in(name))
            self.push_both_ways(push)
        self.written = [self.cost, self.measured, name]

    def push_both_ways(self, push: Push) -> None:
        """Push the sum of a unit to both sides, and write down its slope."""
        which = push.layer + 1, push.unit
        index, room = self.index(which[0]), self.beside(which[0])
        rate = f"delta_{index} = (partial {push.letter()})/(partial {{z}}_{index})"
        right = replace(RIGHT_OF_UNIT, left=RIGHT_OF_UNIT.left + room)
        self.measured = within(MeasuredSlope(push, rate, "delta"), right)
        self.add(self.measured)
        line, self.cost = self.open_sum(push, COST_OF_UNIT + room)
        for side, far in (("plus", 1.0), ("minus", -1.0)):
            swung = [tween(each, swing=far) for each in (line, self.cost.line)]
            self.play(*swung, *self.cost.land(side))
        self.until_word()
        self.play(fade_in(self.measured.letters))
        self.take(self.measured)

    def compare(self) -> None:
        """Two units, loud and quiet: how much the cost moves with the sum of each."""
        both = loud_and_quiet(self, (self.weight.early, self.last - 1))
        places = sorted((push.layer + 1, push.unit) for push in both)
        kept = {column: [u for c, u in places if c == column] for column, _ in places}
        spots = dict(zip(places, COMPARED, strict=True))
        stage = replace(aside(self.network.home, spots), ground=0.0)
        seen_at = lens(abs(both[0].slope) / elsewhere(COMPARED[0][2]))
        decimals = self.decimals([push.slope_path for push in both], "delta")
        with self.say(sentences.compared(*(push.slope for push in both))):
            self.play(*self.leave(), *shut(self.network))
            # Also those that share a place where there are too many to draw.
            for column, units in kept.items():
                found = self.network.units[column]
                found.drawn, found.gaps = tuple(sorted({*found.drawn, *units})), ()
            self.play(zoom(self.network, only(stage, kept)))
            self.play(*light(self.network, units=kept))
            for push in both:
                self.until_word()
                self.tremble_alone(push, seen_at, decimals)

    def tremble_alone(self, push: Push, seen_at: float, places: int) -> None:
        """Let the sum of one unit tremble, and the cost with it."""
        which = push.layer + 1, push.unit
        (x, y), radius = self.network.place(*which), self.network.radius(*which)
        # The name of a class stands there already.
        name = [] if self.beside(which[0]) else [labels.unit_name(self, *which)]
        delta = self.formula("error(delta) approx", {"error": "error"}, em=style.LARGE)
        number = self.number(push.slope_path, "delta", em=style.LARGE, decimals=places)
        found = row(delta, number).at(SLOPE_COMPARED, y)
        named = [fade_in(each.at(x + radius + 0.2, y, align=0.0)) for each in name]
        line, cost = self.open_sum(push, COST_COMPARED, *named, given=seen_at)
        self.play(*wiggle([line, cost.line], seconds=1.6))
        self.play(fly(found, (COST_COMPARED, y)))
        self.written += [*name, cost, found]

    def open_sum(
        self, push: Push, x: float, *also: Motion, given: float = 0.0
    ) -> tuple[NumberLine, PushedCost]:
        """Show the lines of a pushed sum, in its unit, and of the cost right of it."""
        column, unit = push.layer + 1, push.unit
        one = self.network.units[column].mask(unit)
        own = Tremors(self.network, column, one, only=[unit], role="text")
        length = elsewhere(self.network.radius(column, unit))
        cost = PushedCost(push, length, given=given)
        cost.x, cost.y = x, self.network.place(column, unit)[1]
        self.add(cost)
        self.play(*own.open(), *cost.appear(), *also)
        return own.lines[unit], cost

    def beside(self, column: int) -> float:
        """Return the room that the name of a class takes, right of an output."""
        return labels.class_room(self) if column == self.last else 0.0

    # All of them.

    def count(self) -> None:
        """What one slope costs, two passes, and what all of them do."""
        one, every = cost_bars(self, sentences.BARS, whole=1)
        with self.say(sentences.PASSES, {"count": "network.parameter_count"}):
            shot = self.weight.shot()
            thread = dict(enumerate([unit] for unit in self.thread))
            gone = (*self.leave(), *shut(self.network))
            self.play(*gone, zoom(self.network, only(shot, thread)))
            for column, units in enumerate(self.network.units):
                units.drawn, units.gaps = self.plans[column]
            self.play(zoom(self.network, shot, seconds=style.QUICK), one.say())
            self.add(one, every)
            for _ in range(2):
                for motions in one.grow_with(self.network, range(self.last + 1)):
                    self.play(*motions)
            self.until_word()
            self.play(every.say(), every.grow())
            self.until_word()
            self.written = [one, every]
            self.go_home()

    def go_home(self) -> None:
        """All is as it was: the question is left."""
        outputs, everyone = self.network.units[self.last], np.ones(self.sizes[-1])
        home = zoom(self.network, self.network.home)
        self.play(*self.leave(), home, *self.darken())
        self.until_word()
        self.play(tween(outputs, shown_deltas=everyone, seconds=style.QUICK))
        self.play(self.numbers.come_out(self.last))

    # What several beats do.

    def take(self, measured: MeasuredSlope) -> None:
        """Let the numbers of a slope land on its letters."""
        plus, minus, step, slope = measured.take(self.cost)
        self.play(*plus, *minus)
        self.until_word()
        self.play(*step)
        self.play(*slope)

    def epsilon(self, sign: str) -> Row:
        """Return + ε or − ε in numbers, above the weight; it goes with the beat."""
        number = self.push.setting("epsilon", em=style.SMALL)
        box = self.number_now.box
        found = row(Text(Source(sign), em=style.SMALL, role="muted"), number, gap=0.05)
        self.written = [found.at(box.centre[0], box.top + 0.24)]
        return found

    def swing(self, column: int, far: float) -> list[Motion]:
        """Return the motions in which all lines of a column go to one side."""
        lines = self.tremors[column].lines.values()
        return [tween(line, swing=far) for line in lines if line.reach]
