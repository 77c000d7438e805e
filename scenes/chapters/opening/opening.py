"""What a network is for: a task that no rule spells out, and what could be turned."""

from collections.abc import Callable, Iterable, Sequence

import numpy as np
from manim.utils.rate_functions import linear

from scenes import style
from scenes.chapters.opening import opening_sentences as sentences
from scenes.chapters.opening.changing_bars import ChangingBars, through_rows
from scenes.chapters.opening.guess_line import GuessLine
from scenes.chapters.opening.guess_scale import GuessScale, map_of
from scenes.diagram.charts.sample_points import SamplePoints
from scenes.diagram.panels import Panel
from scenes.diagram.plots.heat_map import HeatMap
from scenes.diagram.plots.thumbnails import Thumbnails, in_rows
from scenes.diagram.text import Number, Source, Text
from scenes.engine.arrays import Numbers
from scenes.engine.drawing import Box, Drawing
from scenes.step_chapter import StepChapter
from scenes.vocabulary import labels
from scenes.vocabulary.arrangement import within
from scenes.vocabulary.data_picture import data_picture
from scenes.vocabulary.forward.parameter_dials import dials_of
from scenes.vocabulary.motions import (
    Motion,
    during,
    fade_in,
    fade_out,
    staggered,
    stress,
    tween,
)
from scenes.vocabulary.moves import fly

TITLE = Box(-6.2, 2.65, 6.2, 3.45)
SHOWN = Box(-6.0, -2.2, 6.0, 2.35)  # the samples
LAID = Box(-2.2, -2.2, 2.2, 2.2)
ASKED = Box(-6.6, -2.2, -2.5, 2.2)
INSIDE = Box(-1.6, -0.9, 0.4, 0.9)  # the network, still closed
ANSWERS = Box(1.2, -2.1, 6.3, 2.1)
FIELD = Box(-6.5, -2.3, 6.5, 2.9)
COUNT = (-6.5, 2.8)  # where the number of parameters stands beside the network
DATA = Box(-3.4, -2.0, 3.4, 2.4)
MOST_ALIKE = 0.25  # of the axis: how far outputs go that are called alike
ANSWER = "probes.first_answers"


class Opening(StepChapter):
    """From samples without a rule to the network of the film."""

    name = "opening"
    opens, closes = "aside", "sample arrives"

    def construct(self) -> None:
        """Tell the chapter."""
        if self.points is None:
            self.show_samples()
            if len(self.asked.samples) > 1:
                self.lay_over_each_other()
            self.ask_each()
        else:
            self.scatter(self.points)
            self.guess(self.points)
        self.show_dials()
        self.take_places()

    def setup(self) -> None:
        """Find what the network is asked, and how that can be drawn."""
        super().setup()
        self.asked = self.trace.probes["first_answers"]
        self.inputs = np.array(self.asked.inputs)
        self.count = len(self.inputs)
        self.thumbnails = Thumbnails(
            self.inputs, self.trace.data.image, f"{ANSWER}.inputs[{{sample}}]"
        )
        self.points = self.scatter_of_samples()
        self.field = dials_of(self, FIELD)
        closed = self.words(sentences.NETWORK).at(*INSIDE.centre)
        self.box = Drawing(Panel(INSIDE), closed)

    # What is drawn.

    def class_path(self) -> str | None:
        """Return the path of the first sample's class; None where there are none."""
        if not len(self.asked.labels):
            return None
        return f"data.classes[{int(self.asked.labels[0])}]"

    def told(self, sentence: str) -> dict[str, str]:
        """Return the paths of the values that a sentence names."""
        every = {
            "count": f"count({ANSWER}.samples)",
            "name": self.class_path() or "",
            "right": f"{ANSWER}.right",
            "parameters": "network.parameter_count",
        }
        return {name: path for name, path in every.items() if f"{{{name}}}" in sentence}

    def scatter_of_samples(self) -> SamplePoints | None:
        """Return the samples as points, if a plane can show what is asked of them."""
        if self.data_picture is None:
            return None
        points = data_picture(self, row=self.row, box=DATA).chart
        if len(self.asked.points):
            heights = [*np.array(self.asked.curve)[:, self.thread[-1]], *points.ys]
            points.xs = float(self.asked.points[0]), float(self.asked.points[-1])
            points.ys = float(min(heights)), float(max(heights))
        elif "decision_map" in self.trace.probes:
            found = self.trace.probes["decision_map"]
            points.xs = float(found.horizontal[0]), float(found.horizontal[-1])
            points.ys = float(found.vertical[0]), float(found.vertical[-1])
        return points

    def filled_class(self) -> str | None:
        """Return the path of the class whose points are filled; None without any."""
        if not self.trace.data.classes:
            return None
        if self.sizes[-1] == 1:
            return "data.classes[1]"
        return f"data.classes[{int(np.argmax(self.step.targets[self.row]))}]"

    # Samples as pictures, or as rows of numbers.

    def show_samples(self) -> None:
        """The title, and the samples one after another."""
        said = sentences.task(self.count, self.class_path())
        shown = self.thumbnails
        title = self.title()
        with self.say(said, self.told(said)):
            self.play(*map(fade_in, title))
            shown.stand(SHOWN)
            self.add(shown)
            self.play(self.one_by_one(np.ones(self.count)))
            self.until_word()
            self.play(self.ring_all())
        self.written = title

    def title(self) -> list[Drawing]:
        """Return the title of the film, if it has one."""
        if not self.setting.title:
            return []
        source = Source("{title}", {}, {"title": self.setting.title})
        return [within(Text(source, em=style.TOLD), TITLE)]

    def one_by_one(self, most: Numbers, *, seconds: float = 2.0) -> Motion:
        """Return the motion in which samples appear after each other."""
        order = np.linspace(0.0, 1.0, self.count) if self.count > 1 else np.zeros(1)
        return staggered(
            self.thumbnails, "alphas", order, seconds=seconds, overlap=0.3, most=most
        )

    def ring_all(self, *, seconds: float = 1.6) -> Motion:
        """Return the motion of a frame from sample to sample."""
        self.thumbnails.ring = 0.0
        return tween(
            self.thumbnails, ring=self.count - 1.0, seconds=seconds, rate=linear
        )

    def lay_over_each_other(self) -> None:
        """All samples lie over each other, as clear as their mean."""
        shown = self.thumbnails
        place = np.tile(np.array(LAID.centre), (self.count, 1))
        with self.say(sentences.LAID):
            shown.ring = -1.0
            self.play(
                tween(shown, places=place, sides=np.full(self.count, LAID.width)),
                tween(shown, alphas=shown.laid(), seconds=2.0),
                *self.leave(),
                seconds=2.0,
            )
            self.until_word()
            self.play(self.leaf_through())

    def leaf_through(self) -> Motion:
        """Return the motion in which each sample lies on top for a moment."""
        shown, count = self.thumbnails, self.count

        def begin() -> Callable[[float], None]:
            def move(progress: float) -> None:
                top = int(progress * count)
                shown.alphas = np.where(np.arange(count) > top, 0.0, shown.laid())
                if top < count:
                    shown.alphas[top] = 1.0

            return move

        return Motion(shown, begin, seconds=0.2 * max(count, 5), rate=linear)

    def ask_each(self) -> None:
        """Each sample goes in; the outputs answer."""
        shown, bars = self.thumbnails, self.answers()
        names = self.class_names(bars)
        shown.goal = INSIDE.centre
        with self.say(self.said_of(bars)):
            places, sides = in_rows(self.count, ASKED)
            apart = tween(shown, places=places, sides=sides, alphas=np.ones(self.count))
            self.play(apart, *self.leave(), seconds=style.NORMAL)
            self.add(self.box)
            self.play(*map(fade_in, (self.box, bars, *names)))
            self.play(tween(bars, grown=1.0, seconds=style.QUICK))
            self.play(*through_rows(bars, shown, seconds=0.4 * max(2, self.count)))
        self.written = [shown, bars, *names]

    def answers(self) -> ChangingBars:
        """Return the outputs' bars, sample after sample."""
        path = f"{ANSWER}.outputs[{{row}}, {{column}}]"
        drawn = self.network.plan.drawn[-1]
        room = labels.class_width(self)
        area = Box(ANSWERS.left + room, ANSWERS.bottom, ANSWERS.right, ANSWERS.top)
        return ChangingBars(np.array(self.asked.outputs), drawn, area, path=path)

    def class_names(self, bars: ChangingBars) -> list[Drawing]:
        """Return the names of the classes left of their bars, if they have any."""
        if not labels.has_class_names(self):
            return []
        left = bars.across(0.0) - 0.15
        return [
            labels.class_name(self, unit).at(left, bars.level(bar), align=1.0)
            for bar, unit in enumerate(bars.chosen)
        ]

    def said_of(self, bars: ChangingBars) -> str:
        """Return what is said of the answers, by how much they differ."""
        if self.count == 1:
            return sentences.ONE
        widest = float(np.ptp(bars.table, axis=0).max())
        is_alike = widest <= MOST_ALIKE * (bars.high - bars.low)
        return sentences.ALIKE if is_alike else sentences.VARIED

    # Samples as points.

    def scatter(self, points: SamplePoints) -> None:
        """The title, and all samples as points of a plane."""
        count = len(self.trace.data.points)
        said = sentences.scattered(
            count, inputs=self.inputs.shape[1], name=self.filled_class()
        )
        values = {"count": "count(data.points)", "name": self.filled_class() or ""}
        named = {key: path for key, path in values.items() if f"{{{key}}}" in said}
        self.written = title = self.title()
        self.named = self.axes()
        with self.say(said, named):
            self.play(*map(fade_in, title))
            self.play(fade_in(points, seconds=1.2))
            self.until_word()
            for each in self.named:
                self.play(fade_in(each, seconds=style.NORMAL))
            self.until_word()
            self.play(stress(points, by=0.03, seconds=1.2))

    def axes(self) -> list[Drawing]:
        """Return the names of the inputs, below and left of the plane."""
        names = [labels.input_name(self, each) for each in range(self.inputs.shape[1])]
        spots = ((DATA.centre[0], DATA.bottom - 0.27, 0.5), (DATA.left - 0.2, 0.2, 1.0))
        return [
            name.at(x, y, align=align)
            for name, (x, y, align) in zip(names, spots, strict=False)
        ]

    def guess(self, points: SamplePoints) -> None:
        """What the network answers everywhere, behind the samples."""
        drawn, grow, said = self.first_guess(points)
        told, scale = self.explained(points, drawn)
        with self.say(said):
            self.remove(points)
            self.add(*drawn, points)
            self.play(*self.leave(), *grow or [stress(points, by=0.03)])
            for motions in told:
                self.until_word()
                self.play(*motions)
        self.written = [*drawn, *scale, *self.named]

    def explained(
        self, points: SamplePoints, drawn: Sequence[Drawing]
    ) -> tuple[Iterable[list[Motion]], list[Drawing]]:
        """Return what tells the two halves of a guess, and what that brings along."""
        output = self.thread[-1]
        if drawn and isinstance(map_ := drawn[0], HeatMap):
            path = "probes.decision_map.checkpoints[0].outputs[{row}, {column}, "
            scale = GuessScale(self, map_, self.answers_everywhere, f"{path}{output}]")
            return scale.come(), [scale.bar, *scale.numbers]
        still = [stress(points, by=0.03)]
        if not drawn or not points.ys[0] <= 0 <= points.ys[1]:
            return (still, still), []
        answer = str(self.activation_path(self.last, output))
        points.answer = float(self.value(answer)), answer
        return ([tween(points, risen=1.0, seconds=1.2)], still), []

    def first_guess(
        self, points: SamplePoints
    ) -> tuple[list[Drawing], list[Motion], str]:
        """Return the guess as a map or a line, how it grows, and what is said of it."""
        output, probes = self.thread[-1], self.trace.probes
        if len(self.asked.points):
            answers = np.array(self.asked.curve)[:, output]
            pairs = zip(self.asked.points, answers, strict=True)
            ends = [points.across(float(x), float(y)) for x, y in pairs]
            line = GuessLine(ends, f"{ANSWER}.curve[:, {output}]")
            return [line], [tween(line, grown=1.0, seconds=2.4)], sentences.LINE
        if "decision_map" not in probes:
            return [], [], sentences.ONE
        map_ = map_of(self.answers_everywhere, DATA)
        map_.walker, map_.sight = points.across(*points.own), 0.01
        grow = tween(map_, sight=map_.furthest, seconds=2.4, rate=linear)
        return [map_], [grow], sentences.EVERYWHERE

    @property
    def answers_everywhere(self) -> Numbers:
        """What the output on the thread first answers in each place of the plane."""
        found = self.trace.probes["decision_map"].checkpoints[0].outputs
        return np.array(found)[:, :, self.thread[-1]]

    # The dials.

    def show_dials(self) -> None:
        """What is inside: a dial for each parameter."""
        right = self.asked.right
        said = sentences.dials(self.count, None if right is None else int(right))
        field = self.field
        away = np.hypot(*(field.places - np.array(FIELD.centre)).T)
        number = self.count_of(style.LARGE).at(*FIELD.centre)
        with self.say(said, self.told(said)):
            closed = self.box in self.mobjects
            opened = tween(self.box, size=3.0, opacity=0.0, removes=True)
            going = [*self.leave(), *[opened] * closed]
            if self.points is not None:
                going.append(tween(self.points, opacity=0.0))
            self.play(*going, seconds=style.NORMAL)
            self.play(fade_in(number))
            self.until_word()
            self.add(field)
            order = away / max(float(away.max()), 1e-9)
            spread = staggered(field, "shown", order, seconds=2.4, overlap=0.25)
            self.play(fade_out(number), spread)
            self.until_word()
            self.play(self.wave(order))

    def count_of(self, em: float) -> Number:
        """Return how many parameters there are, as a number."""
        return self.number("network.parameter_count", "count", em=em)

    def wave(self, order: Numbers, *, seconds: float = 1.2) -> Motion:
        """Return the motion in which dials shrink and grow, one after another."""
        field = self.field

        def begin() -> Callable[[float], None]:
            def move(progress: float) -> None:
                done = np.clip(1.5 * progress - 0.5 * order, 0.0, 1.0)
                field.shown = 1 - 0.5 * np.sin(np.pi * done)

            return move

        return Motion(field, begin, seconds=seconds, rate=linear)

    def take_places(self) -> None:
        """Dials become the network; the first sample arrives."""
        network, field = self.network, self.field
        self.stand_at_end()
        named = [*labels.labels_of(network, 0).values()]
        inputs = network.units[0]
        inputs.shown_activations = 0 * inputs.shown_activations
        picture = [self.data_picture] if self.data_picture is not None else []
        for each in (self.pills, self.when, network, *named, *picture):
            each.opacity = 0.0
        with self.say(sentences.PLACED):
            self.remove(field)
            self.add(field)
            come = tween(network, opacity=1.0, seconds=2.4, rate=during(0.5, 1.0))
            number = self.count_of(style.TOLD)
            number.at(COUNT[0], COUNT[1], align=0.0)
            flown = fly(number, FIELD.centre, seconds=2.0)
            self.play(tween(field, moved=1.0, seconds=2.4), come, flown)
            self.remove(field)
            header = [tween(each, opacity=1.0) for each in (self.pills, self.when)]
            self.until_word()
            self.play(*header, fade_out(number), seconds=style.QUICK)
            self.until_word()
            self.arrive([*named, *picture])

    def arrive(self, named: Sequence[Drawing]) -> None:
        """The first sample comes to the inputs."""
        inputs, shown = self.network.units[0], self.thumbnails
        full = np.ones(len(inputs.activations))
        if not self.network.plan.picture:
            come = [tween(each, opacity=1.0) for each in named]
            self.play(tween(inputs, shown_activations=full), *come)
            self.clear_away()
            return
        place, side = inputs.places.mean(axis=0), 2 * float(inputs.radii[0])
        shown.alphas = np.eye(self.count)[0]
        shown.ring, shown.opacity = -1.0, 1.0
        wide = side * max(self.network.plan.picture)
        shown.sides = np.full(self.count, wide)
        shown.places = np.tile(place - (3.0, 0.0), (self.count, 1))
        self.add(shown)
        self.play(tween(shown, places=np.tile(place, (self.count, 1)), seconds=1.2))
        inputs.shown_activations = full
        self.clear_away()
