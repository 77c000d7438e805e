"""Tests of the probes that look at a plane: of parameters, or of inputs."""

import numpy as np
import pytest

from backprop_core import Recording, RunSpec, SpecError, train
from backprop_core.assets import asset
from backprop_core.probes.planes import principal_directions


@pytest.fixture(scope="module")
def xor():
    """Exclusive or, trained to its end, with both probes."""
    run = RunSpec.load(asset("experiments/xor.toml"))
    recording = Recording((0,), checkpoints=(7,), probes=("decision_map", "landscape"))
    return train(run, recording)


def plain_outputs(run, vector, inputs):
    """A forward pass of 2–3–1 with tanh and σ, from all parameters in a row."""
    hidden = np.tanh(inputs @ vector[:6].reshape(3, 2).T + vector[6:9])
    return 1 / (1 + np.exp(-(hidden @ vector[9:12] + vector[12])))


def plain_cost(run, vector):
    """½ (a − y)², the mean over exclusive or."""
    inputs = np.array([[0.0, 0], [0, 1], [1, 0], [1, 1]])
    errors = plain_outputs(run, vector, inputs) - [0, 1, 1, 0]
    return (errors**2).mean() / 2


def vectors(trace):
    """The parameters of each checkpoint, in a row."""
    return np.array(
        [
            np.concatenate(
                [
                    part.ravel()
                    for pair in zip(each.weights, each.biases, strict=True)
                    for part in pair
                ]
            )
            for each in trace.checkpoints
        ]
    )


def test_the_grid_holds_the_cost_on_the_plane(xor):
    """Every point that is looked at costs what a plain forward pass says."""
    value = xor.probes["landscape"]
    for row, y in list(enumerate(value.vertical))[::8]:
        for column, x in list(enumerate(value.horizontal))[::8]:
            first, second = value.directions
            there = value.origin + x * first + y * second
            expected = plain_cost(xor.run, there)
            assert value.costs[row, column] == pytest.approx(expected, rel=1e-12)


def test_the_path_is_that_of_the_checkpoints(xor):
    """Its true costs, its steps, and its feet on the plane; it ends at the origin."""
    value, points = xor.probes["landscape"], vectors(xor)
    assert value.steps.tolist() == [each.step for each in xor.checkpoints]
    expected = [plain_cost(xor.run, point) for point in points]
    np.testing.assert_allclose(value.path_costs, expected, rtol=1e-12)
    for point, foot in zip(points, value.path, strict=True):
        offset = point - value.origin
        beside = offset - foot @ value.directions
        np.testing.assert_allclose(value.directions @ beside, 0, atol=1e-12)
    np.testing.assert_array_equal(value.path[-1], [0, 0])


def test_the_directions_are_those_of_the_widest_path(xor):
    """Of length 1, at right angles, eigenvectors of XᵀX with its largest values."""
    value, offsets = xor.probes["landscape"], vectors(xor)
    offsets = offsets - offsets[-1]
    product = value.directions @ value.directions.T
    np.testing.assert_allclose(product, np.eye(2), atol=1e-12)
    spread = offsets.T @ offsets
    largest = np.linalg.eigvalsh(spread)[::-1]
    for direction, size in zip(value.directions, largest, strict=False):
        np.testing.assert_allclose(
            spread @ direction, size * direction, atol=1e-12 * largest[0]
        )
    share = largest[:2].sum() / np.trace(spread)
    assert value.explained == pytest.approx(share, rel=1e-12)


def test_no_other_pair_of_directions_holds_more_of_the_path():
    """A thousand random planes hold less of a random path."""
    random = np.random.default_rng(5)
    offsets = random.standard_normal((20, 6)) * [5, 4, 3, 2, 1, 1]
    directions, explained = principal_directions(offsets)
    assert (directions @ offsets[0] >= 0).all()
    for _ in range(1000):
        plane, _ = np.linalg.qr(random.standard_normal((6, 2)))
        assert ((offsets @ plane) ** 2).sum() / (offsets**2).sum() <= explained


def test_the_whole_path_is_on_the_map(xor):
    """With room around it on every side."""
    value = xor.probes["landscape"]
    for axis, places in enumerate((value.horizontal, value.vertical)):
        assert places[0] < value.path[:, axis].min()
        assert value.path[:, axis].max() < places[-1]
        assert (np.diff(places) > 0).all()


def test_a_landscape_takes_checkpoints_of_its_own(xor):
    """33 of them, evenly spread, beside the one that was asked for."""
    checkpoints = xor.recording.checkpoints
    assert 7 in checkpoints
    assert set(range(0, 4001, 125)) <= set(checkpoints)
    assert [each.step for each in xor.checkpoints] == list(checkpoints)


@pytest.mark.parametrize("steps", [1, 2])
def test_a_path_needs_three_points(steps):
    """A training of one step is refused, one of two is a plane, however thin."""
    run = RunSpec(
        data={"inputs": [[1.0]], "targets": [[0.0]]},
        network={"layers": [1, 1]},
        training={"max_steps": steps},
    )
    recording = Recording(probes=("landscape",))
    if steps == 1:
        with pytest.raises(SpecError, match=r"probes\.landscape: a path of 1 step,"):
            train(run, recording)
    else:
        value = train(run, recording).probes["landscape"]
        assert value.explained == pytest.approx(1)
        product = value.directions @ value.directions.T
        np.testing.assert_allclose(product, np.eye(2), atol=1e-12)


def test_a_training_that_stands_still_is_on_a_plane():
    """Where nothing moves, the map is one wide and explains all there is."""
    run = RunSpec(
        data={"name": "xor"},
        network={"layers": [2, 2, 1]},
        training={"max_steps": 4, "freeze": ["layers[0]", "layers[1]"]},
    )
    value = train(run, Recording(probes=("landscape",))).probes["landscape"]
    assert (value.explained, np.ptp(value.path_costs)) == (1, 0)
    assert np.ptp(value.horizontal) == np.ptp(value.vertical) == 1


def test_a_map_shows_the_answer_everywhere(xor):
    """Each point of each checkpoint is what a plain forward pass answers there."""
    value, points = xor.probes["decision_map"], vectors(xor)
    for checkpoint, vector in zip(value.checkpoints, points, strict=True):
        for row in (0, 17, 60):
            places = [[x, value.vertical[row]] for x in value.horizontal]
            expected = plain_outputs(xor.run, vector, np.array(places))
            np.testing.assert_allclose(
                checkpoint.outputs[row, :, 0], expected, rtol=1e-12
            )
            np.testing.assert_array_equal(checkpoint.predictions[row], expected > 0.5)
    assert value.checkpoints[7].step == xor.checkpoints[7].step


def test_a_map_reaches_beyond_the_samples(xor):
    """By a quarter of their range on every side."""
    value = xor.probes["decision_map"]
    for axis in value.horizontal, value.vertical:
        assert (axis[0], axis[-1], len(axis)) == (-0.25, 1.25, 61)


def test_a_map_of_other_inputs_is_refused():
    """The digits have 64 inputs: said before the training, with what would do."""
    run = RunSpec.load(asset("experiments/digits.toml"))
    message = r"probes\.decision_map: 64 inputs, where a map has two\. Choose data"
    with pytest.raises(SpecError, match=message):
        train(run, Recording((0,), whole=False, probes=("decision_map",)))


def test_many_inputs_change_nothing_of_the_grid():
    """Where sums of the first layer are looked up, the cost is as without."""
    run = RunSpec.load(asset("experiments/digits.toml"))
    training = run.training.model_copy(update={"epochs": None, "max_steps": 3})
    network = run.network.model_copy(update={"layers": (64, 4, 10)})
    run = run.model_copy(update={"training": training, "network": network})
    value = train(run, Recording((), probes=("landscape",))).probes["landscape"]
    data, (first, second) = run.dataset(), value.directions
    there = value.origin + value.horizontal[4] * first + value.vertical[30] * second
    signals = data.inputs
    for units, inputs in ((4, 64), (10, 4)):
        size = units * inputs
        weights, biases = there[:size].reshape(units, inputs), there[size:][:units]
        signals = 1 / (1 + np.exp(-(signals @ weights.T + biases)))
        there = there[size + units :]
    expected = ((signals - data.targets) ** 2).sum(axis=1).mean() / 2
    assert value.costs[30, 4] == pytest.approx(expected, rel=1e-12)
