"""What has changed: one sample before and after, the dials, and all samples."""

from collections.abc import Callable
from itertools import chain

import numpy as np

from scenes import layout, style
from scenes.chapters.closing import closing_sentences as sentences
from scenes.chapters.closing.all_samples import AllSamples
from scenes.chapters.closing.turned_dials import TurnedDials
from scenes.diagram.network.beside import Beside, reach
from scenes.diagram.network.layered_network import LayeredNetwork
from scenes.diagram.panels import Pill
from scenes.diagram.plots.dials import Dials
from scenes.engine.arrays import Numbers
from scenes.engine.drawing import Box, Drawing
from scenes.stage import Stage, narrow
from scenes.step_chapter import SHINE, StepChapter
from scenes.vocabulary import header, labels
from scenes.vocabulary.data_picture import DataPicture
from scenes.vocabulary.forward.last_pass import LastPass
from scenes.vocabulary.motions import (
    Motion,
    fade_in,
    fade_out,
    stress,
    tween,
)
from scenes.vocabulary.moves import shrink_away, zoom
from scenes.vocabulary.spotlight import light, light_gap

LEFT, RIGHT = Box(-6.5, -1.9, -0.35, 2.2), Box(0.65, -1.9, 6.8, 2.2)
TITLES = 2.75  # their height
FIELD = Box(-6.5, -1.5, 6.5, 2.2)
MANY = 4  # layers; of more, each is crossed faster


class Closing(StepChapter):
    """The first sample side by side, then every parameter, then every sample."""

    name = "closing"
    opens, closes = "sample arrives", "trained"

    def construct(self) -> None:
        """Tell the chapter."""
        self.set_side_by_side()
        self.cross_both()
        self.turn_the_dials()
        self.count_all()
        self.end()

    def setup(self) -> None:
        """Build both networks; nothing is put up yet."""
        super().setup()
        self.at_end = LastPass(self)
        self.many = {"steps": "final.step"} if self.trace.final.step > 1 else {}
        self.before, self.after = self.network, self.build_network()
        self.name_pill = Pill(self.words("What has changed"), "update")
        self.name_pill.at(layout.SAFE.left, layout.HEADER_Y, align=0.0).lit = 1.0
        for gap, weights in enumerate(self.at_end.weights):
            for edges in (self.before.edges[gap], self.after.edges[gap]):
                edges.largest = max(edges.largest, float(np.abs(weights).max()))
        for units, now in zip(
            self.before.units[1:], self.at_end.now.activations, strict=True
        ):
            largest = float(np.abs(now[self.row]).max())
            units.activation_scale = max(units.activation_scale, largest)
        for network in (self.before, self.after):
            network.units[0].shown_activations = np.ones(self.sizes[0])
        path = f"{self.layer(self.last).activations}[{self.row}, {{unit}}]"
        where = self, self.before, self.last
        self.answers = [
            labels.numbers(*where, path, "activation"),
            self.at_end.answers(self.after),
        ]
        networks = (self.before, self.after)
        for network, answers in zip(networks, self.answers, strict=True):
            network.attach(answers)
            for each in self.only_at_home(network):
                each.opacity = 0.0

    def only_at_home(self, network: LayeredNetwork) -> list[Drawing]:
        """Return what has no room beside another network: inputs by name, the data."""
        found: list[Drawing] = []
        for each in network.labels:
            if isinstance(each, Beside) and each.column == 0:
                found.append(each.label)
            elif isinstance(each, DataPicture):
                found.append(each.chart)
        return found

    def side(self, box: Box) -> Stage:
        """Return the stage of a network in one half."""
        answers = self.answers[0]
        widest = max(each.box.width / each.size for each in answers.labels.values())
        room = reach(style.UNIT) + answers.after + widest
        inner = Box(box.left, box.bottom, box.right - room, box.top)
        return narrow(self.before.home, inner, picture=self.has_picture)

    @property
    def has_picture(self) -> bool:
        """Whether the inputs are one."""
        return self.before.plan.picture is not None

    # Side by side.

    def set_side_by_side(self) -> None:
        """The network as it was, and out of it the network as it is."""
        before, after = self.before, self.after
        left = self.words("before", em=style.TOLD, role="muted")
        right = header.after_steps(self, em=style.TOLD)
        left.at(LEFT.centre[0], TITLES)
        right.at(RIGHT.centre[0], TITLES)
        before.stage = after.stage = self.side(LEFT)
        whole = {0: range(self.sizes[0])}
        with self.say(sentences.BEGIN[bool(self.many)], self.many):
            self.play(
                fade_in(before), *light(before, units=whole), fade_in(self.name_pill)
            )
            self.until_word()
            self.play(fade_in(left), *self.shine(before))
            self.until_word()
            for one, other in zip(after.edges, before.edges, strict=True):
                one.lit = np.array(other.lit)
            for units in after.units:
                units.lit = np.ones(len(units.lit))
            self.add(after)
            self.play(zoom(after, self.side(RIGHT)), fade_in(right))
            self.play(*map(self.grow, range(self.last)))
        self.at_end.adopt(after)
        self.written = [left, right]

    def shine(self, network: LayeredNetwork) -> list[Motion]:
        """Return the motions in which all of a network lights up."""
        units = {column: range(size) for column, size in enumerate(self.sizes)}
        lit = [
            tween(each, lit=SHINE + 0 * each.lit, seconds=style.NORMAL)
            for each in network.edges
        ]
        return [*light(network, units=units)[: len(self.sizes)], *lit]

    def grow(self, gap: int) -> Motion:
        """Return the motion of a gap's edges to what the training made of them."""
        edges, goal = self.after.edges[gap], self.at_end.weights[gap]

        def begin() -> Callable[[float], None]:
            start = edges.weights
            edges.path = ""  # on the way they stand for no value

            def move(progress: float) -> None:
                edges.weights = start + (goal - start) * progress

            return move

        return Motion(edges, begin, seconds=style.SLOW)

    def cross_both(self) -> None:
        """The sample crosses both; what comes out is read."""
        networks = (self.before, self.after)
        case, names = self.at_end.outcome, self.at_end.names()
        named = {
            name: names[name]
            for name in names
            if f"{{{name}}}" in sentences.ANSWER[case]
        }
        with self.say(sentences.ANSWER[case], named):
            for gap in range(self.last):
                self.cross(gap)
            self.until_word()
            for network, answers in zip(networks, self.answers, strict=True):
                shown = np.ones(self.sizes[-1])
                outputs = light(network, units={self.last: range(self.sizes[-1])})
                self.play(*outputs, tween(answers, shown=shown))
                if network is self.before:
                    self.until_word()
            self.play(stress(self.answers[1].labels[self.told_unit]))

    @property
    def told_unit(self) -> int:
        """The output whose answer counts: that of the right class, or the thread's."""
        if len(self.step.labels) and self.sizes[-1] > 1:
            right = int(self.step.labels[self.row])
            if right in self.answers[1].labels:
                return right
        return int(self.thread[-1])

    def cross(self, gap: int) -> None:
        """Pulses run through a gap of both networks at once, and units fill."""
        runs = [
            self.at_end.run(network, gap, at_end=network is self.after, spread=0.4)
            for network in (self.before, self.after)
        ]
        lit = [light_gap(network, gap) for network in (self.before, self.after)]
        self.play(*chain.from_iterable(lit))
        for pulses, _ in runs:
            self.add(pulses)
        moving = [motion for _, motions in runs for motion in motions]
        self.play(*moving, seconds=1.4 if self.last < MANY else 1.0)
        for pulses, _ in runs:
            self.remove(pulses)
        self.play(*self.fill(gap + 1))

    def fill(self, column: int) -> list[Motion]:
        """Return the motions in which a column of both networks fills."""
        return [
            tween(
                network.units[column],
                shown_activations=np.ones(self.sizes[column]),
                seconds=style.QUICK,
            )
            for network in (self.before, self.after)
        ]

    # The dials.

    def turn_the_dials(self) -> None:
        """Dials come out of the network, and turn from where they stood."""
        dials, before, after = self.dials()
        turned = TurnedDials(dials, before, after)
        moved = bool((before != after).any())
        count = {"count": "network.parameter_count"}
        with self.say(sentences.DIALS[moved], count):
            gone = [fade_out(each) for each in self.written]
            self.play(shrink_away(self.before), *gone)
            self.add(dials, turned)
            self.play(
                tween(dials, moved=0.0, seconds=style.SLOW),
                fade_out(self.after, seconds=style.SLOW),
            )
            self.until_word()
            if moved:
                turned.turned = 1.0
                dials.paths = [""] * len(dials.paths)
                self.play(tween(dials, values=after, seconds=2.4))
                dials.paths = self.paths_at_end()
                self.until_word()
        self.written = [turned, dials]

    def dials(self) -> tuple[Dials, Numbers, Numbers]:
        """Return a dial for each parameter, in its edge; all values then and now."""
        before, after, paths, goals = [], [], [], []
        stage, end = self.side(RIGHT), self.trace.final
        for gap, layer in enumerate(self.step.layers):
            start, goal = stage.places[gap : gap + 2]
            goals += [((goal[:, None, :] + start[None, :, :]) / 2).reshape(-1, 2), goal]
            before += [np.array(layer.weights).ravel(), np.array(layer.biases)]
            after += [np.array(end.weights[gap]).ravel(), np.array(end.biases[gap])]
            here = self.path.layers[gap]
            paths += _parameters(
                str(here.weights), str(here.biases), layer.weights.shape
            )
        then, now = np.concatenate(before), np.concatenate(after)
        field = Dials(then, paths, FIELD, count_path="network.parameter_count")
        field.goals = np.concatenate(goals)
        field.largest = float(np.abs([then, now]).max())
        field.shown, field.moved = np.ones(len(then)), 1.0
        return field, then, now

    def paths_at_end(self) -> list[str]:
        """Return the paths of all parameters at the end, in the order of the dials."""
        found = list[str]()
        for gap, layer in enumerate(self.step.layers):
            where = f"final.weights[{gap}]", f"final.biases[{gap}]"
            found += _parameters(*where, layer.weights.shape)
        return found

    # All samples.

    def count_all(self) -> None:
        """The cost, and how many are read right, before and after."""
        told = AllSamples(self)
        with self.say(sentences.NUMBERS[told.outcome]):
            self.play(*self.leave())
            for chart, title in told.charts:
                if chart is not told.charts[0][0]:
                    self.until_word()
                self.play(fade_in(chart), fade_in(title))
                if chart is told.charts[0][0]:
                    self.until_word()
                self.play(tween(chart, passed=1.0, seconds=style.SLOW))
                if chart.times > 1:
                    self.play(tween(chart, magnified=1.0))
            if len(told.charts) == 1:
                self.until_word()
                self.play(stress(told.charts[0][0].numbers[1]))
        self.written = [each for pair in told.charts for each in pair]

    # The last picture.

    def end(self) -> None:
        """Four phases, and the network as it is now."""
        after = self.network = self.after
        self.when = header.at_end(self)
        with self.say(sentences.END[bool(self.many)], self.many):
            for units in after.units[1:]:
                units.shown_activations = 0 * units.lit
            for units in after.units:
                units.lit = 0 * units.lit
            for edges in after.edges:
                edges.lit = 0 * edges.lit
            self.pills = header.phases(self, 0)
            after.stage, self.answers[1].shown = after.home, 0 * after.units[-1].lit
            home = [tween(each, opacity=1.0) for each in self.only_at_home(after)]
            self.play(*self.leave(), fade_out(self.name_pill), seconds=style.QUICK)
            self.play(fade_in(after))
            self.play(fade_in(self.pills), fade_in(self.when), *home, seconds=0.4)
            self.light_pill(0)
            for column in range(1, self.last + 1):
                self.play(self.filled(column), *light_gap(after, column - 1))
            self.until_word()
            self.light_pill(1)
            told = tween(self.answers[1], shown=np.ones(self.sizes[-1]))
            self.play(*light(after, units={self.last: range(self.sizes[-1])}), told)
            self.until_word()
            self.light_pill(2)
            for gap in range(self.last - 1, -1, -1):
                self.play(*light_gap(after, gap), seconds=0.4)
            self.until_word()
            self.light_pill(3)
            self.until_word()
            self.play(*self.shine(after))

    def filled(self, column: int) -> Motion:
        """Return the motion in which a column of the last network fills."""
        units = self.after.units[column]
        full = np.ones(self.sizes[column])
        return tween(units, shown_activations=full, seconds=style.QUICK)

    def light_pill(self, number: int) -> None:
        """Light the pill of a phase, and no other."""
        pills = self.pills.parts
        lit = [tween(pill, lit=float(n == number)) for n, pill in enumerate(pills)]
        self.play(*lit, seconds=0.2)


def _parameters(weights: str, biases: str, shape: tuple[int, int]) -> list[str]:
    """Return the paths of a layer's weights, row by row, and of its biases."""
    units, sources = shape
    found = [f"{weights}[{k}, {j}]" for k in range(units) for j in range(sources)]
    return found + [f"{biases}[{k}]" for k in range(units)]
