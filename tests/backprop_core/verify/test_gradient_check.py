"""`backprop check`: right gradients pass, wrong ones are named."""

from dataclasses import replace

import numpy as np
import pytest

from backprop_core import Recording, RunSpec, train
from backprop_core.activations import ACTIVATIONS
from backprop_core.assets import asset
from backprop_core.losses import LOSSES, fits
from backprop_core.model import Model
from backprop_core.verify.gradient_check import (
    LEAST_NUDGED,
    TOLERANCE,
    check_gradients,
    disagreements,
    picked,
)

LARGEST = {"digits28"}  # its 13,000 parameters are nudged for 5 s
EXPERIMENTS = [
    pytest.param(path, id=path.stem, marks=[pytest.mark.proof] * (path.stem in LARGEST))
    for path in sorted(asset("experiments").glob("*.toml"))
]
FIRST = Recording(steps=(0,), whole=False)


def worst(step, run):
    """The worst disagreement of a step."""
    return max(disagreements(step, Model.of(run)), key=lambda each: each.severity)


@pytest.mark.parametrize("path", EXPERIMENTS)
def test_every_shipped_experiment_passes(path):
    """Each of its parameters is nudged, and the worst error is far below the bound."""
    check = check_gradients(RunSpec.load(path))
    assert check.worst.is_allowed
    assert check.worst.error < TOLERANCE / 10
    assert check.checked == check.parameter_count


@pytest.mark.parametrize("output", ACTIVATIONS)
@pytest.mark.parametrize("loss", LOSSES)
def test_every_loss_passes_with_every_output(loss, output):
    """The output's δ is right for all pairs, the ones without a shortcut included."""
    if not fits(loss, output):
        return
    run = RunSpec(
        data={"inputs": [[0.3, -1.2], [0.9, 0.4]], "targets": [[0, 1], [1, 0]]},
        network={"layers": [2, 3, 2], "activation": "tanh", "output": output},
        training={"loss": loss, "max_steps": 1, "batch_size": 2, "seed": 3},
    )
    assert check_gradients(run).worst.error < TOLERANCE


@pytest.mark.parametrize("activation", [n for n in ACTIVATIONS if n != "softmax"])
@pytest.mark.parametrize("initializer", ["xavier", "zeros"])
def test_every_activation_passes_also_at_its_kink(activation, initializer):
    """Where all sums are 0 a unit may be at its kink: any slope between is right."""
    run = RunSpec(
        data={"name": "xor"},
        network={
            "layers": [2, 3, 1],
            "activation": activation,
            "initializer": initializer,
        },
        training={"max_steps": 1, "batch_size": 4},
    )
    assert check_gradients(run).worst.is_allowed


def test_large_inputs_pass():
    """Inputs in their thousands bend the loss sharply; smaller nudges see to that."""
    run = RunSpec(
        data={"inputs": [[3e4, -2e3]], "targets": [[0.5]]},
        network={
            "layers": [2, 2, 1],
            "activation": "tanh",
            "weights": [[[1e-5, 1e-5], [2e-5, -1e-4]], [[0.5, -0.3]]],
        },
        training={"max_steps": 1},
    )
    assert check_gradients(run).worst.is_allowed


@pytest.mark.parametrize("field", ["weight_gradient", "bias_gradient"])
@pytest.mark.parametrize("mistake", [1 + 1e-5, -1, 2, 0])
def test_a_wrong_gradient_is_named(small_run, field, mistake):
    """One entry that is off by a hundred-thousandth is found, with its place."""
    run = small_run()
    step = train(run, FIRST).steps[0]
    wrong = np.array(getattr(step.layers[1], field))
    place = np.unravel_index(np.abs(wrong).argmax(), wrong.shape)
    wrong[place] *= mistake
    layer = replace(step.layers[1], **{field: wrong})
    found = worst(replace(step, layers=(step.layers[0], layer)), run)
    kind = field.removesuffix("_gradient") + ("s" if "weight" in field else "es")
    assert found.path == f"layers[1].{kind}{[int(i) for i in place]}"
    assert not found.is_allowed


def test_a_gradient_that_is_no_number_is_the_worst(small_run):
    """Not a number is never let pass."""
    run = small_run()
    step = train(run, FIRST).steps[0]
    layer = replace(step.layers[0], bias_gradient=np.array([0.1, np.nan, 0.2]))
    found = worst(replace(step, layers=(layer, step.layers[1])), run)
    assert (found.error, found.is_allowed) == (np.inf, False)


def test_a_saturated_network_cannot_be_tested():
    """Where the rounding of the loss hides all gradients nothing is called right."""
    run = RunSpec(
        data={"inputs": [[1.0]], "targets": [[1.0]]},
        network={"layers": [1, 1], "weights": [[[-36.0]]]},
        training={"max_steps": 1},
    )
    check = check_gradients(run)
    assert check.worst.is_allowed
    assert check.untested == check.checked == 2
    assert not check.is_right
    assert "NOT TESTED" in str(check)


def test_where_every_gradient_is_zero_nothing_is_tested():
    """Both agree on 0, whatever the equations say: no reason to call them right."""
    run = RunSpec(
        data={"inputs": [[1.0]], "targets": [[1.0]]},
        network={"layers": [1, 1], "weights": [[[1000.0]]], "biases": [[0.0]]},
        training={"max_steps": 1},
    )
    check = check_gradients(run)
    assert not check.is_right
    assert "2 could not be tested: their gradients are 0, by both." in str(check)
    assert "NOT TESTED" in str(check)


def test_what_could_be_tested_decides():
    """Behind weights of nearly 0 nothing is to be seen; the outputs are tested."""
    run = RunSpec(
        data={"inputs": [[1.0, 0.5]], "targets": [[1.0]]},
        network={"layers": [2, 1, 1], "weights": [[[1, 1]], [[1e-14]]]},
        training={"max_steps": 1},
    )
    check = check_gradients(run)
    assert (check.untested, check.checked) == (3, 5)
    assert check.worst.path.startswith("layers[1]")
    assert check.is_right
    assert "3 could not be tested" in str(check)


def test_a_large_network_is_sampled_evenly():
    """A million parameters take 2,000 of them, a small network all."""
    assert len(picked(770, 1)) == 770
    million = picked(1_000_000, 1)
    assert 1_900 <= len(million) <= 2_000
    assert million[-1] > 999_000
    assert len(picked(50_000_000, 5_000)) == LEAST_NUDGED


def test_progress_is_told_up_to_the_end(small_run):
    """Of training and of nudging: shares that rise, the last one whole."""
    nudged, trained = [], []
    check_gradients(small_run(), nudged.append)
    train(small_run(), FIRST, report=trained.append)
    assert nudged == sorted(nudged)
    assert nudged[-1] == 1
    assert trained[0] == 0


def test_tiny_gradients_are_measured_against_rounding():
    """Deep in the tail of a sigmoid the loss itself is too coarse for the bound."""
    run = RunSpec(
        data={"inputs": [[1.0]], "targets": [[1.0]]},
        network={"layers": [1, 1], "weights": [[[-25.0]]]},
        training={"max_steps": 1},
    )
    worst = check_gradients(run).worst
    assert worst.allowed > TOLERANCE
    assert worst.is_allowed
