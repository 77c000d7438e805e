"""Axes with numbers at their ticks, and curves that grow along them.

plot = CurvePlot(chapter, Box(-5, -2, 5, 2), [Course(epochs, paths)], title=words)
self.play(*plot.appear())
self.play(*plot.grow(6.0))
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from manim.utils.rate_functions import linear

from scenes import encoding, style
from scenes.diagram.plots.plot_axes import PlotAxes, Span, powers, span
from scenes.diagram.plots.series import Series
from scenes.diagram.text import Number
from scenes.engine.arrays import Numbers
from scenes.engine.drawing import Box, Drawing
from scenes.layout import SAFE
from scenes.path_texts import PathTexts
from scenes.vocabulary.motions import Motion, Rate, fade_in, tween

TITLE_ABOVE, COUNTED_BELOW = 0.42, 0.62
NARROW = 3.5  # an axis: below it few numbers have room
BESIDE_HEAD = 0.2
OFF_TICKS = 0.1  # of the lowest label: below the axis stand its numbers
LEAST_GAP = 0.34  # between the middles of labels at the ends of curves


def plotted(
    texts: PathTexts,
    area: Box,
    xs: Span,
    ys: Span,
    *,
    number: int = 0,
    names: Sequence[Drawing] = (),
) -> PlotAxes:
    """Return axes around an area, with a number at every tick, or ``names`` of heights.

    ``number`` tells several axes of one picture apart.
    """
    labels = _numbers(texts, xs), names or _numbers(texts, ys)
    return PlotAxes(area, xs, ys, labels=labels, number=number)


def _numbers(texts: PathTexts, span: Span) -> list[Number]:
    """Return the numbers of an axis; powers of ten have the decimals each needs."""
    groups = [[tick] for tick in span.ticks] if span.is_log else [span.ticks]
    return [number for group in groups for number in tick_numbers(texts, group)]


def tick_numbers(texts: PathTexts, ticks: Sequence[float]) -> list[Number]:
    """Return the numbers of ticks, with as many decimals as it takes to tell them."""
    places = max((encoding.exact_decimals(abs(tick), 7) for tick in ticks), default=0)
    whole = all(float(tick).is_integer() for tick in ticks)
    return [
        texts.number(
            *(f"axis({tick!r})", "count"),
            em=style.SMALL,
            decimals=0 if whole else places,
            role="muted",
        )
        for tick in ticks
    ]


def run(
    curves: Iterable[Series], *, to: float, seconds: float, rate: Rate = linear
) -> list[Motion]:
    """Return the motions in which curves grow at once, up to one x."""
    found = []
    for curve in curves:
        curve.head = 1.0
        found.append(tween(curve, reached=to, seconds=seconds, rate=rate))
    return found


def label_ends(curves: Sequence[Series], labels: Sequence[Drawing]) -> None:
    """Put a label right of the end of each curve, none on another one."""
    ends = [curve.end for curve in curves]
    area = curves[0].axes.area
    order = sorted(range(len(ends)), key=lambda n: ends[n][1])
    heights: dict[int, float] = {}
    low = area.bottom + OFF_TICKS
    for n in order:
        low = heights[n] = max(low, min(ends[n][1], area.top))
        low += LEAST_GAP
    over = max(0.0, low - LEAST_GAP - area.top - LEAST_GAP)
    for n, y in heights.items():
        labels[n].at(ends[n][0] + BESIDE_HEAD, y - over, align=0.0)


@dataclass(frozen=True, slots=True)
class Course:
    """The values of some paths over what is counted along the axis below.

    With ``dots``, one a value, no curve but points: discs where true, else circles.
    """

    xs: Sequence[float]
    paths: Sequence[str]
    role: str = "cost"
    dashes: Sequence[float] = ()
    dots: Sequence[float] | Numbers = ()


class CurvePlot:
    """Curves over one pair of axes: a title above, what is counted below.

    ``ys`` are the heights that have room, those of the curves unless given; powers of
    ten if it ``is_log``; ``names`` stand there in place of numbers. ``number`` tells
    several plots of one picture apart. The ``frame`` is all but the curves.
    """

    def __init__(
        self,
        texts: PathTexts,
        area: Box,
        courses: Sequence[Course],
        *,
        title: Drawing,
        below: str = "passes over the set",
        ys: Span | None = None,
        is_log: bool = False,
        number: int = 0,
        names: Sequence[Drawing] = (),
    ) -> None:
        self.texts = texts
        values = [[float(texts.value(p)) for p in each.paths] for each in courses]
        every = [value for each in values for value in each]
        ys = ys or (powers(every) if is_log else span(every, most=4))
        most = 3 if area.width < NARROW else 4
        xs = span([x for each in courses for x in each.xs], most=most)
        self.axes = plotted(texts, area, xs, ys, number=number, names=names)
        self.axes.grown = 0.0
        self.curves = [
            Series(self.axes, c.xs, heights, c.paths, role=c.role, dashes=c.dashes)
            for c, heights in zip(courses, values, strict=True)
        ]
        for curve, course in zip(self.curves, courses, strict=True):
            curve.dots = course.dots
        self.title = title
        left = min(area.left, SAFE.right - title.box.width)
        title.at(left, area.top + TITLE_ABOVE, align=0.0)
        self.frame = [self.axes, title]
        if below:
            counted = texts.small_print(below)
            counted.at(area.right, area.bottom - COUNTED_BELOW, align=1.0)
            self.frame.append(counted)

    @property
    def drawings(self) -> list[Drawing]:
        """All of it."""
        return [*self.frame, *self.curves]

    def appear(self) -> list[Motion]:
        """Return the motions in which the axes grow and the words come."""
        words = [fade_in(each, seconds=style.NORMAL) for each in self.frame[1:]]
        return [tween(self.axes, grown=1.0), *words]

    def grow(self, seconds: float) -> list[Motion]:
        """Return the motions in which the curves run to their ends."""
        last = max(float(curve.xs[-1]) for curve in self.curves)
        return run(self.curves, to=last, seconds=seconds)

    def result(self, kind: str = "cost", *, decimals: int | None = None) -> Number:
        """Return the value at the end of the first curve, beside it."""
        curve, em = self.curves[0], style.TOLD
        found = self.texts.number(curve.paths[-1], kind, em=em, decimals=decimals)
        label_ends([curve], [found])
        return found
