"""Each loss beside its gradient and its curve, also where outputs are sure."""

from math import exp, log1p

import numpy as np
import pytest

from backprop_core.activations import ACTIVATIONS
from backprop_core.backprop import deltas, joint_deltas
from backprop_core.losses import ANY_OUTPUT, LOSSES, curve, loss_of

KINDS = [(name, kind) for name, kinds in LOSSES.items() for kind in kinds]
SUMS = np.array([[0.4, -1.1, 2.0], [-0.3, 0.2, 0.1]])
TARGETS = np.array([[0.0, 1.0, 0.0], [0.2, 0.5, 0.3]])


@pytest.mark.parametrize(("name", "kind"), KINDS)
def test_delta_is_gradient_times_slope(name, kind):
    """δ is ∂C/∂a times the slopes, also where it has a shorter form."""
    output = ACTIVATIONS["tanh" if kind == ANY_OUTPUT else kind]
    loss, values = loss_of(name, output.name), output.value(SUMS)
    product = joint_deltas if output.is_joint else deltas
    gradient = loss.gradient(SUMS, values, TARGETS)
    found = product(gradient, output.slope(SUMS, values))
    nudged = np.empty_like(SUMS)
    for row, k in np.ndindex(SUMS.shape):
        rise = [
            loss.terms(moved, output.value(moved), TARGETS).sum()
            for change in (1e-6, -1e-6)
            for moved in [SUMS + change * np.eye(6)[3 * row + k].reshape(2, 3)]
        ]
        nudged[row, k] = (rise[0] - rise[1]) / 2e-6
    np.testing.assert_allclose(found, nudged, rtol=1e-8, atol=1e-9)
    if loss.deltas is not None:
        short = loss.deltas(SUMS, values, TARGETS)
        np.testing.assert_allclose(short, found, rtol=1e-13, atol=1e-15)


@pytest.mark.parametrize("kind", LOSSES["cross_entropy"])
def test_cross_entropy_survives_outputs_that_are_sure_and_wrong(kind):
    """With sums of ±1000 the loss is what is missing from the sums, never infinite."""
    output, loss = ACTIVATIONS[kind], loss_of("cross_entropy", kind)
    sums, targets = np.array([[-1000.0, 1000.0]]), np.array([[1.0, 0.0]])
    values = output.value(sums)
    terms = loss.terms(sums, values, targets)
    assert terms.sum() == 2000
    assert np.isfinite(loss.gradient(sums, values, targets)).all()
    assert loss.deltas(sums, values, targets).tolist() == [[-1, 1]]
    assert loss.terms(-sums, output.value(-sums), targets).sum() == 0


@pytest.mark.parametrize("gap", [0.5, 5.0, 50.0, 500.0])
@pytest.mark.parametrize("place", [0.0, -700.0, 1e15])
def test_the_loss_of_a_sure_answer_keeps_its_digits(gap, place):
    """−ln a = ln (1 + 2 e⁻ᵈ) for a sum d above two others, wherever the three lie."""
    loss = loss_of("cross_entropy", "softmax")
    sums, targets = np.array([[gap, 0.0, 0.0]]) + place, np.array([[1.0, 0.0, 0.0]])
    terms = loss.terms(sums, ACTIVATIONS["softmax"].value(sums), targets)
    exact = log1p(2 * exp(-gap))
    np.testing.assert_allclose(terms, [[exact, 0.0, 0.0]], rtol=1e-14)
    wrong = loss.terms(sums, ACTIVATIONS["softmax"].value(sums), targets[:, ::-1])
    np.testing.assert_allclose(wrong, [[0.0, 0.0, exact + gap]], rtol=1e-14)


@pytest.mark.parametrize(("name", "kind"), KINDS)
def test_a_curve_runs_through_the_term_of_an_output(name, kind):
    """At an output's activation the curve has what this output adds to the loss."""
    output = ACTIVATIONS["tanh" if kind == ANY_OUTPUT else kind]
    values = output.value(SUMS)
    terms = loss_of(name, output.name).terms(SUMS, values, TARGETS)
    for (row, k), a in np.ndenumerate(values):
        target = TARGETS[row, k]
        _, found = curve(name, a, a, 1, target=target, output=output.name, outputs=3)
        np.testing.assert_allclose(found, terms[row, k], rtol=1e-12)


def test_a_loss_that_does_not_fit_names_those_that_do():
    """Asking for cross-entropy of another output is a mistake of the caller."""
    with pytest.raises(ValueError, match="outputs by sigmoid or softmax, not tanh"):
        loss_of("cross_entropy", "tanh")


def test_mean_squared_error_is_the_mean_over_the_outputs():
    """1/K Σ (a − y)², twice the squared error over the number of outputs."""
    loss, values = loss_of("mean_squared_error", "identity"), SUMS
    half = loss_of("squared_error", "identity")
    terms = loss.terms(SUMS, values, TARGETS)
    np.testing.assert_allclose(terms, 2 / 3 * half.terms(SUMS, values, TARGETS))
