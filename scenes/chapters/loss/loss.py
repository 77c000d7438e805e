"""How wrong the answer is, as one number, and which other number that is not."""

import numpy as np

from scenes import style
from scenes.chapters.loss import loss_sentences as sentences
from scenes.chapters.loss.all_costs import EM, AllCosts
from scenes.diagram.text import Row
from scenes.engine.drawing import Box, Drawing
from scenes.engine.pen import Point
from scenes.stage import Stage, only
from scenes.step_chapter import StepChapter
from scenes.vocabulary.forward.answering import Answering
from scenes.vocabulary.forward.costing import Costing
from scenes.vocabulary.motions import (
    Motion,
    during,
    fade_in,
    fade_out,
    relit,
    stress,
    tween,
)
from scenes.vocabulary.moves import climb, fly, zoom
from scenes.vocabulary.rates.unit_numbers import go_back
from scenes.vocabulary.spotlight import light

RIGHT = Box(0.6, -1.3, 6.0, 0.6)  # of the area that stands alone
BELOW = Box(3.4, -2.3, 6.6, -1.65)  # the curve
LOW = -1.85  # where the number waits below the histogram
BESIDE, EDGE = 0.25, 6.6  # from a point to its number; where the stage ends
DIFFERENCE = ("difference", "output", "target")  # what is written of the cost at first
REST = ("lhs", "cost", "factor", "total", "summand")
STRESSED = 0.12  # of a line's size: how far it grows for a moment


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
        self.costs = AllCosts(self, self.costing) if AllCosts.known(self) else None
        self.whole = self.costing.formula()
        self.place = BELOW  # of the cost in numbers
        self.errors_off = np.array(self.step.output_errors[self.row])

    # The answer.

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
        costing, squares, whole = self.costing, self.costing.squares, self.whole
        retold = sentences.AGAIN["gaps" if self.sizes[-1] > 1 else "gap"]
        whole.alphas = dict.fromkeys((*DIFFERENCE, *REST), 0.0)
        with self.say(sentences.differ(self.errors_off), again=retold):
            self.grow_bars()
            self.play(*self.answer.step_aside())
            self.add(costing.measure(), whole)
            self.until_word()
            self.play(tween(squares, drawn=1.0, seconds=1.2))
            self.until_word()
            numbers = [
                fly(number, ((start + end) / 2, y), seconds=1.0)
                for number, (start, end, y) in zip(
                    costing.errors, squares.gaps, strict=False
                )
            ]
            written = dict.fromkeys(DIFFERENCE, 1.0)
            self.play(*numbers, relit(whole, **written, seconds=1.0))

    def square(self) -> None:
        """Each length becomes a square of its own; these slide into one area."""
        costing, squares = self.costing, self.costing.squares
        dimmed = np.ones(len(self.answer.units))
        with self.say(sentences.squared(self.errors_off)):
            moved = tween(squares, moved=1.0, seconds=1.2)
            self.play(tween(self.answer.bars, dimmed=dimmed), moved)
            self.until_word()
            opened = tween(squares, opened=1.0, seconds=1.2)
            self.play(opened, relit(self.whole, summand=1.0))
            if self.sizes[-1] > 1:
                self.until_word()
                gone = map(fade_out, costing.errors)
                self.play(*gone, costing.slide(2.4), relit(self.whole, total=1.0))

    def scale(self) -> None:
        """The part of the area that is the cost, alone on the stage; its number."""
        costing, squares = self.costing, self.costing.squares
        is_half = costing.loss.factor[1] is not None
        sentence = sentences.HALVED if is_half else sentences.SHARED
        with self.say(sentence, again=sentences.AGAIN["square"]):
            if self.setting.again:
                self.play(tween(squares, moved=1.0))
                self.play(tween(squares, opened=1.0))
            if self.sizes[-1] == 1 or self.setting.again:
                self.play(*map(fade_out, costing.errors), costing.slide(1.2))
            self.stand_out()
            self.until_word()
            written = dict.fromkeys(REST, 1.0)
            self.play(tween(squares, scaled=1.0), relit(self.whole, **written))
            self.until_word()
            self.result = costing.result(self.place)
            self.source = squares.goal  # of the cost: where its number comes from
            self.arrive(self.result, self.source)
            self.play(stress(self.result, by=STRESSED, seconds=0.6))
        self.written = [squares]

    # Cross-entropy.

    def take_the_bar(self) -> None:
        """The bar that counts most goes to the axis of a curve."""
        costing, unit = self.costing, self.costing.worst
        self.chart = chart = costing.curve()
        is_share = self.trace.network.activations[-1] == "softmax"
        side = sentences.side_of(float(self.step.targets[self.row, unit]))
        path = str(self.answer.answers[self.row, unit])
        x, y = chart.across(chart.at_point[0], 0.0)
        foot = self.number(path, "activation", em=style.SMALL).at(x, y - 0.55)
        sentence = sentences.SURPRISED["share" if is_share else side]
        with self.say(sentence, again=sentences.AGAIN["worst"]):
            self.grow_bars()
            self.play(*self.answer.step_aside())
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
        path = str(costing.path("loss_terms", costing.worst))
        number = self.number(path, "cost", em=style.TOLD)
        start, end = 1.0 if target > 0 else 0.0, chart.at_point
        self.source = x, y = chart.across(*end)
        right = min(x + BESIDE + number.box.width, EDGE)
        if end[0] > target:  # the curve rises there
            right = x - BESIDE
        number.at(right, y + BESIDE, align=1.0)
        sentence = sentences.READ_OFF[sentences.side_of(target)]
        with self.say(sentence, again=sentences.AGAIN["height"]):
            self.play(fade_in(self.whole))
            self.play(tween(chart, drawn=1.0, seconds=1.2))
            self.until_word()
            chart.at_point = start, float(np.interp(start, chart.xs, chart.ys))
            self.play(tween(chart, point=1.0, seconds=style.QUICK))
            self.until_word()
            chart.at_point = end
            self.play(climb(chart, start=start, seconds=2.0))
            self.play(fly(number, self.source, seconds=1.0))
        self.written.append(number)

    def pour(self) -> None:
        """What each output adds, as areas that slide into one."""
        squares, costing = self.costing.squares, self.costing
        with self.say(sentences.POURED, again=sentences.AGAIN["sum"]):
            self.play(*self.leave(), *self.answer.light())
            squares.moved = squares.drawn = 1.0
            self.add(squares)
            self.play(tween(squares, opened=1.0, seconds=1.2))
            self.until_word()
            self.play(costing.slide(3.0))
            self.stand_out()
        self.written, self.source = [squares], squares.goal

    def name_it(self) -> None:
        """The sum is the cross-entropy of the sample."""
        with self.say(sentences.WHOLE, again=sentences.AGAIN["cross-entropy"]):
            self.play(stress(self.whole, by=STRESSED))
            self.until_word()
            self.result = self.costing.result(self.place)
            self.arrive(self.result, self.source)
            self.until_word()
            self.play(stress(self.result, by=STRESSED, seconds=1.2))

    # Two numbers.

    def stand_alone(self) -> None:
        """A set of one sample has no other number."""
        with self.say(sentences.ALONE, again=sentences.AGAIN["alone"]):
            self.play(*(stress(e, by=STRESSED) for e in (self.result, self.whole)))
            self.until_word()
            self.play(fade_out(self.result, seconds=style.QUICK))
            self.result = self.costing.result(self.place, of_all=True)
            self.arrive(self.result, self.source)
            self.until_word()
            self.play(stress(self.result, by=STRESSED))

    def spread_out(self, costs: AllCosts) -> None:
        """The costs of all samples, and this one among them."""
        batch, result, (own, _) = len(self.step.samples), self.result, costs.lines[0]
        said = sentences.spread(batch, self.trace.data.train_size)
        retold = sentences.AGAIN["all"]
        with self.say(said, {"size": "data.train_size"}, again=retold):
            x, y = result.box.centre
            down = tween(result, x=result.x - x, y=result.y - y + LOW)
            self.play(*self.wipe(self.whole), down)
            self.play(fade_in(costs))
            self.play(costs.grow())
            self.until_word()
            start, large = result.spot_of(result.parts[-1]), style.LARGE / EM
            self.play(tween(costs, marked=1.0), fade_out(result, seconds=0.8))
            self.arrive(own, start, size=large)
        self.written = [costs, own]

    def mean(self, costs: AllCosts) -> None:
        """The mean of all costs; which of both drives the update, which measures."""
        side, size = costs.side(), self.trace.data.train_size
        said = sentences.compared(side, len(self.step.samples), size)
        with self.say(said, again=sentences.AGAIN[side]):
            self.play(tween(costs, levelled=1.0, seconds=1.2))
            self.arrive(mean := costs.lines[1][0], costs.top)
            self.until_word()
            self.play(tween(costs, spanned=1.0))
            self.written.append(mean)
            for line, use in costs.lines if not self.setting.again else ():
                self.until_word()
                self.play(stress(line, by=STRESSED), fade_in(use, seconds=0.8))
                self.written.append(use)

    def end(self) -> None:
        """Back to the whole network, whose cost is known."""
        unit, before = self.thread[-1], self.thread[-2]
        with self.say(sentences.END, again=sentences.AGAIN["end"]):
            self.play(*self.wipe(self.whole, self.result, to=self.network.home))
            self.until_word()
            edges = {self.last - 1: [(unit, before)]}
            lit = {self.last: [unit], self.last - 1: [before]}
            self.play(*light(self.network, units=lit, edges=edges))
            self.until_word()
            self.play(*self.darken())

    # What several beats do.

    def stand_out(self) -> None:
        """The area and its formula have the whole stage."""
        self.play(*self.wipe(*self.costing.errors))
        self.play(*self.costing.alone(self.whole))
        self.place = RIGHT

    def arrive(self, line: Row, start: Point, *, size: float = 0.75) -> None:
        """Let the number at the end of a line fly there; the rest comes behind it."""
        *before, number = line.parts
        flight = fly(number, start, within=line, size=size, seconds=1.0)
        late = during(0.6, 1.0)  # when the number has passed
        for each in before:
            each.opacity = 0.0
        self.add(line)
        follow = (tween(e, opacity=1.0, seconds=1.0, rate=late) for e in before)
        self.play(flight, *follow)

    def wipe(self, *more: Drawing, to: Stage | None = None) -> list[Motion]:
        """Return the motions that take the answer away, and what else is named.

        The network goes ``to`` a stage, or where nothing of it is seen.
        """
        drawings, numbers = (*self.answer.drawings, *more), self.answer.numbers
        gone = [fade_out(each) for each in drawings if each in self.mobjects]
        if numbers.shown.any():
            gone.append(go_back(numbers))
        end, seconds = to or only(self.network.stage, {}), 1.4 if to else 0.8
        return [*self.leave(), *gone, zoom(self.network, end, seconds=seconds)]
