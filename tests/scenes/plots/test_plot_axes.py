"""Axes and curves: what stands where, which ticks are round, what leaves the plot."""

import numpy as np
import pytest

from scenes.diagram.plots.clipping import exits, inside
from scenes.diagram.plots.plot_axes import PlotAxes, Span, powers, span
from scenes.diagram.plots.reel import Reel
from scenes.diagram.plots.series import Series
from scenes.diagram.text import Source, Text
from scenes.engine.drawing import Box

PLOT = Box(0.0, 0.0, 4.0, 5.0)
AREA = Box(0.0, 0.0, 10.0, 4.0)


@pytest.mark.parametrize(
    ("values", "ticks"),
    [
        ([0.0, 30.0], (0, 10, 20, 30)),
        ([0.45, 0.0037], (0, 0.1, 0.2, 0.3, 0.4)),
        ([1e-6, 3e-6], (0, 1e-6, 2e-6, 3e-6)),
        ([-2.0, 3.0], (-2, -1, 0, 1, 2, 3)),
        ([7.0, np.inf, np.nan], (0, 2, 4, 6)),
        ([0.0], (0, 0.1, 0.2, 0.3, 0.4, 0.5)),
    ],
)
def test_ticks_are_round_and_few(values, ticks):
    """From the least to the largest finite value, zero among them."""
    assert span(values).ticks == ticks


def test_an_axis_may_leave_zero_out():
    """Of values far from it, all of the axis is theirs."""
    found = span([100.0, 104.0], around=None)
    assert (found.low, found.high) == (100.0, 104.0)


@pytest.mark.parametrize(
    "values",
    [(1e-300, 3e-300), (0.0, 5e-324), (1e300, 1e300), (-1.7e308, 1.7e308), (1.0, 1.0)],
)
def test_every_double_has_its_place(values):
    """However large, small or alike they are, they stand on the axis, in order."""
    found = span(values, around=None)
    shares = [found.share(value) for value in values]
    assert 0 <= shares[0] <= shares[1] <= 1


def test_a_value_stands_where_its_axes_say():
    """Linear on both axes."""
    axes = PlotAxes(AREA, Span(0, 5), Span(-1, 1))
    assert axes.across(2.5, 0.5) == (5.0, 3.0)


def test_a_curve_is_cut_where_it_leaves_the_plot():
    """What lies outside is left out, and an arrow shows where."""
    line = [(0.0, 1.0), (1.0, 3.0), (2.0, 7.0), (3.0, 3.0), (4.0, -1.0)]
    first, second = inside(line, PLOT)
    assert first == [(0.0, 1.0), (1.0, 3.0), (1.5, 5.0)]
    assert second == [(2.5, 5.0), (3.0, 3.0), (3.75, 0.0)]
    assert list(exits(line, PLOT)) == [((1.5, 5.0), line[2]), ((3.75, 0.0), line[4])]


def test_a_line_is_cut_at_each_side_of_a_box():
    """It enters at one and leaves at another; what passes by is none of it."""
    assert list(inside([(-4.0, 0.0), (6.0, 5.0)], PLOT)) == [[(0.0, 2.0), (4.0, 4.0)]]
    assert not list(inside([(-1.0, 4.5), (1.0, 6.0)], PLOT))
    assert not list(inside([(1.0, 1.0), (2.0, float("inf"))], PLOT))


def test_the_head_of_a_curve_stands_at_its_value():
    """Half way between two points half way up; at its end as soon as it is passed."""
    axes = PlotAxes(AREA, Span(0, 4), Span(0, 8))
    curve = Series(axes, [0, 2, 4], [8, 4, 0], ["a", "b", "c"])
    curve.reached = 1.0
    assert curve.tip == (2.5, 3.0)
    curve.reached = 9.0
    assert curve.tip == curve.end == (10.0, 0.0)


def test_a_series_may_run_by_times_of_its_own():
    """Then it is where it was at that time, and its reels show what it passed."""
    axes = PlotAxes(AREA, Span(4, 0), Span(0, 8))
    runner = Series(axes, [4, 2, 1], [4, 4, 4], ["a", "b", "c"], times=[0, 10, 30])
    reel = Reel(*(Text(Source(name)) for name in "abc"))
    runner.add(reel)
    runner.reached = 20.0
    assert runner.tip == (6.25, 2.0)
    assert [part.text for part in reel.parts] == ["b"]


def test_a_reel_shows_one_at_a_time():
    """The nearest one, and never another than those it has."""
    reel = Reel(*(Text(Source(name)) for name in "abc"))
    shown = []
    for reel.turned in (-1.0, 0.4, 0.6, 7.0):
        (part,) = reel.parts
        shown.append(part.text)
    assert shown == ["a", "a", "b", "c"]


@pytest.mark.parametrize(
    ("values", "ticks"),
    [
        ([0.13, 0.002], (1e-3, 1e-2, 1e-1, 1.0)),
        ([0.0, 1.0, 10.0], (1.0, 10.0)),
        ([1e-9, 1.0], (1e-9, 1e-6, 1e-3, 1.0)),
        ([], (1.0, 10.0)),
    ],
)
def test_powers_of_ten_are_as_far_apart(values, ticks):
    """What is above zero has its place between them; all else stands below."""
    found = powers(values)
    assert found.ticks == ticks
    assert found.share(10 * found.low) == pytest.approx(
        1 / np.log10(found.high / found.low)
    )
    assert found.share(0.0) < 0
