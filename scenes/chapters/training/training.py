"""Again and again: what the network makes of the same samples as it learns."""

from typing import TypeAlias

import numpy as np
from manim.utils.rate_functions import linear

from scenes.chapters.training import training_sentences as sentences
from scenes.chapters.training.learning_wall import LearningWall
from scenes.diagram.charts.levelling_bars import LevellingBars
from scenes.diagram.panels import Line
from scenes.diagram.plots.answers_over_data import AnswersOverData
from scenes.diagram.plots.plot_axes import Span
from scenes.diagram.plots.reel import Reel
from scenes.engine.drawing import Box
from scenes.layout import HEADER_Y, SAFE
from scenes.training_chapter import TrainingChapter
from scenes.vocabulary import labels
from scenes.vocabulary.forward.answers_everywhere import answers_over_data
from scenes.vocabulary.motions import Motion, fade_in, staggered, tween
from scenes.vocabulary.moves import fly
from scenes.vocabulary.plotting import Course, CurvePlot, label_ends, run

SUBJECT = Box(-6.6, -2.2, 1.3, 2.9)  # the wall
PLANE = Box(-5.0, -1.7, 0.2, 2.4)
ALONE = Box(-5.2, -1.9, -1.0, 2.3)  # the stubborn picture
BESIDE = Box(2.2, 1.0, 5.2, 2.35), Box(2.2, -1.6, 5.2, -0.25)  # two plots
SIDES = Box(-5.9, -1.6, -1.9, 2.2), Box(0.9, -1.6, 4.9, 2.2)
STRIP, WIDE = Box(1.4, -1.5, 6.2, 2.2), Box(-5.0, -1.5, 6.0, 2.2)
BARS, WAYS = Box(-5.6, -1.9, 2.2, 2.3), Box(-5.6, -1.6, 3.4, 2.2)
EXAM, WAY = "probes.examination", "probes.batch_sizes"
PULL = "probes.first_gradients"
COST = "mean cost over the training set"
DASHES: tuple[tuple[float, ...], ...] = ((), (0.16, 0.09), (0.05, 0.07))
MUCH = 0.5  # of the mean cost
ALIKE = 0.05  # of the largest cost: what differs by less came as far
OVER = 0.8  # how high a number flies past the letters that it comes to
UNSEEN = 0.02  # of the longest bar
FADED = 0.3  # what bars were before they levelled out
GOES_BY, AGAIN, A_WAY = 5.0, 3.0, 1.0  # seconds
Turning: TypeAlias = Reel | LearningWall | AnswersOverData
WHOLE = Span(0.0, 100.0, (0.0, 25.0, 50.0, 75.0, 100.0))


class Training(TrainingChapter):
    """From the untrained network to what it has learned, and how steps are shared."""

    name, title = "training", "Training"
    opens = closes = "learned"
    probes = (
        *("examination", "batch_sizes", "first_gradients"),
        *("decision_map", "answer_curve"),
    )

    def construct(self) -> None:
        """Tell the chapter."""
        if self.subject is not None:
            self.ask(self.subject)
        self.learn()
        if self.right.size and (self.right[:, self.stubborn] == 0).any():
            self.follow()
        if self.trace.data.train_size > 1:
            self.pull()
        self.share_out()

    def setup(self) -> None:
        """See which picture the data have, and which sample holds out long."""
        super().setup()
        self.exam = self.trace.probes["examination"]
        self.looks = range(len(self.exam.steps))
        self.right = np.array(self.exam.right, float)
        self.stubborn = int(self.exam.stubborn)
        self.subject = self.asked()
        self.plots = self.measures()
        steps = [f"{EXAM}.steps[{look}]" for look in self.looks]
        self.when = Reel(
            *(
                self.words(
                    "step {n} of {all}", {"n": step, "all": steps[-1]}, role="muted"
                ).at(SAFE.right, HEADER_Y, align=1.0)
                for step in steps
            )
        )

    def asked(self) -> LearningWall | AnswersOverData | None:
        """Return what is asked again and again: pictures, or points."""
        exam, image = self.exam, self.trace.data.image
        inputs, targets = np.array(exam.inputs), np.array(exam.targets)
        if not image or not self.right.size:
            return answers_over_data(
                *(self, inputs, targets, PLANE),
                paths=[f"{EXAM}.inputs[{n}]" for n in range(len(inputs))],
                steps=set(exam.steps.tolist()),
                followed=self.stubborn,
            )
        wall = LearningWall(inputs, image, self.right, EXAM + ".right[{}, {{n}}]")
        wall.stand(SUBJECT)
        return wall

    def measures(self) -> list[CurvePlot]:
        """Return the mean cost and, where classes are read, the share read right."""
        low, high = areas = BESIDE[::-1] if self.subject is not None else SIDES[::-1]
        costs = Course(self.exam.epochs, [f"{EXAM}.costs[{n}]" for n in self.looks])
        title = self.words(COST, role="cost")
        if not self.right.size:
            return [CurvePlot(self, low.joined(high), [costs], title=title, number=1)]
        paths = [f"percent(mean({EXAM}.right[{n}]))" for n in self.looks]
        right = Course(self.exam.epochs, paths, "activation")
        share = self.words(
            sentences.SHARE[bool(self.exam.is_unseen)], role="activation"
        )
        return [
            CurvePlot(self, areas[-1], [costs], title=title, number=1, below=""),
            CurvePlot(self, areas[0], [right], title=share, number=2, ys=WHOLE),
        ]

    # The same samples, again and again.

    def ask(self, subject: LearningWall | AnswersOverData) -> None:
        """What is asked, and what an untrained network makes of it."""
        kind = "unseen" if self.exam.is_unseen else "pictures"
        if isinstance(subject, AnswersOverData):
            kind = "line" if subject.ground is None else "map"
        values = {"n": f"count({EXAM}.samples)", "right": f"sum({EXAM}.right[0])"}
        with self.say(sentences.ASKED[kind], values):
            self.play(*self.enter())
            self.add(subject)
            self.play(tween(subject, came=1.0, seconds=2.4, rate=linear))
            self.until_word()
            self.play(fade_in(self.when), *self.appear())
            self.until_word()
            self.play(tween(subject, answered=1.0, seconds=1.6))

    def appear(self) -> list[Motion]:
        """Return the motions in which the empty plots come."""
        return [each for plot in self.plots for each in plot.appear()]

    def learn(self) -> None:
        """The whole training goes by, and what it comes to is told."""
        last, costs = self.looks[-1], self.exam.costs
        fell, kind = 1 - float(costs[-1]) / (float(costs[0]) or 1.0), "fell"
        if fell < MUCH:
            kind = "little" if fell > 0 else "not"
        elif self.right.size and self.right[-1].sum() > self.right[0].sum():
            kind = "learned"
        told = sentences.LEARNED[int(self.exam.steps[-1]) > 1, kind]
        with self.say(told, {"steps": f"{EXAM}.steps[{last}]"}):
            if self.subject is None:
                self.play(*self.enter(), *self.appear())
            for plot in self.plots:
                self.add(*plot.curves)
            growing = [each for plot in self.plots for each in plot.grow(GOES_BY)]
            self.play(*growing, *self.go_by(GOES_BY, self.when, self.subject))
            kinds = ("cost", None), ("activation", 1)
            for plot, (kind, places) in zip(self.plots, kinds, strict=False):
                result = plot.result(kind, decimals=places)
                self.add(result)
                self.play(fly(result, plot.curves[0].tip))

    def go_by(self, seconds: float, *turning: Turning | None) -> list[Motion]:
        """Return the motions in which drawings turn from first look to last."""
        there = [each for each in turning if each is not None]
        last = float(self.looks[-1])
        for each in there:
            each.turned = 0.0
        return [tween(e, turned=last, seconds=seconds, rate=linear) for e in there]

    # The one that holds out.

    def follow(self) -> None:
        """What one sample was read as, look after look."""
        told = self.right[:, self.stubborn]
        since, ended = int(np.flatnonzero(told == 0)[-1]) + 1, "wrong"
        if told[-1]:
            ended = "last" if since == self.looks[-1] else "late"
        values = {
            "name": f"data.classes[{int(self.exam.labels[self.stubborn])}]",
            "steps": f"{EXAM}.steps[{min(since, self.looks[-1])}]",
        }
        with self.say(sentences.HELD_OUT[ended], values):
            self.single_out()
            plot, right = self.strip(WIDE if self.subject is None else STRIP)
            self.play(*plot.appear(), fade_in(right))
            self.until_word()
            self.add(*plot.curves)
            self.play(*plot.grow(AGAIN), *self.go_by(AGAIN, self.when))
            self.until_word()

    def single_out(self) -> None:
        """The picture leaves the wall; a point gets a ring."""
        subject, one = self.subject, self.stubborn
        kept = [self.when] if subject is None else [subject, self.when]
        if isinstance(subject, LearningWall):
            subject.turn, alone = float(one), np.zeros(len(subject.alphas))
            alone[one] = 1.0
            subject.path = ""  # its brightness is no answer any more
            self.play(*self.all_but(*kept), tween(subject, alphas=alone))
            places, sides = subject.places.copy(), subject.sides.copy()
            places[one], sides[one] = ALONE.centre, ALONE.width
            self.play(tween(subject, places=places, sides=sides, seconds=1.2))
        elif subject is not None:
            self.play(*self.all_but(*kept), tween(subject, ringed=1.0))
        else:
            self.play(*self.all_but(*kept))

    def strip(self, box: Box) -> tuple[CurvePlot, Line]:
        """Return what the sample was read as, look by look, and what is right."""
        row, classes = self.stubborn, range(len(self.trace.data.classes))
        paths = [f"{EXAM}.predictions[{look}, {row}]" for look in self.looks]
        read = Course(self.exam.epochs, paths, "activation", dots=self.right[:, row])
        plot = CurvePlot(
            self,
            box,
            [read],
            title=self.words("read as"),
            ys=Span(-0.5, len(classes) - 0.5, tuple(map(float, classes))),
            names=[labels.class_name(self, unit) for unit in classes],
            number=5,
        )
        _, y = plot.axes.across(0.0, float(self.exam.labels[row]))
        ends = (box.left, y), (box.right, y)
        return plot, Line(ends, "activation", dashes=(0.08, 0.06))

    # How many samples to a step.

    def pull(self) -> None:
        """The gradients of a batch for one weight, and what is left of them."""
        found = self.trace.probes["first_gradients"]
        values, mean = [float(each) for each in found.gradients], float(found.mean)
        paths = PULL + ".gradients[{n}]", f"{PULL}.mean"
        were, bars = (
            LevellingBars(values, mean, BARS, told=0, paths=paths) for _ in range(2)
        )
        told = sentences.PULLED.get(bars.case, sentences.PULLED["mixed"])
        # Those that ask for next to nothing take no time.
        order = np.cumsum(np.abs(values) > UNSEEN * np.abs(values).max())
        order = (order - 1).clip(0) / max(1, int(order[-1]) - 1)
        share = 0.3 if order.any() else 1.0
        with self.say(told, {"n": f"count({PULL}.gradients)"}):
            self.play(*self.all_but())
            self.add(bars)
            self.until_word()
            self.play(staggered(bars, "shown", order, seconds=2.0, overlap=share))
            self.until_word()
            were.shown, were.opacity = bars.shown, FADED
            self.remove(bars)
            self.add(were, bars)
            self.play(tween(bars, level=1.0, seconds=1.6))
            number = self.number(f"{PULL}.mean", "gradient", em=0.44)
            letters = self.formula("(partial {C}) / (partial w) =", {})
            letters.at(3.4, bars.zero, align=0.0)
            number.at(letters.box.right + 0.15, bars.zero, align=0.0)
            way = bars.tip(len(values) - 1), (number.box.centre[0], bars.zero + OVER)
            self.play(fade_in(letters), fly(number, *way, seconds=1.0))

    def share_out(self) -> None:
        """One by one, in batches, all at once: the cost after as many passes."""
        probe, everyone = self.trace.probes["batch_sizes"], self.trace.data.train_size
        last = min(curve.epochs[-1] for curve in probe.curves)
        kinds = {1: "single", everyone: "all"} if everyone > 1 else {1: "one"}
        ways = [kinds.get(int(size), "few") for size in probe.sizes]
        courses, names = [], []
        for n, (kind, curve) in enumerate(zip(ways, probe.curves, strict=True)):
            xs = curve.epochs[curve.epochs <= last].tolist()
            paths = [f"{WAY}.curves[{n}].costs[{look}]" for look in range(len(xs))]
            courses.append(Course(xs, paths, dashes=DASHES[n]))
            named = sentences.WAYS.get(kind, sentences.WAYS["single"])
            values = {"n": f"{WAY}.sizes[{n}]"} if "{n}" in named else {}
            names.append(self.words(named, values))
        plot = CurvePlot(self, WAYS, courses, title=self.words(COST, role="cost"))
        label_ends(plot.curves, names)
        ends = [float(curve.ys[-1]) for curve in plot.curves]
        best = ways[int(np.argmin(ends))]
        if len(ways) > 1 and max(ends) - min(ends) < ALIKE * max(ends):
            best = "alike"
        with self.say(sentences.FURTHEST[best]):
            self.play(*self.all_but())
            self.play(*plot.appear())
            self.until_word()
            for curve, name in zip(plot.curves, names, strict=True):
                self.add(curve)
                self.play(*run([curve], to=float(curve.xs[-1]), seconds=A_WAY))
                self.play(fade_in(name))
            self.until_word()
            self.hold(0.6)
            self.play(*self.go_home())
