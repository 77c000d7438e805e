"""The whole method as ten lines, which the network carries out, faster and faster."""

from collections.abc import Iterable

import numpy as np

from scenes import style
from scenes.chapters.algorithm import algorithm_sentences as sentences
from scenes.chapters.algorithm import pseudo_code as code
from scenes.chapters.algorithm.pseudo_code import pseudo_code
from scenes.chapters.algorithm.running import Running
from scenes.diagram.text import Number
from scenes.engine.drawing import Box, Drawing
from scenes.stage import Stage, narrow
from scenes.step_chapter import StepChapter
from scenes.vocabulary import header, labels
from scenes.vocabulary.forward.crossing import Crossing
from scenes.vocabulary.motions import Motion, during, fade_out, staggered, tween
from scenes.vocabulary.moves import fly, shrink_away, zoom
from scenes.vocabulary.returning.backward_pass import BackwardPass
from scenes.vocabulary.returning.whole_step import WholeStep
from scenes.vocabulary.spotlight import dim, light, light_gap

NARROW = Box(-0.25, -1.95, 5.75, 2.75)
AFTER_OUTPUTS = 0.55  # room for names of classes at least
HEAD_MOVES = 0.35  # share of a line's time in which the play head comes to it
PACES = (1.0, 1 / 3, 1 / 9)
ALL_THE_WAY = 3.2  # seconds that pulses take from the first layer to the last
COUNTING = 2.8  # seconds
CENTRE = (0.0, 0.3)  # where the counter ends


class Algorithm(StepChapter):
    """Ten lines of pseudo-code, three steps, and then all of them."""

    name = "algorithm"
    opens, closes = "updated", "aside"

    def construct(self) -> None:
        """Tell the chapter."""
        first, *others = self.steps
        self.write_down()
        self.pass_forward(first)
        self.pass_back(first)
        self.update(first)
        if others:
            self.again(others)
        self.run_on()

    def setup(self) -> None:
        """Write the lines, and find the steps that are there."""
        super().setup()
        start = self.step.index
        numbers = [n for n in range(start, start + 3) if n in self.trace.steps]
        self.steps = [WholeStep(self, number) for number in numbers]
        self.code = pseudo_code(self, str(self.path))
        self.pace, self.phase = PACES[0], 3
        self.cost: Number | None = None

    @property
    def kind(self) -> str:
        """What a step is made of."""
        kinds = ("single", "only"), ("batch", "whole")
        size = len(self.step.samples)
        return kinds[size > 1][size == self.trace.data.train_size]

    # One line after another.

    def brisk(self, seconds: float) -> float:
        """Return a duration at the pace of this step, in whole fifths of a second."""
        return max(1, round(seconds * self.pace * 5)) / 5

    def read(
        self, line: int, motions: Iterable[Motion] = (), *, seconds: float = 0.6
    ) -> None:
        """Let the play head come to a line, which is carried out meanwhile."""
        moved = [*motions, *self.light_phase(line)]
        if self.code.head != line:
            rate = during(0.0, HEAD_MOVES if moved else 1.0)
            moved.append(tween(self.code, head=float(line), rate=rate))
        self.play(*moved, seconds=self.brisk(seconds))

    def light_phase(self, line: int) -> list[Motion]:
        """Return the motions that light the pill of a line's phase."""
        starts = (code.REPEAT, code.COST, code.BLAME, code.STEP)
        phase = sum(line >= start for start in starts) - 1
        if phase == self.phase:
            return []
        before, self.phase = self.pills.parts[self.phase], phase
        return [tween(before, lit=0.0), tween(self.pills.parts[phase], lit=1.0)]

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
            self.play(staggered(self.code, "shown", order, seconds=2.0))
            self.until_word()
            self.play(tween(self.code, headed=1.0, seconds=style.QUICK))
            self.play(*self.steps[0].forget(), seconds=style.QUICK)
            self.steps[0].adopt()
            self.read(code.SAMPLE)

    def beside(self) -> Stage:
        """Return the stage of the network beside the lines."""
        picture = self.network.plan.picture is not None
        names = max(AFTER_OUTPUTS, labels.class_width(self))
        right = NARROW.right + AFTER_OUTPUTS - names
        left = NARROW.left + (0.0 if picture else style.UNIT)
        box = Box(left, NARROW.bottom, right, NARROW.top)
        return narrow(self.network.home, box, picture=picture)

    def pass_forward(self, step: WholeStep) -> None:
        """Lines one to six, for the first step."""
        with self.say(sentences.FORWARD[self.kind]):
            self.enter(step)
            self.until_word()
            self.cross(step)
            self.until_word()
            self.tell_cost(step)

    def pass_back(self, step: WholeStep) -> None:
        """Lines seven to nine."""
        with self.say(sentences.BACKWARD[self.last > 1]):
            self.blame()
            self.until_word()
            self.collect(step)

    def update(self, step: WholeStep) -> None:
        """Line ten."""
        layers = step.step.layers
        moved = any(np.any(each.weight_update) for each in layers)
        frozen = "frozen" if self.trace.run.training.freeze else "all"
        with self.say(sentences.UPDATE[frozen if moved else "none"]):
            self.read(code.STEP)
            self.until_word()
            self.read(code.STEP, step.outline(), seconds=0.8)
            self.until_word()
            self.read(code.STEP, step.move(), seconds=1.0)

    def again(self, steps: list[WholeStep]) -> None:
        """The same lines for the steps after it, each three times as fast."""
        with self.say(sentences.again(self.kind, len(steps))):
            for step, pace in zip(steps, PACES[1:], strict=False):
                self.pace = pace
                self.begin(step)
                self.enter(step)
                if step is steps[0]:
                    self.until_word()
                self.cross(step)
                self.tell_cost(step)
                self.blame()
                self.collect(step)
                self.read(code.STEP, step.outline(), seconds=0.8)
                self.read(code.STEP, step.move(), seconds=1.0)
                if step is steps[0] and len(steps) > 1:
                    self.until_word()
        self.pace = PACES[0]

    # What the lines do.

    def begin(self, step: WholeStep) -> None:
        """Leave the step before; the header says which one it is."""
        gone = [] if self.cost is None else [fade_out(self.cost)]
        self.cost = None
        self.read(code.SAMPLE, [*step.forget(), *gone])
        step.adopt()
        when = header.when(self, step.number)
        self.remove(self.when)
        self.when = when
        self.add(when)

    def enter(self, step: WholeStep) -> None:
        """The sample goes in."""
        inputs, everyone = self.network.units[0], range(self.sizes[0])
        there = tween(inputs, shown_activations=np.ones(self.sizes[0]))
        self.read(code.ENTER, [there, *light(self.network, units={0: everyone})])

    def cross(self, step: WholeStep) -> None:
        """Layer after layer gets its activations."""
        for column in range(1, self.last + 1):
            self.glance(code.FORWARDS)
            self.send(code.PASS, step.forwards, column, column - 1)
            self.read(code.PASS, step.forwards.become(column), seconds=0.4)

    def glance(self, line: int) -> None:
        """Let the play head rest on a line that only says what is repeated."""
        if self.pace == PACES[0]:
            self.read(line, seconds=0.2)

    def send(
        self, line: int, sent: Crossing | BackwardPass, column: int, gap: int
    ) -> None:
        """Let pulses run to a column; at the fastest pace there is no time for any."""
        if self.pace == PACES[2]:
            return
        pulses, motions = sent.run(column, spread=0.6)
        motions += light_gap(self.network, gap)
        self.add(pulses)
        self.read(line, motions, seconds=ALL_THE_WAY / max(self.last, 3))
        self.remove(pulses)

    def tell_cost(self, step: WholeStep) -> None:
        """The cost flies from the outputs to its line."""
        self.cost = cost = self.number(str(step.path.loss), "cost", em=style.BODY)
        line = self.code.lines[code.COST].box
        cost.at(self.code.area.right - 0.2, line.centre[1], align=1.0)
        stage = self.network.stage
        start = stage.places[-1].mean(axis=0).tolist()
        self.add(cost)
        self.read(code.COST, [fly(cost, (start[0], start[1]))], seconds=1.0)

    def blame(self) -> None:
        """δ at the outputs."""
        red = tween(self.network.units[-1], shown_deltas=np.ones(self.sizes[-1]))
        self.read(code.BLAME, [red], seconds=0.8)

    def collect(self, step: WholeStep) -> None:
        """Layer before layer collects its δ."""
        for column in range(self.last - 1, 0, -1):
            self.glance(code.BACKWARDS)
            self.send(code.COLLECT, step.backwards, column, column)
            self.read(code.COLLECT, step.backwards.become(column), seconds=0.4)
        if self.last == 1:
            self.glance(code.BACKWARDS)

    # To the end.

    def run_on(self) -> None:
        """The counter runs to the last step, and the network shrinks away."""
        running = Running(self, self.steps[-1].number)
        gone = [] if self.cost is None else [fade_out(self.cost)]
        with self.say(sentences.RUN[running.goes_on], {"count": "final.step"}):
            start = self.code.lines[code.REPEAT].box.centre
            gone += [fade_out(self.code), fade_out(self.when)]
            self.play(*self.steps[-1].forget(), *gone, *dim(self.network))
            self.play(*running.appear(start))
            self.until_word()
            if running.goes_on:
                away = shrink_away(self.network), header.cycle(self.pills)
                self.play(*running.run(), *away, seconds=COUNTING)
                self.until_word()
            else:
                self.play(shrink_away(self.network))
            self.play(tween(running, x=CENTRE[0], y=CENTRE[1], seconds=style.MOVE))
            self.play(fade_out(running), fade_out(self.pills))
