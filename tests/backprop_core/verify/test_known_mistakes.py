"""The mistakes that implementations are known for, each caught by the laws of this one.

Every mistake is made on purpose; the law that has to notice it then fails.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

import numpy as np
import pytest

from backprop_core import backprop
from backprop_core.activations import ACTIVATIONS, relu_slope
from backprop_core.losses import loss_of
from backprop_core.model import Model
from backprop_core.network import Architecture, Partition
from backprop_core.optimizers import NO_MEMORY, OPTIMIZERS

LAYERS, RATE = (3, 4, 4, 3), 0.5
LARGEST_ERROR = 1e-7  # of a gradient by differences, relative to its largest entry


def build(hidden="tanh", output="softmax"):
    """A small network by hand: model, parameters, inputs and targets."""
    architecture = Architecture(LAYERS, hidden, output)
    random = np.random.default_rng(2)
    partition = Partition.of(architecture)
    model = Model(
        tuple(ACTIVATIONS[name] for name in architecture.activations),
        *(loss_of("squared_error", output), OPTIMIZERS["sgd"], RATE, partition),
    )
    vector = random.normal(size=architecture.parameter_count)
    inputs = random.normal(size=(5, 3))
    return model, partition.split(vector), inputs, np.eye(3)[[0, 2, 1, 1, 0]]


def gradient_is_right():
    """The law: the gradient is that of the mean loss, by central differences."""
    model, parameters, inputs, targets = build()
    before = parameters.vector.copy()
    found = model.update(parameters, NO_MEMORY, inputs, targets).gradient

    def loss(vector):
        forward = model.forward(model.partition.split(vector), inputs)
        return model.loss_terms(forward, targets).sum() / len(inputs)

    nudges = 1e-5 * np.eye(len(before))
    slopes = [(loss(before + n) - loss(before - n)) / 2e-5 for n in nudges]
    return np.abs(found - slopes).max() <= LARGEST_ERROR * np.abs(found).max()


def nothing_is_changed_in_place():
    """The law: an update leaves the parameters as they were."""
    model, parameters, inputs, targets = build()
    before = parameters.vector.copy()
    model.update(parameters, NO_MEMORY, inputs, targets)
    return np.array_equal(parameters.vector, before)


def relu_is_off_at_its_kink():
    """The law: with all parameters 0 no error passes a ReLU."""
    model, parameters, inputs, targets = build("relu", "identity")
    zero = model.partition.split(0 * parameters.vector)
    forward = model.forward(zero, inputs)
    ones = model.partition.split(np.ones_like(parameters.vector))
    return not any(d.any() for d in model.backward(ones, forward, targets).deltas[:-1])


@contextmanager
def replaced(monkeypatch, owner, name, wrong) -> Iterator[None]:
    """One function replaced by a wrong one for a while."""
    with monkeypatch.context() as patch:
        patch.setattr(owner, name, wrong)
        yield


def from_updated_weights(self, parameters, forward, targets):
    """The backward pass after the update of the output layer, in a new array."""
    errors = self.output_deltas(forward, targets)
    vector = parameters.vector.copy()
    moved = self.partition.split(vector)
    moved.weights[-1][:] -= RATE * errors.T @ forward.activations[-2] / len(errors)
    return backprop.backward_pass(moved, self.activations, forward, errors)


def through_a_changed_view(self, parameters, forward, targets):
    """The same, where the transposed view was taken before and changed in place."""
    errors = self.output_deltas(forward, targets)
    view = parameters.weights[-1].T
    parameters.weights[-1][:] -= RATE * errors.T @ forward.activations[-2] / len(errors)
    right = backprop.backward_pass(parameters, self.activations, forward, errors)
    np.testing.assert_array_equal(right.collected[-1], errors @ view.T)
    return right


def times_fan_in(deltas):
    """The gradient of a bias, added up once for every input."""
    return 4 * deltas.mean(axis=0)


def summed(deltas, inputs):
    """The gradient of the weights without the division by the batch."""
    return deltas.T @ inputs


def diagonal_only(activation_gradient, jacobian):
    """The Jacobian of softmax taken for its diagonal."""
    return activation_gradient * np.einsum("nkk->nk", jacobian)


MISTAKES: dict[str, tuple[object, str, Callable, Callable]] = {
    "updated weights": (Model, "backward", from_updated_weights, gradient_is_right),
    "updated in place": (Model, "backward", through_a_changed_view, gradient_is_right),
    "changed in place": (
        *(Model, "backward", through_a_changed_view),
        nothing_is_changed_in_place,
    ),
    "bias × fan-in": (backprop, "bias_gradient", times_fan_in, gradient_is_right),
    "sum for mean": (backprop, "weight_gradient", summed, gradient_is_right),
    "diagonal": (backprop, "joint_deltas", diagonal_only, gradient_is_right),
}


@pytest.mark.parametrize("mistake", MISTAKES)
def test_a_known_mistake_is_caught(monkeypatch, mistake):
    """The law holds, and does not hold any more with the mistake in place."""
    owner, name, wrong, law = MISTAKES[mistake]
    assert law()
    with replaced(monkeypatch, owner, name, wrong):
        assert not law()
    assert law()


def test_a_slope_of_one_at_the_kink_is_caught(monkeypatch):
    """Counting ReLU as on at z = 0 lets errors pass where none should."""
    assert relu_is_off_at_its_kink()
    on = ACTIVATIONS["relu"].__class__(
        *("relu", ACTIVATIONS["relu"].value, lambda z, a: (z >= 0) * 1.0, (0.0, None))
    )
    wrong = dict(ACTIVATIONS, relu=on)
    with monkeypatch.context() as patch:
        patch.setitem(globals(), "ACTIVATIONS", wrong)
        assert not relu_is_off_at_its_kink()
    assert relu_slope(np.zeros((1, 1)), np.zeros((1, 1))).item() == 0
