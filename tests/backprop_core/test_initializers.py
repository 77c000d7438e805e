"""Where weights start: their spread, and what the seed decides."""

from math import sqrt

import numpy as np
import pytest

from backprop_core.initializers import INITIALIZERS

UNITS, INPUTS = 60, 140
DEVIATIONS = {
    "zeros": 0.0,
    "uniform": 1 / sqrt(3),
    "normal": 1.0,
    "xavier": sqrt(2 / (UNITS + INPUTS)),
    "xavier_normal": sqrt(2 / (UNITS + INPUTS)),
    "he": sqrt(2 / INPUTS),
    "he_normal": sqrt(2 / INPUTS),
}
BOUNDS = {
    "uniform": 1.0,
    "xavier": sqrt(6 / (UNITS + INPUTS)),
    "he": sqrt(6 / INPUTS),
}


@pytest.mark.parametrize("name", INITIALIZERS)
def test_weights_spread_as_the_source_says(name):
    """Mean 0 and the standard deviation of the source, within 4 standard errors."""
    weights = INITIALIZERS[name](np.random.default_rng(5), UNITS, INPUTS)
    assert weights.shape == (UNITS, INPUTS)
    expected = DEVIATIONS[name]
    assert abs(weights.mean()) <= 4 * expected / sqrt(weights.size)
    assert weights.std() == pytest.approx(expected, rel=4 / sqrt(2 * weights.size))


@pytest.mark.parametrize("name", BOUNDS)
def test_uniform_weights_stay_within_their_bounds(name):
    """No weight beyond ±bound, and the bounds are almost reached."""
    weights = INITIALIZERS[name](np.random.default_rng(5), UNITS, INPUTS)
    assert 0.99 * BOUNDS[name] < np.abs(weights).max() <= BOUNDS[name]
