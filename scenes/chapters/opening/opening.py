"""What a network is for: a task that no rule spells out, and what could be turned."""

from collections.abc import Sequence

import numpy as np
from manim.utils.rate_functions import linear, smooth

from scenes import style
from scenes.chapters.opening import opening_sentences as sentences
from scenes.chapters.opening.guess import first_guess
from scenes.diagram.charts.answer_bars import AnswerBars
from scenes.diagram.charts.sample_points import MARGIN, SamplePoints
from scenes.diagram.panels import Panel
from scenes.diagram.plots.thumbnails import SENT, Thumbnails, in_rows
from scenes.diagram.text import Number, Source, Text
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
STANDS = 0.8  # of a sample's turn: when its bars stand
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
            if self.count > 1:
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
        inputs = np.array(self.asked.inputs)
        self.count, self.drawn = len(inputs), list(self.network.plan.drawn[-1])
        self.table = np.array(self.asked.outputs)[:, self.drawn]
        self.thumbnails = Thumbnails(
            inputs, self.trace.data.image, f"{ANSWER}.inputs[{{sample}}]"
        )
        self.points = self.scatter_of_samples()
        if title := self.setting.title:
            source = Source("{title}", {}, {"title": title})
            self.written = [within(Text(source, em=style.TOLD), TITLE)]
        self.field = dials_of(self, FIELD)
        closed = self.words(sentences.NETWORK).at(*INSIDE.centre)
        self.box = Drawing(Panel(INSIDE), closed)

    def scatter_of_samples(self) -> SamplePoints | None:
        """Return the samples as points, if a plane can show what is asked of them."""
        if self.data_picture is None:
            return None
        points = data_picture(self, row=self.row, box=DATA).chart
        if len(self.asked.points):
            heights = [*np.array(self.asked.curve)[:, self.thread[-1]], *points.ys]
            points.xs = float(self.asked.points[0]), float(self.asked.points[-1])
            room = MARGIN * float(max(heights) - min(heights))
            points.ys = float(min(heights)) - room, float(max(heights)) + room
        elif "decision_map" in self.trace.probes:
            found = self.trace.probes["decision_map"]
            points.xs = float(found.horizontal[0]), float(found.horizontal[-1])
            points.ys = float(found.vertical[0]), float(found.vertical[-1])
        return points

    # Samples as pictures, or as rows of numbers.

    def show_samples(self) -> None:
        """The title, and the samples one after another."""
        labelled, shown = len(self.asked.labels) > 0, self.thumbnails
        name = f"data.classes[{int(self.asked.labels[0])}]" if labelled else ""
        values = {"count": f"count({ANSWER}.samples)", "name": name}
        order = np.linspace(0.0, 1.0, self.count)
        with self.say(sentences.task(self.count, name or None), values):
            self.play(*map(fade_in, self.written))
            shown.stand(SHOWN)
            self.add(shown)
            self.play(staggered(shown, "alphas", order, seconds=2.0, overlap=0.3))
            self.until_word()
            self.play(self.take_turns(seconds=1.6))

    def take_turns(self, *, seconds: float) -> Motion:
        """Return the motion of a frame from sample to sample, each as long."""
        self.thumbnails.turn = 0.0
        return tween(self.thumbnails, turn=self.count, seconds=seconds, rate=linear)

    def lay_over_each_other(self) -> None:
        """All samples lie over each other, as clear as their mean; each lies on top."""
        shown, count = self.thumbnails, self.count
        place = np.tile(np.array(LAID.centre), (count, 1))
        with self.say(sentences.LAID):
            shown.turn = -1.0
            self.play(
                tween(shown, places=place, sides=np.full(count, LAID.width)),
                tween(shown, alphas=shown.laid()),
                *self.leave(),
                seconds=2.0,
            )
            self.until_word()

            def leaf(progress: float) -> None:
                top = int(progress * count)
                shown.alphas = np.where(np.arange(count) > top, 0.0, shown.laid())
                shown.alphas[top : top + 1] = 1.0

            seconds = 0.2 * max(count, 5)
            self.play(Motion(shown, lambda: leaf, seconds=seconds, rate=linear))

    def ask_each(self) -> None:
        """Each sample goes in; the outputs answer."""
        shown, bars = self.thumbnails, self.answers()
        names = self.class_names(bars)
        with self.say(self.said_of(bars)):
            places, sides = in_rows(self.count, ASKED)
            apart = tween(shown, places=places, sides=sides, alphas=np.ones(self.count))
            self.play(apart, *self.leave(), seconds=style.NORMAL)
            self.add(self.box)
            self.play(*map(fade_in, (self.box, bars, *names)))
            self.play(tween(bars, grown=np.ones(len(bars.rows)), seconds=style.QUICK))
            shown.goal = INSIDE.centre
            seconds = 0.4 * max(2, self.count)
            turns = self.take_turns(seconds=seconds)
            self.play(turns, self.follow(bars, seconds=seconds))
        self.written = [shown, bars, *names]

    def answers(self) -> AnswerBars:
        """Return the outputs' bars for the first sample, on one scale for all."""
        room, first = labels.class_width(self), self.table[0].tolist()
        area = Box(ANSWERS.left + room, ANSWERS.bottom, ANSWERS.right, ANSWERS.top)
        ends = np.linspace(area.top, area.bottom, len(first) + 1)
        rows = ((ends[1:] + ends[:-1]) / 2).tolist()
        paths = self.answer_paths(0)
        bars = AnswerBars(first, first, rows, area, paths=paths, target_paths=paths)
        bars.low = min(0.0, float(self.table.min()))
        bars.high = max(1.0, float(self.table.max()))
        return bars

    def answer_paths(self, sample: int) -> list[str]:
        """Return the paths of what the drawn outputs answer to a sample."""
        return [f"{ANSWER}.outputs[{sample}, {unit}]" for unit in self.drawn]

    def follow(self, bars: AnswerBars, *, seconds: float) -> Motion:
        """Return the motion of bars from answer to answer.

        A bar that is under way is no value of the trace.
        """
        nowhere = [""] * len(self.drawn)

        def move(progress: float) -> None:
            now = min(int(progress * self.count), self.count - 1)
            done = (progress * self.count - now - SENT) / (STANDS - SENT)
            share, before = smooth(min(max(done, 0.0), 1.0)), max(0, now - 1)
            rows = self.table[before] * (1 - share) + self.table[now] * share
            stands = {0.0: self.answer_paths(before), 1.0: self.answer_paths(now)}
            bars.values, bars.paths = rows.tolist(), stands.get(share, nowhere)

        return Motion(bars, lambda: move, seconds=seconds, rate=linear)

    def class_names(self, bars: AnswerBars) -> list[Drawing]:
        """Return the names of the classes left of their bars, if they have any."""
        if not labels.has_class_names(self):
            return []
        left = bars.across(0.0) - 0.15
        return [
            labels.class_name(self, unit).at(left, y, align=1.0)
            for unit, y in zip(self.drawn, bars.rows, strict=True)
        ]

    def said_of(self, bars: AnswerBars) -> str:
        """Return what is said of the answers, by how much they differ."""
        if self.count == 1:
            return sentences.ONE
        widest = float(np.ptp(self.table, axis=0).max())
        is_alike = widest <= MOST_ALIKE * (bars.high - bars.low)
        return sentences.ALIKE if is_alike else sentences.VARIED

    # Samples as points.

    def scatter(self, points: SamplePoints) -> None:
        """The title, and all samples as points of a plane."""
        inputs, name = self.sizes[0], self.filled_class()
        said = sentences.scattered(
            len(self.trace.data.points), inputs=inputs, name=name
        )
        spots = ((DATA.centre[0], DATA.bottom - 0.27, 0.5), (DATA.left - 0.2, 0.2, 1.0))
        axes = [
            labels.input_name(self, each).at(x, y, align=align)
            for each, (x, y, align) in zip(range(inputs), spots, strict=False)
        ]
        self.named = axes
        with self.say(said, {"count": "count(data.points)", "name": name or ""}):
            self.play(*map(fade_in, self.written))
            self.play(fade_in(points, seconds=1.2))
            self.until_word()
            for each in axes:
                self.play(fade_in(each, seconds=style.NORMAL))
            self.until_word()
            self.play(stress(points, by=0.03, seconds=1.2))

    def filled_class(self) -> str | None:
        """Return the path of the class whose points are filled; None without any."""
        if not self.trace.data.classes:
            return None
        if self.sizes[-1] == 1:
            return "data.classes[1]"
        return f"data.classes[{int(np.argmax(self.step.targets[self.row]))}]"

    def guess(self, points: SamplePoints) -> None:
        """What the network answers everywhere, behind the samples."""
        guess = first_guess(self, points)
        grow, *told = guess.told
        with self.say(guess.said):
            self.add(*guess.behind, points)
            self.play(*self.leave(), *grow)
            for motions in told:
                self.until_word()
                self.play(*motions)
        self.written = [*guess.drawn, *self.named, points]

    # The dials.

    def show_dials(self) -> None:
        """What is inside: a dial for each parameter."""
        field, right = self.field, self.asked.right
        said = sentences.dials(self.count, None if right is None else int(right))
        values = {
            "count": f"count({ANSWER}.samples)",
            "right": f"{ANSWER}.right",
            "parameters": "network.parameter_count",
        }
        away = np.hypot(*(field.places - np.array(FIELD.centre)).T)
        order = away / max(float(away.max()), 1e-9)
        number = self.count_of(style.LARGE).at(*FIELD.centre)
        with self.say(said, values):
            opened = tween(self.box, size=3.0, opacity=0.0, removes=True)
            closed = self.box in self.mobjects
            self.play(*self.leave(), *[opened] * closed, seconds=style.NORMAL)
            self.play(fade_in(number))
            self.until_word()
            self.add(field)
            spread = staggered(field, "shown", order, seconds=2.4, overlap=0.25)
            self.play(fade_out(number), spread)
            self.until_word()
            self.play(staggered(field, "swung", order, seconds=1.2))

    def count_of(self, em: float) -> Number:
        """Return how many parameters there are, as a number."""
        return self.number("network.parameter_count", "count", em=em)

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
            self.add(field)
            come = tween(network, opacity=1.0, seconds=2.4, rate=during(0.5, 1.0))
            number = self.count_of(style.TOLD).at(*COUNT, align=0.0)
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
        inputs, shown, count = self.network.units[0], self.thumbnails, self.count
        full = np.ones(len(inputs.activations))
        if not self.network.plan.picture:
            self.play(*(tween(each, opacity=1.0) for each in named))
            self.play(tween(inputs, shown_activations=full, seconds=1.0))
        else:
            goal = np.tile(inputs.places.mean(axis=0), (count, 1))
            wide = 2 * float(inputs.radii[0]) * max(self.network.plan.picture)
            shown.alphas, shown.sides = np.eye(count)[0], np.full(count, wide)
            shown.places, shown.turn, shown.opacity = goal - (3.0, 0.0), -1.0, 1.0
            self.add(shown)
            self.play(tween(shown, places=goal, seconds=1.2))
            inputs.shown_activations = full
        self.clear_away()
