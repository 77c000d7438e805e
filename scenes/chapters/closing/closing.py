"""What has changed: one sample before and after, all samples, and the dials."""

from itertools import chain

import numpy as np

from scenes import style
from scenes.chapters.closing import closing_sentences as sentences
from scenes.chapters.closing.all_samples import AllSamples
from scenes.diagram.network.beside import Beside, reach
from scenes.diagram.network.beside_units import BesideUnits
from scenes.diagram.network.layered_network import LayeredNetwork
from scenes.engine.drawing import Box, Drawing
from scenes.stage import Stage, narrow
from scenes.step_chapter import SHINE, StepChapter
from scenes.vocabulary import header, labels
from scenes.vocabulary.data_picture import DataPicture
from scenes.vocabulary.forward import later_pass
from scenes.vocabulary.forward.parameter_dials import at_end, dials_of
from scenes.vocabulary.motions import (
    Motion,
    during,
    fade_in,
    fade_out,
    staggered,
    stress,
    tween,
)
from scenes.vocabulary.moves import shrink_away, zoom
from scenes.vocabulary.spotlight import light, light_gap

LEFT, RIGHT = Box(-6.5, -1.9, -0.35, 2.2), Box(0.65, -1.9, 6.8, 2.2)
TITLES = 2.75  # their height
FIELD = Box(-6.5, -2.3, 6.5, 2.9)  # as in the opening
MANY = 4  # layers; of more, each is crossed faster


class Closing(StepChapter):
    """The first sample side by side, then every sample, then every parameter."""

    name = "closing"
    opens, closes = "sample arrives", "trained"

    def construct(self) -> None:
        """Tell the chapter."""
        self.set_side_by_side()
        self.cross_both()
        self.count_all()
        self.turn_the_dials()
        self.end()

    def setup(self) -> None:
        """Build both networks; nothing is put up yet."""
        super().setup()
        self.at_end = later_pass.at_end(self)
        self.many = {"steps": "final.step"} if self.trace.final.step > 1 else {}
        self.networks = self.before, self.after = self.network, self.build_network()
        self.pill = header.named(self, "What has changed")
        path = f"{self.layer(self.last).activations}[{self.row}, {{unit}}]"
        where = self, self.before, self.last
        self.answers = [
            labels.numbers(*where, path, "activation"),
            self.at_end.answers(self.after),
        ]
        self.share_scales()
        for network, answers in zip(self.networks, self.answers, strict=True):
            network.attach(answers)
        self.after.units[0].shown_activations = np.ones(self.sizes[0])
        for each in self.only_at_home(self.after):
            each.opacity = 0.0

    def share_scales(self) -> None:
        """Give both networks the widest edge and the brightest unit of either."""
        for gap, weights in enumerate(self.at_end.weights):
            for network in self.networks:
                edges = network.edges[gap]
                edges.largest = max(edges.largest, float(np.abs(weights).max()))
        after = self.at_end.now.activations
        for units, now in zip(self.before.units[1:], after, strict=True):
            largest = float(np.abs(now[self.row]).max())
            units.activation_scale = max(units.activation_scale, largest)

    def only_at_home(self, network: LayeredNetwork) -> list[Drawing]:
        """Return what has no room beside another network: inputs by name, the data."""
        beside = [each for each in network.labels if isinstance(each, Beside)]
        data = [each for each in network.labels if isinstance(each, DataPicture)]
        named = [each.label for each in beside if each.column == 0]
        return [*named, *(each.chart for each in data)]

    def side(self, box: Box) -> Stage:
        """Return the stage of a network in one half."""
        answers = self.answers[0]
        widest = max(each.box.width / each.size for each in answers.labels.values())
        room = reach(style.UNIT) + answers.after + widest
        inner = Box(box.left, box.bottom, box.right - room, box.top)
        has_picture = self.before.plan.picture is not None
        return narrow(self.before.home, inner, picture=has_picture)

    # Side by side.

    def set_side_by_side(self) -> None:
        """The network as it was, and out of it the network as it is."""
        before, after = self.networks
        left = self.words("before", em=style.TOLD, role="muted")
        right = header.after_steps(self, em=style.TOLD)
        for title, box in ((left, LEFT), (right, RIGHT)):
            title.at(box.centre[0], TITLES)
        with self.say(sentences.BEGIN[bool(self.many)], self.many):
            gone = [fade_out(each) for each in (self.pills, self.when)]
            hidden = [tween(e, opacity=0.0) for e in self.only_at_home(before)]
            aside = zoom(before, self.side(LEFT))
            self.play(*gone, *hidden, aside, fade_in(self.pill))
            self.until_word()
            self.play(fade_in(left), *self.shine(before))
            after.stage = before.stage
            for one, other in zip(after.edges, before.edges, strict=True):
                one.lit = np.array(other.lit)
            for units in after.units:
                units.lit = np.ones(len(units.lit))
            self.until_word()
            self.add(after)
            self.play(zoom(after, self.side(RIGHT)), fade_in(right))
            self.play(*map(self.grow, range(self.last)))
        self.at_end.adopt(after)
        self.written = [left, right]

    def shine(self, network: LayeredNetwork) -> list[Motion]:
        """Return the motions in which all of a network lights up."""
        return light(
            network,
            units={column: range(size) for column, size in enumerate(self.sizes)},
            edges={n: np.ndindex(e.lit.shape) for n, e in enumerate(network.edges)},
            strength=SHINE,
            seconds=style.NORMAL,
        )

    def grow(self, gap: int) -> Motion:
        """Return the motion of a gap's edges to what the training made of them."""
        edges, goal = self.after.edges[gap], self.at_end.weights[gap]
        edges.path = ""  # on the way they stand for no value
        return tween(edges, weights=goal, seconds=style.SLOW)

    def cross_both(self) -> None:
        """The sample crosses both; what comes out is read."""
        case, names = self.at_end.outcome, self.at_end.names()
        with self.say(sentences.ANSWER[case], names):
            for gap in range(self.last):
                self.cross(gap)
            self.until_word()
            whole = {self.last: range(self.sizes[-1])}
            for network, answers in zip(self.networks, self.answers, strict=True):
                shown = tween(answers, shown=np.ones(self.sizes[-1]))
                self.play(*light(network, units=whole), shown)
                if network is self.before:
                    self.until_word()
            self.play(stress(self.answers[1].labels[self.told_unit]))

    @property
    def told_unit(self) -> int:
        """The output whose answer counts: that of the right class, or the thread's."""
        named, shown = self.step.labels, self.answers[1].labels
        right = int(named[self.row]) if len(named) and len(shown) > 1 else -1
        return right if right in shown else int(self.thread[-1])

    def cross(self, gap: int) -> None:
        """Pulses run through a gap of both networks at once, and units fill."""
        runs = [
            self.at_end.run(network, gap, is_later=network is self.after, spread=0.4)
            for network in self.networks
        ]
        lit = [light_gap(network, gap) for network in self.networks]
        self.play(*chain.from_iterable(lit))
        seconds = 1.4 if self.last < MANY else 1.0
        self.play(*chain.from_iterable(runs), seconds=seconds)
        self.play(*(self.filled(network, gap + 1) for network in self.networks))

    # All samples.

    def count_all(self) -> None:
        """The cost, and how many are read right, before and after."""
        told = AllSamples(self)
        with self.say(sentences.NUMBERS[told.outcome]):
            self.play(*self.leave(), *map(shrink_away, (self.before, self.after)))
            for number, (chart, title) in enumerate(told.charts):
                if number:
                    self.until_word()
                self.play(fade_in(chart), fade_in(title))
                if not number:
                    self.until_word()
                self.play(tween(chart, passed=1.0, seconds=style.SLOW))
            if len(told.charts) == 1:
                self.until_word()
                self.play(stress(told.charts[0][0].numbers[1]))
        self.written = list(chain.from_iterable(told.charts))

    # The dials.

    def turn_the_dials(self) -> None:
        """The dials of the opening, turned from where they stood."""
        field, (now, paths) = dials_of(self, FIELD), at_end(self)
        field.largest = max(field.largest, float(np.abs(now).max()))
        field.before = np.array(field.values)
        self.moved = bool((now != field.values).any())
        case = ("many" if self.many else "one") if self.moved else "none"
        values = {"count": "network.parameter_count", "steps": "final.step"}
        self.pills = header.phases(self, 3)
        with self.say(sentences.DIALS[case], values):
            self.play(*self.leave(), fade_out(self.pill))
            self.add(field)
            order = np.linspace(0.0, 1.0, len(now))
            come = staggered(field, "shown", order, seconds=1.2, overlap=0.25)
            self.play(come, fade_in(self.pills))
            self.until_word()
            field.paths = [""] * len(paths)  # on the way they stand for no value
            phases = header.cycle(self.pills, rounds=4 if self.many else 1, seconds=2.4)
            self.play(tween(field, values=now, seconds=2.4), phases)
            field.paths = paths
            self.until_word()
        self.field = field

    # The last picture.

    def end(self) -> None:
        """The dials become the network as it is now; it answers once more."""
        field = self.field
        self.remove(self.pills, field)
        self.network = self.build_network()
        self.stand_at_end()
        network, when = self.network, self.when
        answers = network.labels[-1]
        assert isinstance(answers, BesideUnits), "the home ends with its answers"
        when.opacity = network.opacity = 0.0
        answers.shown = 0 * answers.shown
        for units in network.units[1:]:
            units.shown_activations = 0 * units.shown_activations
        with self.say(sentences.END[self.moved]):
            self.add(field)
            come = tween(network, opacity=1.0, seconds=2.4, rate=during(0.5, 1.0))
            self.play(tween(field, moved=1.0, seconds=2.4), come)
            self.remove(field)
            self.play(fade_in(when))
            for column in range(1, self.last + 1):
                self.play(self.filled(network, column))
            self.play(tween(answers, shown=np.ones(self.sizes[-1])))

    def filled(self, network: LayeredNetwork, column: int) -> Motion:
        """Return the motion in which a column of a network fills."""
        full, units = np.ones(self.sizes[column]), network.units[column]
        return tween(units, shown_activations=full, seconds=style.QUICK)
