"""Products that pile up to a sum: bars in rows, each with its number."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from scenes import style
from scenes.diagram.text import Number
from scenes.engine.arrays import Numbers
from scenes.engine.depicts import Depicts
from scenes.engine.drawing import Box, Drawing
from scenes.engine.followed import Followed
from scenes.engine.pen import Pen

MOST_STEP = 0.42  # from row to row
LEAST_LABELLED = 0.2  # from row to row: closer ones have no room for numbers
HALF_BAR = 0.33  # of that step
LEAST_WIDTH = 0.014  # of a bar


@dataclass(frozen=True, slots=True)
class Summand:
    """One bar of a pile: its value, its number, and the colour's role."""

    value: float
    number: Number
    role: str = "activation"


class Pile(Drawing):
    """Bars in rows, each beginning where the one above ended; the last end is the sum.

    ``shown`` (0 to 1, one entry a bar) is how far each has grown, and how clear its
    number is where numbers are ``labelled``. ``area`` holds left, bottom, right and
    top of the bars, ``limits`` the least and the largest sum that it has room for; a
    negative bar is hollow. Zero is a line through all rows.
    """

    shown = Followed[Numbers]("_label")
    labelled = Followed[float]("_label")

    def __init__(self, summands: Sequence[Summand], area: Box) -> None:
        self.summands = tuple(summands)
        self.sums = np.concatenate([[0.0], np.cumsum([s.value for s in summands])])
        numbers = [each.number for each in summands]
        widest = max(number.box.width for number in numbers) + 0.12
        self.area = np.array([area.left + widest, area.bottom, area.right, area.top])
        self.limits = float(self.sums.min()), float(self.sums.max())
        super().__init__(*numbers)
        for row, number in enumerate(numbers):
            number.at(area.left + widest - 0.12, self.level(row), align=1.0)
        self._shown: Numbers = np.zeros(len(numbers))
        self._labelled = 1.0 if self.step >= LEAST_LABELLED else 0.0
        self._label()

    def _label(self) -> None:
        for summand, shown in zip(self.summands, self._shown.tolist(), strict=True):
            summand.number.opacity = shown * self._labelled

    @property
    def step(self) -> float:
        """From row to row."""
        _, bottom, _, top = self.area.tolist()
        return min(MOST_STEP, (top - bottom) / len(self.summands))

    def level(self, row: int) -> float:
        """Return the y of a bar's middle."""
        middle = float(self.area[1] + self.area[3]) / 2
        return middle + self.step * ((len(self.summands) - 1) / 2 - row)

    def across(self, value: float) -> float:
        """Return the x of a value; all sums fit into the area."""
        low, high = self.limits
        left, _, right, _ = self.area.tolist()
        # Divided first: of sums as large as numbers go, the width would be infinite.
        span = (high / 2 - low / 2) or 1.0
        return float(left + (right - left) * (value / 2 - low / 2) / span)

    @property
    def reached(self) -> float:
        """The sum of what is shown of the bars."""
        return float((np.diff(self.sums) * self.shown).sum())

    @property
    def foot(self) -> tuple[float, float]:
        """Where the mark of the sum stands, below the bars."""
        last = self.level(len(self.summands) - 1)
        return self.across(self.reached), last - 0.75 * self.step

    def paint(self, pen: Pen) -> None:
        """Paint zero, the bars, and where the sum stands."""
        if not self.shown.any():
            return
        zero, (_, bottom) = self.across(0.0), self.foot
        ends = ((zero, bottom), (zero, self.level(0) + 0.5 * self.step))
        pen.line(ends, "muted", width=style.HAIRLINE)
        for row, summand in enumerate(self.summands):
            if self.shown[row] > 0:
                self._bar(pen, row, summand)
        pen.subject = Depicts("sum")
        pen.disc(self.foot, 0.06, "text")
        pen.subject = None

    def _bar(self, pen: Pen, row: int, summand: Summand) -> None:
        start, whole = self.across(self.sums[row]), self.across(self.sums[row + 1])
        end = start + (whole - start) * float(self.shown[row])
        left, width = min(start, end), max(abs(end - start), LEAST_WIDTH)
        half, y = HALF_BAR * self.step, self.level(row)
        thick = min(style.LINE, half / 2, width / 4)
        pen.subject = Depicts("bar", summand.number.source.paths["value"])
        pen.rectangle((left, y - half), width, 2 * half, summand.role)
        if summand.value < 0:
            inner = (left + thick, y - half + thick)
            size = (width - 2 * thick, 2 * half - 2 * thick)
            pen.rectangle(inner, *size, "panel")
        pen.subject = None

    def extent(self) -> Box:
        """Return the box of the bars and of the mark below them."""
        left, _, right, _ = self.area.tolist()
        return Box(left, self.foot[1] - 0.06, right, self.level(0) + self.step / 2)
