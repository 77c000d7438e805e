"""Backpropagation against two other ways to a derivative, on a plain restatement."""

import numpy as np
import pytest

from backprop_core import Recording, RunSpec, train
from backprop_core.activations import ACTIVATIONS
from backprop_core.assets import asset

PLAIN = {
    "identity": lambda z: z,
    "relu": lambda z: np.where(z.real > 0, z, 0),
    "sigmoid": lambda z: 1 / (1 + np.exp(-z)),
    "tanh": np.tanh,
}


def plain_loss(step, run, weights, biases):
    """The mean squared error of a step's samples, with nothing of ours in it."""
    names = run.network.architecture.activations
    signals = step.inputs
    for matrix, bias, name in zip(weights, biases, names, strict=True):
        signals = PLAIN[name](signals @ matrix.T + bias)
    return (0.5 * (signals - step.targets) ** 2).sum(axis=1).mean()


def slopes_by(nudge, step, run):
    """The slope of the plain loss along every weight and bias, layer by layer."""
    arrays = [layer.weights for layer in step.layers]
    arrays += [layer.biases for layer in step.layers]
    found = [np.empty(array.shape) for array in arrays]
    for number, array in enumerate(arrays):
        for place in np.ndindex(array.shape):

            def loss(change, number=number, place=place):
                moved = list(arrays)
                moved[number] = moved[number].astype(type(change))
                moved[number][place] += change
                half = len(moved) // 2
                return plain_loss(step, run, moved[:half], moved[half:])

            found[number][place] = nudge(loss)
    return found


def complex_step(loss):
    """The imaginary part after a step of 1e-30 i: a slope without subtraction."""
    return loss(1e-30j).imag / 1e-30


def central_difference(loss):
    """The slope between the losses at −1e-5 and 1e-5."""
    return (loss(1e-5) - loss(-1e-5)) / 2e-5


def worst_error(step, run, nudge):
    """The largest difference, relative to the largest entry of that gradient."""
    ours = [layer.weight_gradient for layer in step.layers]
    ours += [layer.bias_gradient for layer in step.layers]
    return max(
        np.abs(mine - other).max() / np.abs(mine).max()
        for mine, other in zip(ours, slopes_by(nudge, step, run), strict=True)
    )


def random_step(*, activation, output="sigmoid", depth=2, batch=3):
    """One step of a random network on random samples."""
    random = np.random.default_rng(8)
    layers = [4, *[5] * (depth - 1), 2]
    data = {
        "inputs": random.normal(size=(7, 4)).tolist(),
        "targets": random.uniform(size=(7, 2)).tolist(),
    }
    network = {"layers": layers, "activation": activation, "output": output}
    training = {"max_steps": 1, "batch_size": batch, "seed": 1}
    run = RunSpec(data=data, network=network, training=training)
    return train(run, Recording(steps=(0,), whole=False)).steps[0], run


@pytest.mark.parametrize("output", ACTIVATIONS)
@pytest.mark.parametrize("activation", ACTIVATIONS)
def test_gradient_agrees_with_a_complex_step(activation, output):
    """Backpropagation and a complex step agree to 1e-12 for every activation."""
    step, run = random_step(activation=activation, output=output)
    assert worst_error(step, run, complex_step) <= 1e-12


@pytest.mark.parametrize("activation", ACTIVATIONS)
def test_gradient_agrees_with_a_nudge(activation):
    """Backpropagation and nudging each weight both ways agree to 1e-7."""
    step, run = random_step(activation=activation)
    assert worst_error(step, run, central_difference) <= 1e-7


@pytest.mark.parametrize("batch", [1, 2, 7, "all"])
@pytest.mark.parametrize("depth", [1, 2, 3, 5])
def test_gradient_is_right_for_every_depth_and_batch(depth, batch):
    """Depth and batch change nothing: the gradient is that of the mean loss."""
    step, run = random_step(activation="tanh", depth=depth, batch=batch)
    assert worst_error(step, run, complex_step) <= 1e-12


@pytest.mark.parametrize("name", ["digits", "digits14", "tiny", "xor"])
@pytest.mark.parametrize(
    ("nudge", "bound"), [(complex_step, 1e-12), (central_difference, 1e-7)]
)
def test_gradient_of_the_shipped_experiments_is_right(name, nudge, bound):
    """The gradient that the film shows holds for every weight and bias of it."""
    run = RunSpec.load(asset(f"experiments/{name}.toml"))
    step = train(run, Recording(steps=(0,), whole=False)).steps[0]
    assert worst_error(step, run, nudge) <= bound


def test_relu_is_off_at_its_kink():
    """At z = 0 the slope of ReLU is 0, so nothing flows back through the unit."""
    relu = ACTIVATIONS["relu"]
    sums = np.array([[-1.0, 0.0, 1.0]])
    assert relu.slope(sums, relu.value(sums)).tolist() == [[0.0, 0.0, 1.0]]
