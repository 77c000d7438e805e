"""The step against the gradient: first one weight, then all, and what came of it."""

from collections.abc import Mapping
from typing import Any

from scenes import style
from scenes.chapters.weight_update import update_sentences as sentences
from scenes.chapters.weight_update.close_edge import CloseEdge
from scenes.chapters.weight_update.parameter_step import bias_of, landing, weight_of
from scenes.chapters.weight_update.usual_mistake import UsualMistake, mistake_of
from scenes.engine.drawing import Box, Drawing
from scenes.stage import close, only
from scenes.step_chapter import StepChapter
from scenes.vocabulary import updating
from scenes.vocabulary.arrangement import within
from scenes.vocabulary.equations import land
from scenes.vocabulary.forward.answering import Answering
from scenes.vocabulary.forward.second_look import SecondLook
from scenes.vocabulary.motions import (
    Motion,
    fade_in,
    fade_out,
    some,
    stress,
    tween,
)
from scenes.vocabulary.moves import fly, zoom
from scenes.vocabulary.piles import grow_all
from scenes.vocabulary.spotlight import light, light_gap
from scenes.vocabulary.wiggling import wiggle

RULE = Box(-6.4, -0.85, 6.4, 0.45)
LINE = Box(-5.4, -2.35, 5.4, -1.25)
DOWN = 1.2  # that the edge is lower as long as it stands alone
MANY = 3  # layers; of more, each is told faster
BIAS_SPOT = (-4.7, 0.45, 1.2)
BESIDE_ABOVE, BESIDE_BELOW = Box(-1.9, 0.5, 6.5, 2.5), Box(-1.9, -1.9, 6.5, 0.3)


class WeightUpdate(StepChapter):
    """What the gradient is for: one weight, all weights, and the answer after."""

    name = "weight_update"
    opens, closes = "all know", "updated"

    def construct(self) -> None:
        """Tell the chapter."""
        self.ask()
        self.come_near()
        self.find_the_gradient()
        if len(self.step.samples) > 1:
            self.ask_all_samples()
            self.level_out()
        self.tell_the_rule()
        self.take_the_step()
        if not self.setting.again:
            self.step_of_the_bias()
            if self.mistake:
                self.do_it_right(self.mistake)
                self.do_it_wrong(self.mistake)
                self.compare(self.mistake)
            self.keep_the_order()
        self.move_all()
        if self.again.is_known:
            self.cross_again()
            self.read_the_answer()
        self.compare_the_costs()
        self.end()

    def setup(self) -> None:
        """Choose the weight: the last one on the thread."""
        super().setup()
        updating.share_scale(self)
        self.unit, self.source = self.thread[-1], self.thread[-2]
        self.weight, self.bias = weight_of(self), bias_of(self)
        self.edge = CloseEdge(self, self.weight)
        self.is_batch = len(self.step.samples) > 1
        self.mistake = mistake_of(self)
        self.again = SecondLook(self)
        self.around: list[Drawing] = []  # what stands around the edge close up
        self.answer: Answering | None = None
        self.pill = self.pills.parts[3].box.centre  # where η comes from

    def leave_all(self) -> list[Motion]:
        """Return the motions that take away what was written, and what is around."""
        self.written, self.around = [*self.written, *self.around], []
        return self.leave()

    def told(self, said: sentences.Said) -> str:
        """Return what is said: in other words where the film has told it before."""
        return said[self.setting.again]

    def case(self, table: Mapping[Any, str], case: object) -> str:
        """Return what is said of a case; told again, what is true of all of them."""
        return table[sentences.LATER if self.setting.again else case]

    def ask(self) -> None:
        """All δ are known, and no weight has moved."""
        gap, pills = self.last - 1, self.pills.parts
        ends = {gap: [self.source], self.last: [self.unit]}
        with self.say(self.told(sentences.ASK)):
            for column in range(self.last, 0, -1):
                units = {column: self.network.units[column].drawn}
                self.play(*light(self.network, units=units, alone=False))
            self.play(*map(stress, self.deltas.labels.values()))
            self.until_word()
            self.play(tween(pills[2], lit=0.0), tween(pills[3], lit=1.0))
            gone = tween(self.deltas, shown=0 * self.deltas.shown, seconds=style.QUICK)
            self.play(gone, *light_gap(self.network, gap))
            self.until_word()
            one = {gap: [(self.unit, self.source)]}
            self.play(*light(self.network, units=ends, edges=one, seconds=style.NORMAL))

    def come_near(self) -> None:
        """The camera flies to the edge; its ends show what they know."""
        edge, told, gap = self.edge, self.edge.told(), self.last - 1
        before, after = self.network.units[gap:]
        with self.say(self.told(sentences.NEAR)):
            self.play(zoom(self.network, edge.shot(down=DOWN), seconds=1.4))
            self.around = [edge.band, told, *edge.names()]
            beside = [*self.around[1:], edge.incoming, edge.delta]
            for each in beside:
                each.y -= DOWN
            unlit = tween(self.network.edges[-1], lit=0 * self.network.edges[-1].lit)
            self.play(*map(fade_in, self.around), unlit, seconds=style.QUICK)
            self.until_word()
            known = some(before, [self.source], shown_activations=1.0, shown_deltas=0.0)
            self.play(known, fly(edge.incoming, self.network.place(gap, self.source)))
            self.until_word()
            shown = some(after, [self.unit], shown_deltas=1.0)
            self.play(shown, fly(edge.delta, self.network.place(gap + 1, self.unit)))
        self.around = [edge.band, *beside]

    def find_the_gradient(self) -> None:
        """What comes in, times δ; weight and cost tremble in that ratio."""
        edge, equation = self.edge, self.edge.equation()
        lines, names = edge.lines()
        with self.say(self.case(sentences.GRADIENT, edge.case)):
            up = [tween(each, y=each.y + DOWN, seconds=1.0) for each in self.around[1:]]
            self.play(*edge.approach(seconds=1.0), *up)
            self.play(*map(fade_in, (*lines, *names)))
            self.play(*wiggle(lines))
            self.until_word()
            self.play(fade_in(equation))
            self.play(*land(equation, "in", edge.incoming.box.centre, after="by"))
            self.until_word()
            self.play(*land(equation, "delta", edge.delta.box.centre))
            way = equation.number_spot("delta")
            self.play(*land(equation, "rate", way, after="is", seconds=1.0))
        self.written, self.gradient = [equation, *lines, *names], equation

    def ask_all_samples(self) -> None:
        """A bar for the gradient of each sample."""
        self.bars = bars = self.edge.samples()
        size = {"size": f"count({self.path.samples})"}
        with self.say(self.case(sentences.SAMPLES, bars.case), size):
            start = self.gradient.number_spot("rate")
            told = self.edge.of_sample()
            names = [tween(each, opacity=0.0) for each in self.around[1:]]
            aside = self.edge.approach(in_corner=True)
            self.play(*self.leave(), *names, *aside)
            self.add(bars)
            mine = some(bars, [self.row], shown=1.0)
            self.play(mine, fade_in(told), fly(told.parts[1], start, within=told))
            self.until_word()
            self.play(grow_all(bars))
            self.until_word()
            self.play(tween(bars, apart=1.0))
        self.written = [bars, told]

    def level_out(self) -> None:
        """The bars level out at the mean: the gradient that the step goes by."""
        own, mean = float(self.value(self.edge.term)), self.weight.value("gradient")
        case = "larger" if abs(mean) > abs(own) else "smaller"
        case = "turned" if own * mean < 0 else case
        told = self.edge.of_batch()
        with self.say(self.case(sentences.MEAN, case)):
            self.play(tween(self.bars, level=1.0, apart=0.0, seconds=2.0))
            self.until_word()
            start = self.bars.tip(len(self.bars.values) - 1)
            self.play(fade_in(told), fly(told.parts[1], start, within=told))
            self.until_word()
            self.play(*map(stress, (self.written[1], told)))
        self.written.append(told)

    def tell_the_rule(self) -> None:
        """Uphill, and the step the other way, on one number line."""
        weight, formula = self.weight, within(self.weight.formula(0.64), RULE)
        self.line = line = weight.line(LINE)
        memory = weight.memory()
        with self.say(self.case(sentences.RULES, weight.case)):
            if self.is_batch:
                self.play(*self.leave(), *self.edge.approach())
            names = [tween(each, opacity=1.0) for each in self.around[1:]]
            self.play(*self.leave(), *names, fade_in(line))
            self.play(tween(line, uphill=1.0, seconds=1.0))
            self.until_word()
            self.play(fade_in(formula), *map(fade_in, memory))
            self.play(tween(line, stepped=1.0, seconds=1.0))
            self.until_word()
            self.play(stress(formula))
        self.written = [formula, line, *memory]

    def take_the_step(self) -> None:
        """Numbers land on the letters; the edge changes, its old width outlined."""
        weight, band, told = self.weight, self.edge.band, self.around[1]
        equation = weight.equation(em=0.56, number_em=0.36).fitted(RULE)
        new = self.edge.told("new")
        with self.say(self.case(sentences.CHANGE, weight.outcome)):
            self.play(fade_out(self.written[0], seconds=style.QUICK))
            self.play(fade_in(equation))
            gradient, step = (label.box.centre for label in self.line.labels)
            starts = {"old": told.spot_of(told.parts[1]), "rate": self.pill}
            starts |= {"gradient": gradient, "update": step}
            for motions in landing(equation, starts):
                self.play(*motions)
            self.until_word()
            self.play(tween(band, outlined=1.0, seconds=style.QUICK), fade_out(told))
            change = tween(band, moved=1.0, seconds=style.SLOW)
            self.play(change, fly(new, equation.number_spot("new"), seconds=1.6))
            self.until_word()
            self.play(stress(new))
        self.written = [equation, *self.written[1:]]
        self.around[1] = new

    def step_of_the_bias(self) -> None:
        """The same for the bias of the unit, with one for what comes in."""
        bias, which = self.bias, (self.last, self.unit)
        case = "batch" if self.is_batch else "single"
        case = bias.case if bias.case in sentences.BIAS else case
        gradient = within(bias.from_delta(), BESIDE_ABOVE)
        equation = bias.equation(em=0.6, number_em=style.TOLD)
        within(equation, BESIDE_BELOW)
        stage = only(
            close(self.network.home, which, BIAS_SPOT), {self.last: [self.unit]}
        )
        with self.say(sentences.BIAS[case]):
            self.play(*self.leave_all(), zoom(self.network, stage))
            self.play(fade_in(gradient))
            self.until_word()
            start = gradient.parts[-1].box.centre
            self.play(stress(gradient))
            self.until_word()
            self.play(fade_in(equation))
            starts = {"old": BIAS_SPOT[:2], "rate": self.pill, "update": self.pill}
            for motions in landing(equation, starts | {"gradient": start}):
                self.play(*motions)
        self.written = [gradient, equation]

    def do_it_right(self, mistake: UsualMistake) -> None:
        """A hidden unit collects δ through the old weights."""
        units, shot = self.network.units[self.last - 1], mistake.shot()
        with self.say(sentences.RIGHT):
            red = some(units, [self.source], shown_deltas=1.0)
            self.play(*self.leave(), red, zoom(self.network, shot, seconds=1.4))
            names = mistake.names()
            opened = some(units, [mistake.unit], open=1.0, seconds=style.QUICK)
            self.play(opened, *mistake.light(), *map(fade_in, names))
            self.until_word()
            self.collect(mistake, 0)
        self.around = names

    def do_it_wrong(self, mistake: UsualMistake) -> None:
        """The weights move first, and the same δ comes back through the new ones."""
        gap = self.last - 1
        with self.say(sentences.WRONG):
            self.play(*self.leave(), *updating.rims(self, gap))
            self.play(updating.move_weights(self, gap))
            self.play(*updating.clear(self))
            self.until_word()
            self.collect(mistake, 1)

    def collect(self, mistake: UsualMistake, which: int) -> None:
        """Let products run to the unit and pile up; times the slope they are its δ."""
        told, title = mistake.ways[which], mistake.titles[which]
        equation, answer = told.equation, mistake.answers[which]
        running, motions = told.arrive(mistake.back, apart=0.2)
        self.add(told.pile, *running)
        self.play(fade_in(equation), *motions)
        self.remove(*running)
        self.until_word()
        for motions in told.recall():
            self.play(*motions)
        self.play(fade_in(title), fly(answer, equation.number_spot("delta")))
        self.written = [told.pile, equation]

    def compare(self, mistake: UsualMistake) -> None:
        """Right and wrong δ side by side; then the weights are the old ones again."""
        with self.say(sentences.VERDICT[mistake.case]):
            self.play(stress(self.written[1]))
            self.until_word()
            self.play(*(stress(each, by=0.2) for each in mistake.answers))
            self.until_word()
            self.play(updating.move_weights(self, self.last - 1, back=True))
            self.play(*self.leave(), *mistake.ways[0].turn_red())
        self.around += [*mistake.answers, *mistake.titles]

    def keep_the_order(self) -> None:
        """First every δ, all the way back; only then the weights."""
        with self.say(sentences.ORDER[self.last > 1]):
            self.play(*self.leave_all())
            self.play(zoom(self.network, self.network.home, seconds=1.4))
            for column in range(self.last, 0, -1):
                units = {column: range(self.sizes[column])}
                alone = column == self.last
                self.play(*light(self.network, units=units, alone=alone))
                if column == self.last:
                    self.until_word()
            self.until_word()
            for gap in range(self.last):
                self.play(*light_gap(self.network, gap))

    def move_all(self) -> None:
        """All weights and biases take their step, layer by layer."""
        frozen = bool(self.trace.run.training.freeze)
        count = {"count": "network.parameter_count"} if not frozen else {}
        slow = style.SLOW if self.last <= MANY else style.NORMAL
        with self.say(self.case(sentences.ALL, frozen), count):
            if self.setting.again:
                self.play(*self.leave_all(), zoom(self.network, self.network.home))
            for gap in range(self.last):
                for motions in updating.announce(self, gap):
                    self.play(*motions)
                if gap < 2:
                    self.until_word()
                self.play(updating.move_weights(self, gap), seconds=slow)
            self.play(*updating.clear(self))
            for _ in range(self.last, 2):
                self.until_word()

    def cross_again(self) -> None:
        """Pulses run through the new weights, and units fill anew."""
        again, units = self.again, self.network.units
        spread = 0.6 if self.last <= MANY else 0.0
        with self.say(self.case(sentences.AGAIN, self.is_batch)):
            empty = [tween(each, shown_activations=0 * each.lit) for each in units[1:]]
            first = light(self.network, units={0: range(self.sizes[0])})
            self.play(*first, *updating.clear(self), *empty)
            again.forget()
            self.until_word()
            for gap in range(self.last):
                self.play(*light_gap(self.network, gap))
                pulses, motions = again.crossing.run(gap + 1, spread=spread)
                self.add(pulses)
                self.play(*motions)
                self.remove(pulses)
                self.play(*again.crossing.become(gap + 1, seconds=spread or 0.2))
                if gap == 0:
                    self.until_word()

    def read_the_answer(self) -> None:
        """The answers of before as outlines, those of now as bars."""
        again, answer = self.again, self.again.answering()
        told = self.case(sentences.ANSWER, again.outcome_of_answer)
        with self.say(told, again.names()):
            self.play(*answer.enter(), *answer.light())
            self.play(*answer.frame(), tween(answer.bars, recalled=1.0))
            self.until_word()
            self.play(*answer.grow())
            self.until_word()
            targets = map(fade_in, answer.target_numbers)
            self.play(answer.mark(*answer.units), *targets)
            self.play(*map(stress, answer.of(self.unit)))
        self.written, self.answer = answer.drawings, answer

    def compare_the_costs(self) -> None:
        """The cost before and after, on one scale."""
        costs = self.again.costs()
        case = self.again.outcome_of_cost, self.is_batch
        with self.say(self.case(sentences.COST, case)):
            gone = [*self.leave(), *updating.clear(self)]
            if self.answer:
                numbers = self.answer.numbers
                gone += tween(numbers, shown=0 * numbers.shown), *self.answer.let_go()
            self.play(*gone, zoom(self.network, self.again.strip()))
            self.play(fade_in(costs))
            self.until_word()
            self.play(tween(costs, passed=1.0, seconds=style.SLOW))
            self.until_word()
            if costs.times > 1:
                self.play(tween(costs, magnified=1.0, seconds=1.0))
            self.play(*map(stress, costs.numbers))
        self.written = [costs]

    def end(self) -> None:
        """Four phases are one step; the next begins with the new weights."""
        pills, units = self.pills.parts, self.network.units
        with self.say(self.told(sentences.END)):
            self.play(*self.leave(), zoom(self.network, self.network.home))
            columns = range(self.last + 1)
            lit_up = columns, columns[-1:], columns[::-1], ()
            for phase, told in enumerate(lit_up):
                lit = tween(pills[phase - 1], lit=0.0), tween(pills[phase], lit=1.0)
                self.play(*lit, seconds=0.2)
                for column in told:
                    everyone = {column: range(self.sizes[column])}
                    self.play(*light(self.network, units=everyone, seconds=0.2))
                self.until_word()
            empty = [tween(each, shown_activations=0 * each.lit) for each in units[1:]]
            self.play(*self.darken(), *empty)
