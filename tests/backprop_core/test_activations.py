"""Each activation beside its slope, its limits and its curve."""

import numpy as np
import pytest

from backprop_core.activations import ACTIVATIONS, curve

SUMS = np.array([[-800.0, -30.0, -1.5, -1e-9, 1e-9, 0.7, 30.0, 800.0]])


@pytest.mark.parametrize("name", ACTIVATIONS)
def test_slope_is_that_of_the_curve(name):
    """The slope agrees with the difference of two values close by."""
    entry, sums = ACTIVATIONS[name], SUMS[:, [2, 5]]
    rise = entry.value(sums + 1e-6) - entry.value(sums - 1e-6)
    slope = entry.slope(sums, entry.value(sums))
    np.testing.assert_allclose(slope, rise / 2e-6, rtol=1e-8)


@pytest.mark.parametrize("name", ACTIVATIONS)
def test_both_tails_are_finite_and_within_the_limits(name):
    """No overflow, no warning, and nothing beyond the limits, even at ±800."""
    entry = ACTIVATIONS[name]
    values = entry.value(SUMS)
    assert np.isfinite(entry.slope(SUMS, values)).all()
    low, high = entry.limits
    assert values.min() >= (-np.inf if low is None else low)
    assert values.max() <= (np.inf if high is None else high)


def test_a_curve_runs_from_low_to_high():
    """Points evenly spaced, with the activation at each, closed to writing."""
    sums, values = curve("tanh", -2, 2, 5)
    assert sums.tolist() == [-2, -1, 0, 1, 2]
    np.testing.assert_array_equal(values, np.tanh(sums))
    assert not sums.flags.writeable
    assert not values.flags.writeable
