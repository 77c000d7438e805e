"""Tests of the probes that train again from the same start."""

import numpy as np
import pytest

from backprop_core import Recording, RunSpec, TrainingError, train
from backprop_core.assets import asset
from backprop_core.probes.retraining import ENOUGH, curve, gain, otherwise, walk


def experiment(name: str, **training: object) -> RunSpec:
    """A shipped experiment with keys of [training] changed."""
    return otherwise(RunSpec.load(asset(f"experiments/{name}.toml")), **training)


@pytest.mark.parametrize("optimizer", ["sgd", "adam"])
@pytest.mark.parametrize("batch_size", [1, 3])
def test_a_walk_is_the_training_itself(optimizer, batch_size):
    """The same parameters before every step, bit by bit, across epochs."""
    run = experiment("xor", max_steps=11, optimizer=optimizer, batch_size=batch_size)
    trace = train(run, Recording(steps=(0,), checkpoints=tuple(range(11))))
    for checkpoint, (parameters, _) in zip(
        trace.checkpoints, walk(run, run.dataset()), strict=False
    ):
        for one, other in zip(checkpoint.weights, parameters.weights, strict=True):
            np.testing.assert_array_equal(one, other)
        for one, other in zip(checkpoint.biases, parameters.biases, strict=True):
            np.testing.assert_array_equal(one, other)


def test_a_curve_tells_the_loss_of_the_epochs():
    """At the end of each epoch it is what the training wrote down."""
    run = experiment("xor", max_steps=12, batch_size=1)
    found = curve(run, run.dataset(), updates=12, points=13)
    epochs = train(run, Recording(steps=(0,))).epochs
    assert [found.costs[4 * epoch] for epoch in range(4)] == [
        epochs[epoch].loss for epoch in range(4)
    ]
    assert (found.epochs[12], found.diverged) == (3.0, None)


def test_a_curve_ends_where_the_training_runs_away():
    """It keeps its finite costs and names the update after which there are none."""
    run = RunSpec(
        data={"inputs": [[1.0]], "targets": [[0.0]]},
        network={"layers": [1, 1], "output": "identity", "weights": [[[1.0]]]},
        training={"max_steps": 900, "learning_rate": 5.0},
    )
    with np.errstate(all="ignore"):
        found = curve(run, run.dataset(), updates=900, points=10)
    assert found.diverged == found.steps[-1] + 100
    assert np.isfinite(found.costs).all()
    assert gain(found) == -np.inf


@pytest.mark.parametrize("probe", ["walkers", "optimizers"])
def test_what_overflows_at_the_start_names_the_cure(probe):
    """One sample of the set is too large, and the steps made are of the others."""
    run = RunSpec(
        data={"inputs": [[1.0], [2.0], [1e300]], "targets": [[0.0]] * 3},
        network={"layers": [1, 1], "output": "identity", "weights": [[[1.0]]]},
        training={"max_steps": 2, "learning_rate": 0.1, "shuffle": False},
    )
    with pytest.raises(TrainingError, match=r"step 0 .* Inputs reach 1e\+300: try"):
        train(run, Recording((0,), probes=(probe,)))


@pytest.fixture(scope="module")
def xor():
    """Exclusive or with the probes that compare trainings."""
    probes = ("batch_sizes", "learning_rates", "relu_twin")
    run = experiment("xor", max_steps=1000, batch_size=1)
    return train(run, Recording((0,), probes=probes))


def test_one_rate_crawls_and_one_jumps_out(xor):
    """Both gain less than half of what the run's rate gains; the start is the same."""
    value = xor.probes["learning_rates"]
    small, own, large = value.curves
    assert value.rates[0] < value.rates[1] == 0.5 < value.rates[2]
    assert len({each.costs[0] for each in value.curves}) == 1
    assert (value.is_too_small, value.is_too_large) == (True, True)
    assert max(gain(small), gain(large)) < ENOUGH * gain(own)


def test_a_rate_that_is_not_bad_is_not_called_so():
    """One sample is learned the faster, the longer the steps are."""
    trace = train(experiment("tiny"), Recording((0,), probes=("learning_rates",)))
    value = trace.probes["learning_rates"]
    assert not value.is_too_large
    assert gain(value.curves[2]) > ENOUGH * gain(value.curves[1])


def test_the_rate_of_the_run_is_the_run_itself(xor):
    """Its curve, and that of its own batch size, are the epochs of the trace."""
    assert xor.epochs[250].loss == xor.probes["learning_rates"].curves[1].costs[-1]
    assert xor.epochs[250].loss == xor.probes["batch_sizes"].curves[0].costs[-1]


def test_batch_sizes_go_over_the_set_equally_often(xor):
    """One sample, two and all four: the same 250 epochs, with ever fewer updates."""
    value = xor.probes["batch_sizes"]
    assert value.sizes.tolist() == [1, 2, 4]
    assert [int(each.steps[-1]) for each in value.curves] == [1000, 500, 250]
    assert [float(each.epochs[-1]) for each in value.curves] == [250.0] * 3


def test_a_batch_of_everything_descends_by_the_whole_gradient():
    """The first update of the whole set, worked out from the metrics' own gradient."""
    run = experiment("xor", max_steps=100)
    probe = train(run, Recording((0,), probes=("batch_sizes",))).probes["batch_sizes"]
    whole = train(otherwise(run, batch_size="all"), Recording((0,)))
    assert probe.curves[2].costs[-1] == whole.epochs[100].loss


def test_the_twin_has_the_same_start_and_its_own_slopes(xor):
    """Own norms are those of the epochs; the twin's those of a training with ReLU."""
    value = xor.probes["relu_twin"]
    network = xor.run.network.model_copy(update={"activation": "relu"})
    twin = train(xor.run.model_copy(update={"network": network}), Recording((0,)))
    assert (value.own.activation, value.twin.activation) == ("tanh", "relu")
    for norms, trace in (value.own, xor), (value.twin, twin):
        for place, step in [(0, 0), (len(norms.steps) - 1, 1000)]:
            epoch = trace.epochs[step // 4]
            assert norms.steps[place] == epoch.step
            assert tuple(norms.delta_norms[place]) == epoch.delta_norms
            assert tuple(norms.gradient_norms[place]) == epoch.gradient_norms


def test_norms_say_how_much_of_delta_reaches_each_unit():
    """The first and a later look, worked out from a step of the whole set."""
    run = experiment("xor", max_steps=1000)
    twin = train(run, Recording((0,), probes=("relu_twin",))).probes["relu_twin"].twin
    network = run.network.model_copy(update={"activation": "relu"})
    whole = otherwise(run.model_copy(update={"network": network}), batch_size="all")
    layers = train(whole, Recording((0,))).steps[0].layers
    for place, layer in enumerate(layers):
        size = np.sqrt(np.mean(layer.deltas**2))
        assert twin.unit_deltas[0, place] == pytest.approx(size)
        assert twin.weight_norms[0, place] == np.linalg.norm(layer.weights)
        assert (twin.reached[place][0] == (layer.deltas != 0).mean(axis=0)).all()
    assert twin.factors[0, 0] == twin.unit_deltas[0, 0] / twin.unit_deltas[0, 1]
    ratio = twin.gradient_norms[-1] / twin.weight_norms[-1]
    assert (twin.relative_gradients[-1] == ratio).all()
    assert twin.unreached[-1] == np.sum(twin.reached[0][-1] == 0)
