"""The thread of a film: where it passes, and that something passes there."""

import numpy as np
import pytest

from backprop_core import Recording, RunSpec, train


def first_step(**network):
    """The first step of a small network on the moons."""
    seed = network.pop("seed", 0)
    run = RunSpec(
        data={"name": "moons"},
        network={"layers": [2, 6, 4, 1], "activation": "relu", **network},
        training={"max_steps": 1, "batch_size": 5, "seed": seed},
    )
    return train(run, Recording(steps=(0,), whole=False)).steps[0]


@pytest.mark.parametrize("seed", range(40))
def test_the_weight_that_is_told_matters(seed):
    """With ReLU, the thread ends at a weight that moves its sample's cost, if any does.

    A weight between a dead unit and anything has no part in it.
    """
    step = first_step(seed=seed)
    first, thread = step.layers[0], step.focus
    terms = np.abs(first.gradient_terms[thread.sample])
    told = terms[thread.units[0], thread.input]
    assert told > 0 or not terms.any()


def test_each_station_is_what_the_one_before_moves_most():
    """From the largest |δ| back: largest |wₖⱼ δₖ · slopeⱼ|, then largest |δⱼ aᵢ|."""
    step = first_step(activation="tanh", seed=3)
    row, units = step.focus.sample, step.focus.units
    layers = step.layers
    assert abs(layers[-1].deltas[row, units[-1]]) == np.abs(layers[-1].deltas).max()
    for number in (1, 0):
        above = layers[number + 1]
        returned = (
            above.deltas[row, units[number + 1]] * above.weights[units[number + 1]]
        )
        felt = np.abs(returned * layers[number].slopes[row])
        assert units[number] == felt.argmax()
    into = np.abs(layers[0].deltas[row, units[0]] * step.inputs[row])
    assert step.focus.input == into.argmax()


def test_dead_units_are_passed_only_where_all_are_dead():
    """With a layer that lets nothing through, the thread still has a unit in it."""
    zero = [[[-1.0, -1.0]] * 3, [[1.0, 2.0, 3.0]]]
    run = RunSpec(
        data={"inputs": [[1.0, 1.0]], "targets": [[1.0]]},
        network={
            "layers": [2, 3, 1],
            "activation": "relu",
            "weights": zero,
            "biases": [[0.0] * 3, [0.0]],
        },
        training={"max_steps": 1},
    )
    step = train(run, Recording(steps=(0,), whole=False)).steps[0]
    assert step.focus.units == (2, 0)  # the one with the largest weight
    assert step.focus.input == 0
