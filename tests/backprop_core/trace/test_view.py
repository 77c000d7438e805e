"""A view shows what was declared, and names what was not."""

import numpy as np
import pytest

from backprop_core import Recording, RunSpec, Trace, train
from backprop_core.trace.paths import evaluate
from backprop_core.trace.view import HiddenField, readings, slice_of, view

READS = ("data", "step.layers.weights", "step.layers.inputs", "epoch.loss")


@pytest.fixture(scope="module")
def trace():
    """Two steps of xor, written down."""
    return trained(0.5)


def trained(learning_rate):
    """Train on xor at a learning rate."""
    run = RunSpec(
        data={"name": "xor"},
        network={"layers": [2, 3, 1]},
        training={"max_steps": 6, "learning_rate": learning_rate},
    )
    return train(run, Recording(steps=(0, 5)))


@pytest.fixture(scope="module")
def seen(trace):
    """What a chapter about step 5 sees of it."""
    return view(trace, READS, 5, "a_chapter")


def test_declared_fields_are_the_trace_s_own(trace, seen):
    """What is declared is not copied, computed or renumbered."""
    assert seen.data is trace.data
    assert seen.steps[5].layers[1].weights is trace.steps[5].layers[1].weights
    assert list(seen.epochs) == [trace.steps[5].epoch]
    path = "sum(steps[5].layers[0].weights[1, :])"
    assert evaluate(path, seen) == evaluate(path, trace)


def test_what_follows_from_declared_fields_can_be_read(trace, seen):
    """A product of two declared fields needs no declaration of its own."""
    products = seen.steps[5].layers[0].weighted_inputs
    assert np.array_equal(products, trace.steps[5].layers[0].weighted_inputs)


@pytest.mark.parametrize(
    ("path", "named"),
    [
        ("steps[5].loss", "a_chapter reads steps.loss"),
        ("steps[5].layers[0].sums", "a_chapter reads steps.layers.sums"),
        ("steps[5].layers[0].returned", "a_chapter reads steps.layers.deltas"),
        ("run.training.loss", "a_chapter reads run"),
        ("epochs[1].accuracy", "a_chapter reads epochs.accuracy"),
        ("final.step", "a_chapter reads checkpoints"),
        ("steps[0].index", "step 0 was not recorded. Recorded: 5"),
        ("steps[5].layers[0].colour", "LayerRecord has no 'colour'"),
    ],
)
def test_hidden_fields_are_errors_that_name_them(seen, path, named):
    """Nobody draws what a key does not know of, neither by path nor by name."""
    with pytest.raises(ValueError, match=named.replace(".", r"\.")):
        evaluate(path, seen)


def test_hidden_fields_are_named_to_python_too(seen):
    """Reading a hidden attribute says who has to declare what."""
    with pytest.raises(HiddenField, match=r"a_chapter reads steps\.targets"):
        _ = seen.steps[5].targets


def test_what_leads_from_a_step_to_another_sees_both(trace):
    """Both steps and the epochs before them, and no step that lies between."""
    seen = view(trace, READS, (0, 5), "a_dissolve")
    assert list(seen.steps) == [0, 5]
    assert list(seen.epochs) == [trace.steps[0].epoch, trace.steps[5].epoch]
    part = slice_of(trace, READS, (0, 5))
    assert list(Trace.from_bytes(part.to_bytes()).steps) == [0, 5]


def test_a_learning_rate_leaves_the_forward_pass_of_step_0_alone():
    """The readings that differ are those that a learning rate can change."""
    reads = ("step.layers.sums", "step.loss", "step.loss_after", "epoch.loss")
    slow, fast = (readings(trained(rate), reads, 0) for rate in (0.1, 0.9))
    different = [name for name in reads if repr(slow[name]) != repr(fast[name])]
    assert different == ["step.loss_after"]
