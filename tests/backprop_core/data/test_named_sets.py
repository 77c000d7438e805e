"""What every named set promises, and how inputs are scaled."""

import numpy as np
import pytest

from backprop_core import Recording, RunSpec, train
from backprop_core.data.datasets import DATASETS
from backprop_core.data.scalings import SCALINGS, scaled
from backprop_core.spec.data_table import load_dataset
from backprop_core.spec.run_tables import DataSpec


def load(seed=0, **table):
    """The dataset of a [data] table without files."""
    return load_dataset(DataSpec(**table), None, seed)


@pytest.mark.parametrize("name", DATASETS)
def test_a_named_set_is_whole(name):
    """Finite numbers, a target for each sample, both classes, names that fit."""
    data = load(name=name)
    assert data.name == name
    assert len(data.inputs) == len(data.targets) >= 4
    assert all(np.isfinite(array).all() for array in (data.inputs, data.targets))
    assert len(data.features) in (0, data.sizes[0])
    if data.classes:
        assert set(np.unique(data.targets)) == {0, 1}
        assert len(data.classes) == max(2, data.sizes[1])


@pytest.mark.parametrize("name", DATASETS)
def test_a_named_set_comes_from_the_seed(name):
    """The same seed makes the same samples, in every process and call."""
    for field in "inputs", "targets":
        one, other = (
            getattr(load(3, name=name), field),
            getattr(load(3, name=name), field),
        )
        np.testing.assert_array_equal(one, other)


@pytest.mark.parametrize("name", ["moons", "circles", "spirals", "sine"])
def test_another_seed_draws_other_samples(name):
    """What is drawn is drawn from the seed of the training, but not its weights."""
    first, second = load(1, name=name), load(2, name=name)
    assert not np.array_equal(first.inputs, second.inputs)
    run = RunSpec(
        data={"name": name},
        network={"layers": [*first.sizes]},
        training={"max_steps": 1, "seed": 2},
    )
    np.testing.assert_array_equal(run.dataset().inputs, second.inputs)


def test_the_truth_tables_are_true():
    """Each row of `and` and `xor` says what Python says."""
    for name, law in (("and", lambda p, q: p and q), ("xor", lambda p, q: p != q)):
        data = load(name=name)
        expected = [[float(law(p, q))] for p, q in data.inputs.astype(bool)]
        assert data.targets.tolist() == expected


def test_the_sine_is_a_sine():
    """Each target is the sine of its input, and no sample has a class."""
    data = load(name="sine")
    np.testing.assert_array_equal(data.targets, np.sin(data.inputs))
    assert (data.classes, abs(data.inputs).max() <= np.pi) == ((), True)


@pytest.mark.parametrize("name", ["moons", "circles", "spirals"])
def test_the_classes_of_a_shape_are_as_many_and_mixed(name):
    """A hundred of each; a share that is kept back holds both of them."""
    data = load(name=name, test_share=0.5)
    everything = np.concatenate([data.targets, data.test_targets])
    assert everything.sum() == 100
    assert 25 < data.test_targets.sum() < 75


@pytest.mark.parametrize(
    ("name", "least"), [("moons", 0.97), ("circles", 0.97), ("spirals", 0.97)]
)
def test_a_shape_can_be_told_apart(name, least):
    """The nearest other sample is nearly always of the same class."""
    data = load(name=name)
    gaps = np.linalg.norm(data.inputs[:, None] - data.inputs[None], axis=2)
    nearest = (gaps + np.eye(len(gaps)) * 9).argmin(axis=1)
    assert (data.targets[nearest] == data.targets).mean() >= least


def test_moons_are_learnt():
    """A small network tells the moons apart."""
    run = RunSpec(
        data={"name": "moons", "test_share": 0.2, "scaling": "standard"},
        network={"layers": [2, 8, 1], "activation": "tanh"},
        training={"epochs": 60, "seed": 1},
    )
    trace = train(run, Recording(steps=()))
    assert trace.epochs[60].test_accuracy >= 0.95


@pytest.mark.parametrize("name", SCALINGS)
def test_a_scaling_is_fitted_to_the_training_part(name):
    """All rows are moved and divided alike, by what the training rows say."""
    inputs, unseen = np.array([[1.0, 7, 2], [3, 7, 6]]), np.array([[5.0, 8, 4]])
    expected = {
        "none": ([[1, 7, 2], [3, 7, 6]], [[5, 8, 4]]),
        "minmax": ([[0, 0, 0], [1, 0, 1]], [[2, 1, 0.5]]),
        "standard": ([[-1, 0, -1], [1, 0, 1]], [[3, 1, 0]]),
    }[name]
    found = scaled(name, inputs, unseen)
    assert tuple(each.tolist() for each in found) == expected


def test_a_share_leaves_something_to_train_on():
    """Even the largest share below 1 leaves a sample."""
    assert len(load(name="moons", test_share=1 - 1e-16).inputs) == 1
