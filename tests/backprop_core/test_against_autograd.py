"""Gradients against another library that differentiates by itself: autograd."""

import autograd.numpy as anp
import numpy as np
import pytest
from autograd import grad
from autograd.scipy.special import erf, expit, logsumexp
from hypothesis import given, settings
from hypothesis import strategies as st

from backprop_core import RunSpec
from backprop_core.activations import ACTIVATIONS
from backprop_core.losses import LOSSES, fits
from backprop_core.model import Model
from backprop_core.optimizers import NO_MEMORY

FORWARD = {
    "elu": lambda z: anp.where(z > 0, z, anp.exp(anp.where(z > 0, 0.0, z)) - 1),
    "gelu": lambda z: z * (1 + erf(z / np.sqrt(2))) / 2,
    "identity": lambda z: z,
    "leaky_relu": lambda z: anp.where(z > 0, z, 0.01 * z),
    "relu": lambda z: anp.where(z > 0, z, 0.0),
    "sigmoid": expit,
    "softmax": lambda z: anp.exp(z - logsumexp(z, axis=1, keepdims=True)),
    "softplus": lambda z: anp.logaddexp(0.0, z),
    "tanh": anp.tanh,
}
HIDDEN = [name for name, entry in ACTIVATIONS.items() if not entry.is_joint]
PAIRS = [(output, loss) for output in ACTIVATIONS for loss in LOSSES
         if fits(loss, output)]  # fmt: skip


def cross_entropy(output, z, y):
    """The mean of the cross-entropies, from the sums."""
    if output == "softmax":
        return anp.sum(y * (logsumexp(z, axis=1, keepdims=True) - z)) / len(y)
    return anp.sum(anp.logaddexp(0.0, z) - y * z) / len(y)


def mean_loss(layers, inputs, targets, names, loss):
    """The loss of a batch, for autograd to differentiate."""
    signals = inputs
    for (weights, biases), name in zip(layers, names, strict=True):
        sums = anp.dot(signals, weights.T) + biases
        signals = FORWARD[name](sums)
    if loss == "cross_entropy":
        return cross_entropy(names[-1], sums, targets)
    share = 0.5 if loss == "squared_error" else 1 / targets.shape[1]
    return share * anp.sum((signals - targets) ** 2) / len(targets)


def worst_error(random, run, batch):
    """By how much a difference exceeds 1e-12 of the layer's largest gradient.

    Weights are small enough that no output is sure: there autograd itself subtracts
    numbers that are almost equal.
    """
    model = Model.of(run)
    inputs = random.normal(size=(batch, run.network.layers[0]))
    targets = random.dirichlet(np.ones(run.network.layers[-1]), size=batch)
    count = run.network.architecture.parameter_count
    parameters = model.partition.split(random.normal(scale=0.4, size=count))
    update = model.update(parameters, NO_MEMORY, inputs, targets)
    layers = list(zip(parameters.weights, parameters.biases, strict=True))
    names = run.network.architecture.activations
    other = grad(mean_loss)(layers, inputs, targets, names, run.training.loss)
    gradient = model.partition.split(update.gradient)
    ours = zip(gradient.weights, gradient.biases, strict=True)
    excess = []
    for mine, its in zip(ours, other, strict=True):
        largest = max(np.abs(each).max() for each in mine)
        apart = [np.abs(m - i).max() for m, i in zip(mine, its, strict=True)]
        excess.append(max(apart) - 1e-12 * largest)
    return max(excess)


@pytest.mark.parametrize(("output", "loss"), PAIRS)
@pytest.mark.parametrize("activation", HIDDEN)
@settings(max_examples=2, deadline=None, derandomize=True, database=None)
@given(batch=st.integers(1, 9), seed=st.integers(0, 2**32))
def test_gradients_are_those_of_autograd(activation, output, loss, batch, seed):
    """Every activation × loss × depth 1 to 5 × batch agrees to 1e-12."""
    random = np.random.default_rng(seed)
    for depth in range(1, 6):
        layers = [3, *random.integers(1, 6, depth - 1).tolist(), 3]
        data = {"inputs": [[0.0] * 3], "targets": [[1.0, 0.0, 0.0]]}
        network = {"layers": layers, "activation": activation, "output": output}
        training = {"max_steps": 1, "loss": loss}
        run = RunSpec(data=data, network=network, training=training)
        assert worst_error(random, run, batch) <= 0
