"""Mean cost and accuracy as two curves that grow together, and the ways of batching."""

import numpy as np

from scenes.chapters.training import training_sentences as sentences
from scenes.diagram.plots.plot_axes import PlotAxes, Span, span
from scenes.diagram.plots.series import Series
from scenes.diagram.text import Row, Text
from scenes.engine.drawing import Box, Drawing
from scenes.layout import SAFE
from scenes.style import SMALL
from scenes.training_chapter import TrainingChapter
from scenes.vocabulary.motions import Motion, fade_in, tween
from scenes.vocabulary.moves import fly
from scenes.vocabulary.plotting import label_ends, plotted, run

EXAM = "probes.examination"
NAME_ABOVE, NAME_BELOW = 0.42, 0.62
ROOM_AFTER = 2.2  # after the name of the mean cost: for what it was at first
ALIKE = 0.05  # of the larger cost: what differs by less came as far
DASHES: tuple[tuple[float, ...], ...] = ((), (0.16, 0.09), (0.05, 0.07))


def passes(chapter: TrainingChapter, area: Box) -> Text:
    """Return what is counted along the axis below an area."""
    below = chapter.small_print("passes over the set")
    return below.at(area.right, area.bottom - NAME_BELOW, align=1.0)


def first_cost(chapter: TrainingChapter, name: Text) -> Row:
    """Return what the mean cost was at first, beside the name of a curve of it."""
    number = chapter.number(f"{EXAM}.costs[0]", "cost", em=SMALL)
    found = Row(chapter.words("before", em=SMALL, role="muted"), number, gap=0.16)
    box = name.box
    return found.at(
        min(box.right + 0.3, SAFE.right - found.box.width), box.centre[1], align=0.0
    )


def begin(row: Row, curve: Series) -> list[Motion]:
    """Return the motions in which that comes from where the curve begins."""
    words, number = row.parts
    x, y = curve.axes.across(float(curve.xs[0]), float(curve.ys[0]))
    way = (x, y), (row.spot_of(number)[0], y)
    return [fade_in(words), fly(number, *way, within=row)]


class Measures:
    """The mean cost over the training, and the share read right where there is one."""

    def __init__(self, chapter: TrainingChapter, *boxes: Box) -> None:
        self.chapter = chapter
        exam = chapter.trace.probes["examination"]
        looks = range(len(exam.steps))
        cost = [f"{EXAM}.costs[{look}]" for look in looks]
        self.axes: list[PlotAxes] = []
        self.curves: list[Series] = []
        self.names: list[Text] = []
        self._add(boxes[0], exam.costs, cost, span(exam.costs, most=4), "cost")
        self.names.append(chapter.words("mean cost over the training set", role="cost"))
        if len(exam.right) and len(boxes) > 1:
            right = [f"percent(mean({EXAM}.right[{look}]))" for look in looks]
            shares = [float(chapter.value(path)) for path in right]
            whole = Span(0.0, 100.0, (0.0, 25.0, 50.0, 75.0, 100.0))
            self._add(boxes[1], shares, right, whole, "activation")
            unseen = "unseen samples read right, in percent"
            said = unseen if exam.is_unseen else "samples read right, in percent"
            self.names.append(chapter.words(said, role="activation"))
        for axes, name in zip(self.axes, self.names, strict=True):
            after = ROOM_AFTER if axes is self.axes[0] else 0.0
            left = min(axes.area.left, SAFE.right - name.box.width - after)
            name.at(left, axes.area.top + NAME_ABOVE, align=0.0)
        # Of axes one above the other, the lowest has it for all.
        low = min(axes.area.bottom for axes in self.axes)
        lowest = [axes.area for axes in self.axes if axes.area.bottom == low]
        self.below = [passes(chapter, area) for area in lowest]

    def _add(
        self, area: Box, values: object, paths: list[str], ys: Span, role: str
    ) -> None:
        epochs = np.array(self.chapter.trace.probes["examination"].epochs)
        number = len(self.axes) + 1
        axes = plotted(self.chapter, area, span(epochs, most=4), ys, number=number)
        axes.grown = 0.0
        heights = np.array(values, float).tolist()
        self.axes.append(axes)
        self.curves.append(Series(axes, epochs.tolist(), heights, paths, role=role))

    @property
    def last(self) -> float:
        """The x of the last look."""
        return float(self.curves[0].xs[-1])

    def frame(self) -> list[Motion]:
        """Return the motions in which the axes appear."""
        words = [fade_in(each, seconds=0.8) for each in (*self.names, *self.below)]
        return [*(tween(each, grown=1.0) for each in self.axes), *words]

    def grow(self, seconds: float) -> list[Motion]:
        """Return the motions in which the curves run to their ends."""
        return run(self.curves, to=self.last, seconds=seconds)

    def results(self) -> tuple[list[Drawing], list[Motion]]:
        """Return the values at the ends of the curves, and the flights to there."""
        chapter, found = self.chapter, []
        for curve in self.curves:
            kind = "cost" if curve.role == "cost" else "activation"
            path, places = curve.paths[-1], None if kind == "cost" else 1
            number = chapter.number(path, kind, em=0.4, decimals=places)
            label_ends([curve], [number])
            found.append(number)
        starts = [curve.tip for curve in self.curves]
        flights = [fly(each, at) for each, at in zip(found, starts, strict=True)]
        return list(found), flights


class WaysOfBatching:
    """The mean cost with each batch size, for as many passes over the set."""

    def __init__(self, chapter: TrainingChapter, area: Box) -> None:
        self.chapter = chapter
        probe = chapter.trace.probes["batch_sizes"]
        sizes, curves = [int(each) for each in probe.sizes], list(probe.curves)
        self.last = min(float(curve.epochs[-1]) for curve in curves)
        kept = [int((curve.epochs <= self.last).sum()) for curve in curves]
        costs = [np.array(c.costs[:n]) for c, n in zip(curves, kept, strict=True)]
        every = [float(value) for each in costs for value in each]
        xs = span([0.0, self.last], most=5)
        self.axes = plotted(chapter, area, xs, span(every, most=4), number=1)
        self.axes.grown = 0.0
        self.curves, self.labels = list[Series](), list[Text]()
        for place, (size, values) in enumerate(zip(sizes, costs, strict=True)):
            path = f"probes.batch_sizes.curves[{place}]"
            points, xs = values.tolist(), curves[place].epochs[: len(values)].tolist()
            paths = [f"{path}.costs[{point}]" for point in range(len(values))]
            curve = Series(self.axes, xs, points, paths, dashes=DASHES[place])
            curve.reached = float(curve.xs[-1])
            self.curves.append(curve)
            self.labels.append(self._label(size, place))
        label_ends(self.curves, self.labels)
        for curve in self.curves:
            curve.reached = float(curve.xs[0])
        self.ends, self.sizes = [float(each[-1]) for each in costs], sizes
        name = chapter.words("mean cost over the training set", role="cost")
        name.at(area.left, area.top + NAME_ABOVE, align=0.0)
        self.names = [name, passes(chapter, area)]

    def _label(self, size: int, place: int) -> Text:
        path = f"probes.batch_sizes.sizes[{place}]"
        if size == 1:
            return self.chapter.words("one by one")
        if size == self.chapter.trace.data.train_size:
            return self.chapter.words("all {n} at once", {"n": path})
        return self.chapter.words("batches of {n}", {"n": path})

    def frame(self) -> list[Motion]:
        """Return the motions in which the axes appear."""
        words = [fade_in(each, seconds=0.8) for each in self.names]
        return [tween(self.axes, grown=1.0), *words]

    def grow(self, place: int, seconds: float) -> list[Motion]:
        """Return the motion in which one curve runs to its end."""
        curve = self.curves[place]
        return run([curve], to=float(curve.xs[-1]), seconds=seconds)

    def told(self) -> str:
        """Return which way came furthest."""
        order = np.argsort(self.ends)
        least, most = self.ends[order[0]], self.ends[order[-1]]
        size, everyone = self.sizes[order[0]], self.chapter.trace.data.train_size
        best = "single" if size == 1 else "all" if size == everyone else "few"
        if most - least < ALIKE * most:
            best = "alike"
        return sentences.shared_out(best, has_batches=len(self.sizes) > 2)
