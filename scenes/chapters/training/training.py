"""Again and again: what the network makes of the same samples as it learns."""

import numpy as np
from manim.utils.rate_functions import linear

from scenes.chapters.training import subjects
from scenes.chapters.training import training_sentences as sentences
from scenes.chapters.training.measures import (
    EXAM,
    Measures,
    WaysOfBatching,
    begin,
    first_cost,
    passes,
)
from scenes.diagram.charts.levelling_bars import LevellingBars
from scenes.diagram.plots.learned_answers import AnswerLine, AnswerMap, LearningWall
from scenes.diagram.plots.picture_wall import PictureWall
from scenes.diagram.plots.plot_axes import PlotAxes, Span, span
from scenes.diagram.plots.read_strip import ReadStrip
from scenes.engine.drawing import Box
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
from scenes.vocabulary.plotting import plotted

ALONE = Box(-6.2, -1.6, -3.2, 2.3)  # the stubborn picture
STRIP, SMALL_STRIP = Box(-1.2, -1.5, 6.2, 2.5), Box(1.6, -0.9, 6.2, 1.5)
WIDE_STRIP = Box(-5.0, -1.5, 6.0, 2.4)
LEFT, RIGHT = Box(-5.9, -1.55, -1.9, 2.2), Box(0.9, -1.55, 5.3, 2.2)
ABOVE, BELOW = Box(0.9, 0.95, 5.1, 2.3), Box(0.9, -1.6, 5.1, -0.25)
BESIDE = Box(0.9, -1.6, 5.1, 2.2)
BARS = Box(-5.6, -1.9, 2.2, 2.3)
WAYS = Box(-5.6, -1.6, 3.4, 2.2)
EARLY = 0.75  # of all that the cost falls, in the first half: fast at first
AFTER_HEAD = 0.8
UNSEEN = 0.02  # of the longest bar
FADED = 0.3  # what bars were before they levelled out
GOES_BY, AGAIN = 5.6, 3.0  # seconds of the whole training, and once more


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
        self.subject: LearningWall | AnswerMap | AnswerLine
        self.looks = len(self.exam.steps)
        self.right = np.array(self.exam.right)
        self.kind = subjects.kind_of(self)
        told = self.right[:, int(self.exam.stubborn)] if self.right.size else np.ones(1)
        costs = self.exam.costs
        self.fell = 1 - float(costs[-1]) / (float(costs[0]) or 1.0)
        self.holds_out = bool((told == 0).any())
        self.when = subjects.when(self)
        boxes = {"plane": (ABOVE, BELOW), "line": (BESIDE,)}
        self.measures = Measures(self, *boxes.get(self.kind, (LEFT, RIGHT)))

    # The same samples, again and again.

    def ask(self) -> None:
        """What is asked, and what an untrained network makes of it."""
        sentence = sentences.asked(is_unseen=self.exam.is_unseen, kind=self.kind)
        values = {"n": f"count({EXAM}.samples)", "right": f"sum({EXAM}.right[0])"}
        with self.say(sentence, values if self.kind == "pictures" else {}):
            self.play(*self.enter())
            if self.kind == "pictures":
                self.hang()
            elif self.kind == "plane":
                self.spread()
            else:
                self.draw_line()

    def hang(self) -> None:
        """The pictures, one row after the other; those read right light up."""
        self.subject = wall = subjects.wall(self)
        lit, wall.lit = wall.lit, np.zeros(len(wall.lit))
        wall.paths = []
        self.add(wall)
        everyone = float(len(wall.lit))
        self.play(tween(wall, shown=everyone, seconds=2.4, rate=linear))
        self.until_word()
        self.count = subjects.count(self)
        self.total = self.words("of {n} read right", {"n": f"count({EXAM}.samples)"})
        self.total.at(0.12, 0.0, align=0.0)
        self.total.y = subjects.COUNT_Y
        self.play(*map(fade_in, (self.count, self.total, self.when)))
        self.until_word()
        self.play(tween(wall, lit=lit, seconds=1.0))
        wall.turned = 0.0

    def spread(self) -> None:
        """The map before the training, with the samples on it."""
        self.subject = found = subjects.plane(self)
        self.play(fade_in(found, seconds=1.0), fade_in(self.when))
        self.until_word()
        self.play(*self.measures.frame())
        self.until_word()
        self.begin()

    def begin(self) -> None:
        """What the mean cost is before the training, until its curve begins."""
        names, curves = self.measures.names, self.measures.curves
        self.first = first_cost(self, names[0])
        self.add(self.first)
        self.play(*begin(self.first, curves[0]))

    def draw_line(self) -> None:
        """The samples, and the curve that is answered before the training."""
        self.subject = line = subjects.line(self)
        self.play(fade_in(line.axes), tween(line.axes, grown=1.0))
        self.play(fade_in(line), fade_in(self.when))
        self.until_word()
        self.play(*self.measures.frame())
        self.until_word()
        self.play(tween(line, drawn=1.0, seconds=1.4, rate=linear))
        self.begin()

    def learn(self) -> None:
        """The whole training goes by."""
        steps = {"steps": f"{EXAM}.steps[{self.looks - 1}]"}
        turned = float(self.looks - 1)
        with self.say(sentences.learned(self.kind, self.fell), steps):
            turning = [self.subject, self.when]
            if self.kind == "pictures":
                turning.append(self.count)
            curves = [] if self.kind == "pictures" else self.measures.curves
            self.add(*curves)
            self.play(
                *([fade_out(self.first)] if curves else []),
                *(
                    tween(each, turned=turned, seconds=GOES_BY, rate=linear)
                    for each in turning
                ),
                *(self.measures.grow(GOES_BY) if curves else []),
            )
            if curves:
                results, flights = self.measures.results()
                self.add(*results)
                self.play(*flights)
                self.results = results

    # The one that holds out.

    def follow(self) -> None:
        """What one sample was read as, look after look."""
        row = int(self.exam.stubborn)
        told = self.right[:, row]
        values = {"name": f"data.classes[{int(self.exam.labels[row])}]"}
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
            strip = self.strip(row)
            self.play(
                fade_in(strip.axes, seconds=0.8),
                tween(strip.axes, grown=1.0),
                *(fade_in(each, seconds=0.8) for each in self.written),
            )
            self.until_word()
            self.add(strip)
            last = float(self.exam.epochs[-1])
            passing = tween(strip, passed=last, seconds=AGAIN, rate=linear)
            self.play(passing, self.again())
            self.until_word()
            self.written += [strip, strip.axes]
        if self.kind == "pictures":
            self.written += [self.alone]

    def again(self) -> Motion:
        """Return the motion in which the steps are counted once more."""
        self.when.turned = 0.0
        last = float(self.looks - 1)
        return tween(self.when, turned=last, seconds=AGAIN, rate=linear)

    def single_out(self) -> None:
        """The picture leaves the wall; a point on the map gets a ring."""
        if self.kind == "none":
            self.play(*self.all_but())
            self.play(fade_in(self.when))
            return
        if isinstance(self.subject, AnswerMap):
            beside = (*self.measures.axes, *self.measures.curves, *self.results)
            names = (*self.measures.names, *self.measures.below)
            self.play(tween(self.subject, ringed=1.0, seconds=0.8))
            self.play(*map(fade_out, (*beside, *names)))
        if isinstance(self.subject, LearningWall):
            self.play(tween(self.subject, ringed=1.0, seconds=0.8))
            self.leave_wall(self.subject)

    def leave_wall(self, wall: LearningWall) -> None:
        """The stubborn picture alone, from where it hangs to where it is large."""
        row = int(self.exam.stubborn)
        self.alone = PictureWall(wall.values[row : row + 1], ALONE)
        self.alone.lit = np.ones(1)
        here, there = wall.place(row), self.alone.place(0)
        self.alone.size = here.width / there.width
        self.alone.at(*here.centre)
        self.add(self.alone)
        gone = (wall, self.count, self.total)
        self.play(
            tween(self.alone, x=0.0, y=0.0, size=1.0, seconds=1.2),
            *(fade_out(each, seconds=0.8) for each in gone),
        )

    def strip(self, row: int) -> ReadStrip:
        """Return what a sample was read as, over the passes, and its axes."""
        boxes = {"pictures": STRIP, "none": WIDE_STRIP}
        box = boxes.get(self.kind, SMALL_STRIP)
        classes = len(self.trace.data.classes)
        heights = Span(-0.5, classes - 0.5, tuple(map(float, range(classes))))
        along = span(self.exam.epochs, most=5)
        axes = plotted(self, box, along, Span(-0.5, classes - 0.5), number=5)
        names = [labels.class_name(self, unit) for unit in range(classes)]
        below = list(axes.parts)
        axes = PlotAxes(box, along, heights, labels=(below, names), number=5)
        axes.grown = 0.0
        title = self.words("read as").at(box.left, box.top + 0.35, align=0.5)
        self.written += [title, passes(self, box)]
        read = [int(each) for each in self.exam.predictions[:, row]]
        paths = [f"{EXAM}.predictions[{look}, {row}]" for look in range(self.looks)]
        right = int(self.exam.labels[row])
        return ReadStrip(axes, list(self.exam.epochs), read, paths, right=right)

    # The whole set as curves.

    def measure(self) -> None:
        """Mean cost and accuracy, growing side by side."""
        costs, counts = self.exam.costs, self.right.sum(axis=-1)
        half = 1 - float(costs[self.looks // 2]) / (float(costs[0]) or 1.0)
        sentence = sentences.measured(
            self.fell,
            is_early=half > EARLY * self.fell,
            is_better=bool(counts.size and counts[-1] > counts[0]),
        )
        with self.say(sentence):
            if self.pill not in self.mobjects:
                self.play(*self.enter())
            self.play(*self.leave())
            self.play(*self.measures.frame())
            if self.kind == "none":
                self.begin()
            self.until_word()
            self.add(*self.measures.curves)
            is_wall = self.kind == "pictures"
            going = [self.again() if is_wall else fade_out(self.first)]
            self.play(*self.measures.grow(AGAIN), *going)
            self.until_word()
            if self.kind == "pictures":
                self.recall()
            self.results, flights = self.measures.results()
            self.add(*self.results)
            self.play(*flights)

    def recall(self) -> None:
        """The number under the wall goes to where it stands as a share of all."""
        number = self.count.drawings[-1]
        number.at(*self.measures.curves[-1].tip)
        number.x += AFTER_HEAD
        self.play(fly(number, (-0.4, subjects.COUNT_Y)))
        self.play(fade_out(number))

    # How many samples to a step.

    def one(self) -> None:
        """Nothing to share out."""
        with self.say(sentences.ONE):
            self.play(*(stress(each, by=0.4) for each in self.results))
            self.until_word()
            if not self.holds_out:
                self.begin()
            self.play(*(stress(each, by=0.4) for each in self.results))
            self.until_word()
            self.play(*self.go_home())

    def pull(self) -> None:
        """The gradients of a batch for one weight, and what is left of them."""
        path, found = "probes.first_gradients", self.trace.probes["first_gradients"]
        values = [float(each) for each in found.gradients]
        paths = path + ".gradients[{n}]", f"{path}.mean"
        bars = LevellingBars(values, float(found.mean), BARS, told=0, paths=paths)
        with self.say(
            sentences.pulled(bars.case, bars.left), {"n": f"count({path}.gradients)"}
        ):
            self.play(*self.all_but())
            self.add(bars)
            count = len(values)
            self.until_word()
            # Those that ask for next to nothing take no time.
            order = np.cumsum(np.abs(values) > UNSEEN * np.abs(values).max())
            last = max(1, int(order[-1]) - 1)
            share = 0.3 if order[-1] > 1 else 1.0
            order = (order - 1).clip(0) / last
            self.play(staggered(bars, "shown", order, seconds=2.0, overlap=share))
            self.until_word()
            were = LevellingBars(values, float(found.mean), BARS, told=0, paths=paths)
            were.shown, were.opacity = bars.shown, FADED
            self.remove(bars)
            self.add(were, bars)
            self.play(tween(bars, level=1.0, seconds=1.6))
            number = self.number(f"{path}.mean", "gradient", em=0.44)
            letters = self.formula("(partial {C}) / (partial w) =", {})
            letters.at(3.4, bars.zero, align=0.0)
            number.at(letters.box.right + 0.15, bars.zero, align=0.0)
            self.play(fade_in(letters), fly(number, bars.tip(count - 1), seconds=1.0))

    def share_out(self) -> None:
        """One by one, in batches, all at once: the cost after as many passes."""
        ways = WaysOfBatching(self, WAYS)
        with self.say(ways.told()):
            self.play(*self.all_but())
            self.play(*ways.frame())
            if self.kind != "pictures":  # there the count was recalled
                first = first_cost(self, ways.names[0])
                self.add(first)
                self.play(*begin(first, ways.curves[0]))
            named: list[Motion] = []
            for place, curve in enumerate(ways.curves):
                self.add(curve)
                self.play(*ways.grow(place, 1.2), *named)
                named = [fade_in(ways.labels[place])]
                if place == 0:
                    self.play(*named)
                    named = []
                    self.until_word()
            self.play(*named)
            self.until_word()
            self.play(*self.go_home())
