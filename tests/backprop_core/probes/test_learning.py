"""Tests of the probes that ask the same again and again while a network learns."""

import numpy as np
import pytest

from backprop_core import Recording, RunSpec, SpecError, train
from backprop_core.assets import asset
from backprop_core.probes.learning import stubborn
from backprop_core.probes.retraining import otherwise

PROBES = ("examination", "first_gradients", "landscape", "walkers")


def squashed(sums):
    """The logistic function."""
    return 1 / (1 + np.exp(-sums))


def plain_answers(point, inputs):
    """A forward pass of 2–3–1 with tanh and σ."""
    hidden = np.tanh(inputs @ point.weights[0].T + point.biases[0])
    return squashed(hidden @ point.weights[1].T + point.biases[1])


@pytest.fixture(scope="module")
def xor():
    """Exclusive or, trained to its end."""
    return train(
        RunSpec.load(asset("experiments/xor.toml")), Recording((0,), probes=PROBES)
    )


def at(trace, step):
    """The checkpoint of a step."""
    return next(each for each in trace.checkpoints if each.step == step)


def test_an_examination_is_what_a_plain_forward_pass_says(xor):
    """Answers, classes, right and wrong, and the cost, at each of its points."""
    value, data = xor.probes["examination"], xor.run.dataset()
    assert not value.is_unseen
    assert value.steps.tolist() == np.linspace(0, 4000, 31).round().tolist()
    np.testing.assert_array_equal(value.epochs, value.steps)  # each of all four
    for number, step in enumerate(value.steps):
        answers = plain_answers(at(xor, step), data.inputs)
        np.testing.assert_allclose(value.outputs[number], answers, rtol=1e-12)
        read = answers[:, 0] > 0.5
        np.testing.assert_array_equal(value.predictions[number], read)
        np.testing.assert_array_equal(value.right[number], read == data.targets[:, 0])
        cost = ((answers - data.targets) ** 2).mean() / 2
        assert value.costs[number] == pytest.approx(cost, rel=1e-12)


def test_unseen_samples_are_asked_if_there_are_any():
    """Those kept back, evenly spread where there are too many, and never trained on."""
    run = RunSpec.load(asset("experiments/digits.toml"))
    run = otherwise(run, epochs=None, max_steps=40)
    value = train(run, Recording((), probes=("examination",))).probes["examination"]
    data = run.dataset()
    assert value.is_unseen
    assert len(value.samples) == 360
    np.testing.assert_array_equal(value.inputs, data.test_inputs[value.samples])
    np.testing.assert_array_equal(value.labels, data.test_targets.argmax(axis=1))
    assert value.outputs.shape == (31, 360, 10)


@pytest.mark.parametrize(
    ("right", "expected"),
    [
        ([[0, 0, 1], [0, 1, 1], [1, 1, 1]], 0),
        ([[0, 0, 1], [0, 1, 0], [0, 1, 1]], 2),
        ([[0, 1], [0, 1], [0, 0]], 0),
        ([[1, 1], [1, 1]], 0),
    ],
)
def test_the_stubborn_one_is_learned_last(right, expected):
    """Of all that end right; else the one that is wrong most often."""
    assert stubborn(np.array(right)) == expected


def test_an_answer_curve_is_what_a_plain_forward_pass_says():
    """Everywhere along the input, and a little beyond; refused with two inputs."""
    run = RunSpec.load(asset("experiments/tiny.toml"))
    trace = train(run, Recording((), probes=("answer_curve",)))
    value = trace.probes["answer_curve"]
    point = at(trace, value.steps[7])
    signals = value.horizontal[:, None]
    for weights, biases in zip(point.weights, point.biases, strict=True):
        signals = squashed(signals @ weights.T + biases)
    np.testing.assert_allclose(value.outputs[7], signals, rtol=1e-12)
    assert value.horizontal[0] < 1.0 < value.horizontal[-1]
    run = RunSpec.load(asset("experiments/xor.toml"))
    with pytest.raises(SpecError, match="2 inputs, where a curve has one"):
        train(run, Recording((), probes=("answer_curve",)))


def test_first_gradients_are_those_of_a_nudge(xor):
    """Each sample's own, for the weight on which they disagree the most."""
    value, data, point = xor.probes["first_gradients"], xor.run.dataset(), at(xor, 0)
    weights = point.weights[1].copy()

    def losses(change):
        moved = weights.copy()
        moved[value.unit, value.input] += change
        hidden = np.tanh(data.inputs @ point.weights[0].T + point.biases[0])
        answers = squashed(hidden @ moved.T + point.biases[1])
        return ((answers - data.targets) ** 2).sum(axis=1)[value.samples] / 2

    measured = (losses(1e-6) - losses(-1e-6)) / 2e-6
    np.testing.assert_allclose(value.gradients, measured, atol=1e-9)
    assert value.mean == pytest.approx(measured.mean(), abs=1e-9)
    assert value.size == pytest.approx(np.abs(measured).mean(), abs=1e-9)


def test_the_middle_walker_walks_the_path_of_the_training(xor):
    """Its rate, its costs and its feet on the plane are those of the landscape."""
    walks, land = xor.probes["walkers"].walks, xor.probes["landscape"]
    assert walks[1].rate == 0.5
    shared, ours, theirs = np.intersect1d(
        walks[1].steps, land.steps, return_indices=True
    )
    assert len(shared) > 10
    np.testing.assert_allclose(walks[1].places[ours], land.path[theirs], atol=1e-9)
    np.testing.assert_allclose(walks[1].costs[ours], land.path_costs[theirs], rtol=1e-9)


def test_walkers_start_together_and_know_where_the_map_ends(xor):
    """From one point, by three rates; the first point beyond the map is named."""
    value, land = xor.probes["walkers"], xor.probes["landscape"]
    assert value.walks[0].rate < value.walks[1].rate < value.walks[2].rate
    for walk in value.walks:
        np.testing.assert_array_equal(walk.places[0], value.walks[1].places[0])
        outside = [
            not (
                land.horizontal[0] <= x <= land.horizontal[-1]
                and land.vertical[0] <= y <= land.vertical[-1]
            )
            for x, y in walk.places
        ]
        assert walk.leaves == (outside.index(True) if True in outside else None)
    beside = at(xor, 0)
    offset = np.concatenate(
        [
            part.ravel()
            for pair in zip(beside.weights, beside.biases, strict=True)
            for part in pair
        ]
    )
    offset = offset - land.origin
    foot = land.path[0] @ land.directions
    assert value.walks[1].distances[0] == pytest.approx(np.linalg.norm(offset - foot))


def test_the_slope_underfoot_is_that_of_the_cost(xor):
    """A small step along each direction changes the cost by as much."""
    value, land, data = (
        xor.probes["walkers"],
        xor.probes["landscape"],
        xor.run.dataset(),
    )
    start = at(xor, 0)

    def cost(vector):
        hidden = np.tanh(data.inputs @ vector[:6].reshape(3, 2).T + vector[6:9])
        answers = squashed(hidden @ vector[9:12] + vector[12])
        return ((answers - data.targets[:, 0]) ** 2).mean() / 2

    here = np.concatenate(
        [
            *(start.weights[0].ravel(), start.biases[0]),
            *(start.weights[1].ravel(), start.biases[1]),
        ]
    )
    for number, way in enumerate(land.directions):
        slope = (cost(here + 1e-6 * way) - cost(here - 1e-6 * way)) / 2e-6
        assert value.slope[number] == pytest.approx(slope, abs=1e-9)
    assert value.steepness >= np.linalg.norm(value.slope)
