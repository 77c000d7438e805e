"""The first step of tiny.toml, worked out with pencil and paper."""

import pytest

from backprop_core import Recording, RunSpec, train
from backprop_core.assets import asset

# x = 1, y = 0. Every line below is rounded to six decimals.
#
# z¹ = 0.5 · 1 + 0.5               = 1           a¹ = σ(z¹) = 0.731059
# z² = −1 · 0.731059 + 1           = 0.268941    a² = σ(z²) = 0.566833
# z³ = 2 · 0.566833 − 0.5          = 0.633666    a³ = σ(z³) = 0.653320
# C  = ½ · 0.653320²               = 0.213414
#
# σ′ = a (1 − a)                   0.196612   0.245533   0.226493
# δ³ = 0.653320 · 0.226493         = 0.147972
# δ² = 2 · 0.147972 · 0.245533     = 0.072664
# δ¹ = −1 · 0.072664 · 0.196612    = −0.014287
SUMS = (1.0, 0.268941, 0.633666)
ACTIVATIONS = (0.731059, 0.566833, 0.653320)
SLOPES = (0.196612, 0.245533, 0.226493)
BLAME = (-0.072664, 0.295945, 0.653320)  # ∂C/∂a: w δ of the layer after
DELTAS = (-0.014287, 0.072664, 0.147972)
# ∂C/∂w = δ · a of the layer before; ∂C/∂b = δ; the step is −0.5 times that.
WEIGHT_GRADIENTS = (-0.014287, 0.053122, 0.083876)
WEIGHT_UPDATES = (0.007143, -0.026561, -0.041938)
BIAS_UPDATES = (0.007143, -0.036332, -0.073986)
# w¹ = 0.507143   b¹ = 0.507143    z¹ = 1.014287     a¹ = 0.733858
# w² = −1.026561  b² = 0.963668    z² = 0.210318     a² = 0.552386
# w³ = 1.958062   b³ = −0.573986   z³ = 0.507621     a³ = 0.624249
LOSS, LOSS_AFTER = 0.213414, 0.194843


@pytest.fixture(scope="module")
def step():
    """The step that the film shows."""
    run = RunSpec.load(asset("experiments/tiny.toml"))
    return train(run, Recording(steps=(0,), whole=False)).steps[0]


@pytest.mark.parametrize(
    ("field", "expected"),
    [
        ("sums", SUMS),
        ("activations", ACTIVATIONS),
        ("slopes", SLOPES),
        ("activation_gradient", BLAME),
        ("deltas", DELTAS),
        ("weight_gradient", WEIGHT_GRADIENTS),
        ("bias_gradient", DELTAS),
        ("weight_update", WEIGHT_UPDATES),
        ("bias_update", BIAS_UPDATES),
    ],
)
def test_each_number_is_the_one_worked_out_by_hand(step, field, expected):
    """Every field of every layer agrees with pencil and paper, digit for digit."""
    found = [round(float(getattr(layer, field).item()), 6) for layer in step.layers]
    assert tuple(found) == expected


def test_the_cost_is_the_one_worked_out_by_hand(step):
    """The cost before and after the step agrees with pencil and paper."""
    assert (round(step.loss, 6), round(step.loss_after, 6)) == (LOSS, LOSS_AFTER)


def test_hidden_deltas_use_the_weights_from_before_the_update(step):
    """With the updated w³ the second δ would be 0.071141; it is not."""
    wrong = (2 - 0.041938) * 0.147972 * 0.245533
    assert round(wrong, 4) == 0.0711
    assert round(step.layers[1].deltas.item(), 4) == 0.0727
