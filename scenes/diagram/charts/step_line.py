"""A step on the number line, and below it the same step under a magnifying glass."""

from collections.abc import Mapping
from dataclasses import dataclass

from scenes import encoding, style
from scenes.diagram.panels import Arrow
from scenes.diagram.text import Text
from scenes.engine.drawing import Box, Drawing
from scenes.engine.pen import Pen, Point

LEAST_RATIO = 0.3  # of the shorter to the longer of two arrows that share a line
MARGIN = 0.14  # of the magnified stretch that is kept free at each end
ABOVE = 0.22  # from the magnified line up to the arrows
LENS = (0.5, 0.66)  # from the magnified line to the lower and upper rim of the lens
LENS_RADIUS = 0.1


@dataclass(frozen=True, slots=True)
class Step:
    """What a step line shows: where it begins and ends, and the gradient there.

    ``low`` and ``high`` are the ends of the whole line, such as the smallest and the
    largest weight of the layer; zero and the step are always on it.
    """

    old: float
    new: float
    gradient: float
    low: float
    high: float

    @property
    def line(self) -> tuple[float, float]:
        """The ends of the whole line."""
        values = (self.low, self.high, self.old, self.new, 0.0)
        return min(values), max(values)

    @property
    def shows_gradient(self) -> bool:
        """Whether gradient and step point apart, at sizes that one picture can hold."""
        step = self.new - self.old
        short, long = sorted((abs(self.gradient), abs(step)))
        return step * self.gradient < 0 and short >= LEAST_RATIO * long

    @property
    def window(self) -> tuple[float, float]:
        """The stretch that is magnified: around the step, and the gradient if shown."""
        values = [self.old, self.new]
        if self.shows_gradient:
            values.append(self.old + self.gradient)
        margin = MARGIN * (max(values) - min(values))
        return min(values) - margin, max(values) + margin


class StepLine(Drawing):
    """The number line above, the stretch around the step magnified below.

    ``words`` are the texts at "zero", "old", "new", "gradient" and "step".
    ``uphill``, ``stepped`` and ``moved`` (0 to 1) say how far the arrow of the
    gradient, that of the step, and the value itself have come.
    """

    def __init__(self, step: Step, area: Box, words: Mapping[str, Text]) -> None:
        self.step = step
        self.area = area
        self.lower = area.bottom + LENS[0]
        self.upper = area.top - 0.34 if self.is_magnified else area.centre[1]
        self.texts = words
        height = self.lower + ABOVE
        old, new = (self.magnified(value) for value in (step.old, step.new))
        slope = self.magnified(step.old + step.gradient)
        self.gradient_arrow = Arrow((old, height), (slope, height), "text")
        self.step_arrow = Arrow((old, height), (new, height), "update")
        parts: list[Drawing] = [words["zero"], words["old"]]
        if self.is_magnified:
            parts += [words["step"], self.step_arrow, words["new"]]
        if step.shows_gradient:
            parts += [words["gradient"], self.gradient_arrow]
        super().__init__(*parts)
        self._place_words(old, new, slope)
        self.moved = self.stepped = self.uphill = 0.0

    @property
    def is_magnified(self) -> bool:
        """Whether there is a step to look at."""
        return self.step.new != self.step.old

    def across(self, value: float) -> float:
        """Return the x of a value on the whole line."""
        return _between(value, self.step.line, self.area)

    def magnified(self, value: float) -> float:
        """Return the x of a value on the magnified line."""
        return _between(value, self.step.window, self.area)

    @property
    def uphill(self) -> float:
        """How far the arrow of the gradient has grown."""
        return self.gradient_arrow.shown

    @uphill.setter
    def uphill(self, shown: float) -> None:
        self.gradient_arrow.shown = self.texts["gradient"].opacity = shown

    @property
    def stepped(self) -> float:
        """How far the arrow of the step has grown."""
        return self.step_arrow.shown

    @stepped.setter
    def stepped(self, shown: float) -> None:
        self.step_arrow.shown = self.texts["step"].opacity = shown

    @property
    def moved(self) -> float:
        """How far the value has moved from old to new."""
        return self._moved

    @moved.setter
    def moved(self, share: float) -> None:
        self._moved = share
        self.texts["new"].opacity = share

    def paint(self, pen: Pen) -> None:
        """Paint both lines, the rays between them, and the value on each."""
        step, area = self.step, self.area
        value = step.old + (step.new - step.old) * self.moved
        role = encoding.sign_role(value)
        ends = ((area.left, self.upper), (area.right, self.upper))
        pen.line(ends, "muted", width=style.LINE)
        _tick(pen, (self.across(0.0), self.upper), "muted", 0.1)
        if self.is_magnified:
            self._magnify(pen)
            pen.disc((self.magnified(value), self.lower), 0.1, role)
        pen.disc((self.across(value), self.upper), 0.075, role)

    def _magnify(self, pen: Pen) -> None:
        area, (low, high) = self.area, self.step.window
        rim = self.lower + LENS[1]
        seen = []
        for value, end in ((low, area.left), (high, area.right)):
            start = min(max(self.across(value), area.left), area.right)
            seen.append((start, self.upper))
            ray = ((start, self.upper), (end, rim))
            pen.line(ray, "muted", width=style.HAIRLINE, dashes=(0.05, 0.05))
        pen.line(seen, "text", width=style.BOLD_LINE)
        pen.rounded(
            (area.left, area.bottom), area.width, rim - area.bottom, LENS_RADIUS
        )
        pen.fill("background")
        pen.outline("muted", width=style.HAIRLINE)
        ends = ((area.left, self.lower), (area.right, self.lower))
        pen.line(ends, "muted", width=style.LINE)
        _tick(pen, (self.magnified(self.step.old), self.lower), "muted", 0.12)
        new = (self.magnified(self.step.new), self.lower)
        _tick(pen, new, "update", 0.12, alpha=self.stepped)

    def _place_words(self, old: float, new: float, slope: float) -> None:
        below, above = self.lower - 0.28, self.lower + ABOVE + 0.22
        self._place("zero", self.across(0.0), self.upper + 0.24)
        if not self.is_magnified:
            self._place("old", self.across(self.step.old), self.upper - 0.3)
            return
        self._place("old", old, below)
        self._place("new", new, below)
        self._place("step", (old + new) / 2, above)
        self._place("gradient", (old + slope) / 2, above)

    def _place(self, name: str, x: float, y: float) -> None:
        text = self.texts[name]
        half = text.box.width / 2
        text.at(min(max(x, self.area.left + half), self.area.right - half), y)

    def extent(self) -> Box:
        """Return the area of both lines."""
        return self.area


def _between(value: float, ends: tuple[float, float], area: Box) -> float:
    low, high = ends
    span = (high - low) or 1.0
    return area.left + area.width * (value - low) / span


def _tick(pen: Pen, at: Point, role: str, half: float, *, alpha: float = 1.0) -> None:
    ends = ((at[0], at[1] - half), (at[0], at[1] + half))
    pen.line(ends, role, width=style.LINE, alpha=alpha)
