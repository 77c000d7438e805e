"""Tests of the optimisers side by side, and of evolution."""

import numpy as np
import pytest
from numpy.random import default_rng

from backprop_core import Recording, RunSpec, train
from backprop_core.assets import asset
from backprop_core.optimizers import OPTIMIZERS
from backprop_core.probes.optimizer_race import (
    FACTORS,
    MOST_EVALUATIONS,
    evolution,
    rival,
)
from backprop_core.probes.retraining import otherwise


@pytest.fixture(scope="module")
def xor():
    """Exclusive or, with every optimiser."""
    run = RunSpec.load(asset("experiments/xor.toml"))
    run = otherwise(run, max_steps=10)
    return train(run, Recording((0,), probes=("optimizers",)))


def test_every_optimiser_is_a_rival(xor):
    """All of the registry, from the cost before the first update of the run."""
    value = xor.probes["optimizers"]
    assert [each.name for each in value.rivals] == list(OPTIMIZERS)
    starts = [each.costs[0] for each in (*value.rivals, value.evolution)]
    assert starts == pytest.approx([xor.epochs[0].loss] * len(starts), rel=1e-12)
    assert sorted(value.samples.tolist()) == [0, 1, 2, 3]


@pytest.mark.parametrize("name", OPTIMIZERS)
def test_a_rival_is_a_training_by_the_whole_set(xor, name):
    """Its costs are the epochs of a run with that optimiser, rate and batch."""
    value = xor.probes["optimizers"]
    rival = next(each for each in value.rivals if each.name == name)
    changes = {"optimizer": name, "learning_rate": rival.rate, "max_steps": 50}
    run = otherwise(xor.run, batch_size="all", shuffle=False, **changes)
    epochs = train(run, Recording((0,))).epochs
    first = rival.evaluations[rival.evaluations <= 50]
    assert len(first) == 17
    losses = [epochs[int(epoch)].loss for epoch in first]
    np.testing.assert_allclose(rival.costs[:17], losses, rtol=1e-6)


@pytest.mark.parametrize("name", OPTIMIZERS)
def test_no_other_rate_serves_a_rival_better(xor, name):
    """After as many updates none of the four leads to a lower cost."""
    value = xor.probes["optimizers"]
    rival = next(each for each in value.rivals if each.name == name)
    for factor in FACTORS:
        changes = {"optimizer": name, "learning_rate": 0.5 * factor, "max_steps": 300}
        run = otherwise(xor.run, batch_size="all", shuffle=False, **changes)
        reached = train(run, Recording((0,))).epochs[300].loss
        assert rival.costs[-1] <= reached * (1 + 1e-6) or reached < 1e-20


def test_evolution_pays_in_trials(xor):
    """It learns exclusive or, too; with never a higher cost, 32 evaluations a time."""
    value = xor.probes["optimizers"].evolution
    assert value.evaluations[:3].tolist() == [1, 32, 64]
    assert value.evaluations[-1] == MOST_EVALUATIONS
    assert (np.diff(value.costs) <= 0).all()
    assert (value.word, value.costs[-1] < 1e-3) == ("", True)


def bowl(vector):
    """Σ (x − 1)², lowest at ones."""
    return float(((vector - 1) ** 2).sum())


def test_evolution_finds_the_bottom_of_a_bowl():
    """From the start that it is given, counting every call."""
    calls = []

    def counted(vector):
        calls.append(vector)
        return bowl(vector)

    found = evolution(counted, np.zeros(3), default_rng(0), evaluations=3200)
    assert (found.costs[0], found.costs[-1]) == (3.0, min(map(bowl, calls)))
    assert found.costs[-1] < 1e-8
    # The start is looked at once more, as the first of the first population.
    assert found.evaluations[-1] == len(calls) - 1 == 3200


def test_evolution_says_that_the_clock_ended_it():
    """A clock that goes 30 s at every look: one generation, and a word."""
    looks = iter(range(0, 10_000, 30))
    found = evolution(bowl, np.zeros(3), default_rng(0), clock=lambda: next(looks))
    assert found.word == "stopped after 20 s"
    assert found.evaluations.tolist() == [1, 32, 64]


def test_evolution_is_left_out_of_large_networks():
    """Above 2 000 parameters there is a word in place of costs."""
    found = evolution(bowl, np.zeros(2001), default_rng(0))
    assert (len(found.costs), len(found.evaluations)) == (0, 0)
    assert found.word == "left out: 2001 parameters, where 2000 is the most"


def test_evolution_survives_costs_that_are_not_finite():
    """A vector without a cost never wins."""

    def torn(vector):
        return bowl(vector) if vector[0] > 0.5 else float("nan")

    found = evolution(torn, np.ones(2), default_rng(0), evaluations=640)
    assert (found.costs == 0).all()


def test_a_rival_that_runs_away_ends_early():
    """Where no rate of the four holds it, what is kept is finite."""
    run = RunSpec(
        data={"inputs": [[100.0]], "targets": [[0.0]]},
        network={"layers": [1, 1], "output": "identity", "weights": [[[1.0]]]},
        training={"max_steps": 1, "learning_rate": 1e-4},
    )
    steep = otherwise(run, learning_rate=1.0)
    with np.errstate(all="ignore"):
        held, lost = (rival(each, "sgd", run.dataset(), 300) for each in (run, steep))
    assert (len(held.costs), held.costs[-1] < 1e-9) == (101, True)
    assert 1 <= len(lost.costs) == len(lost.evaluations) < 101
    assert np.isfinite(lost.costs).all()
    assert lost.rate == FACTORS[-1]


def test_frozen_parameters_do_not_evolve():
    """With every layer frozen, the cost of the start is the best there is."""
    run = RunSpec(
        data={"name": "xor"},
        network={"layers": [2, 1]},
        training={"max_steps": 4, "freeze": ["layers[0]"]},
    )
    value = train(run, Recording(probes=("optimizers",))).probes["optimizers"]
    assert len(set(value.evolution.costs.tolist())) == 1


def test_a_walker_who_hears_only_signs_goes_as_they_say(xor):
    """The first of its steps: against the sign, as far as the rate; its turns count."""
    value = xor.probes["optimizers"]
    walk = value.walk
    rprop = next(each for each in value.rivals if each.name == "rprop")
    step = walk.places[1] - walk.places[0]
    assert step == pytest.approx(-walk.signs[0] * rprop.rate)
    assert len(walk.places) == len(walk.signs) == 13
    assert set(walk.signs.tolist()) <= {-1, 0, 1}
    changes = {"optimizer": "rprop", "learning_rate": rprop.rate, "max_steps": 12}
    run = otherwise(xor.run, batch_size="all", shuffle=False, **changes)
    final = train(run, Recording((0,))).final
    vector = [
        each
        for layer in zip(final.weights, final.biases, strict=True)
        for part in layer
        for each in part.ravel().tolist()
    ]
    assert walk.places[-1] == pytest.approx(vector[walk.parameter])
