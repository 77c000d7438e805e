"""What every optimiser makes of a gradient, and what it keeps."""

import numpy as np
import pytest

from backprop_core import Recording, RunSpec, Trace, train
from backprop_core.optimizers import NO_MEMORY, OPTIMIZERS
from backprop_core.trace.paths import evaluate

GRADIENTS = [np.array([1.0, -2.0]), np.array([3.0, 2.0]), np.array([0.5, 0.0])]

# Every line worked out by hand from the rule, for the first entry: g = 1, 3, 0.5 and
# η = 0.1. Momentum: v = 1, 3.9, 4.01. Rprop: the step grows while the sign stays.
UPDATES = {
    "sgd": (-0.1, -0.3, -0.05),
    "momentum": (-0.1, -0.39, -0.401),
    "nesterov": (-0.19, -0.651, -0.4109),
    "rmsprop": (-0.1 / 0.1**0.5, -0.3 / 0.99**0.5, -0.05 / 0.916**0.5),
    "adam": (
        -0.1,
        -0.1 * (0.39 / 0.19) / (0.009999 / 0.001999) ** 0.5,
        -0.1 * (0.401 / 0.271) / (0.010239001 / 0.002997001) ** 0.5,
    ),
    "rprop": (-0.1, -0.12, -0.144),
}


def updates(name):
    """The updates that an optimiser makes of the gradients, one after the other."""
    rule, memory, found = OPTIMIZERS[name], NO_MEMORY, []
    for gradient in GRADIENTS:
        memory = rule.memory(gradient, memory, 0.1)
        found.append(rule.update(gradient, memory, 0.1))
    return np.array(found)


@pytest.mark.parametrize("name", OPTIMIZERS)
def test_updates_are_those_of_the_rule(name):
    """Three steps worked out by hand from the rule as it is published."""
    np.testing.assert_allclose(updates(name)[:, 0], UPDATES[name], rtol=1e-6)


def test_rprop_takes_back_a_step_too_far():
    """Where the gradient turns, the last step is undone and the next one is half."""
    rule, memory, found = OPTIMIZERS["rprop"], NO_MEMORY, []
    for slope in (1.0, -1.0, -1.0, -1.0):
        memory = rule.memory(np.array([slope]), memory, 0.1)
        found.append(rule.update(np.array([slope]), memory, 0.1).item())
    np.testing.assert_allclose(found, [-0.1, 0.1, 0.05, 0.06])


@pytest.mark.parametrize("name", OPTIMIZERS)
def test_an_optimizer_changes_nothing_in_place(name):
    """Gradient and memory are as they were, so that a record may keep them."""
    rule, gradient = OPTIMIZERS[name], GRADIENTS[0].copy()
    memory = rule.memory(gradient, NO_MEMORY, 0.1)
    kept = {key: vector.copy() for key, vector in memory.items()}
    rule.update(gradient, rule.memory(gradient, memory, 0.1), 0.1)
    np.testing.assert_array_equal(gradient, GRADIENTS[0])
    for key, vector in kept.items():
        np.testing.assert_array_equal(memory[key], vector)


@pytest.mark.parametrize("name", OPTIMIZERS)
def test_an_optimizer_keeps_no_gradient(name):
    """The next gradient may take the room of this one: memory is an array apart."""
    gradient, memory = GRADIENTS[0].copy(), NO_MEMORY
    for _ in range(2):
        memory = OPTIMIZERS[name].memory(gradient, memory, 0.1)
        for vector in memory.values():
            assert not np.shares_memory(vector, gradient)


@pytest.mark.parametrize("name", OPTIMIZERS)
def test_every_optimizer_learns(name, small_run):
    """From the same start, each one brings the loss of exclusive or down."""
    rate = {"sgd": 0.5, "momentum": 0.2, "nesterov": 0.2}.get(name, 0.02)
    run = small_run(optimizer=name, batch_size="all", learning_rate=rate, max_steps=300)
    epochs = train(run).epochs
    assert epochs[300].loss < 0.8 * epochs[0].loss


@pytest.mark.parametrize("name", OPTIMIZERS)
def test_a_record_says_what_the_update_was_made_from(name, small_run):
    """Gradient and recorded memory make the update, also when read from a file."""
    run, rule = small_run(optimizer=name, learning_rate=0.1), OPTIMIZERS[name]
    trace = Trace.from_bytes(train(run, Recording(steps=(3,))).to_bytes())
    for layer in trace.steps[3].layers:
        for kind in "weight", "bias":
            memory = {
                key.removeprefix(f"{kind}_"): vector
                for key, vector in layer.optimizer_memory.items()
            }
            gradient = getattr(layer, f"{kind}_gradient")
            update = rule.update(gradient, memory, 0.1)
            np.testing.assert_array_equal(update, getattr(layer, f"{kind}_update"))


def test_memory_has_a_path(small_run):
    """The mean that Adam keeps of a weight's gradient is a number with a path."""
    trace = train(small_run(optimizer="adam"), Recording(steps=(3,)))
    layer = trace.steps[3].layers[0]
    found = evaluate("steps[3].layers[0].optimizer_memory.weight_mean[2, 1]", trace)
    assert found == layer.optimizer_memory["weight_mean"][2, 1]
    assert evaluate("steps[3].layers[0].optimizer_memory.count[0]", trace) == 4


def test_what_is_frozen_stays(small_run):
    """Frozen biases and layers keep their values; all gradients are still there."""
    run = small_run(freeze=["biases", "layers[1]"], optimizer="momentum")
    trace = train(run)
    first, last = trace.steps[0].layers, trace.steps[19].layers
    np.testing.assert_array_equal(first[1].weights, last[1].weights)
    for one, other in zip(first, last, strict=True):
        np.testing.assert_array_equal(one.biases, other.biases)
        assert not other.bias_update.any()
        assert other.bias_gradient.any()
    assert (first[0].weights != last[0].weights).all()


@pytest.mark.parametrize(
    ("entry", "message"),
    [
        ("layers[2]", "got 'layers[2]', but the last layer is layers[1]"),
        ("layers[01]", "unknown 'layers[01]'. Choose from biases, layers[0]"),
        ("bias", "Did you mean 'biases'?"),
    ],
)
def test_what_cannot_be_frozen_is_refused(small_run, entry, message):
    """An entry that names nothing is refused with what there is."""
    with pytest.raises(ValueError) as error:  # noqa: PT011  (SpecError or pydantic's)
        train(small_run(freeze=[entry]))
    assert message in str(error.value)


def test_batches_are_means(small_run):
    """A batch's gradient is the mean of those of its samples, one at a time."""
    together = train(small_run(batch_size="all", shuffle=False, max_steps=1)).steps[0]
    singles = [
        train(RunSpec.model_copy(small_run(shuffle=False, max_steps=1), update={
            "first_sample": row})).steps[0] for row in range(4)
    ]  # fmt: skip
    for number, layer in enumerate(together.layers):
        mean = np.mean([s.layers[number].weight_gradient for s in singles], axis=0)
        np.testing.assert_allclose(layer.weight_gradient, mean, rtol=1e-13)
    assert together.loss == pytest.approx(np.mean([s.loss for s in singles]))
