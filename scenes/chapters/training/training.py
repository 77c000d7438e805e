"""Again and again: what the network makes of the same samples as it learns."""

from typing import TypeAlias

import numpy as np
from manim.utils.rate_functions import linear

from scenes.chapters.training import subjects
from scenes.chapters.training import training_sentences as sentences
from scenes.chapters.training.subjects import EXAM
from scenes.diagram.charts.levelling_bars import LevellingBars
from scenes.diagram.plots.learned_answers import AnswerLine, AnswerMap
from scenes.diagram.plots.picture_wall import LearningWall
from scenes.diagram.plots.plot_axes import Span, span
from scenes.diagram.plots.read_strip import ReadStrip
from scenes.diagram.plots.reel import Reel
from scenes.diagram.text import Row, Text
from scenes.engine.drawing import Box
from scenes.layout import SAFE
from scenes.style import SMALL
from scenes.training_chapter import TrainingChapter
from scenes.vocabulary import labels
from scenes.vocabulary.motions import (
    Motion,
    fade_in,
    fade_out,
    staggered,
    stress,
    tween,
)
from scenes.vocabulary.moves import fly
from scenes.vocabulary.plotting import (
    COUNTED_BELOW,
    Course,
    CurvePlot,
    label_ends,
    plotted,
    run,
)

ALONE = Box(-6.2, -1.6, -3.2, 2.3)  # the stubborn picture
STRIPS = {
    "pictures": Box(-1.2, -1.5, 6.2, 2.5),
    "plane": Box(1.6, -0.9, 6.2, 1.5),
    "none": Box(-5.0, -1.5, 6.0, 2.4),
}
LEFT, RIGHT = Box(-5.9, -1.55, -1.9, 2.2), Box(0.9, -1.55, 5.3, 2.2)
MEASURES = {
    "pictures": (LEFT, RIGHT),
    "plane": (Box(0.9, 0.95, 5.1, 2.3), Box(0.9, -1.6, 5.1, -0.25)),
    "line": (Box(0.9, -1.6, 5.1, 2.2),),
    "none": (LEFT, RIGHT),
}
BARS, WAYS = Box(-5.6, -1.9, 2.2, 2.3), Box(-5.6, -1.6, 3.4, 2.2)
DASHES: tuple[tuple[float, ...], ...] = ((), (0.16, 0.09), (0.05, 0.07))
WAY, LIT = "probes.batch_sizes", "activation"
EARLY = 0.75  # of all that the cost falls, in the first half: fast at first
UNSEEN = 0.02  # of the longest bar
BEFORE = 2.2  # room beside the name of the mean cost, for what it was at first
OVER = 0.8  # how high a number flies past the letters that it comes to
FADED = 0.3  # what bars were before they levelled out
GOES_BY, AGAIN, A_WAY = 5.0, 3.0, 1.0  # seconds
Turning: TypeAlias = LearningWall | AnswerMap | AnswerLine | Reel
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
        if self.kind == "none":
            self.measure()
        else:
            self.ask()
            self.learn()
        if self.holds_out:
            self.follow()
        if self.kind == "pictures":
            self.measure()
        if self.trace.data.train_size == 1:
            self.one()
        else:
            self.pull()
            self.share_out()

    def setup(self) -> None:
        """See which picture the data have, and which sample holds out longest."""
        super().setup()
        self.exam = self.trace.probes["examination"]
        self.looks = len(self.exam.steps)
        self.right = np.array(self.exam.right)
        self.stubborn = int(self.exam.stubborn)
        self.kind = subjects.kind_of(self)
        self.holds_out = bool(
            self.right.size and (self.right[:, self.stubborn] == 0).any()
        )
        self.when = subjects.when(self)
        self.plots = self.measures()

    def fell(self, look: int = -1) -> float:
        """Return the share of the mean cost that is gone at a look."""
        costs = self.exam.costs
        return 1 - float(costs[look]) / (float(costs[0]) or 1.0)

    # The same samples, again and again.

    def ask(self) -> None:
        """What is asked, and what an untrained network makes of it."""
        sentence = sentences.asked(is_unseen=self.exam.is_unseen, kind=self.kind)
        values = {"n": f"count({EXAM}.samples)", "right": f"sum({EXAM}.right[0])"}
        with self.say(sentence, values if self.kind == "pictures" else {}):
            self.play(*self.enter())
            self.subject = subjects.SUBJECTS[self.kind](self)
            if isinstance(self.subject, LearningWall):
                self.hang(self.subject)
            else:
                self.spread()

    def hang(self, wall: LearningWall) -> None:
        """The pictures, one row after the other; those read right light up."""
        lit, wall.lit, wall.paths = wall.lit, np.zeros(len(wall.lit)), []
        wall.shown = 0.0
        self.add(wall)
        self.play(tween(wall, shown=float(len(lit)), seconds=2.4, rate=linear))
        self.until_word()
        self.count, total = subjects.count(self)
        self.play(*map(fade_in, (self.count, total, self.when)))
        self.until_word()
        self.play(tween(wall, lit=lit, seconds=1.0))
        wall.turned = 0.0

    def spread(self) -> None:
        """The samples as points, and what is answered before the training."""
        self.play(fade_in(self.subject, seconds=1.0), fade_in(self.when))
        self.until_word()
        self.play(*(each for plot in self.plots for each in plot.appear()))
        self.until_word()
        if isinstance(self.subject, AnswerLine):
            self.play(tween(self.subject, drawn=1.0, seconds=1.4, rate=linear))
        self.begin(self.plots[0])

    def begin(self, plot: CurvePlot) -> None:
        """What the mean cost is before the training, from where its curve begins."""
        words = self.words("before", em=SMALL, role="muted")
        number = self.number(f"{EXAM}.costs[0]", "cost", em=SMALL)
        self.first = row = Row(words, number, gap=0.16)
        beside = plot.title.box
        left = min(beside.right + 0.3, SAFE.right - row.box.width)
        self.add(row.at(left, beside.centre[1], align=0.0))
        curve = plot.curves[0]
        start = plot.axes.across(float(curve.xs[0]), float(curve.ys[0]))
        self.play(fade_in(words), fly(number, start, within=row))

    def learn(self) -> None:
        """The whole training goes by."""
        steps = int(self.exam.steps[-1])
        values = {"steps": f"{EXAM}.steps[{self.looks - 1}]"} if steps > 1 else {}
        told = sentences.learned(self.kind, self.fell(), steps=steps)
        with self.say(told, values):
            turning = [self.go_by(each, GOES_BY) for each in (self.subject, self.when)]
            if self.kind == "pictures":
                self.play(*turning, self.go_by(self.count, GOES_BY))
            else:
                self.run_on(GOES_BY, *turning)
                self.conclude()

    def go_by(self, drawing: Turning, seconds: float) -> Motion:
        """Return the motion in which a drawing turns from first look to last."""
        drawing.turned = 0.0
        return tween(drawing, turned=self.looks - 1.0, seconds=seconds, rate=linear)

    # The one that holds out.

    def follow(self) -> None:
        """What one sample was read as, look after look."""
        told = self.right[:, self.stubborn]
        values = {"name": f"data.classes[{int(self.exam.labels[self.stubborn])}]"}
        since, ended = int(np.flatnonzero(told == 0)[-1]) + 1, "wrong"
        if not told.any():
            ended = "never"
        elif told[-1]:
            ended = "last" if since == self.looks - 1 else "late"
        if ended == "late":
            values["steps"] = f"{EXAM}.steps[{since}]"
        wavers = bool(told[:since].any())
        sentence = sentences.held_out(ended, kind=self.kind, is_wavering=wavers)
        with self.say(sentence, values):
            self.single_out()
            strip, words = self.strip(STRIPS[self.kind])
            grown = tween(strip.axes, grown=1.0)
            self.play(grown, *(fade_in(each, seconds=0.8) for each in words))
            self.until_word()
            self.add(strip)
            last = float(self.exam.epochs[-1])
            passing = tween(strip, passed=last, seconds=AGAIN, rate=linear)
            self.play(passing, self.go_by(self.when, AGAIN))
            self.until_word()

    def single_out(self) -> None:
        """The picture leaves the wall; a point on the map gets a ring."""
        if self.kind == "none":
            self.play(*self.all_but())
            self.play(fade_in(self.when))
            return
        self.play(tween(self.subject, ringed=1.0, seconds=0.8))
        if not isinstance(self.subject, LearningWall):
            self.play(*self.all_but(self.subject, self.when))
            return
        # From where it hangs to where it is large.
        alone, here = self.subject.alone(ALONE), self.subject.place(self.stubborn)
        alone.size = here.width / alone.place(0).width
        alone.at(*here.centre)
        gone = self.all_but(self.when)
        self.add(alone)
        self.play(tween(alone, x=0.0, y=0.0, size=1.0, seconds=1.2), *gone)

    def strip(self, box: Box) -> tuple[ReadStrip, list[Text]]:
        """Return what the sample was read as, over the passes, and words beside it."""
        row, classes = self.stubborn, range(len(self.trace.data.classes))
        heights = Span(-0.5, len(classes) - 0.5, tuple(map(float, classes)))
        names = [labels.class_name(self, unit) for unit in classes]
        along = span(self.exam.epochs, most=5)
        axes = plotted(self, box, along, heights, number=5, names=names)
        axes.grown = 0.0
        title = self.words("read as").at(box.left, box.top + 0.35, align=0.5)
        below = self.small_print("passes over the set")
        below.at(box.right, box.bottom - COUNTED_BELOW, align=1.0)
        read = [int(each) for each in self.exam.predictions[:, row]]
        paths = [f"{EXAM}.predictions[{look}, {row}]" for look in range(self.looks)]
        right = int(self.exam.labels[row])
        strip = ReadStrip(axes, self.exam.epochs, read, paths, right=right)
        return strip, [title, below]

    # The whole set as curves.

    def measures(self) -> list[CurvePlot]:
        """Return the mean cost and, where classes are read, the share read right."""
        areas, looks = MEASURES[self.kind], range(self.looks)
        epochs = self.exam.epochs
        costs = Course(epochs, [f"{EXAM}.costs[{look}]" for look in looks])
        shares = [f"percent(mean({EXAM}.right[{look}]))" for look in looks]
        has_shares = self.right.size > 0 and len(areas) > 1
        # Of axes one above the other, the lowest has it for both.
        is_low = not has_shares or areas[0].bottom == areas[1].bottom
        title, below = self.words(sentences.COST, role="cost"), sentences.COUNTED
        below = below if is_low else ""
        falls = CurvePlot(
            *(self, areas[0], [costs]), title=title, below=below, room=BEFORE, number=1
        )
        if not has_shares:
            return [falls]
        title = self.words(sentences.SHARE[bool(self.exam.is_unseen)], role=LIT)
        course = Course(epochs, shares, LIT)
        rises = CurvePlot(self, areas[1], [course], title=title, ys=WHOLE, number=2)
        return [falls, rises]

    def measure(self) -> None:
        """Mean cost and accuracy, growing side by side."""
        sentence = sentences.measured(
            self.fell(),
            is_early=self.fell(self.looks // 2) > EARLY * self.fell(),
            is_better=self.right.size > 0
            and bool(self.right[-1].sum() > self.right[0].sum()),
        )
        with self.say(sentence):
            is_first = self.pill not in self.mobjects
            self.play(*(self.enter() if is_first else self.all_but(self.when)))
            self.play(*(each for plot in self.plots for each in plot.appear()))
            self.begin(self.plots[0])
            self.until_word()
            self.run_on(AGAIN, *([] if is_first else [self.go_by(self.when, AGAIN)]))
            self.until_word()
            self.conclude()

    def run_on(self, seconds: float, *turning: Motion) -> None:
        """The curves run to their ends, while something turns."""
        for plot in self.plots:
            self.add(*plot.curves)
        growing = (each for plot in self.plots for each in plot.grow(seconds))
        self.play(fade_out(self.first), *turning, *growing)

    def conclude(self) -> None:
        """What the curves have come to, out of their heads."""
        kinds = ("cost", None), (LIT, 1)
        pairs = list(zip(self.plots, kinds, strict=False))
        self.results = [plot.result(k, decimals=places) for plot, (k, places) in pairs]
        self.add(*self.results)
        tips = [plot.curves[0].tip for plot in self.plots]
        self.play(*map(fly, self.results, tips))

    # How many samples to a step.

    def one(self) -> None:
        """Nothing to share out."""
        with self.say(sentences.ONE):
            self.play(*(stress(each, by=0.4) for each in self.results))
            self.until_word()
            if not self.holds_out:
                self.begin(self.plots[0])
            self.play(*(stress(each, by=0.4) for each in self.results))
            self.until_word()
            self.play(*self.go_home())

    def pull(self) -> None:
        """The gradients of a batch for one weight, and what is left of them."""
        path, found = "probes.first_gradients", self.trace.probes["first_gradients"]
        values, mean = [float(each) for each in found.gradients], float(found.mean)
        paths = path + ".gradients[{n}]", f"{path}.mean"
        were, bars = (
            LevellingBars(values, mean, BARS, told=0, paths=paths) for _ in range(2)
        )
        told = sentences.pulled(bars.case, bars.left)
        with self.say(told, {"n": f"count({path}.gradients)"}):
            self.play(*self.all_but())
            self.add(bars)
            self.until_word()
            # Those that ask for next to nothing take no time.
            order = np.cumsum(np.abs(values) > UNSEEN * np.abs(values).max())
            share = 0.3 if order[-1] > 1 else 1.0
            order = (order - 1).clip(0) / max(1, int(order[-1]) - 1)
            self.play(staggered(bars, "shown", order, seconds=2.0, overlap=share))
            self.until_word()
            were.shown, were.opacity = bars.shown, FADED
            self.remove(bars)
            self.add(were, bars)
            self.play(tween(bars, level=1.0, seconds=1.6))
            number = self.number(f"{path}.mean", "gradient", em=0.44)
            letters = self.formula("(partial {C}) / (partial w) =", {})
            letters.at(3.4, bars.zero, align=0.0)
            number.at(letters.box.right + 0.15, bars.zero, align=0.0)
            way = bars.tip(len(values) - 1), (number.box.centre[0], bars.zero + OVER)
            self.play(fade_in(letters), fly(number, *way, seconds=1.0))

    def share_out(self) -> None:
        """One by one, in batches, all at once: the cost after as many passes."""
        probe, everyone = self.trace.probes["batch_sizes"], self.trace.data.train_size
        sizes = list(map(int, probe.sizes))
        last = min(curve.epochs[-1] for curve in probe.curves)
        courses, names = [], []
        for n, (size, curve) in enumerate(zip(sizes, probe.curves, strict=True)):
            xs = curve.epochs[curve.epochs <= last].tolist()
            paths = [f"{WAY}.curves[{n}].costs[{look}]" for look in range(len(xs))]
            courses.append(Course(xs, paths, dashes=DASHES[n]))
            kind = sentences.way(size, everyone)
            values = {} if kind == "single" else {"n": f"{WAY}.sizes[{n}]"}
            names.append(self.words(sentences.WAYS[kind], values))
        title = self.words(sentences.COST, role="cost")
        plot = CurvePlot(self, WAYS, courses, title=title)
        label_ends(plot.curves, names)
        ends = [float(curve.ys[-1]) for curve in plot.curves]
        with self.say(sentences.shared_out(sizes, ends, everyone)):
            self.play(*self.all_but())
            self.play(*plot.appear())
            self.begin(plot)
            named: list[Motion] = []
            for curve, name in zip(plot.curves, names, strict=True):
                self.add(curve)
                way = run([curve], to=float(curve.xs[-1]), seconds=A_WAY)
                self.play(*way, *named)
                named = [fade_in(name)]
                if curve is plot.curves[0]:
                    self.until_word()
            self.play(*named)
            self.until_word()
            self.hold(0.4)
            self.play(*self.go_home())
