"""The costs of the whole training set at the same moment, with both their names."""

from typing import TYPE_CHECKING

import numpy as np

from scenes import style
from scenes.chapters.loss import loss_sentences as sentences
from scenes.diagram.text import Number, Row, Text
from scenes.engine.arrays import Numbers
from scenes.engine.depicts import Depicts
from scenes.engine.drawing import Box, Drawing
from scenes.engine.pen import Pen, Point
from scenes.vocabulary.arrangement import AnyDrawing, row
from scenes.vocabulary.motions import Motion, staggered

if TYPE_CHECKING:
    from scenes.step_chapter import StepChapter
    from scenes.vocabulary.forward.costing import Costing

AREA = Box(-5.6, -0.9, 5.6, 1.5)
EDGES = (-6.6, 6.6)
OWN, MEAN = -1.55, 2.55  # heights of what is written of this sample, and of the mean
USE = 0.44  # how far below each stands what it is for
EM = 0.34
FAINT, FILLED = 0.5, 0.92  # how clear a bar is, and how much of its bin
BELOW, OTHERS = 0.3, 0.14  # how far the mark of the sample reaches down, and others do


class AllCosts(Drawing):
    """A histogram of what all samples cost, over an axis from the least to the most.

    ``grown`` (0 to 1, one entry a bar) lets its bars grow, ``marked`` (0 to 1) the
    marks of the step's own samples below the axis, ``levelled`` a line upwards from the
    mean, and ``spanned`` another one along the axis from there to the thread's sample.
    ``lines`` are what is written of that sample and of the mean, each with the words
    for what it is used.
    """

    def __init__(self, chapter: "StepChapter", costing: "Costing") -> None:
        number, step = chapter.step_number, chapter.step
        self.found = chapter.trace.probes["sample_costs"].steps[number]
        self.chapter, self.path = chapter, f"probes.sample_costs.steps[{number}]"
        self.counts = np.array(self.found.counts, float)
        self.grown: Numbers = np.zeros(len(self.counts))
        self.marked = self.levelled = self.spanned = 0.0
        losses = chapter.path.sample_losses
        self.own = {str(losses[n]): float(c) for n, c in enumerate(step.sample_losses)}
        self.paths = costing.cost, f"{self.path}.mean"
        self.places = chapter.decimals(self.paths, "cost")
        super().__init__(*self._ends())
        self.lines = self._lines(costing)

    @classmethod
    def known(cls, chapter: "StepChapter") -> bool:
        """Return whether the costs at the step were recorded, and are numbers."""
        number, probes = chapter.step_number, chapter.trace.probes
        if "sample_costs" not in probes or number not in probes["sample_costs"].steps:
            return False
        return bool(np.isfinite(probes["sample_costs"].steps[number].mean))

    # Where costs stand.

    def across(self, cost: float) -> float:
        """Return the x of a cost."""
        least, most = float(self.found.edges[0]), float(self.found.edges[-1])
        share = min(max((cost - least) / (most - least), 0.0), 1.0)
        return AREA.left + AREA.width * share

    @property
    def foot(self) -> Point:
        """Where the mark of the thread's sample ends, below the axis."""
        return self.across(self.own[self.paths[0]]), AREA.bottom - BELOW

    @property
    def top(self) -> Point:
        """Where the line of the mean ends."""
        return self.across(float(self.found.mean)), AREA.top + 0.1

    def paint(self, pen: Pen) -> None:
        """Paint the bars, the axis, the marks, the mean, and the way between."""
        zero = AREA.bottom
        heights = self.counts * self.grown * AREA.height / self.counts.max()
        for number in np.flatnonzero(heights).tolist():
            edges = self.found.edges[number : number + 2]
            left, right = (self.across(float(each)) for each in edges)
            pen.subject = Depicts("count", f"{self.path}.counts[{number}]")
            size = FILLED * (right - left), float(heights[number])
            pen.rectangle((left, zero), *size, "cost", FAINT)
        pen.subject = None
        pen.line(((AREA.left, zero), (AREA.right, zero)), "muted", width=style.LINE)
        for path, cost in self.own.items() if self.marked else ():
            down, width = OTHERS, style.HAIRLINE
            if path == self.paths[0]:
                down, width = BELOW, style.BOLD_LINE
            x, end = self.across(cost), zero - down * self.marked
            pen.subject = Depicts("mark", path)
            pen.line(((x, zero), (x, end)), "cost", width=width)
        (x, top), (goal, _), y = self.top, self.foot, zero - 0.7 * BELOW
        if self.levelled > 0:
            pen.subject = Depicts("mean", self.paths[1])
            ends = ((x, zero), (x, zero + (top - zero) * self.levelled))
            pen.line(ends, "text", width=style.LINE, dashes=(0.1, 0.06))
        if self.spanned > 0:
            pen.subject = Depicts("span")
            ends = ((x, y), (x + (goal - x) * self.spanned, y))
            pen.line(ends, "text", width=style.BOLD_LINE)
        pen.subject = None

    def extent(self) -> Box:
        """Return the box of the bars."""
        return AREA

    def grow(self) -> Motion:
        """Return the motion in which the bars grow, the cheapest first."""
        order = np.linspace(0.0, 1.0, len(self.counts))
        return staggered(self, "grown", order, seconds=1.8, overlap=0.5)

    # What is written.

    def _number(self, path: str, *, em: float = EM, role: str = "cost") -> Number:
        places = self.places
        return self.chapter.number(path, "cost", em=em, decimals=places, role=role)

    def _ends(self) -> list[Number]:
        """Return the least and the largest cost, at the ends of the axis."""
        sides = (0, AREA.left - 0.1, 1.0), (-1, AREA.right + 0.1, 0.0)
        return [
            self._number(f"{self.path}.edges[{end}]", em=style.SMALL, role="muted").at(
                x, AREA.bottom, align=align
            )
            for end, x, align in sides
        ]

    def _lines(self, costing: "Costing") -> list[tuple[Row, Text]]:
        """Return name, letters and number of this cost, and of the mean of all."""
        chapter, size = self.chapter, self.chapter.trace.data.train_size
        values = {"size": "data.train_size", "batch": f"count({chapter.path.samples})"}
        mean = "cost(overline({C})) = inline(1/N sum_n cost({C}_n)) ="
        names = costing.loss.name, costing.loss.mean_name
        letters = f"cost({costing.letter}) =", mean
        uses = sentences.drives(len(self.own), size), sentences.MEASURES
        spots, found = ((self.foot[0], OWN), (self.top[0], MEAN)), []
        every = zip(names, letters, self.paths, uses, spots, strict=True)
        for name, source, path, use, (x, y) in every:
            formula = chapter.formula(source, {"cost": "cost"}, em=EM)
            parts = chapter.words(name, bold=True), formula, self._number(path)
            line = _around(row(*parts), x, y)
            used = {n: path for n, path in values.items() if f"{{{n}}}" in use}
            words = chapter.small_print(use, used)
            found.append((line, _around(words, line.box.centre[0], y - USE)))
        return found

    def side(self) -> str:
        """Return where the sample lies, as is shown: on the mean, above or below it."""
        own, mean = (self.chapter.shown(p, "cost", self.places) for p in self.paths)
        if own == mean:
            return "on"
        is_above = self.own[self.paths[0]] > float(self.found.mean)
        return "above" if is_above else "below"


def _around(part: AnyDrawing, x: float, y: float) -> AnyDrawing:
    """Return what is written around an x, within the stage."""
    half = part.box.width / 2
    return part.at(min(max(x, EDGES[0] + half), EDGES[1] - half), y)
