"""The same start with three learning rates: too small, the run's, too large."""

from collections.abc import Iterable
from math import isfinite

import numpy as np

from backprop_core.data.datasets import Dataset
from backprop_core.probes.probe import Probe
from backprop_core.probes.training_path import curve, otherwise
from backprop_core.trace.probe_records import Curve, LearningRates
from backprop_core.trace.trace import Trace

MOST_UPDATES = 4_000  # of each training
POINTS = 41  # of each curve
FACTORS = (8.0, 64.0, 512.0, 4096.0)  # away from the run's rate, tried in turn
ENOUGH = 0.5  # of what the run's rate gains: a rate that gains less is a bad one


def learning_rates(trace: Trace, dataset: Dataset) -> LearningRates:
    """Three curves, for as long as the run lasts but at most 4 000 updates.

    Cost: 9 trainings of 4 000 updates at most, with 41 forward passes of the training
    set in each: at most 5 s for the digits.
    """
    run = trace.run
    updates = min(trace.schedule.step_count, MOST_UPDATES)
    own = curve(run, dataset, updates, POINTS)

    def found(factors: Iterable[float]) -> tuple[float, Curve, bool]:
        for factor in factors:
            rate = run.training.learning_rate * factor
            variant = otherwise(run, learning_rate=rate)
            tried = curve(variant, dataset, updates, POINTS)
            is_bad = gain(tried) < ENOUGH * gain(own)
            if is_bad:
                break
        return rate, tried, is_bad

    small, crawling, is_too_small = found(1 / factor for factor in FACTORS)
    large, jumping, is_too_large = found(FACTORS)
    rates = np.array([small, run.training.learning_rate, large])
    curves = (crawling, own, jumping)
    return LearningRates(rates, curves, is_too_small, is_too_large)


def gain(tried: Curve) -> float:
    """How far the cost fell from the first to the last point; −∞ if it diverged."""
    if tried.diverged is not None or not len(tried.costs):
        return -np.inf
    fall = float(tried.costs[0] - tried.costs[-1])
    return fall if isfinite(fall) else -np.inf


LEARNING_RATES = Probe("learning_rates", learning_rates)
