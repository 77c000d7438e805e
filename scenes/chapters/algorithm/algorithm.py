"""The whole method as ten lines, which the network carries out, faster and faster."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial

import numpy as np

from scenes import style
from scenes.chapters.algorithm import algorithm_sentences as sentences
from scenes.chapters.algorithm import pseudo_code as code
from scenes.diagram.plots.reel import Reel
from scenes.diagram.text import Number
from scenes.engine.drawing import Box, Drawing
from scenes.stage import Stage, narrow
from scenes.step_chapter import StepChapter
from scenes.vocabulary import header, labels, updating
from scenes.vocabulary.forward.crossing import Crossing
from scenes.vocabulary.motions import (
    Motion,
    during,
    fade_in,
    fade_out,
    staggered,
    tween,
)
from scenes.vocabulary.moves import fly, shrink_away, zoom
from scenes.vocabulary.returning.backward_pass import BackwardPass
from scenes.vocabulary.spotlight import dim, light, light_gap
from scenes.vocabulary.standing import give_deltas, give_values

Act = Callable[[], None]
NARROW = Box(-0.25, -1.95, 5.75, 2.75)
AFTER_OUTPUTS = 0.55  # room for names of classes at least
HEAD_MOVES = 0.35  # share of a line's time in which the play head comes to it
PACES = (1.0, 1 / 3, 1 / 9)  # of the steps: shares of the first one's time
PHASES = (code.REPEAT, code.COST, code.BLAME, code.STEP)  # their first lines
ALL_THE_WAY = 3.2  # seconds that pulses take from the first layer to the last
COUNTED, COUNTING = 1.5, 2.8  # em of the counter, and its seconds
MOST = 60  # epochs that it stops at
LEFT, CENTRE = (-3.75, 0.0), (0.0, 0.0)  # where it begins and ends
BESIDE = (-2.2, 0.4)  # on the way of its goal


class Algorithm(StepChapter):
    """Ten lines of pseudo-code, three steps, and then all of them."""

    name = "algorithm"
    opens, closes = "updated", "aside"

    def construct(self) -> None:
        """Tell the chapter."""
        first, *others = self.numbers
        forwards = self.enter, self.cross, self.tell_cost
        back, step = (self.blame, self.collect), (self.outline, self.move)
        moved = any(np.any(each.weight_update) for each in self.step.layers)
        moves = "frozen" if self.trace.run.training.freeze else "all"
        self.write_down()
        self.follow(sentences.FORWARD[self.is_batch], *forwards)
        self.follow(sentences.BACKWARD[self.last > 1], *back)
        come = partial(self.read, code.STEP)
        self.follow(sentences.UPDATE[moves if moved else "none"], come, *step)
        if others:
            self.again(others, (*forwards, *back, *step))
        self.run_on()
        self.tell(first)

    def setup(self) -> None:
        """Write the lines, and find the steps that are there."""
        super().setup()
        start = self.step.index
        self.numbers = [n for n in range(start, start + 3) if n in self.trace.steps]
        for number in reversed(self.numbers):
            self.tell(number)
            updating.share_scale(self)  # of all steps, the widest edge decides
        self.code = code.PseudoCode(self, is_batch=self.is_batch)
        self.pace, self.phase = PACES[0], len(PHASES) - 1
        self.cost: list[Number] = []

    # The beats.

    def write_down(self) -> None:
        """The network makes room, and the lines are written."""
        inputs: list[Drawing] = [*labels.labels_of(self.network, 0).values()]
        if self.data_picture is not None:
            inputs.append(self.data_picture.chart)
        with self.say(sentences.BEGIN):
            gone = [tween(each, opacity=0.0, seconds=style.QUICK) for each in inputs]
            self.play(zoom(self.network, self.beside()), *gone)
            self.until_word()
            self.add(self.code)
            order = np.linspace(0, 1, len(self.code.lines))
            self.play(staggered(self.code, "shown", order, seconds=2.6))
            self.until_word()
            self.play(tween(self.code, headed=1.0, seconds=style.QUICK))
            self.begin()

    def beside(self) -> Stage:
        """Return the stage of the network beside the lines."""
        is_picture = self.network.plan.picture is not None
        left = NARROW.left + style.UNIT * (not is_picture)
        right = NARROW.right - max(0.0, labels.class_width(self) - AFTER_OUTPUTS)
        box = replace(NARROW, left=left, right=right)
        return narrow(self.network.home, box, picture=is_picture)

    def follow(self, sentence: str, *acts: Act) -> None:
        """Carry out some lines for the first step, each at its word."""
        with self.say(sentence):
            for number, act in enumerate(acts):
                if number:
                    self.until_word()
                act()

    def again(self, numbers: Sequence[int], acts: Sequence[Act]) -> None:
        """The same lines for the steps after it, each three times as fast."""
        with self.say(sentences.AGAIN[len(numbers)]):
            for number, self.pace in zip(numbers, PACES[1:], strict=False):
                self.tell(number)
                self.begin()
                self.until_word()
                for act in acts:
                    act()

    def run_on(self) -> None:
        """The counter runs to the last step, and the network shrinks away."""
        paths, self.pace = self.counted(), PACES[0]
        large = [self.number(path, "count", em=COUNTED) for path in paths]
        for number in large:
            number.x -= number.box.centre[0]
        reel, of = Reel(*large), self.words("of", em=style.TOLD, role="muted")
        total = self.number("final.step", "count", em=style.TOLD)
        of.at(-0.08, -0.5, align=1.0)
        counter = Drawing(reel, of, total.at(0.08, -0.5, align=0.0))
        counter.x, counter.y = LEFT
        goal = self.code.lines[code.REPEAT].box.centre
        with self.say(sentences.RUN[len(paths) > 1], {"count": "final.step"}):
            gone = [fade_out(each) for each in (self.code, self.when, *self.cost)]
            self.play(*self.forget(), *gone, *dim(self.network))
            self.play(fade_in(counter), fly(total, goal, BESIDE, within=counter))
            self.until_word()
            if len(paths) > 1:
                end = tween(reel, turned=len(paths) - 1.0, rate=lambda done: done**2)
                away = shrink_away(self.network), header.cycle(self.pills)
                self.play(end, *away, seconds=COUNTING)
                self.until_word()
            else:
                self.play(shrink_away(self.network))
            self.play(tween(counter, x=CENTRE[0], y=CENTRE[1], seconds=style.MOVE))
            self.play(fade_out(counter), fade_out(self.pills))

    def counted(self) -> list[str]:
        """Return the paths of the steps that are counted: of many epochs, some ends."""
        start, trace = self.step.index, self.trace
        later = [n for n, epoch in trace.epochs.items() if epoch.step > start + 1]
        some = later[:: -(-len(later) // MOST) or 1]
        found = [f"nth({self.path.index})", *(f"epochs[{n}].step" for n in some)]
        return found if trace.final.step == start + 1 else [*found, "final.step"]

    # What the lines do.

    def read(
        self, line: int, motions: Sequence[Motion] = (), *, seconds: float = 0.6
    ) -> None:
        """Let the play head come to a line, which is carried out meanwhile."""
        moved, pills = list(motions), self.pills.parts
        phase = sum(line >= start for start in PHASES) - 1
        if phase != self.phase:
            moved += [tween(pills[self.phase], lit=0.0), tween(pills[phase], lit=1.0)]
            self.phase = phase
        if self.code.head != line:
            rate = during(0.0, HEAD_MOVES if moved else 1.0)
            moved.append(tween(self.code, head=float(line), rate=rate))
        self.play(*moved, seconds=max(1, round(seconds * self.pace * 5)) / 5)

    def forget(self) -> list[Motion]:
        """Return the motions in which the network forgets the step before."""
        found = updating.clear(self)
        for units in self.network.units:
            if units.shown_activations.any() or units.shown_deltas.any():
                none = 0 * units.lit
                found.append(tween(units, shown_activations=none, shown_deltas=none))
        return found

    def tell(self, number: int) -> None:
        """Let the chapter be about the step of a number."""
        self.step_number = number
        self.row = int(self.step.focus.sample)

    def begin(self) -> None:
        """Let the network stand for a step, of which nothing is shown yet."""
        self.read(code.SAMPLE, [*self.forget(), *map(fade_out, self.cost)])
        self.network.tell(str(self.path), self.row)
        give_values(self.network, self.step, self.row)
        give_deltas(self.network, self.step, self.row, since=self.last + 1)
        for edges, layer in zip(self.network.edges, self.step.layers, strict=True):
            edges.weights = np.array(layer.weights)
        updating.share_scale(self)
        self.remove(self.when)
        self.when = header.when(self)
        self.add(self.when)

    def enter(self) -> None:
        """The sample goes in."""
        inputs, everyone = self.network.units[0], range(self.sizes[0])
        there = tween(inputs, shown_activations=np.ones(self.sizes[0]))
        self.read(code.ENTER, [there, *light(self.network, units={0: everyone})])

    def cross(self) -> None:
        """Layer after layer gets its activations."""
        self.run_layers(code.FORWARDS, Crossing(self, since=0), range(1, self.last + 1))

    def collect(self) -> None:
        """Layer before layer collects its δ."""
        self.run_layers(code.BACKWARDS, BackwardPass(self), range(self.last - 1, 0, -1))

    def run_layers(
        self, line: int, whole: Crossing | BackwardPass, columns: range
    ) -> None:
        """Let pulses run to columns; at the fastest pace there is no time for any."""
        for column in columns:
            if self.pace == PACES[0]:
                self.read(line, seconds=0.2)
            if self.pace != PACES[2]:
                lit = light_gap(self.network, column - (line == code.FORWARDS))
                sent = [*whole.run(column, spread=0.6), *lit]
                self.read(line + 1, sent, seconds=ALL_THE_WAY / max(self.last, 3))
            self.read(line + 1, whole.become(column), seconds=0.4)
        if not columns:
            self.read(line, seconds=0.2)

    def tell_cost(self) -> None:
        """The cost flies from the outputs to its line."""
        cost = self.number(str(self.path.loss), "cost", em=style.BODY)
        x, y = map(float, self.network.stage.places[-1].mean(axis=0))
        line = self.code.lines[code.COST].box.centre[1]
        cost.at(self.code.area.right - 0.2, line, align=1.0)
        self.cost = [cost]
        self.add(cost)
        self.read(code.COST, [fly(cost, (x, y))], seconds=1.0)

    def blame(self) -> None:
        """δ at the outputs."""
        red = tween(self.network.units[-1], shown_deltas=np.ones(self.sizes[-1]))
        self.read(code.BLAME, [red], seconds=0.8)

    def outline(self) -> None:
        """Updates appear, on the edges that move most."""
        gaps, everyone = range(self.last), dict(enumerate(map(range, self.sizes)))
        edges = {gap: updating.most_moved(self, gap) for gap in gaps}
        found = light(self.network, units=everyone, edges=edges)
        for gap in gaps:
            found += [*updating.rims(self, gap), *updating.bias_arcs(self, gap)]
        self.read(code.STEP, found, seconds=0.8)

    def move(self) -> None:
        """All weights move to their new values."""
        moves = [updating.move_weights(self, gap) for gap in range(self.last)]
        self.read(code.STEP, moves, seconds=1.0)
