"""The step against the gradient: first one weight, then all, and what came of it."""

from dataclasses import replace
from itertools import chain

import numpy as np
from manim.utils.rate_functions import linear

from scenes import encoding, style
from scenes.chapters.weight_update import update_sentences as sentences
from scenes.chapters.weight_update.close_edge import CloseEdge
from scenes.chapters.weight_update.parameter_step import bias_of, landing, weight_of
from scenes.chapters.weight_update.usual_mistake import UsualMistake, mistake_of
from scenes.diagram.letter_pile import Gathering, LetterPile, clerk_of_pile
from scenes.diagram.network.lit_edges import middle
from scenes.engine.drawing import Box, Drawing
from scenes.stage import Stage, close, narrow, only
from scenes.step_chapter import StepChapter
from scenes.vocabulary import updating
from scenes.vocabulary.arrangement import within
from scenes.vocabulary.equations import land
from scenes.vocabulary.forward.answering import Answering
from scenes.vocabulary.forward.second_look import SecondLook
from scenes.vocabulary.motions import Motion, fade_in, fade_out, some, stress, tween
from scenes.vocabulary.moves import fly, zoom
from scenes.vocabulary.piles import grow_all
from scenes.vocabulary.spotlight import light, light_gap

BESIDE_PILE, PILE_X, FLOOR = Box(-6.7, -1.95, 2.2, 2.75), 4.0, -1.5
AWAY, LETTER = 5.0, 0.42  # to the right, out of sight; height of the largest letter
RULE = Box(-6.4, -0.85, 6.4, 0.45)
LINE = Box(-5.4, -2.35, 5.4, -1.25)
MANY = 3  # layers; of more, each is told faster
TURN, ACROSS = 0.6, 1.2  # seconds: of what each layer does in turn, and of pulses
BIAS_SPOT, BIAS_WAY = (-4.7, 0.45, 1.2), (2.5, 0.2)
BESIDE_ABOVE, BESIDE_BELOW = Box(-1.9, 0.5, 6.5, 2.5), Box(-1.9, -1.9, 6.5, 0.3)


class WeightUpdate(StepChapter):
    """What the gradient is for: one weight, all weights, and the answer after."""

    name = "weight_update"
    opens, closes = "all know", "updated"

    def construct(self) -> None:
        """Tell the chapter."""
        if not self.setting.again:
            self.open_the_pile()
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

    def turn_over(self) -> list[Motion]:
        """Return the motions from going back to the update, if it has not begun."""
        pills, network = self.pills.parts, self.network
        if pills[3].lit:
            return []
        gone = tween(self.deltas, shown=0 * self.deltas.shown, seconds=0.2)
        units = {n: network.units[n].drawn for n in range(1, self.last + 1)}
        lit = light(network, units=units, alone=False)
        return [gone, tween(pills[2], lit=0.0), tween(pills[3], lit=1.0), *lit]

    def open_the_pile(self) -> None:
        """Who acts on the letters unties them, and hands them out to the weights."""
        pile, clerk = LetterPile(22, "network.parameter_count"), clerk_of_pile()
        pile.grown = pile.tied = 1.0
        places = (pile, PILE_X), (clerk, PILE_X + 1.7)
        for each, x in places:
            each.x, each.y = x + AWAY, FLOOR
        gap = self.last - 1
        ends = {gap: [self.source], self.last: [self.unit]}
        edges = {gap: [(self.unit, self.source)]}
        with self.say(sentences.PILE):
            self.add(pile, clerk)
            come = [tween(each, x=x, seconds=style.MOVE) for each, x in places]
            room = zoom(self.network, self.beside_pile())
            self.play(room, *come, *self.turn_over())
            self.until_word()
            self.play(tween(pile, tied=0.0))
            self.until_word()
            self.play(*self.hand_out(pile))
            self.remove(pile)
            gone = tween(clerk, x=clerk.x + AWAY, removes=True)
            self.play(gone, *light(self.network, units=ends, edges=edges))

    def beside_pile(self) -> Stage:
        """Return the stage of the network, left of the pile."""
        home, is_picture = self.network.home, self.network.plan.picture is not None
        left = BESIDE_PILE.left if is_picture else float(home.places[0][0, 0])
        return narrow(home, replace(BESIDE_PILE, left=left), picture=is_picture)

    def hand_out(self, pile: LetterPile) -> list[Motion]:
        """Return the motions of letters to those weights that move most."""
        network, step = self.network, self.step
        most = updating.most_moved
        edges = [(n, pair) for n in range(self.last) for pair in sorted(most(self, n))]
        spots = [middle(network.stage, *edge) for edge in edges]
        sizes = [float(step.layers[n].weight_gradient[pair]) for n, pair in edges]
        largest = max(map(abs, sizes)) or 1.0
        talls = [encoding.disc_radius(each, largest, LETTER) for each in sizes]
        letters = Gathering(np.array(spots), np.array(talls), pile.box)
        letters.clock = 1.0
        self.add(letters)
        return [
            tween(letters, clock=0.0, seconds=2.6, rate=linear),
            tween(pile, grown=0.0, seconds=2.6, rate=linear),
        ]

    def find_the_gradient(self) -> None:
        """One edge close up: what comes in leaves its unit, δ leaves its own."""
        edge, equation, gap = self.edge, self.edge.equation(), self.last - 1
        before, after = self.network.units[gap:]
        shown = [
            some(before, [self.source], shown_activations=1.0, shown_deltas=0.0),
            some(after, [self.unit], shown_deltas=1.0),
        ]
        self.around = [edge.band, edge.told(), *edge.names()]
        with self.say(sentences.GRADIENT[edge.case], again=sentences.AGAIN["near"]):
            near = zoom(self.network, edge.shot(), seconds=1.4)
            self.play(near, *self.turn_over())
            unlit = tween(self.network.edges[-1], lit=0 * self.network.edges[-1].lit)
            self.play(*map(fade_in, (*self.around, equation)), unlit, *shown)
            self.until_word()
            self.play(*land(equation, "in", self.network.place(gap, self.source)))
            self.until_word()
            start = self.network.place(gap + 1, self.unit)
            self.play(*land(equation, "delta", start, after="by"))
            self.until_word()
            way = equation.number_spot("delta")
            self.play(*land(equation, "rate", way, after="is", seconds=1.2))
        self.written, self.gradient = [equation], equation

    def ask_all_samples(self) -> None:
        """A bar for the gradient of each sample."""
        self.bars, told = self.edge.samples(), self.edge.of_sample()
        size = {"size": f"count({self.path.samples})"}
        with self.say(sentences.SAMPLES, size, again=sentences.AGAIN["samples"]):
            start = self.gradient.number_spot("rate")
            names = [tween(each, opacity=0.0) for each in self.around[1:]]
            self.play(*self.leave(), *names, *self.edge.approach(self.edge.corner))
            self.add(self.bars)
            mine = some(self.bars, [self.row], shown=1.0)
            self.play(mine, fade_in(told), fly(told.parts[1], start, within=told))
            self.until_word()
            self.play(grow_all(self.bars))
            self.play(tween(self.bars, apart=1.0))
        self.written = [self.bars, told]

    def level_out(self) -> None:
        """The bars level out at the mean: the gradient that the step goes by."""
        bars, told = self.bars, self.edge.of_batch()
        with self.say(sentences.MEAN, again=sentences.AGAIN["mean"]):
            self.play(tween(bars, level=1.0, apart=0.0, seconds=style.SLOW))
            start = bars.tip(len(bars.values) - 1)
            self.until_word()
            self.play(fade_in(told), fly(told.parts[1], start, within=told))
        self.written.append(told)

    def tell_the_rule(self) -> None:
        """Uphill, and the step the other way, on one number line."""
        weight, formula = self.weight, within(self.weight.formula(0.64), RULE)
        self.line = line = weight.line(LINE)
        memory = weight.memory()
        with self.say(sentences.RULES[weight.case], again=sentences.AGAIN["rule"]):
            names = [tween(each, opacity=1.0) for each in self.around[1:]]
            aside = self.edge.approach() if self.is_batch else []
            self.play(*self.leave(), *aside, *names, fade_in(line))
            uphill, downhill = zip(line.arrows, line.labels, strict=True)
            self.grow(*uphill)
            self.until_word()
            self.play(fade_in(formula), *map(fade_in, memory))
            self.grow(*downhill)
            self.until_word()
            self.play(stress(formula))
        self.written = [formula, line, *memory]

    def grow(self, arrow: Drawing, label: Drawing) -> None:
        """Let an arrow grow, and what it is called appear."""
        self.play(tween(arrow, shown=1.0, seconds=1.0), fade_in(label, seconds=1.0))

    def take_the_step(self) -> None:
        """Numbers land on the letters; the edge changes, its old width outlined."""
        weight, band, told = self.weight, self.edge.band, self.around[1]
        equation = weight.equation(em=0.56, number_em=0.36).fitted(RULE)
        new = self.edge.told("new")
        with self.say(
            sentences.CHANGE[weight.outcome], again=sentences.AGAIN["change"]
        ):
            self.play(fade_out(self.written[0]), fade_in(equation))
            gradient, step = (label.box.centre for label in self.line.labels)
            starts = {"old": told.spot_of(told.parts[1]), "rate": self.pill}
            starts |= {"gradient": gradient, "update": step}
            for motions in landing(equation, starts):
                self.play(*motions)
            self.until_word()
            outlined = tween(band, outlined=1.0, seconds=style.QUICK)
            change = tween(band, moved=1.0, seconds=style.SLOW)
            self.play(
                outlined,
                fade_out(told),
                change,
                fly(new, equation.number_spot("new"), seconds=1.6),
            )
        self.written = [equation, *self.written[1:]]
        self.around[1] = new

    def step_of_the_bias(self) -> None:
        """The same for the bias of the unit, with one for what comes in."""
        bias, which = self.bias, (self.last, self.unit)
        case = bias.case
        if case not in sentences.BIAS:
            case = "batch" if self.is_batch else "single"
        gradient = within(bias.from_delta(), BESIDE_ABOVE)
        equation = bias.equation(em=0.6, number_em=style.TOLD)
        within(equation, BESIDE_BELOW)
        near = close(self.network.home, which, BIAS_SPOT)
        stage = only(near, {self.last: [self.unit]})
        with self.say(sentences.BIAS[case]):
            self.play(*self.leave_all(), zoom(self.network, stage))
            start = gradient.parts[-1].box.centre
            shown = [fade_in(gradient)]
            if not self.is_batch:  # the mean of a batch is in no unit
                way = BIAS_SPOT[:2], BIAS_WAY
                shown.append(fly(gradient.parts[-1], *way, within=gradient))
            self.play(*shown)
            self.until_word()
            self.play(fade_in(equation))
            starts = {"old": BIAS_SPOT[:2], "rate": self.pill, "update": self.pill}
            *numbers, result = landing(equation, starts | {"gradient": start})
            self.play(*chain(*numbers))
            self.play(*result)
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
            self.collect(mistake, 0)
        self.around = names

    def do_it_wrong(self, mistake: UsualMistake) -> None:
        """The weights move first, and δ comes back through the new ones."""
        gap = self.last - 1
        with self.say(sentences.WRONG[mistake.case]):
            self.play(*self.leave(), *updating.rims(self, gap))
            self.play(updating.move_weights(self, gap), seconds=style.NORMAL)
            self.collect(mistake, 1)
            self.until_word()
            self.play(*(stress(each, by=0.2) for each in mistake.answers))
        self.around += [*mistake.answers, *mistake.titles]

    def collect(self, mistake: UsualMistake, which: int) -> None:
        """Let products run to the unit and pile up; times the slope they are its δ."""
        told, title = mistake.ways[which], mistake.titles[which]
        equation, answer = told.equation, mistake.answers[which]
        arriving = told.arrive(mistake.back, apart=0.2)
        clear = updating.clear(self)
        self.play(fade_in(equation), *arriving, *clear, seconds=style.SLOW)
        self.until_word()
        *factors, result = told.recall()
        self.play(*chain(*factors), seconds=TURN)
        self.play(*result, seconds=TURN)
        self.play(fade_in(title), fly(answer, equation.number_spot("delta")))
        self.written = [told.pile, equation]

    def move_all(self) -> None:
        """First every δ, all the way back; then all take their step, layer by layer."""
        case = self.last > 1, bool(self.trace.run.training.freeze)
        count = {"count": "network.parameter_count"}
        with self.say(sentences.ALL[case], count, again=sentences.AGAIN["all"]):
            home, gone = zoom(self.network, self.network.home), self.leave_all()
            ends = light(self.network, units={self.last: range(self.sizes[-1])})
            undone = []
            if self.mistake and not self.setting.again:
                back = updating.move_weights(self, self.last - 1, back=True)
                undone = [*self.mistake.ways[0].turn_red(), back]
            self.play(*gone, *ends, *undone, home)
            if not self.setting.again:
                for column in range(self.last - 1, 0, -1):
                    units = {column: range(self.sizes[column])}
                    self.play(*light(self.network, units=units, alone=False))
                self.until_word()
            turn = style.NORMAL if self.last <= MANY else TURN
            for gap in range(self.last):
                lit, grown = updating.announce(self, gap)
                if gap == 0:
                    self.until_word()
                self.play(*lit, *grown, seconds=turn)
                if gap == min(1, self.last - 1):
                    self.until_word()
                self.play(updating.move_weights(self, gap), seconds=turn)

    def cross_again(self) -> None:
        """Pulses run through the new weights, and units fill anew."""
        again, units = self.again, self.network.units
        spread = 0.6 if self.last <= MANY else 0.0
        told = sentences.ONCE_MORE[self.is_batch]
        with self.say(told, again=sentences.AGAIN["across"]):
            empty = [tween(each, shown_activations=0 * each.lit) for each in units[1:]]
            first = light(self.network, units={0: range(self.sizes[0])})
            self.play(*first, *empty, *updating.clear(self))
            again.forget()
            for gap in range(self.last):
                if gap == self.last - 1:
                    self.until_word()
                lit = light_gap(self.network, gap)
                sent = again.crossing.run(gap + 1, spread=spread)
                self.play(*lit, *sent, seconds=ACROSS)
                self.play(*again.crossing.become(gap + 1, seconds=style.QUICK))

    def read_the_answer(self) -> None:
        """The answers of before as outlines, those of now as bars."""
        again, answer = self.again, self.again.answering()
        said = sentences.ANSWER[again.outcome_of_answer]
        with self.say(said, again.names(), again=sentences.AGAIN["answer"]):
            self.play(*answer.enter(), *answer.light())
            self.play(*answer.frame(), tween(answer.bars, recalled=1.0))
            self.until_word()
            self.play(*answer.grow())
            self.until_word()
            targets = map(fade_in, answer.target_numbers)
            marked = answer.mark(*answer.units, seconds=style.QUICK)
            self.play(marked, *targets)
            self.play(*map(stress, answer.of(self.unit)))
        self.written, self.answer = answer.drawings, answer

    def compare_the_costs(self) -> None:
        """The cost before and after, on one scale."""
        costs = self.again.costs()
        case = self.again.outcome_of_cost, self.is_batch
        with self.say(sentences.COST[case], again=sentences.AGAIN["cost"]):
            gone = [*self.leave(), *updating.clear(self)]
            if self.answer:
                numbers = self.answer.numbers
                gone += tween(numbers, shown=0 * numbers.shown), *self.answer.let_go()
            self.play(*gone, zoom(self.network, self.again.strip()))
            self.play(fade_in(costs))
            self.until_word()
            self.play(tween(costs, passed=1.0, seconds=style.SLOW))
            if costs.times > 1:
                self.play(tween(costs, magnified=1.0, seconds=1.0))
        self.written = [costs]

    def end(self) -> None:
        """That was one step; the units are empty again."""
        units = self.network.units[1:]
        with self.say(sentences.END, again=sentences.AGAIN["end"]):
            empty = [tween(each, shown_activations=0 * each.lit) for each in units]
            home = zoom(self.network, self.network.home)
            self.play(*self.leave(), home, *self.darken(), *empty)
