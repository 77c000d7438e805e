"""Two axes around an area: which value stands where, and the ticks that say so."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import ceil, floor, inf, isfinite, log10

from scenes import style
from scenes.engine.depicts import Depicts
from scenes.engine.drawing import Box, Drawing
from scenes.engine.followed import Followed
from scenes.engine.pen import Pen, Point

TICK_LENGTH = 0.09
FROM_TICK = 0.08  # from a tick to its number
BEYOND = -0.1  # share of an axis at which what has no place on it stands
STEPS = (1.0, 2.0, 5.0, 10.0)
LEAST = 1e-300  # what steps may be; below, a double loses its digits


@dataclass(frozen=True, slots=True)
class Span:
    """The values along one axis, from low to high, and the round ones among them.

    ``is_log``: a power of ten is as far from the next one everywhere.
    """

    low: float
    high: float
    ticks: tuple[float, ...] = ()
    is_log: bool = False

    def share(self, value: float) -> float:
        """Return how far along the axis a value stands: 0 to 1 if it is on it."""
        if self.is_log:
            far = log10(value / self.low) if value > 0 else -inf
            return max(far / log10(self.high / self.low), BEYOND)
        # Halves: the range of all doubles is no double.
        length = self.high / 2 - self.low / 2
        return (value / 2 - self.low / 2) / (length or 1.0)


def span(values: Iterable[float], *, most: int = 5, around: float | None = 0.0) -> Span:
    """Return an axis for finite values, with at most so many ticks at round numbers.

    It holds ``around``, too, if that is a number. Values that are all alike get room.
    """
    every = [value for value in values if isfinite(value)]
    every += [] if around is None else [around]
    low, high = min(every, default=0.0), max(every, default=0.0)
    if high / most - low / most < LEAST:
        room = max(0.5, abs(low) * 1e-9)
        low, high = low - (around != low) * room, high + room
    step = round_step(high / most - low / most)
    first, last = ceil(low / step - 1e-9), floor(high / step + 1e-9)
    # Counted, not added up: 3 × 0.1 is 0.3 when it is rounded as it is written.
    digits = max(0, -floor(log10(step)))
    ticks = tuple(round(n * step, digits) for n in range(first, last + 1))
    return Span(low, high, ticks)


def powers(values: Iterable[float], *, most: int = 4) -> Span:
    """Return an axis of powers of ten for those values that are above zero.

    At most so many ticks; below the least of the values it ends.
    """
    every = [value for value in values if isfinite(value) and value > 0] or [1.0]
    first, last = floor(log10(min(every))), ceil(log10(max(every)))
    last = max(last, first + 1)
    step = ceil((last - first) / max(most - 1, 1))
    ticks = tuple(float(f"1e{power}") for power in range(first, last + 1, step))
    return Span(float(f"1e{first}"), float(f"1e{last}"), ticks, is_log=True)


def round_step(least: float) -> float:
    """Return the smallest of 1, 2 and 5 times a power of ten that is large enough."""
    power = 10.0 ** floor(log10(least))
    return next(power * each for each in STEPS if power * each >= least * (1 - 1e-9))


class PlotAxes(Drawing):
    """A horizontal and a vertical axis, each with ticks and their numbers.

    ``grown`` (0 to 1) lets the axes grow out of their corner; the numbers come with it.
    ``number`` tells several axes of one picture apart.
    """

    grown = Followed[float]("_label")

    def __init__(
        self,
        area: Box,
        xs: Span,
        ys: Span,
        *,
        labels: tuple[Sequence[Drawing], Sequence[Drawing]] = ((), ()),
        number: int = 0,
    ) -> None:
        self.area, self.xs, self.ys, self.number = area, xs, ys, number
        self._grown = 1.0
        below, beside = labels
        for tick, label in zip(xs.ticks, below, strict=False):
            label.at(self.across(tick, ys.low)[0], 0.0)
            label.y += area.bottom - TICK_LENGTH - FROM_TICK - label.box.top
        for tick, label in zip(ys.ticks, beside, strict=False):
            right = area.left - TICK_LENGTH - FROM_TICK
            label.at(right, self.across(xs.low, tick)[1], align=1.0)
        super().__init__(*below, *beside)

    def _label(self) -> None:
        for label in self.parts:
            label.opacity = max(0.0, 2 * self._grown - 1)

    def across(self, x: float, y: float) -> Point:
        """Return where a point of the plot is on screen."""
        area = self.area
        return (
            area.left + area.width * self.xs.share(x),
            area.bottom + area.height * self.ys.share(y),
        )

    def paint(self, pen: Pen) -> None:
        """Paint both axes and the ticks on them."""
        area, grown = self.area, self.grown
        if grown <= 0:
            return
        right, top = area.left + grown * area.width, area.bottom + grown * area.height
        corner = (area.left, area.bottom)
        for end in ((right, area.bottom), (area.left, top)):
            pen.line((corner, end), "muted", width=style.LINE)
        for axis, ticks in enumerate((self.xs.ticks, self.ys.ticks)):
            for tick in ticks:
                self._tick(pen, axis, tick)

    def _tick(self, pen: Pen, axis: int, tick: float) -> None:
        span, area = (self.xs, self.ys)[axis], self.area
        share = span.share(tick)
        if share > self.grown:
            return
        if axis:
            x, y = area.left, area.bottom + area.height * share
            ends = ((x, y), (x - TICK_LENGTH, y))
        else:
            x, y = area.left + area.width * share, area.bottom
            ends = ((x, y), (x, y - TICK_LENGTH))
        what = "power" if span.is_log else "tick"
        pen.subject = Depicts(what, f"axis({tick!r})", self.number, axis)
        pen.line(ends, "muted", width=style.HAIRLINE)
        pen.subject = None

    def extent(self) -> Box:
        """Return the box of the axes."""
        return self.area
