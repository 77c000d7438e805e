"""Whole trainings against scikit-learn's: the same start, the same order, 200 steps."""

from functools import partial

import numpy as np
import pytest

from backprop_core import Recording, RunSpec, train
from backprop_core.optimizers import OPTIMIZERS, Optimizer, by_moments, moments

networks = pytest.importorskip("sklearn.neural_network")

STEPS, BATCH, SAMPLES = 200, 8, 40
SOLVERS = {
    "sgd": {"solver": "sgd", "momentum": 0.0},
    "momentum": {"solver": "sgd", "momentum": 0.9, "nesterovs_momentum": False},
    "nesterov": {"solver": "sgd", "momentum": 0.9, "nesterovs_momentum": True},
    "adam": {"solver": "adam", "epsilon": 1e-300},
}
# The name in scikit-learn; its squared error goes with identity, cross-entropy with
# softmax, or with the sigmoid for two classes.
HIDDEN = {"sigmoid": "logistic", "tanh": "tanh", "relu": "relu"}
OUTPUTS = {
    "identity": ("squared_error", 2),
    "softmax": ("cross_entropy", 3),
    "sigmoid": ("cross_entropy", 1),
}


@pytest.fixture
def same_epsilon(monkeypatch):
    """Adam with scikit-learn's ε, which both sides have so small that it is nothing."""
    update = partial(by_moments, epsilon=1e-300)
    changed = dict(OPTIMIZERS, adam=Optimizer("adam", moments, update))
    monkeypatch.setattr("backprop_core.model.OPTIMIZERS", changed)


def our_run(optimizer, activation, output):
    """A run on random samples in their order; targets as the output asks for."""
    random = np.random.default_rng(3)
    loss, count = OUTPUTS[output]
    inputs = random.normal(size=(SAMPLES, 5))
    labels = np.arange(SAMPLES) % max(count, 2)
    targets = np.eye(count)[labels] if count > 1 else labels[:, None].astype(float)
    if output == "identity":
        targets = random.normal(size=(SAMPLES, count))
    return RunSpec(
        data={"inputs": inputs.tolist(), "targets": targets.tolist()},
        network={"layers": [5, 7, 4, count], "activation": activation,
                 "output": output},
        training={"max_steps": STEPS, "batch_size": BATCH, "shuffle": False,
                  "learning_rate": 0.01, "loss": loss, "optimizer": optimizer},
    )  # fmt: skip


def its_parameters(run, first, solver):
    """What scikit-learn makes of the same start."""
    data = run.dataset()
    kind = networks.MLPRegressor
    targets = data.targets
    if run.network.output != "identity":
        kind = networks.MLPClassifier
        targets = targets.argmax(axis=1) if targets.shape[1] > 1 else targets[:, 0]
    other = kind(
        hidden_layer_sizes=run.network.layers[1:-1],
        activation=HIDDEN[run.network.activation],
        **{"alpha": 0.0, "batch_size": BATCH, "shuffle": False},
        **{"learning_rate_init": 0.01, **solver},
    )
    more = {"classes": np.unique(targets)} if kind is networks.MLPClassifier else {}
    other.partial_fit(data.inputs, targets, **more)
    # That was to set it up: begin again with our start.
    other.coefs_ = [layer.weights.T.copy() for layer in first.layers]
    other.intercepts_ = [layer.biases.copy() for layer in first.layers]
    del other._optimizer
    for _ in range(STEPS * BATCH // SAMPLES):
        other.partial_fit(data.inputs, targets)
    return [weights.T for weights in other.coefs_], other.intercepts_


@pytest.mark.usefixtures("same_epsilon")
@pytest.mark.parametrize("output", OUTPUTS)
@pytest.mark.parametrize("activation", HIDDEN)
@pytest.mark.parametrize("optimizer", SOLVERS)
def test_a_training_ends_where_that_of_scikit_learn_ends(optimizer, activation, output):
    """After 200 steps every weight and bias agrees to 1e-10."""
    run = our_run(optimizer, activation, output)
    trace = train(run, Recording(steps=(0,)))
    weights, biases = its_parameters(run, trace.steps[0], SOLVERS[optimizer])
    ours = [*trace.final.weights, *trace.final.biases]
    start = [layer.weights for layer in trace.steps[0].layers]
    moved = [np.abs(end - w).max() for end, w in zip(weights, start, strict=True)]
    assert min(moved) > 1e-3
    for mine, its in zip(ours, [*weights, *biases], strict=True):
        np.testing.assert_allclose(mine, its, rtol=0, atol=1e-10)
