"""The shot in which the outputs are read: each with its bar, beside what is right.

answer = Answering(self)
self.play(*answer.enter())
self.play(*answer.show())
"""

from dataclasses import astuple
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np

from scenes import style
from scenes.diagram.charts.answer_bars import AnswerBars
from scenes.diagram.formulas import Formula
from scenes.diagram.network.beside import reach
from scenes.diagram.network.beside_units import BesideUnits
from scenes.diagram.text import Row, Text
from scenes.engine.drawing import Box, Drawing
from scenes.path_builder import Path
from scenes.stage import Stage, column_aside, only
from scenes.vocabulary import labels
from scenes.vocabulary.arrangement import row as side_by_side
from scenes.vocabulary.motions import (
    Motion,
    during,
    fade_in,
    fade_out,
    staggered,
    tween,
)
from scenes.vocabulary.moves import zoom
from scenes.vocabulary.rates.unit_numbers import go_back
from scenes.vocabulary.spotlight import light

if TYPE_CHECKING:
    from scenes.step_chapter import StepChapter

OUTPUTS = -1.7  # where the outputs stand
APART, APART_END = -6.1, 0.2  # where they stand with short bars; end of these
DATA = Box(-6.5, -1.7, -2.7, 2.3)
RIGHT = 6.3
GAP = 0.3  # from a number to the bars
MOST_ROOM = 1.0  # of a row, above and below its bar
LETTER = 0.32  # of what stands before the number of a target
TICKS = 0.28  # from the end of the axis to the digits at it


class Answering:
    """The outputs in a column, a bar from 0 to 1 for each, and the sample beside them.

    The sample is its picture; of one or two inputs it is a point among the others; else
    its values. ``units`` are the outputs that have a row. ``again`` is the path of a
    second pass: then that is what is answered, and what was, an outline. Outputs that
    stand ``alone`` have no sample beside them, and leave room right of short bars.
    """

    def __init__(
        self, chapter: "StepChapter", *, again: str = "", alone: bool = False
    ) -> None:
        self.chapter, self.network = chapter, chapter.network
        self.column, self.row = chapter.last, chapter.row
        self.units = chapter.network.plan.drawn[-1]
        self.was: Path = chapter.layer(self.column).activations
        now = Path(f"{again}.activations[{self.column - 1}]")
        self.answers: Path = now if again else self.was
        self.values = np.array(chapter.value(str(self.answers)))[self.row]
        path = f"{self.answers}[{self.row}, {{unit}}]"
        self.numbers: BesideUnits = labels.numbers(
            *(chapter, self.network, self.column, path, "activation")
        )
        self.network.attach(self.numbers)
        self.x, self.right = (APART, APART_END) if alone else (OUTPUTS, RIGHT)
        self.alone = alone
        self.target_numbers = [] if alone else self._targets()
        self.data = None if alone else chapter.data_picture
        if self.data and chapter.sizes[0] == 1:
            activation = self.answers[self.row, chapter.thread[-1]]
            value = float(chapter.value(str(activation)))
            self.data.chart.answer = value, str(activation)
        self.bars = self._bars()
        self.digits = self._digits()
        self.sides = self._sides()

    # Where all stands.

    def shot(self) -> Stage:
        """Return the stage: the outputs, and the sample left of them."""
        home, sizes = self.network.home, self.chapter.sizes
        kept = {self.column: range(sizes[-1])}
        if self.data is None and not self.alone:
            kept[0] = range(sizes[0])
        return only(column_aside(home, self.column, self.x), kept)

    @property
    def left(self) -> float:
        """Where bars begin: right of the numbers beside the outputs."""
        # Numbers still inside of their units are small.
        widest = max(e.box.width / e.size for e in self.numbers.labels.values())
        radius = float(self.network.home.radii[self.column][0])
        return self.x + reach(radius) + self.numbers.after + widest + GAP

    def _bars(self) -> AnswerBars:
        step, row, chapter = self.chapter.step, self.row, self.chapter
        rows = self.network.home.places[self.column][list(self.units), 1].tolist()
        room = min([MOST_ROOM, *((a - b) / 2 for a, b in pairwise(rows))])
        widest = max((each.box.width for each in self.target_numbers), default=0.0)
        right = self.right - (widest + GAP if widest else 0.0)
        area = Box(self.left, rows[-1] - room, right, rows[0] + room)
        target = chapter.path.targets
        was = [str(self.was[row, unit]) for unit in self.units]
        before = {path: float(chapter.value(path)) for path in was}
        bars = AnswerBars(
            [float(self.values[unit]) for unit in self.units],
            [float(step.targets[row, unit]) for unit in self.units],
            *(rows, area),
            paths=[str(self.answers[row, unit]) for unit in self.units],
            target_paths=[str(target[row, unit]) for unit in self.units],
            before={} if self.answers == self.was else before,
            has_middle=len(self.units) == 1 and bool(chapter.trace.data.classes),
        )
        for number, y in zip(self.target_numbers, rows, strict=False):
            number.at(self.right, y, align=1.0)
        return bars

    def _digits(self) -> list[Formula]:
        """Return 0 and 1 below the axis."""
        y = self.bars.bottom - TICKS
        return [
            self.chapter.formula(f"part({digit})", {"part": "muted"}, em=0.32).at(
                self.bars.across(digit), y
            )
            for digit in (0, 1)
        ]

    def _targets(self) -> list[Row]:
        """Return y = and the right answers; none where classes have names."""
        if labels.has_class_names(self.chapter):
            return []
        target = self.chapter.path.targets
        paths = [str(target[self.row, unit]) for unit in self.units]
        whole = (np.array(self.chapter.step.targets[self.row]) % 1 == 0).all()
        decimals = 0 if whole else self.chapter.decimals(paths, "target")
        numbers = [
            self.chapter.number(path, "target", em=style.SMALL, decimals=decimals)
            for path in paths
        ]
        return [
            side_by_side(self.chapter.formula("{y} =", {}, em=LETTER), number, gap=0.08)
            for number in numbers
        ]

    # Motions.

    @property
    def drawings(self) -> list[Drawing]:
        """All that stands around the outputs, apart from the network."""
        return [self.bars, *self.digits, *self.sides, *self.target_numbers]

    @property
    def is_point(self) -> bool:
        """Whether the answer is a point beside that of the sample."""
        return self.data is not None and self.data.chart.answer is not None

    def of(self, unit: int) -> list[Drawing]:
        """Return the number beside an output, if it is drawn."""
        return [self.numbers.labels[unit]] if unit in self.numbers.labels else []

    def frame(self) -> list[Motion]:
        """Return the motions in which the axis appears."""
        around = (self.bars, *self.digits, *self.sides)
        return [fade_in(each) for each in around]

    def enter(self) -> list[Motion]:
        """Return the motions into the shot; points grow to be the sample's picture."""
        motions = [zoom(self.network, self.shot(), seconds=1.4)]
        if self.data is None:
            return motions
        points, ys = self.data.chart, self.data.chart.ys
        if points.answer is not None:
            ys = points.range_with(points.answer[0])
        grown = tween(points, area=astuple(DATA), ys=ys, seconds=1.4)
        return [*motions, grown, tween(self.data, stays=1.0, seconds=1.4)]

    def rise(self) -> list[Motion]:
        """Return the motion of the answer's point to its height above the sample."""
        assert self.data is not None, "only points have an answer among them"
        return [tween(self.data.chart, risen=1.0, seconds=1.2)]

    def let_go(self) -> list[Motion]:
        """Return the motions in which the points go back to their place."""
        if self.data is None:
            return []
        points, home = self.data.chart, astuple(self.data.home)
        return [
            tween(points, area=home, ys=self.data.ys, risen=0.0, seconds=1.4),
            tween(self.data, stays=0.0, seconds=1.4, rate=during(0.6, 1.0)),
        ]

    def leave(self) -> list[Motion]:
        """Return the motions in which all but the outputs themselves goes away."""
        numbers = [go_back(self.numbers)] * bool(self.numbers.shown.any())
        return [*map(fade_out, self.drawings), *numbers, *self.let_go()]

    def light(self, *units: int) -> list[Motion]:
        """Return the motions that light the sample and some outputs, or all of them."""
        everyone = units or range(self.chapter.sizes[-1])
        lit = {0: range(self.chapter.sizes[0]), self.column: everyone}
        dimmed = np.array([float(unit not in everyone) for unit in self.units])
        bars = tween(self.bars, dimmed=dimmed, seconds=style.QUICK)
        stands = self.bars.grown.any()
        return [*light(self.network, units=lit), *[bars] * bool(stands)]

    def grow(self, *, seconds: float = 2.0) -> list[Motion]:
        """Return the motions in which numbers come out, and bars grow beside them."""
        count = len(self.units)
        order = np.linspace(0.0, 1.0, count)
        every = np.linspace(0.0, 1.0, len(self.numbers.shown))
        overlap = 0.4 if count > 1 else 1.0
        return [
            staggered(self.numbers, "shown", every, seconds=seconds, overlap=overlap),
            staggered(self.bars, "grown", order, seconds=seconds, overlap=overlap),
        ]

    def mark(self, *units: int, seconds: float = style.NORMAL) -> Motion:
        """Return the motion that marks where the bars of some outputs should end."""
        marked = self.bars.marked.copy()
        marked[[self.units.index(u) for u in units if u in self.units]] = 1.0
        return tween(self.bars, marked=marked, seconds=seconds)

    def _sides(self) -> list[Text]:
        """Return what a single output is read as at either end of its bar."""
        chapter, bars = self.chapter, self.bars
        if len(chapter.trace.data.classes) != 2 or len(self.units) != 1:
            return []
        y = bars.top + 0.3
        return [
            labels.small_print(chapter, "{name}", name=f"data.classes[{side}]").at(
                bars.across(side), y
            )
            for side in (0, 1)
        ]
