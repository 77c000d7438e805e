"""The step against the gradient: first one weight, then all, and what came of it."""

import numpy as np

from scenes import encoding, style
from scenes.chapters.weight_update import update_sentences as sentences
from scenes.diagram.charts.levelling_bars import LevellingBars
from scenes.diagram.charts.number_lines import Lens, lens_power
from scenes.diagram.letter_pile import LetterPile, Letters, clerk_of_pile, gathered
from scenes.diagram.network.lit_edges import middle
from scenes.diagram.panels import Arrow, Frame, Line
from scenes.engine.depicts import Depicts
from scenes.engine.drawing import Box, Drawing
from scenes.stage import close_up, flat, only
from scenes.step_chapter import StepChapter
from scenes.vocabulary import labels, updating
from scenes.vocabulary.arrangement import row, stack, within
from scenes.vocabulary.equations import SIGNS, Equation, Term, land, sum_sign
from scenes.vocabulary.forward.answering import Answering
from scenes.vocabulary.forward.before_after import before_after, way
from scenes.vocabulary.forward.later_pass import LaterPass, after_update
from scenes.vocabulary.motions import Motion, fade_in, fade_out, some, stress, tween
from scenes.vocabulary.moves import fly, zoom
from scenes.vocabulary.piles import grow_all
from scenes.vocabulary.returning.backward_pass import BackwardPass
from scenes.vocabulary.returning.collecting import Collecting
from scenes.vocabulary.spotlight import light, light_gap

STRIP = Box(-6.6, 0.75, 6.6, 2.9)  # the network above pile and costs
PILE, CLERK, AWAY = (-0.7, -2.3), (1.0, -2.3), 9.0  # away: to the right, out of sight
LETTER = 0.2  # height of those that are handed out
LEFT, MIDDLE, RIGHT = (-3.7, 1.5, 0.62), (0.0, 1.5), (3.7, 1.5, 0.62)  # an edge near
NAMES = Box(1.8, 2.3, 5.6, 2.8), Box(-5.6, 2.3, -1.8, 2.8)
WIDEST, LEAST = 0.5, 0.12  # of that edge; a smaller change of it gets a lens
DASHES = {False: (9.0,), True: (0.34, 0.16)}  # by whether it is negative
BARS = Box(-4.0, -2.0, 4.0, 0.5)
UPPER, LOWER = Box(-6.4, -0.72, 6.4, 0.7), Box(-6.4, -2.35, 6.4, -0.93)
UPHILL, DOWNHILL, LONGEST = -1.35, -2.0, 4.6  # of arrows
SENDERS, DELTAS_X = 4.2, -5.2
DELTAS = {"through the old weights": -0.85, "through the new weights": 1.2}  # heights
COSTS = Box(-5.4, -2.3, 5.4, -0.1)


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
            if self.last > 1 and "stale_deltas" in self.trace.probes:
                self.make_the_mistake(*self.usual_mistake())
        self.move_all()
        if later := after_update(self):
            self.cross_again(later)
            self.read_the_answer(later)
        self.compare_the_costs()

    def setup(self) -> None:
        """Choose the weight: the last one on the thread."""
        super().setup()
        updating.share_scale(self)
        self.source, self.unit = self.thread[-2:]
        self.ends = {self.last: [self.unit], self.last - 1: [self.source]}
        self.everyone = {column: range(size) for column, size in enumerate(self.sizes)}
        self.descends = self.trace.run.training.optimizer == "sgd"
        self.weight = self.paths_of("weight", "weights", self.unit, self.source)
        self.worth = {n: float(self.value(path)) for n, path in self.weight.items()}
        is_picture = self.network.plan.picture is not None
        self.strip = flat(self.network.home, STRIP, picture=is_picture)
        self.answer: Answering | None = None

    def paths_of(self, kind: str, every: str, *entry: int) -> dict[str, str]:
        """Return the paths of a weight or a bias of the outputs, and of its step."""
        fields = {"old": every, "new": f"{every}_after"}
        fields |= {name: f"{kind}_{name}" for name in ("gradient", "update")}
        layer = self.layer(self.last)
        return {name: str(getattr(layer, f)[entry]) for name, f in fields.items()}

    def turn_over(self) -> list[Motion]:
        """Return the motions from going back to the update."""
        gone = tween(self.deltas, shown=0 * self.deltas.shown, seconds=0.2)
        pills = (tween(p, lit=float(n == 3)) for n, p in enumerate(self.pills.parts))
        return [gone, *pills, *light(self.network, units=self.everyone)]

    def open_the_pile(self) -> None:
        """Who acts on the letters hands them out to the weights that move most."""
        pile, clerk = LetterPile(22, "network.parameter_count"), clerk_of_pile()
        (pile.x, pile.y), (clerk.x, clerk.y) = PILE, CLERK
        pile.grown = pile.tied = 1.0
        desk, gaps = Drawing(pile, clerk, x=AWAY), range(self.last)
        edges = [(n, at) for n in gaps for at in sorted(updating.most_moved(self, n))]
        spots = np.array([(*middle(self.strip, *edge), LETTER) for edge in edges])
        letters = Letters(gathered(spots, pile.box))
        letters.clock = 1.0
        with self.say(sentences.PILE):
            self.add(desk)
            come = zoom(self.network, self.strip), tween(desk, x=0.0, seconds=1.2)
            self.play(*come, *self.turn_over())
            self.until_word()
            self.play(tween(pile, tied=0.0))
            self.until_word()
            self.add(letters)
            sent = tween(letters, clock=0.0, seconds=3.0, removes=True)
            self.play(sent, tween(pile, grown=0.0, seconds=3.0))
            lit = {self.last - 1: [(self.unit, self.source)]}
            self.play(*light(self.network, units=self.ends, edges=lit))
        self.written = [desk]

    def go_near(self) -> None:
        """Go close to one edge: how wide it is, and who its units are."""
        heard = {(self.last - 1, self.source): LEFT}
        shot = close_up(self.network.home, (self.last, self.unit), RIGHT, heard)
        left, right, y = LEFT[0] + LEFT[2], RIGHT[0] - RIGHT[2], LEFT[1]
        old, new = self.worth["old"], self.worth["new"]
        self.per_unit = WIDEST / (max(abs(old), abs(new)) or 1.0)
        wide, role = abs(old) * self.per_unit, encoding.sign_role(old)
        self.edge = edge = Line(((left, y), (right, y)), role, width=wide)
        edge.dashes, edge.depicts = DASHES[old < 0], Depicts("band", self.weight["old"])
        box = Box(left, y - wide / 2, right, y + wide / 2)
        self.outline = Frame(box, "update", corner=0.0)
        names = [labels.unit_name(self, c, u) for c, (u,) in self.ends.items() if c]
        self.around = [edge, *map(within, names, NAMES)]
        self.play(*self.leave(), zoom(self.network, only(shot, self.ends)))
        self.play(*map(fade_in, self.around), *light(self.network, units=self.ends))

    def level_out(self) -> None:
        """A bar for each sample; they level out at the gradient of the batch."""
        at, path = (self.unit, self.source), self.weight["gradient"]
        values = self.step.layers[-1].gradient_terms[:, *at].tolist()
        paths = [str(self.layer(self.last).gradient_terms["{n}", *at]), path]
        size, mean = {"size": f"count({self.path.samples})"}, self.worth["gradient"]
        self.bars = bars = LevellingBars(values, mean, BARS, told=self.row, paths=paths)
        with self.say(sentences.SAMPLES, size):
            self.go_near()
            self.add(bars)
            self.play(grow_all(bars))
            self.until_word()
            self.play(tween(bars, level=1.0, seconds=style.SLOW))
        self.written = [bars]

    def tell_the_rule(self) -> None:
        """Uphill, and the step the other way, from one point."""
        uphill, gradient = self.arrow("gradient", UPHILL)
        downhill, step = self.arrow("update", DOWNHILL)
        start = self.bars.tip(-1) if self.is_batch else MIDDLE
        letter = self.weight_letters(self.last)
        slope = f"(partial {{C}})/(partial {letter})"
        self.equation = equation = self.worked(self.weight, letter, slope).fitted(UPPER)
        case = self.worth["gradient"] != 0, self.worth["update"] != 0
        descent = "descent" if self.descends and case[1] else case
        with self.say(sentences.RULES[descent]):
            if not self.is_batch:
                self.go_near()
            flown = fly(gradient.parts[1], start, within=gradient, seconds=1.0)
            grown = tween(uphill, shown=1.0, seconds=1.0)
            self.play(*self.leave(), fade_in(gradient), flown, grown)
            self.until_word()
            self.play(fade_in(equation))
            flown = fly(step, gradient.box.centre, seconds=1.0)
            self.play(tween(downhill, shown=1.0, seconds=1.0), flown)
            self.until_word()
            self.play(stress(equation, by=0.1))
        self.written = [uphill, gradient, downhill, step]

    def arrow(self, field: str, y: float) -> tuple[Arrow, Drawing]:
        """Return an arrow as long as a value, its lens beyond it; and its number."""
        value, both = self.worth[field], (self.worth[n] for n in ("gradient", "update"))
        length, side = value / (max(map(abs, both)) or 1.0), 1.0 if value > 0 else -1.0
        times = 10 ** min(3, lens_power(abs(length) / 2, 1.0, 0))
        name, role = ("step", field) if field == "update" else (field, "text")
        arrow = Arrow((0.0, y), (times * length * LONGEST, y), role, width=0.07)
        arrow.shown, arrow.depicts = 0.0, Depicts("arrow", self.weight[field])
        arrow.add(Drawing(Lens(times), x=arrow.end_point[0] + 0.6 * side, y=y - 0.09))
        number = self.number(self.weight[field], field, em=style.BODY)
        label = row(self.words(name, em=style.SMALL, role=role), number)
        if field == "update" and self.descends and value:
            path = self.here("learning_rate")
            places = encoding.exact_decimals(float(self.value(path)))
            rate = self.number(path, "rate", decimals=places)
            eta = self.formula("part(eta) =", {"part": "update"}, em=style.TOLD)
            label = row(label, eta, rate, gap=0.3)
        return arrow, label.at(-0.3 * side, y, align=float(value > 0))

    def worked(self, paths: dict[str, str], letter: str, slope: str) -> Equation:
        """Return new ← old − step over its numbers, which are still to be flown in."""
        places = min(self.decimals([paths["update"]], "update"), encoding.MOST_DECIMALS)
        value = {name: float(self.value(path)) for name, path in paths.items()}
        roles = {n: encoding.sign_role(value[n]) for n in ("new", "old")}
        is_plain = self.descends and value["update"] != 0
        step = f"- eta dot {slope}" if is_plain else f"+ Delta {letter}"
        parts = {"new": letter, "old": letter, "update": step}
        terms = [
            Term(n, part, roles.get(n, "update"), paths[n], "update", places)
            for n, part in parts.items()
        ]
        sign = SIGNS[sum_sign(self, terms[1:], terms[0])]
        terms.insert(1, Term("is", "<-", below=sign))
        equation = Equation(self, terms, em=style.EQUATION, number_em=style.TOLD)
        equation.hide_numbers()
        return equation

    def put_in(self, equation: Equation, *starts: tuple[float, float]) -> None:
        """Let old value and step land on their letters, then the new value."""
        for name, start in zip(("old", "update"), starts, strict=True):
            self.play(*land(equation, name, start))
        self.play(*land(equation, "new", equation.number_spot("old"), after="is"))

    def take_the_step(self) -> None:
        """Numbers land on their letters, of weight and bias; the edge changes."""
        old, change, edge = self.worth["old"], self.worth["update"], self.edge
        times = min(999, max(1, round(LEAST / (abs(change) * self.per_unit or LEAST))))
        goal, factor = old + times * change, Drawing(Lens(times), x=2.6, y=0.9)
        delta = "1/B sum_n delta_(n {output})" if self.is_batch else "delta_{output}"
        bias = self.paths_of("bias", "biases", self.unit)
        equation = self.worked(bias, "b_{output}", delta)
        equation.fitted(LOWER, most=self.equation.size)
        with self.say(sentences.CHANGE[self.is_batch]):
            step = self.written[-1].box.centre
            self.play(*self.leave())
            self.put_in(self.equation, MIDDLE, step)
            self.until_word()
            self.play(*map(fade_in, (self.outline, factor)))
            for value in [0.0] * (old * goal < 0) + [abs(goal)]:
                self.play(tween(edge, line_width=value * self.per_unit, seconds=1.0))
                edge.role, edge.dashes = encoding.sign_role(goal), DASHES[goal < 0]
            self.until_word()
            self.play(fade_in(equation))
            self.put_in(equation, *[self.network.place(self.last, self.unit)] * 2)
        self.written = [*self.around, self.outline, factor, self.equation, equation]

    def usual_mistake(self) -> tuple[Collecting, str]:
        """Return the unit whose δ flips, or is wrong by most; and its right δ."""
        gap, stale = self.last - 1, f"probes.stale_deltas.steps[{self.step_number}]"
        paths = str(self.layer(gap).deltas), f"{stale}.deltas[{gap - 1}]"
        right, wrong = (np.array(self.value(path))[self.row] for path in paths)
        order = np.lexsort((np.abs(wrong - right), right * wrong < 0)).tolist()
        unit = [each for each in order if each in self.network.plan.drawn[gap]][-1]
        own, stale = (f"{path}[{self.row}, {unit}]" for path in paths)
        return Collecting(self, gap, unit=unit, stale=stale, alike=[own]), own

    def make_the_mistake(self, told: Collecting, path: str) -> None:
        """δ of a hidden unit; then weights move first, and it comes back once more."""
        gap, names = self.last - 1, told.names(SENDERS)
        number = self.number(path, "delta", em=style.LARGE, decimals=told.places)
        numbers = number, told.answer()
        right, wrong = (
            stack(labels.small_print(self, title), number).at(DELTAS_X, y)
            for (title, y), number in zip(DELTAS.items(), numbers, strict=True)
        )
        flips = float(self.value(path)) * float(self.value(told.delta)) < 0
        case = flips if numbers[0].text != numbers[1].text else None
        with self.say(sentences.WRONG[case]):
            self.play(*self.leave(), zoom(self.network, told.shot(SENDERS)))
            flown = fly(numbers[0], self.network.place(gap, told.unit), within=right)
            self.play(*told.light(), *map(fade_in, (*names, right)), flown)
            self.until_word()
            opened = some(self.network.units[gap], [told.unit], open=1.0)
            self.play(opened, *updating.rims(self, gap))
            self.play(updating.move_weights(self, gap), seconds=style.NORMAL)
            arriving = told.arrive(BackwardPass(self), apart=0.2)
            clear = fade_in(told.equation), *updating.clear(self)
            self.play(*arriving, *clear, seconds=style.SLOW)
            self.until_word()
            for motions in told.recall():
                self.play(*motions, seconds=0.6)
            start = told.equation.number_spot("delta")
            self.play(fade_in(wrong), fly(numbers[1], start, within=wrong))
            self.until_word()
            self.play(*(stress(each, by=0.2) for each in numbers))
        self.written = [told.pile, told.equation, *names, right, wrong]

    def move_all(self) -> None:
        """The mistake is undone; with every δ known, all step, layer by layer."""
        units = self.network.units[self.last - 1]
        with self.say(sentences.ALL, again=sentences.AGAIN["all"]):
            back = updating.move_weights(self, self.last - 1, back=True)
            shut = tween(units, open=0 * units.open)
            home = zoom(self.network, self.network.home)
            self.play(*self.leave(), *self.turn_over(), back, shut, home)
            self.until_word()
            for gap in range(self.last):
                lit, grown = updating.announce(self, gap)
                self.play(*lit, *grown, seconds=style.NORMAL)
                if gap == self.last - 1:
                    self.until_word()
                self.play(updating.move_weights(self, gap), seconds=style.NORMAL)

    def cross_again(self, later: LaterPass) -> None:
        """Pulses run through the new weights, and units fill anew."""
        units = self.network.units
        with self.say(sentences.ONCE_MORE, again=sentences.AGAIN["across"]):
            empty = [tween(each, shown_activations=0 * each.lit) for each in units[1:]]
            first = light(self.network, units={0: self.everyone[0]})
            self.play(*first, *empty, *updating.clear(self))
            later.adopt(self.network)
            for gap in range(self.last):
                if gap == self.last - 1:
                    self.until_word()
                sent = later.run(self.network, gap, is_later=True, spread=0.4)
                self.play(*light_gap(self.network, gap), *sent, seconds=1.2)
                full = np.ones(self.sizes[gap + 1])
                self.play(tween(units[gap + 1], shown_activations=full, seconds=0.4))

    def read_the_answer(self, later: LaterPass) -> None:
        """The answers of before as outlines, those of now as bars."""
        answer, names = Answering(self, again=later.path), later.names()
        self.answer = answer
        said = sentences.ANSWER[bool(names)]
        with self.say(said, names, again=sentences.AGAIN["answer"]):
            self.play(*answer.enter(), *answer.light())
            self.play(*answer.frame(), tween(answer.bars, recalled=1.0))
            self.until_word()
            self.play(*answer.grow())
            self.until_word()
            targets = map(fade_in, answer.target_numbers)
            self.play(answer.mark(*answer.units, seconds=style.QUICK), *targets)
            self.play(*map(stress, answer.of(self.unit)))
        self.written = answer.drawings

    def compare_the_costs(self) -> None:
        """The cost before and after, on one scale; then the units are empty again."""
        network, paths = self.network, (self.here("loss"), self.here("loss_after"))
        costs, case = before_after(self, paths, COSTS), way(self, paths)
        said = sentences.COST[case, self.is_batch]
        with self.say(said, again=sentences.AGAIN["cost"]):
            gone = [*self.leave(), *updating.clear(self)]
            if self.answer:
                numbers = self.answer.numbers
                gone += tween(numbers, shown=0 * numbers.shown), *self.answer.let_go()
            self.play(*gone, zoom(network, self.strip))
            self.play(fade_in(costs))
            self.until_word()
            self.play(tween(costs, passed=1.0, seconds=style.SLOW))
        with self.say(sentences.END, again=sentences.AGAIN["end"]):
            empty = [tween(e, shown_activations=0 * e.lit) for e in network.units[1:]]
            self.play(fade_out(costs), zoom(network, network.home))
            self.until_word()
            self.play(*self.darken(), *empty)
