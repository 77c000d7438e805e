"""Axes with numbers at their ticks, and curves that grow along them.

axes = plotted(chapter, Box(-5, -2, 5, 2), span([0, 30]), span(costs))
self.play(tween(axes, grown=1.0))
self.play(*run([costs, accuracies], to=30.0, seconds=6.0))
"""

from collections.abc import Iterable, Sequence

from manim.utils.rate_functions import linear

from scenes import encoding, style
from scenes.diagram.plots.plot_axes import PlotAxes, Span
from scenes.diagram.plots.series import Series
from scenes.diagram.text import Number
from scenes.engine.drawing import Box, Drawing
from scenes.path_texts import PathTexts
from scenes.vocabulary.motions import Motion, Rate, tween

BESIDE_HEAD = 0.2
OFF_TICKS = 0.1  # of the lowest label: below the axis stand its numbers
LEAST_GAP = 0.34  # between the middles of labels at the ends of curves


def plotted(
    texts: PathTexts, area: Box, xs: Span, ys: Span, *, number: int = 0
) -> PlotAxes:
    """Return axes around an area, with a number at every tick.

    ``number`` tells several axes of one picture apart.
    """
    labels = _numbers(texts, xs), _numbers(texts, ys)
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
    ends = [curve.tip for curve in curves]
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
