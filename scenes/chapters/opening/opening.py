"""What a network is for: a task that no rule spells out, and what could be turned."""

import numpy as np
from manim.utils.rate_functions import linear

from scenes import style
from scenes.chapters.opening import opening_sentences as sentences
from scenes.diagram.charts.answer_bars import AnswerBars
from scenes.diagram.panels import Panel
from scenes.diagram.plots.answers_over_data import AnswersOverData
from scenes.diagram.plots.picture_wall import SENT, PictureWall
from scenes.diagram.text import Source, Text
from scenes.engine.drawing import Box, Drawing
from scenes.step_chapter import StepChapter
from scenes.vocabulary import labels
from scenes.vocabulary.arrangement import within
from scenes.vocabulary.forward.answers_everywhere import answers_over_data
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
DATA = Box(-4.6, -1.7, 4.6, 2.1)
MOST_ALIKE = 0.25  # of the axis: how far outputs go that are called alike
A_LEAF, A_TURN = 0.2, 0.4  # seconds for each sample
LONGEST = 4.8  # seconds for all of them
ANSWER, PARAMETERS = "probes.first_answers", "network.parameter_count"


class Opening(StepChapter):
    """From samples without a rule to the network of the film."""

    name = "opening"
    opens, closes = "aside", "sample arrives"

    def construct(self) -> None:
        """Tell the chapter."""
        if self.plot is None:
            self.show_samples()
            if self.count > 1:
                self.lay_over_each_other()
            self.ask_each()
        else:
            self.scatter(self.plot)
            self.guess(self.plot)
        self.show_dials()
        self.take_places()

    def setup(self) -> None:
        """Find what the network is asked, and how that can be drawn."""
        super().setup()
        asked, step = self.trace.probes["first_answers"], self.step
        inputs, self.drawn = np.array(asked.inputs), list(self.network.plan.drawn[-1])
        self.count, self.right = len(inputs), asked.right
        self.classes = {int(label) for label in asked.labels}
        self.table = np.array(asked.outputs)[:, self.drawn]
        path = ANSWER + ".inputs[{n}]"
        self.wall = PictureWall(inputs, self.trace.data.image, path)
        paths = [path.format(n=n) for n in range(len(inputs))]
        # Of points, the sample that will arrive is the first.
        self.plot = answers_over_data(
            self,
            np.vstack([step.inputs[self.row], inputs]),
            np.vstack([step.targets[self.row], asked.targets]),
            DATA,
            paths=[str(self.path.inputs[self.row]), *paths],
            steps=[0],
            output=self.thread[-1],
        )
        if title := self.setting.title:
            source = Source("{title}", {}, {"title": title})
            self.written = [within(Text(source, em=style.TOLD), TITLE)]
        self.field = dials_of(self, FIELD)
        self.box = Drawing(Panel(INSIDE), self.words("network").at(*INSIDE.centre))

    # Samples as pictures, or as rows of numbers.

    def show_samples(self) -> None:
        """The title, and the samples one after another."""
        wall, is_class = self.wall, len(self.classes) == 1
        kind = ("class" if self.count > 1 else "one") if is_class else "any"
        values = {"count": f"count({ANSWER}.samples)"}
        for label in self.classes:
            values["name"] = f"data.classes[{label}]"
        order = np.linspace(0.0, 1.0, self.count)
        with self.say(sentences.TASK[kind], values):
            self.play(*map(fade_in, self.written))
            wall.stand(SHOWN)
            self.add(wall)
            self.play(staggered(wall, "alphas", order, seconds=2.0, overlap=0.3))
            self.until_word()
            wall.turn = 0.0
            self.play(tween(wall, turn=self.count, seconds=1.6, rate=linear))

    def lay_over_each_other(self) -> None:
        """All samples lie over each other, as clear as their mean; each lies on top."""
        wall, count = self.wall, self.count
        middle = np.tile(np.array(LAID.centre), (count, 1))
        with self.say(sentences.LAID):
            wall.turn = -1.0
            sides = np.full(count, LAID.width)
            laid = tween(wall, places=middle, sides=sides, alphas=wall.laid())
            self.play(laid, *self.leave(), seconds=2.0)
            self.until_word()

            def leaf(progress: float) -> None:
                top = int(progress * count)
                wall.alphas = np.where(np.arange(count) > top, 0.0, wall.laid())
                wall.alphas[top : top + 1] = 1.0

            seconds = min(LONGEST, A_LEAF * max(count, 5))
            self.play(Motion(wall, lambda: leaf, seconds=seconds, rate=linear))

    def ask_each(self) -> None:
        """Each sample goes in; the outputs answer."""
        wall, bars = self.wall, self.answers()
        names = self.class_names(bars)
        widest = float(np.ptp(self.table, axis=0).max())
        is_alike = widest <= MOST_ALIKE * (bars.high - bars.low)
        kind = ("alike" if is_alike else "varied") if self.count > 1 else "one"
        with self.say(sentences.ANSWERED[kind]):
            places, sides = wall.rows(ASKED)
            apart = tween(wall, places=places, sides=sides, alphas=0 * sides + 1.0)
            self.play(apart, *self.leave(), seconds=style.NORMAL)
            self.add(self.box)
            self.play(*map(fade_in, (self.box, bars, *names)))
            self.play(tween(bars, grown=np.ones(len(bars.rows)), seconds=style.QUICK))
            wall.goal = INSIDE.left, INSIDE.centre[1]
            for sample in range(self.count):
                self.ask(bars, sample)
        self.written = [wall, bars, *names]

    def ask(self, bars: AnswerBars, sample: int) -> None:
        """One sample goes in; bars that are under way are no values of the trace."""
        self.wall.turn = float(sample)
        self.play(tween(self.wall, turn=sample + SENT, rate=linear), seconds=0.2)
        bars.paths = [""] * len(self.drawn)
        self.play(tween(bars, values=self.table[sample]), seconds=0.2)
        bars.paths = self.answer_paths(sample)

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

    def class_names(self, bars: AnswerBars) -> list[Drawing]:
        """Return the names of the classes left of their bars, if they have any."""
        if not labels.has_class_names(self):
            return []
        left = bars.across(0.0) - 0.15
        return [
            labels.class_name(self, unit).at(left, y, align=1.0)
            for unit, y in zip(self.drawn, bars.rows, strict=True)
        ]

    # Samples as points.

    def scatter(self, plot: AnswersOverData) -> None:
        """The title, and all samples as points of a plane."""
        kind = "class" if self.trace.data.classes else "plane"
        unit = 1 if self.sizes[-1] == 1 else self.thread[-1]
        values = {"name": f"data.classes[{unit}]"} if kind == "class" else {}
        with self.say(sentences.SCATTERED["curve" if self.is_line else kind], values):
            self.play(*map(fade_in, self.written))
            self.add(plot)
            self.play(tween(plot, came=1.0, seconds=2.4, rate=linear))
            self.until_word()
            self.play(tween(plot, ringed=1.0))
            self.until_word()
            self.play(stress(plot, by=0.03, seconds=1.2))

    @property
    def is_line(self) -> bool:
        """Whether a single input goes in, so that answers are a line."""
        return self.sizes[0] == 1

    def guess(self, plot: AnswersOverData) -> None:
        """What the network answers everywhere, behind the samples."""
        with self.say(sentences.ANSWERED["line" if self.is_line else "map"]):
            self.play(
                *self.leave(), tween(plot, answered=1.0, seconds=3.0, rate=linear)
            )
            self.until_word()
            self.play(stress(plot, by=0.03, seconds=1.2))
        self.written = [plot]

    # The dials.

    def show_dials(self) -> None:
        """What is inside: a dial for each parameter."""
        field = self.field
        values = {
            "count": f"count({ANSWER}.samples)",
            "right": f"{ANSWER}.right",
            "parameters": PARAMETERS,
        }
        away = np.hypot(*(field.places - np.array(FIELD.centre)).T)
        order = away / max(float(away.max()), 1e-9)
        number = self.number(PARAMETERS, "count", em=style.LARGE).at(*FIELD.centre)
        with self.say(sentences.DIALS[self.right is not None], values):
            opened = tween(self.box, size=3.0, opacity=0.0, removes=True)
            closed = self.box in self.mobjects
            self.play(*self.leave(), *[opened] * closed, seconds=style.NORMAL)
            self.play(fly(number, INSIDE.centre))
            self.until_word()
            self.add(field)
            spread = staggered(field, "shown", order, seconds=2.4, overlap=0.25)
            self.play(fade_out(number), spread)
            self.until_word()
            self.play(staggered(field, "swung", order, seconds=1.2))

    def take_places(self) -> None:
        """Dials become the network; the first sample arrives."""
        network, field = self.network, self.field
        self.stand_at_end()
        inputs, header = network.units[0], (self.pills, self.when)
        inputs.shown_activations = 0 * inputs.shown_activations
        named: list[Drawing] = [*labels.labels_of(network, 0).values()]
        named += [self.data_picture] if self.data_picture is not None else []
        for each in (*header, network, *named):
            each.opacity = 0.0
        with self.say(sentences.PLACED):
            self.add(field)
            come = tween(network, opacity=1.0, rate=during(0.5, 1.0))
            number = self.number(PARAMETERS, "count", em=style.TOLD)
            flown = fly(number.at(*COUNT, align=0.0), FIELD.centre)
            self.play(tween(field, moved=1.0), come, flown, seconds=2.4)
            self.remove(field)
            self.until_word()
            self.play(fade_out(number), *(tween(each, opacity=1.0) for each in header))
            self.until_word()
            if network.plan.picture:
                self.fly_in(float(inputs.radii[0]) * max(network.plan.picture))
                inputs.shown_activations += 1.0
            else:
                self.play(*(tween(each, opacity=1.0) for each in named))
                full = np.ones(len(inputs.activations))
                self.play(tween(inputs, shown_activations=full))
            self.clear_away()

    def fly_in(self, half: float) -> None:
        """The picture of the first sample comes to where the inputs are."""
        wall, count = self.wall, self.count
        goal = np.tile(self.network.units[0].places.mean(axis=0), (count, 1))
        wall.alphas, wall.sides = np.eye(count)[0], np.full(count, 2 * half)
        wall.places, wall.turn, wall.opacity = goal - (3.0, 0.0), -1.0, 1.0
        self.add(wall)
        self.play(tween(wall, places=goal, seconds=1.2))
