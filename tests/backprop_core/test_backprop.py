"""Backpropagation against two other ways to a derivative, on a plain restatement."""

import numpy as np
import pytest
from scipy.special import erf

from backprop_core import Recording, RunSpec, train
from backprop_core.activations import ACTIVATIONS
from backprop_core.assets import asset
from backprop_core.losses import ANY_OUTPUT, LOSSES, fits

PLAIN = {
    "elu": lambda z: np.where(z.real > 0, z, np.exp(z) - 1),
    "gelu": lambda z: z * (1 + erf(z / np.sqrt(2))) / 2,
    "identity": lambda z: z,
    "leaky_relu": lambda z: np.where(z.real > 0, z, z / 100),
    "relu": lambda z: np.where(z.real > 0, z, 0),
    "sigmoid": lambda z: 1 / (1 + np.exp(-z)),
    "softmax": lambda z: np.exp(z) / np.exp(z).sum(axis=1)[:, None],
    "softplus": lambda z: np.log(1 + np.exp(z)),
    "tanh": np.tanh,
}
PLAIN_LOSSES = {
    ("squared_error", ANY_OUTPUT): lambda a, y: 0.5 * (a - y) ** 2,
    ("mean_squared_error", ANY_OUTPUT): lambda a, y: (a - y) ** 2 / y.shape[1],
    ("cross_entropy", "softmax"): lambda a, y: -y * np.log(a),
    ("cross_entropy", "sigmoid"): lambda a, y: -y * np.log(a) - (1 - y) * np.log(1 - a),
}
HIDDEN = [name for name, entry in ACTIVATIONS.items() if not entry.is_joint]
PAIRS = [(o, loss) for o in ACTIVATIONS for loss in LOSSES if fits(loss, o)]


def plain_loss(step, run, weights, biases):
    """The mean loss of a step's samples, with nothing of ours in it."""
    names = run.network.architecture.activations
    signals = step.inputs
    for matrix, bias, name in zip(weights, biases, names, strict=True):
        signals = PLAIN[name](signals @ matrix.T + bias)
    kinds = LOSSES[run.training.loss]
    kind = names[-1] if names[-1] in kinds else ANY_OUTPUT
    terms = PLAIN_LOSSES[run.training.loss, kind](signals, step.targets)
    return terms.sum(axis=1).mean()


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


def random_step(
    *, activation, output="sigmoid", loss="squared_error", depth=2, batch=3
):
    """One step of a random network on random samples; targets add up to 1."""
    random = np.random.default_rng(8)
    layers = [4, *[5] * (depth - 1), 3]
    data = {
        "inputs": random.normal(size=(7, 4)).tolist(),
        "targets": random.dirichlet(np.ones(3), size=7).tolist(),
    }
    network = {"layers": layers, "activation": activation, "output": output}
    training = {"max_steps": 1, "batch_size": batch, "seed": 1, "loss": loss}
    run = RunSpec(data=data, network=network, training=training)
    return train(run, Recording(steps=(0,), whole=False)).steps[0], run


@pytest.mark.parametrize(("output", "loss"), PAIRS)
@pytest.mark.parametrize("activation", HIDDEN)
def test_gradient_agrees_with_a_complex_step(activation, output, loss):
    """Backpropagation and a complex step agree to 1e-12 for every combination."""
    step, run = random_step(activation=activation, output=output, loss=loss)
    assert worst_error(step, run, complex_step) <= 1e-12


@pytest.mark.parametrize("activation", HIDDEN)
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
