"""How wrong the answer is, as one number, and which other number that is not."""

import numpy as np

from scenes import style
from scenes.chapters.loss import loss_sentences as sentences
from scenes.chapters.loss.all_costs import AllCosts
from scenes.diagram.text import Row
from scenes.engine.drawing import Box, Drawing
from scenes.engine.pen import Point
from scenes.stage import only
from scenes.step_chapter import StepChapter
from scenes.vocabulary.forward.answering import Answering
from scenes.vocabulary.forward.costing import Costing
from scenes.vocabulary.motions import (
    Motion,
    during,
    fade_in,
    fade_out,
    relit,
    staggered,
    stress,
    tween,
)
from scenes.vocabulary.moves import climb, fly, zoom
from scenes.vocabulary.spotlight import light

RIGHT = Box(0.6, -1.3, 6.0, 0.6)  # of the area that stands alone
BELOW = Box(3.4, -2.3, 6.6, -1.65)  # the curve
LOW = -1.85  # where the number waits below the histogram
LETTERS = ("lhs", "cost", "factor", "total", "summand", "difference")


class Loss(StepChapter):
    """From the answer to its cost, and to the mean cost of the training set."""

    name = "loss"
    opens, closes = "answered", "measured"

    def construct(self) -> None:
        """Tell the chapter."""
        if self.costing.loss.is_square:
            self.differ()
            if not self.setting.again:
                self.square()
            self.scale()
        else:
            if not self.setting.again:
                self.ask()
            self.take_the_bar()
            self.read_off()
            if np.count_nonzero(self.costing.terms) > 1:
                self.pour()
            self.name_it()
        if self.trace.data.train_size == 1:
            self.stand_alone()
        elif self.costs is not None:
            self.spread_out(self.costs)
            self.mean(self.costs)
        self.end()

    def setup(self) -> None:
        """Note what the answer costs, and what all others do."""
        super().setup()
        self.answer = Answering(self)
        self.costing = Costing(self, self.answer)
        self.costs = AllCosts.of(self, self.costing)
        self.whole = self.costing.formula()
        self.errors_off = np.array(self.step.output_errors[self.row])

    # The answer.

    def ask(self) -> None:
        """The bars once more, with the ticks where they should end."""
        count = "bars" if self.sizes[-1] > 1 else "bar"
        with self.say(f"{sentences.ASKED[count]}."):
            self.grow_bars()

    def grow_bars(self) -> None:
        """The camera goes to the outputs, their bars grow, and ticks appear."""
        answer, (forward, error) = self.answer, self.pills.parts[:2]
        self.play(*(tween(p, lit=p is error, seconds=0.4) for p in (forward, error)))
        self.play(*answer.light(), *answer.enter())
        self.play(*answer.frame())
        self.play(*answer.grow(seconds=1.2))
        self.until_word()
        self.play(answer.mark(*answer.units), *map(fade_in, answer.target_numbers))

    # Squared errors.

    def differ(self) -> None:
        """How far each output is off, as a length and as a number."""
        costing, squares = self.costing, self.costing.squares
        retold = sentences.AGAIN["gaps" if self.sizes[-1] > 1 else "gap"]
        with self.say(sentences.differ(self.errors_off), again=retold):
            self.grow_bars()
            self.play(*costing.step_aside())
            self.add(squares)
            self.until_word()
            self.play(tween(squares, drawn=costing.full, seconds=1.2))
            self.until_word()
            letters = self.letters("difference", "output", "target", seconds=1.0)
            self.play(*self.errors_out(), letters)

    def errors_out(self) -> list[Motion]:
        """Return the flights of the errors' numbers from their lengths."""
        costing = self.costing
        return [
            fly(number, costing.gap_middle(place), seconds=1.0)
            for place, number in enumerate(costing.errors)
        ]

    def letters(self, *names: str, seconds: float = style.NORMAL) -> Motion:
        """Return the motion of parts of the formula, which appears with its first."""
        if self.whole not in self.mobjects:
            names_all = ("output", "target", *LETTERS)
            self.whole.alphas = dict.fromkeys(names_all, 0.0)
            self.add(self.whole)
        return relit(self.whole, **dict.fromkeys(names, 1.0), seconds=seconds)

    def square(self) -> None:
        """Each length becomes a square of its own; these slide into one area."""
        costing, squares = self.costing, self.costing.squares
        dimmed = np.ones(len(self.answer.units))
        with self.say(sentences.squared(self.errors_off)):
            moved = tween(squares, moved=costing.full, seconds=1.2)
            self.play(tween(self.answer.bars, dimmed=dimmed), moved)
            self.until_word()
            opened = tween(squares, opened=costing.full, seconds=1.2)
            self.play(opened, self.letters("summand"))
            if self.sizes[-1] > 1:
                self.until_word()
                gone = map(fade_out, costing.errors)
                self.play(*gone, self.slide(2.4), self.letters("total"))

    def slide(self, seconds: float = 3.0) -> Motion:
        """Return the motion in which areas become parts of one."""
        squares, count = self.costing.squares, len(self.costing.full)
        order = np.linspace(0.0, 1.0, count)
        return staggered(squares, "gathered", order, seconds=seconds, overlap=0.4)

    def scale(self) -> None:
        """The part of the area that is the cost, alone on the stage; its number."""
        costing, squares = self.costing, self.costing.squares
        is_half = costing.loss.factor[1] is not None
        sentence = sentences.HALVED if is_half else sentences.SHARED
        with self.say(sentence, again=sentences.AGAIN["square"]):
            if self.setting.again:
                self.play(tween(squares, moved=costing.full))
                self.play(tween(squares, opened=costing.full))
            if self.sizes[-1] == 1 or self.setting.again:
                self.play(*map(fade_out, costing.errors))
                self.play(tween(squares, gathered=costing.full, seconds=1.2))
            self.wipe(*costing.errors)
            self.play(*costing.alone(self.whole))
            self.until_word()
            self.play(tween(squares, scaled=1.0), self.letters(*LETTERS))
            self.until_word()
            self.write_result(squares.goal, costing.result(RIGHT))
        self.written = [squares]

    def write_result(self, start: Point, result: Row) -> None:
        """Let the one number fly to its place."""
        self.result, number = result, result.parts[1]
        self.play(fade_in(result), fly(number, start, within=result))
        self.play(stress(number))

    # Cross-entropy.

    def take_the_bar(self) -> None:
        """The bar that counts most goes to the axis of a curve."""
        costing, unit = self.costing, self.costing.worst
        self.chart = chart = costing.curve()
        target = float(self.step.targets[self.row, unit])
        is_share = self.trace.network.activations[-1] == "softmax"
        path = str(self.answer.answers[self.row, unit])
        foot = self.number(path, "activation", em=style.SMALL)
        x, y = chart.across(chart.at_point[0], 0.0)
        foot.at(x, y - 0.55)
        sentence = sentences.surprised(target, is_share=is_share)
        with self.say(sentence, again=sentences.AGAIN["worst"]):
            if self.setting.again:
                self.grow_bars()
            self.play(*costing.step_aside())
            self.play(*self.answer.light(unit))
            self.until_word()
            self.play(*map(stress, self.answer.of(unit)))
            self.until_word()
            axes = costing.around(chart)
            self.play(*map(fade_in, (chart, *axes)))
            self.play(fly(foot, costing.bar_end(unit), seconds=1.2))
        self.written = [chart, *axes, foot]

    def read_off(self) -> None:
        """The height of the curve at that place is what the output adds."""
        chart, costing = self.chart, self.costing
        target = float(self.step.targets[self.row, costing.worst])
        number = self.number(
            str(costing.of("loss_terms", costing.worst)), "cost", em=style.TOLD
        )
        point = chart.across(*chart.at_point)
        right = point[0] + 0.25 + number.box.width < 6.6
        x = point[0] + 0.25 if right else point[0] - 0.25
        number.at(x, point[1] + 0.25, align=0.0 if right else 1.0)
        start = 1.0 if target > 0 else 0.0
        sentence = sentences.read_off(target)
        with self.say(sentence, again=sentences.AGAIN["height"]):
            self.play(fade_in(self.whole))
            self.play(tween(chart, drawn=1.0, seconds=1.2))
            self.until_word()
            end = chart.at_point
            chart.at_point = start, float(np.interp(start, chart.xs, chart.ys))
            self.play(tween(chart, point=1.0, seconds=style.QUICK))
            self.until_word()
            chart.at_point = end
            self.play(climb(chart, start=start, seconds=2.0))
            self.play(fly(number, point, seconds=1.0))
        self.written.append(number)

    def pour(self) -> None:
        """What each output adds, as areas that slide into one."""
        squares, costing = self.costing.squares, self.costing
        with self.say(sentences.POURED, again=sentences.AGAIN["sum"]):
            self.play(*self.leave(), *self.answer.light())
            squares.moved = squares.drawn = costing.full
            self.add(squares)
            self.play(tween(squares, opened=costing.full, seconds=1.2))
            self.until_word()
            self.until_word()
            self.play(self.slide())
            self.play(tween(squares, magnified=costing.magnified))
        self.written = [squares]

    def name_it(self) -> None:
        """The sum is the cross-entropy of the sample."""
        start = self.origin
        with self.say(sentences.WHOLE, again=sentences.AGAIN["cross-entropy"]):
            self.play(stress(self.whole, by=0.12))
            self.until_word()
            self.write_result(start, self.costing.result(BELOW))
            self.until_word()
            self.play(stress(self.result.parts[1]))

    @property
    def origin(self) -> Point:
        """Where the cost comes from: the area, or the point of the curve."""
        squares = self.costing.squares
        if squares in self.mobjects:
            return squares.goal
        return self.chart.across(*self.chart.at_point)

    # Two numbers.

    def stand_alone(self) -> None:
        """A set of one sample has no other number."""
        with self.say(sentences.ALONE, again=sentences.AGAIN["alone"]):
            self.play(*map(stress, self.result.parts))
            self.play(stress(self.whole, by=0.12))
            self.until_word()
            self.play(fade_out(self.result, seconds=style.QUICK))
            box = RIGHT if self.costing.loss.is_square else BELOW
            self.result = mean = self.costing.mean_of_one(box)
            letters, number = mean.parts
            letters.opacity = 0.0
            self.add(mean)
            late = during(0.6, 1.0)  # when the number has passed
            self.play(
                fly(number, self.origin, within=mean, seconds=1.4),
                tween(letters, opacity=1.0, seconds=1.4, rate=late),
            )
            self.until_word()
            self.play(stress(number))

    def spread_out(self, costs: AllCosts) -> None:
        """The costs of all samples, and this one among them."""
        batch, chart = len(self.step.samples), costs.chart
        said = sentences.spread(batch, self.trace.data.train_size)
        retold = sentences.AGAIN["all"]
        with self.say(said, {"size": "data.train_size"}, again=retold):
            x, y = self.result.box.centre
            down = self.result.x - x, self.result.y - y + LOW
            self.wipe(self.whole, aside=tween(self.result, x=down[0], y=down[1]))
            self.play(*map(fade_in, (chart, *costs.ends)))
            self.play(costs.grow())
            self.until_word()
            self.play(*costs.mark(), fade_out(self.result))
            start = self.result.spot_of(self.result.parts[1])
            self.play(*costs.write_own(start))

    def mean(self, costs: AllCosts) -> None:
        """The mean of all costs; which of both drives the update, which measures."""
        with self.say(costs.compared(), again=sentences.AGAIN[costs.side()]):
            self.play(tween(costs.chart, levelled=1.0, seconds=1.2))
            self.play(*costs.write_mean())
            self.until_word()
            self.play(tween(costs.chart, spanned=1.0))
            self.written = [costs.chart, costs.own, costs.above, *costs.ends]
            if not self.setting.again:
                self.until_word()
                apart = tween(costs.chart, spanned=0.0, seconds=style.QUICK)
                self.play(apart, *costs.again())
                self.until_word()
                self.play(*costs.again(mean=True))
                self.written = costs.drawings

    def end(self) -> None:
        """Back to the whole network, whose cost is known."""
        unit, before = self.thread[-1], self.thread[-2]
        with self.say(sentences.END, again=sentences.AGAIN["end"]):
            self.wipe(self.whole, self.result)
            self.play(zoom(self.network, self.network.home, seconds=1.4))
            self.until_word()
            edges = {self.last - 1: [(unit, before)]}
            lit = {self.last: [unit], self.last - 1: [before]}
            self.play(*light(self.network, units=lit, edges=edges))
            self.until_word()
            self.play(*self.darken())

    # What several beats do.

    def wipe(self, *more: Drawing, aside: Motion | None = None) -> None:
        """Take the answer off the stage, and what else is named."""
        left, numbers = (*self.answer.drawings, *more), self.answer.numbers
        gone = [each for each in left if each in self.mobjects]
        back = [tween(numbers, shown=0 * numbers.shown, seconds=style.QUICK)]
        stands = bool(numbers.shown.any())
        gone_out = [*self.leave(), *map(fade_out, gone), *back * stands]
        self.play(*gone_out, *[aside] * (aside is not None))
        if stands:
            nobody = only(self.network.stage, {})
            self.play(zoom(self.network, nobody, seconds=0.8))
