"""The costs of the whole training set at the same moment, with both their names."""

from typing import TYPE_CHECKING, Optional

import numpy as np

from scenes import style
from scenes.chapters.loss import loss_sentences as sentences
from scenes.diagram.charts.cost_histogram import Histogram
from scenes.diagram.text import Number, Row, Text
from scenes.engine.drawing import Box, Drawing
from scenes.engine.pen import Point
from scenes.vocabulary import labels
from scenes.vocabulary.arrangement import AnyDrawing, row
from scenes.vocabulary.motions import Motion, fade_in, staggered, tween
from scenes.vocabulary.moves import fly

if TYPE_CHECKING:
    from scenes.step_chapter import StepChapter
    from scenes.vocabulary.forward.costing import Costing

AREA = Box(-5.6, -0.9, 5.6, 1.5)
EDGES = (-6.6, 6.6)
OWN, OWN_USE = -1.55, -1.98  # heights of what is written of this sample
MEAN, MEAN_USE = 2.55, 2.1  # and of the mean
EM = 0.34


class AllCosts:
    """The histogram, and what is written at the marks in it."""

    def __init__(self, chapter: "StepChapter", costing: "Costing", path: str) -> None:
        """``path`` is that of the probe at this step."""
        self.chapter, self.costing, self.path = chapter, costing, path
        found = chapter.trace.probes["sample_costs"].steps[chapter.step_number]
        losses = np.array(chapter.step.sample_losses)
        self.batch, self.size = len(losses), chapter.trace.data.train_size
        self.mean = float(found.mean)
        self.places = chapter.decimals([costing.cost, f"{path}.mean"], "cost")
        self.chart = Histogram(
            *(found.counts, found.edges, AREA),
            mean=self.mean,
            own=losses.tolist(),
            first=chapter.row,
            paths=[f"{path}.counts[{bin_}]" for bin_ in range(len(found.counts))],
            own_paths=[str(chapter.path.sample_losses[n]) for n in range(self.batch)],
            mean_path=f"{path}.mean",
        )
        self.number, self.mean_number = self._numbers()
        self.own, self.above = self._rows()
        self.ends = self._ends()
        self.names = [self.own.parts[0], self.above.parts[0]]
        self.driving, self.measuring = self._uses()

    @classmethod
    def of(cls, chapter: "StepChapter", costing: "Costing") -> Optional["AllCosts"]:
        """Return the costs at the step; none where they were not recorded."""
        number, probes = chapter.step_number, chapter.trace.probes
        if "sample_costs" not in probes or number not in probes["sample_costs"].steps:
            return None
        if not np.isfinite(float(probes["sample_costs"].steps[number].mean)):
            return None
        return cls(chapter, costing, f"probes.sample_costs.steps[{number}]")

    # What is written.

    def _numbers(self) -> tuple[Number, Number]:
        paths = self.costing.cost, f"{self.path}.mean"
        one, other = (
            self.chapter.number(path, "cost", em=EM, decimals=self.places)
            for path in paths
        )
        return one, other

    def _rows(self) -> tuple[Row, Row]:
        """Return name, letter and number of this cost, and of the mean of all."""
        chapter, loss = self.chapter, self.costing.loss
        own = chapter.words(loss.name, bold=True)
        mean = chapter.words(loss.mean_name, bold=True)
        roles = {"cost": "cost"}
        letter = chapter.formula(f"cost({self.costing.letter}) =", roles, em=EM)
        source = "cost(overline({C})) = inline(1/N sum_n cost({C}_n)) ="
        letters = chapter.formula(source, roles, em=EM)
        below = row(own, letter, self.number)
        above = row(mean, letters, self.mean_number)
        return (
            self._at(below, self.chart.foot[0], OWN),
            self._at(above, self.chart.top[0], MEAN),
        )

    def _uses(self) -> tuple[list[Drawing], Text]:
        """Return what drives the update, and what measures progress, in words."""
        chapter, x, up = self.chapter, self.own.box.centre[0], self.above.box.centre[0]
        size = "data.train_size"
        if self.batch == self.size:
            said = "one of {size}: the mean of all drives the update"
            driving: Drawing = labels.small_print(chapter, said, size=size)
        elif self.batch > 1:
            said = "the mean of its batch of {size} drives the update:"
            own = f"count({chapter.path.samples})"
            words = labels.small_print(chapter, said, size=own)
            mean = chapter.number(str(chapter.path.loss), "cost", em=style.SMALL)
            driving = row(words, mean)
        else:
            driving = labels.small_print(chapter, "one sample: drives the update")
        said = "all {size} samples: measures progress"
        measuring = labels.small_print(chapter, said, size=size)
        return [self._at(driving, x, OWN_USE)], self._at(measuring, up, MEAN_USE)

    def _at(self, part: AnyDrawing, x: float, y: float) -> AnyDrawing:
        """Return what is written around an x, within the stage."""
        half = part.box.width / 2
        return part.at(min(max(x, EDGES[0] + half), EDGES[1] - half), y)

    def _ends(self) -> list[Number]:
        """Return the least and the largest cost, at the ends of the axis."""
        area, kept = self.chart.area, self.places
        paths = f"{self.path}.edges[0]", f"{self.path}.edges[-1]"
        left, right = (
            self.chapter.number(
                path, "cost", em=style.SMALL, decimals=kept, role="muted"
            )
            for path in paths
        )
        return [
            left.at(area.left - 0.1, area.bottom, align=1.0),
            right.at(area.right + 0.1, area.bottom, align=0.0),
        ]

    # Motions.

    @property
    def drawings(self) -> list[Drawing]:
        """All that it is made of."""
        around = [*self.ends, *self.driving, self.measuring]
        return [self.chart, self.own, self.above, *around]

    def grow(self) -> Motion:
        """Return the motion in which the bars grow, the cheapest first."""
        order = np.linspace(0.0, 1.0, len(self.chart.counts))
        return staggered(self.chart, "grown", order, seconds=2.0, overlap=0.5)

    def mark(self) -> list[Motion]:
        """Return the motion that marks this sample, and the others of its batch."""
        return [tween(self.chart, marked=np.ones(self.batch))]

    def write_own(self, start: Point) -> list[Motion]:
        """Return the motions that write this cost, its number from where it was."""
        return [fade_in(self.own), fly(self.number, start, within=self.own, size=1.5)]

    def write_mean(self) -> list[Motion]:
        """Return the motions that write the mean, its number out of its line."""
        number = fly(self.mean_number, self.chart.top, within=self.above)
        return [fade_in(self.above), number]

    def again(self, *, mean: bool = False) -> list[Motion]:
        """Return the motions in which the mark, or the line, grows once more."""
        if mean:
            self.chart.levelled = 0.0
            line = tween(self.chart, levelled=1.0)
            return [line, fade_in(self.measuring, seconds=0.8)]
        self.chart.marked = np.zeros(self.batch)
        return [*self.mark(), *(fade_in(e, seconds=0.8) for e in self.driving)]

    def compared(self) -> str:
        """Return how the sample compares with the mean, and what each is for."""
        return sentences.compared(self.side(), self.batch, self.size)

    def side(self) -> str:
        """Return where the sample lies, as is shown: on the mean, above or below it."""
        if self.number.text == self.mean_number.text:
            return "on"
        own = float(self.chapter.value(self.costing.cost))
        return "above" if own > self.mean else "below"
