"""Each activation beside its slope, its limits and its curve."""

from decimal import Decimal, localcontext

import numpy as np
import pytest
from scipy import special

from backprop_core.activations import ACTIVATIONS, curve, slope_curve

SUMS = np.array([[-800.0, -30.0, -1.5, -1e-9, 1e-9, 0.7, 30.0, 800.0]])


SINGLE = [name for name, entry in ACTIVATIONS.items() if not entry.is_joint]


@pytest.mark.parametrize("name", SINGLE)
def test_slope_is_that_of_the_curve(name):
    """The slope agrees with the difference of two values close by."""
    entry, sums = ACTIVATIONS[name], SUMS[:, [2, 5]]
    rise = entry.value(sums + 1e-6) - entry.value(sums - 1e-6)
    slope = entry.slope(sums, entry.value(sums))
    np.testing.assert_allclose(slope, rise / 2e-6, rtol=1e-8)


@pytest.mark.parametrize("name", sorted(set(ACTIVATIONS) - set(SINGLE)))
def test_a_joint_slope_is_the_whole_jacobian(name):
    """Column j of it is how every activation moves when sum j does."""
    entry, sums = ACTIVATIONS[name], np.array([[0.3, -1.0, 2.0], [1.0, 1.0, 1.0]])
    jacobian = entry.slope(sums, entry.value(sums))
    for j in range(3):
        nudge = 1e-6 * np.eye(3)[j]
        rise = entry.value(sums + nudge) - entry.value(sums - nudge)
        np.testing.assert_allclose(jacobian[:, :, j], rise / 2e-6, rtol=1e-7)
    np.testing.assert_allclose(jacobian.sum(axis=1), 0, atol=1e-15)


@pytest.mark.parametrize("name", ACTIVATIONS)
def test_both_tails_are_finite_and_within_the_limits(name):
    """No overflow, no warning, and nothing beyond the limits, even at ±800."""
    entry = ACTIVATIONS[name]
    values = entry.value(SUMS)
    assert np.isfinite(entry.slope(SUMS, values)).all()
    low, high = entry.limits
    assert values.min() >= (-np.inf if low is None else low)
    assert values.max() <= (np.inf if high is None else high)


def logistic(z):
    """1 / (1 + e⁻ᶻ) of a decimal number, to 60 digits."""
    return 1 / (1 + (-z).exp())


TRUE_SLOPES = {
    "sigmoid": lambda z: logistic(z) * logistic(-z),
    "tanh": lambda z: 4 * logistic(2 * z) * logistic(-2 * z),
    "softplus": logistic,
    "elu": lambda z: min(z, Decimal(0)).exp(),
}
SHARE = Decimal("8e-16")  # of the slope itself
FAR = [0.0, 1e-9, 0.3, 1.1, 4.0, 9.0, 18.0, 20.0, 30.0, 36.0, 38.0, 60.0, 350.0]


@pytest.mark.parametrize("name", TRUE_SLOPES)
def test_slopes_are_right_to_their_last_digits_in_both_tails(name):
    """Held against 60 decimal digits: off by a few roundings of the slope itself."""
    entry, sums = ACTIVATIONS[name], np.array([[*FAR, *(-z for z in FAR)]])
    found = entry.slope(sums, entry.value(sums))[0].tolist()
    with localcontext(prec=60):
        for place, slope in zip(sums[0].tolist(), found, strict=True):
            true = TRUE_SLOPES[name](Decimal(place))
            assert abs(Decimal(slope) - true) <= true * SHARE


@pytest.mark.parametrize("name", SINGLE)
@pytest.mark.parametrize("far", [1e3, 1e154, 1e308, np.finfo(float).max])
def test_slopes_are_finite_and_never_negative_at_any_distance(name, far):
    """Up to the largest number there is; only GELU falls, between −∞ and −0.75."""
    entry, sums = ACTIVATIONS[name], np.array([[-far, far]])
    slopes = entry.slope(sums, entry.value(sums))[0]
    assert np.isfinite(slopes).all()
    assert (slopes >= 0).all()
    flat = name in ("sigmoid", "tanh")
    assert slopes[1] == (0 if flat else 1)


def test_a_curve_runs_from_low_to_high():
    """Points evenly spaced, with the activation at each, closed to writing."""
    sums, values = curve("tanh", -2, 2, 5)
    assert sums.tolist() == [-2, -1, 0, 1, 2]
    np.testing.assert_array_equal(values, np.tanh(sums))
    assert not sums.flags.writeable
    assert not values.flags.writeable


@pytest.mark.parametrize(
    ("name", "sums", "values"),
    [
        ("leaky_relu", [-2, 3], [-0.02, 3]),
        ("elu", [-1, 2], [np.exp(-1) - 1, 2]),
        ("elu", [-1e-20], [-1e-20]),
        ("softplus", [0, -50, 800], [np.log(2), np.exp(-50), 800]),
        ("gelu", [-1, 1], [-special.erfc(1 / np.sqrt(2)) / 2, 0.8413447460685429]),
        ("gelu", [-20], [-20 * special.ndtr(-20)]),
        ("softmax", [np.log(1), np.log(3)], [0.25, 0.75]),
        ("softmax", [1000, 1000], [0.5, 0.5]),
    ],
)
def test_values_are_those_of_the_formula(name, sums, values):
    """Numbers worked out another way, also where the plain formula gives way."""
    found = ACTIVATIONS[name].value(np.array([sums], dtype=float))[0]
    np.testing.assert_allclose(found, values, rtol=1e-14)


@pytest.mark.parametrize(
    ("name", "slope"), [("relu", 0), ("leaky_relu", 0.01), ("elu", 1), ("gelu", 0.5)]
)
def test_the_slope_at_zero_is_the_one_that_is_said(name, slope):
    """At its kink a unit counts as off; without a kink there is one slope only."""
    zero = np.zeros((1, 1))
    assert ACTIVATIONS[name].slope(zero, zero).item() == slope


def test_gelu_touches_its_limit():
    """The lowest value of the curve is the limit, to the last digits."""
    _, values = curve("gelu", -0.76, -0.74, 20001)
    low = ACTIVATIONS["gelu"].limits[0]
    assert low <= values.min() == pytest.approx(low, abs=1e-12)


def test_a_curve_over_all_numbers_is_whole():
    """The width of its range is no number; each of its sums is."""
    sums, values = curve("tanh", -1.7e308, 1.7e308, 5)
    assert sums == pytest.approx([-1.7e308, -0.85e308, 0.0, 0.85e308, 1.7e308])
    assert values.tolist() == [-1.0, -1.0, 0.0, 1.0, 1.0]


def test_a_curve_of_softmax_leaves_the_other_sums_alone():
    """The activation of one unit, as its own sum moves."""
    sums, values = curve("softmax", -3, 3, 7, sums=np.array([0.5, 9.0, -1.0]), unit=1)
    others = np.exp(0.5) + np.exp(-1)
    np.testing.assert_allclose(values, np.exp(sums) / (np.exp(sums) + others))


def test_a_curve_of_slopes_is_how_the_curve_rises():
    """Between two points the curve rises as the slopes there say."""
    xs, ys = curve("sigmoid", -6.0, 6.0, 241)
    places, slopes = slope_curve("sigmoid", -6.0, 6.0, 241)
    assert (places == xs).all()
    assert slopes.max() == slopes[120] == 0.25
    means = (slopes[1:] + slopes[:-1]) / 2
    np.testing.assert_allclose(np.diff(ys) / np.diff(xs), means, atol=1e-4)
