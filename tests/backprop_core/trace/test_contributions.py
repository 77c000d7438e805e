"""What the unit on the thread hears, and from whom: the loudest first."""

import numpy as np
import pytest

from backprop_core.trace.paths import evaluate


def test_the_thread_leads_and_the_others_follow_by_size(trace):
    """The first contributor is on the thread; the sizes of the others fall."""
    step = trace.steps[5]
    before = (step.focus.input, *step.focus.units)
    for order, sent, first in zip(
        step.contributors, step.contributions, before, strict=False
    ):
        assert order[0] == first
        assert sorted(order) == list(range(len(order)))
        assert (np.diff(np.abs(sent[1:])) <= 0).all()


def test_each_contribution_is_the_product_of_its_contributor(trace):
    """Number i of the contributions is wₖⱼ aⱼ of contributor number i."""
    step = trace.steps[9]
    for number, unit in enumerate(step.focus.units):
        products = step.layers[number].weighted_inputs[step.focus.sample, unit]
        order = step.contributors[number]
        np.testing.assert_array_equal(step.contributions[number], products[order])


def test_a_remainder_has_a_true_path(trace):
    """Told products, the sum of the others by its path, and the bias add up to z."""
    step = trace.steps[0]
    unit, row = step.focus.units[0], step.focus.sample
    told = float(step.contributions[0][0])
    rest = evaluate("sum(steps[0].contributions[0][1:])", trace)
    total = told + rest + float(step.layers[0].biases[unit])
    assert total == pytest.approx(float(step.layers[0].sums[row, unit]), rel=1e-12)
