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
from scenes.diagram.letter_pile import LetterPile, Letters, clerk_of_pile, gathered
from scenes.diagram.network.lit_edges import middle
from scenes.engine.drawing import Box, Drawing
from scenes.stage import Stage, close, flat, narrow, only
from scenes.step_chapter import StepChapter
from scenes.vocabulary import labels, updating
from scenes.vocabulary.forward.answering import Answering
from scenes.vocabulary.forward.before_after import before_after, way
from scenes.vocabulary.forward.crossing import Crossing
from scenes.vocabulary.forward.later_pass import LaterPass, after_update
from scenes.vocabulary.motions import Motion, fade_in, fade_out, some, stress, tween
from scenes.vocabulary.moves import fly, zoom
from scenes.vocabulary.piles import grow_all
from scenes.vocabulary.spotlight import light, light_gap

BESIDE_PILE, PILE_X, FLOOR = Box(-6.7, -1.95, 2.2, 2.75), 4.0, -1.5
AWAY, LETTER = 5.0, 0.42  # to the right, out of sight; height of the largest letter
RULE = Box(-6.4, -0.82, 6.4, 0.6)
LINE = Box(-5.4, -2.35, 5.4, -1.25)
MANY = 3  # layers; of more, each is told faster
TURN, ACROSS = 0.6, 1.2  # seconds: of what each layer does in turn, and of pulses
BIAS_SPOT, BESIDE_BIAS = (-4.7, 0.45, 1.2), Box(-2.4, -1.0, 6.4, 1.6)
STRIP, COSTS = Box(-6.6, 0.75, 6.6, 2.9), Box(-5.4, -2.3, 5.4, -0.1)


class WeightUpdate(StepChapter):
    """What the gradient is for: one weight, all weights, and the answer after."""

    name = "weight_update"
    opens, closes = "all know", "updated"

    def construct(self) -> None:
        """Tell the chapter."""
        if not self.setting.again:
            self.open_the_pile()
        if self.is_batch:
            self.level_out()
        self.tell_the_rule()
        self.take_the_step()
        if not self.setting.again:
            self.step_of_the_bias()
            if self.mistake:
                self.do_it_right(self.mistake)
                self.do_it_wrong(self.mistake)
        self.move_all()
        if later := after_update(self):
            self.cross_again(later)
            self.read_the_answer(later)
        self.compare_the_costs()
        self.end()

    def setup(self) -> None:
        """Choose the weight: the last one on the thread."""
        super().setup()
        updating.share_scale(self)
        self.unit, self.source = self.thread[-1], self.thread[-2]
        self.weight, self.bias = weight_of(self), bias_of(self)
        self.edge = CloseEdge(self, self.weight)
        self.mistake = mistake_of(self)
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
        most, layers = updating.most_moved, self.step.layers
        edges = [(n, pair) for n in range(self.last) for pair in sorted(most(self, n))]
        spots = [middle(self.network.stage, *edge) for edge in edges]
        sizes = np.array([layers[n].weight_gradient[pair] for n, pair in edges])
        talls = encoding.disc_radii(sizes, float(np.abs(sizes).max()), LETTER)
        letters = Letters(gathered(np.column_stack([spots, talls]), pile.box))
        letters.clock = 1.0
        self.add(letters)
        return [
            tween(letters, clock=0.0, seconds=2.6, rate=linear),
            tween(pile, grown=0.0, seconds=2.6, rate=linear),
        ]

    def draw_near(self) -> None:
        """Go close to one edge, if the camera is not there yet."""
        if self.around:
            return
        edge, edges = self.edge, self.network.edges[-1]
        self.label = edge.told()
        self.around = [edge.band, self.label, *edge.names()]
        near = zoom(self.network, edge.shot(), seconds=1.4)
        self.play(near, *self.turn_over())
        unlit = tween(edges, lit=0 * edges.lit, seconds=style.QUICK)
        self.play(*map(fade_in, self.around), unlit)
        self.found = edge.band.box.centre

    def level_out(self) -> None:
        """A bar for each sample; they level out at the gradient of the batch."""
        self.bars = bars = self.edge.samples()
        mean = self.edge.mean(bars)
        size = {"size": f"count({self.path.samples})"}
        with self.say(sentences.SAMPLES, size, again=sentences.AGAIN["samples"]):
            self.draw_near()
            self.add(bars)
            self.play(grow_all(bars))
            self.until_word()
            self.play(tween(bars, level=1.0, seconds=style.SLOW))
            self.until_word()
            start = bars.tip(len(bars.values) - 1)
            self.play(fade_in(mean), fly(mean.parts[1], start, within=mean))
        self.written, self.found = [bars, mean], mean.spot_of(mean.parts[1])

    def tell_the_rule(self) -> None:
        """Uphill, and the step the other way, on one number line."""
        weight = self.weight
        self.equation = weight.equation(em=0.64, number_em=0.4).fitted(RULE)
        self.line = line = weight.line(LINE)
        uphill, downhill = line.arrows
        gradient, step = line.labels
        with self.say(sentences.RULES[weight.case], again=sentences.AGAIN["rule"]):
            self.draw_near()
            self.play(*self.leave(), fade_in(line))
            grown = tween(uphill, shown=1.0, seconds=1.0)
            self.play(fly(gradient, self.found, within=line, seconds=1.0), grown)
            self.until_word()
            self.play(fade_in(self.equation))
            self.play(tween(downhill, shown=1.0, seconds=1.0), fade_in(step))
            self.until_word()
            self.play(stress(self.equation, by=0.1))
        self.written = [self.equation, line]

    def take_the_step(self) -> None:
        """Numbers land on the letters; the edge changes, its old width outlined."""
        equation, band, told = self.equation, self.edge.band, self.label
        gradient, step = (label.box.centre for label in self.line.labels)
        starts = {"old": told.spot_of(told.parts[1]), "rate": self.pill}
        starts |= {"gradient": gradient, "update": step}
        new = self.edge.told("new")
        said = sentences.CHANGE[self.weight.outcome]
        with self.say(said, again=sentences.AGAIN["change"]):
            for motions in landing(equation, starts):
                self.play(*motions)
            self.until_word()
            self.play(
                tween(band, outlined=1.0, seconds=style.QUICK),
                fade_out(told),
                tween(band, moved=1.0, seconds=style.SLOW),
                fly(new, equation.number_spot("new"), seconds=1.6),
            )
        self.around.append(new)

    def step_of_the_bias(self) -> None:
        """The same for the bias of the unit, with one for what comes in."""
        case, unit = self.bias.case, (self.last, self.unit)
        if case not in sentences.BIAS:
            case = "batch" if self.is_batch else "single"
        left = BESIDE_BIAS.left + labels.class_room(self)
        beside = replace(BESIDE_BIAS, left=left)
        equation = self.bias.equation(em=0.8, number_em=0.46).fitted(beside)
        near = only(close(self.network.home, unit, BIAS_SPOT), {self.last: [self.unit]})
        start = BIAS_SPOT[:2]
        with self.say(sentences.BIAS[case]):
            self.play(*self.leave_all(), zoom(self.network, near))
            self.play(fade_in(equation))
            self.until_word()
            starts = {"old": start, "rate": self.pill, "update": self.pill}
            if "gradient" in equation.letters:  # the mean of a batch is in no unit
                own = equation.spot("gradient")
                starts["gradient"] = own if self.is_batch else start
            for motions in landing(equation, starts):
                self.play(*motions)
        self.written = [equation]

    def do_it_right(self, mistake: UsualMistake) -> None:
        """The δ of a hidden unit, as it came through the old weights."""
        place = self.last - 1, mistake.unit
        with self.say(sentences.RIGHT):
            shot = zoom(self.network, mistake.told.shot(mistake.senders), seconds=1.4)
            self.play(*self.leave(), shot)
            self.play(*mistake.told.light(), *map(fade_in, mistake.names))
            self.until_word()
            right, title = mistake.answers[0], mistake.titles[0]
            self.play(fade_in(title), fly(right, self.network.place(*place)))
        self.around = [*mistake.names, *mistake.answers, *mistake.titles]

    def do_it_wrong(self, mistake: UsualMistake) -> None:
        """The weights move first, and δ comes back through the new ones."""
        gap, told, wrong = self.last - 1, mistake.told, mistake.answers[1]
        arriving = told.arrive(mistake.back, apart=0.2)
        with self.say(sentences.WRONG[mistake.case]):
            opened = some(self.network.units[gap], [mistake.unit], open=1.0)
            self.play(opened, *updating.rims(self, gap))
            self.play(updating.move_weights(self, gap), seconds=style.NORMAL)
            clear = updating.clear(self)
            self.play(*arriving, fade_in(told.equation), *clear, seconds=style.SLOW)
            self.until_word()
            *factors, result = told.recall()
            self.play(*chain(*factors), seconds=TURN)
            self.play(*result, seconds=TURN)
            start = told.equation.number_spot("delta")
            self.play(fade_in(mistake.titles[1]), fly(wrong, start))
            self.until_word()
            self.play(*(stress(each, by=0.2) for each in mistake.answers))
        self.written = [told.pile, told.equation]

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
                undone = [*self.mistake.told.turn_red(), back]
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

    def cross_again(self, later: LaterPass) -> None:
        """Pulses run through the new weights, and units fill anew."""
        crossing, units = Crossing(self, again=later.path), self.network.units
        spread = 0.6 if self.last <= MANY else 0.0
        told = sentences.ONCE_MORE[self.is_batch]
        with self.say(told, again=sentences.AGAIN["across"]):
            empty = [tween(each, shown_activations=0 * each.lit) for each in units[1:]]
            first = light(self.network, units={0: range(self.sizes[0])})
            self.play(*first, *empty, *updating.clear(self))
            later.adopt(self.network)
            for gap in range(self.last):
                if gap == self.last - 1:
                    self.until_word()
                lit = light_gap(self.network, gap)
                sent = crossing.run(gap + 1, spread=spread)
                self.play(*lit, *sent, seconds=ACROSS)
                self.play(*crossing.become(gap + 1, seconds=style.QUICK))

    def read_the_answer(self, later: LaterPass) -> None:
        """The answers of before as outlines, those of now as bars."""
        self.answer = answer = Answering(self, again=later.path)
        said = sentences.ANSWER[later.outcome]
        with self.say(said, later.names(), again=sentences.AGAIN["answer"]):
            self.play(*answer.enter(), *answer.light())
            self.play(*answer.frame(), tween(answer.bars, recalled=1.0))
            self.until_word()
            self.play(*answer.grow())
            self.until_word()
            targets = map(fade_in, answer.target_numbers)
            marked = answer.mark(*answer.units, seconds=style.QUICK)
            self.play(marked, *targets)
            self.play(*map(stress, answer.of(self.unit)))
        self.written = answer.drawings

    def compare_the_costs(self) -> None:
        """The cost before and after, on one scale."""
        network, paths = self.network, (self.here("loss"), self.here("loss_after"))
        costs = before_after(self, paths, COSTS)
        case = way(self, paths), self.is_batch
        strip = flat(network.home, STRIP, picture=network.plan.picture is not None)
        with self.say(sentences.COST[case], again=sentences.AGAIN["cost"]):
            gone = [*self.leave(), *updating.clear(self)]
            if self.answer:
                numbers = self.answer.numbers
                gone += tween(numbers, shown=0 * numbers.shown), *self.answer.let_go()
            self.play(*gone, zoom(network, strip))
            self.play(fade_in(costs))
            self.until_word()
            self.play(tween(costs, passed=1.0, seconds=style.SLOW))
            if costs.times > 1:
                self.play(tween(costs, magnified=1.0, seconds=1.0))
        self.written = [costs]

    def end(self) -> None:
        """That was one step; the units are empty again."""
        units, home = self.network.units[1:], self.network.home
        with self.say(sentences.END, again=sentences.AGAIN["end"]):
            empty = [tween(each, shown_activations=0 * each.lit) for each in units]
            gone = zoom(self.network, home), *self.darken()
            self.play(*self.leave(), *gone, *empty)
