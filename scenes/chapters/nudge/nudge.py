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
from scenes.vocabulary.motions import fade_in, fade_out, tween
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

SIDES = {"plus": 1.0, "minus": -1.0}  # how far a line swings out
COST_Y, COST_RIGHT = 0.3, 0.75  # of the cost's line beside the outputs; its half
BELOW_STRIP = Box(-6.0, -2.2, 6.0, 0.6)
PUSHED, COST_OF_PUSHED = (-4.7, 0.15, 1.3), -1.7  # the unit whose sum is pushed
RIGHT_OF_UNIT = Box(0.0, -1.5, 6.7, 1.5)
COMPARED = ((-4.6, 1.65, 0.85), (-4.6, -0.95, 0.85))  # two units
COST, SLOPE = 0.2, 4.0  # beside them
ROLES = {"error": "error"}
BELOW_UNIT = 0.25  # from its rim to its name


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
        seen_at = lens(abs(self.push.slope) / usual, seen_at)
        self.cost = cost = PushedCost(self.push, usual, lens=seen_at)
        wide = max(each.box.width for each in cost.numbers.values())
        cost.x, cost.y = layout.SAFE.right - max(COST_RIGHT, wide / 2), COST_Y

    # One weight.

    def push_up(self) -> None:
        """Push an early weight up and run forward: all that depends on it moves."""
        weight, size = self.weight, f"count({self.path.samples})"
        lines = [line for t in self.tremors.values() for line in t.lines.values()]
        moves = any(line.reach for line in lines)  # anything in the sample shown
        sentence = sentences.MOVES[self.is_batch] if moves else sentences.RESTS
        with self.say(sentence, {"size": size}, again=sentences.AGAIN["up"]):
            # The outputs show their answers.
            outputs, lit = self.network.units[self.last], weight.light(weight.early + 1)
            answers = tween(outputs, shown_deltas=0 * outputs.deltas)
            self.play(*lit, answers, *self.numbers.only(), seconds=style.QUICK)
            self.play(fly(self.number_now, weight.on_edge), fade_in(self.line))
            opened = [each for t in self.tremors.values() for each in t.open()]
            self.play(*opened, fade_in(self.cost))
            self.push_to("plus")

    def push_down(self) -> None:
        """Push it down by as much: another cost, hardly different."""
        with self.say(sentences.DOWN, again=sentences.AGAIN["down"]):
            self.play(*self.leave(), *self.weight.light(self.weight.early + 1))
            self.push_to("minus")

    def push_to(self, side: str) -> None:
        """Push the weight to a side, and run forward as far as the cost."""
        far = SIDES[side]
        self.play(fade_in(self.epsilon(side)), tween(self.line, swing=far))
        self.until_word()
        for column in self.weight.columns:
            lines = self.tremors[column].lines.values()
            swung = [tween(line, swing=far) for line in lines if line.reach]
            self.play(*self.weight.light(column), *swung)
        self.until_word()
        self.play(tween(self.cost.line, swing=far), self.cost.land(side))

    def epsilon(self, side: str) -> Row:
        """Return + ε or − ε in numbers, above the weight; it goes with the beat."""
        sign = {"plus": "+", "minus": encoding.MINUS}[side]
        number = self.push.setting("epsilon", em=style.SMALL)
        box = self.number_now.box
        found = row(Text(Source(sign), em=style.SMALL, role="muted"), number, gap=0.05)
        self.written = [found.at(box.centre[0], box.top + 0.24)]
        return found

    def write_the_slope(self) -> None:
        """The difference of the costs over the step, in letters, then in numbers."""
        letters = self.weight_letters(self.weight.early + 1)
        slope = MeasuredSlope(self.push, f"(partial {{C}})/(partial {letters})")
        gone = map(fade_out, (self.line, self.number_now))
        with self.say(sentences.SLOPE, again=sentences.AGAIN["slope"]):
            self.play(*self.leave(), *gone, *shut(self.network))
            self.play(zoom(self.network, self.weight.shot()))
            self.measure(within(slope, BELOW_STRIP), self.cost)

    def measure(self, slope: MeasuredSlope, cost: PushedCost) -> None:
        """Write how a push measures a slope; its numbers land on the letters."""
        self.measured = slope
        self.written += [cost, slope]
        self.add(slope)
        self.play(fade_in(slope.letters))
        self.until_word()
        spots = {side: cost.spot_of(each) for side, each in cost.numbers.items()}
        landed = [each for at in spots.items() for each in slope.land(*at)]
        gone = [tween(each, opacity=0.0, seconds=0.2) for each in cost.numbers.values()]
        self.play(*landed, *gone)
        self.until_word()
        # Below the costs, not through them.
        self.play(*slope.land("step", (slope.box.right, slope.box.bottom)))
        self.play(*slope.land("slope", slope.spot_of(slope.numbers["step"])))

    # Sums.

    def push_a_sum(self) -> None:
        """The sum of the unit that the weight leads to: its slope is its δ."""
        push = Push(self, "sums", self.weight.early)
        column, unit = which = push.layer + 1, push.unit
        # The name of a class stands right of an output.
        room = labels.class_room(self) if column == self.last else 0.0
        index = self.index(column)
        letters = f"delta_{index} = (partial {push.letter()})/(partial {{z}}_{index})"
        right = replace(RIGHT_OF_UNIT, left=RIGHT_OF_UNIT.left + room)
        slope = within(MeasuredSlope(push, letters, "delta"), right)
        stage = only(close(self.network.home, which, PUSHED), {column: [unit]})
        with self.say(sentences.SUM[bool(push.slope)]):
            self.play(*self.leave(), *self.numbers.only(), zoom(self.network, stage))
            self.play(*light(self.network, units={column: [unit]}))
            line, cost = self.open_sum(push, COST_OF_PUSHED + room)
            for side, far in SIDES.items():
                swung = [tween(each, swing=far) for each in (line, cost.line)]
                self.play(*swung, cost.land(side))
            self.measure(slope, cost)

    def compare(self) -> None:
        """Two units, loud and quiet: how much the cost moves with the sum of each."""
        both = loud_and_quiet(self, (self.weight.early, self.last - 1))
        places = sorted((push.layer + 1, push.unit) for push in both)
        kept = {column: [u for c, u in places if c == column] for column, _ in places}
        spots = dict(zip(places, COMPARED, strict=True))
        stage = replace(aside(self.network.home, spots), ground=0.0)
        seen_at = lens(abs(both[0].slope) / elsewhere(COMPARED[0][2]))
        decimals = self.decimals([push.slope_path for push in both], "delta")
        with self.say(sentences.COMPARED):
            self.play(*self.leave(), *shut(self.network))
            # Also those that share a place where there are too many to draw.
            for column, units in kept.items():
                found = self.network.units[column]
                found.drawn, found.gaps = tuple(sorted({*found.drawn, *units})), ()
            self.play(zoom(self.network, only(stage, kept)))
            self.play(*light(self.network, units=kept))
            for push in both:
                self.until_word()
                line, cost = self.open_sum(push, COST, seen_at)
                self.play(*wiggle([line, cost.line], seconds=1.6))
                letter = self.formula("error(delta) approx", ROLES, em=style.LARGE)
                number = self.number(
                    push.slope_path, "delta", em=style.LARGE, decimals=decimals
                )
                delta = row(letter, number).at(SLOPE, cost.y)
                self.play(fly(delta, (cost.x, cost.y)))
                self.written.append(delta)

    def open_sum(
        self, push: Push, at: float, seen_at: float = 0.0
    ) -> tuple[NumberLine, PushedCost]:
        """Show the lines of a pushed sum, in its unit, and of the cost right of it."""
        column, unit = which = push.layer + 1, push.unit
        (x, y), radius = self.network.place(*which), self.network.radius(*which)
        one, length = self.network.units[column].mask(unit), elsewhere(radius)
        own = Tremors(self.network, column, one, only=[unit], role="text")
        seen_at = seen_at or lens(abs(push.slope) / length)
        cost = PushedCost(push, length, lens=seen_at)
        cost.x, cost.y = at, y
        name = labels.unit_name(self, *which).at(x, y - radius - BELOW_UNIT)
        self.written += [cost, name]
        self.play(*own.open(), fade_in(cost), fade_in(name))
        return own.lines[unit], cost

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
