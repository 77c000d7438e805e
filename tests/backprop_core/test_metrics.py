"""Metrics over the whole set: the plain formulas, in memory that does not grow."""

import tracemalloc

import numpy as np
import pytest

from backprop_core.activations import ACTIVATIONS
from backprop_core.backprop import joint_deltas
from backprop_core.data.datasets import Dataset
from backprop_core.descent import first_parameters
from backprop_core.metrics import BLOCK, epoch_record
from backprop_core.model import MOST_ENTRIES, Model, joint_output_deltas
from backprop_core.spec.run_spec import RunSpec

SOFTMAX = ACTIVATIONS["softmax"]


def setting(samples, layers, **training):
    """A model, its first parameters, and a set of as many samples as are asked for."""
    network = {"layers": layers, "output": "softmax"}
    data = {"inputs": [[0.0] * layers[0]], "targets": [[0.0] * layers[-1]]}
    run = RunSpec(data=data, network=network, training={"max_steps": 1, **training})
    random = np.random.default_rng(3)
    inputs = random.standard_normal((samples, layers[0]))
    targets = np.eye(layers[-1])[random.integers(0, layers[-1], samples)]
    dataset = Dataset("drawn", inputs, targets, inputs[:0], targets[:0])
    return Model.of(run), first_parameters(run, random), dataset


@pytest.mark.parametrize("samples", [1, BLOCK, BLOCK + 1, 3 * BLOCK - 100])
def test_blocks_leave_the_means_of_the_whole_set(samples):
    """Loss and norms are those of one pass over all samples, to 1e-12."""
    model, parameters, dataset = setting(samples, [6, 5, 4])
    found = epoch_record(model, parameters, dataset, index=0, step=0)
    forward = model.forward(parameters, dataset.inputs)
    errors = model.backward(parameters, forward, dataset.targets).deltas
    losses = ((forward.activations[-1] - dataset.targets) ** 2).sum(axis=1) / 2
    assert found.loss == pytest.approx(losses.mean(), rel=1e-12)
    for layer, deltas in enumerate(errors):
        norm = np.sqrt((deltas**2).sum(axis=1)).mean()
        gradient = deltas.T @ forward.activations[layer] / samples
        assert found.delta_norms[layer] == pytest.approx(norm, rel=1e-12)
        size = np.sqrt((gradient**2).sum())
        assert found.gradient_norms[layer] == pytest.approx(size, rel=1e-12)


@pytest.mark.parametrize("spread", [1.0, 30.0])
def test_some_samples_at_a_time_have_the_deltas_of_the_whole_jacobian(spread):
    """δ of softmax outputs is the product with all Jacobians, bit by bit."""
    random = np.random.default_rng(1)
    sums = spread * random.standard_normal((700, 60))
    assert sums.size * 60 > 2 * MOST_ENTRIES
    values, gradient = SOFTMAX.value(sums), random.standard_normal(sums.shape)
    found = joint_output_deltas(SOFTMAX, gradient, sums, values)
    whole = joint_deltas(gradient, SOFTMAX.slope(sums, values))
    np.testing.assert_array_equal(found, whole)
    centered = gradient - (gradient * values).sum(axis=1, keepdims=True)
    np.testing.assert_allclose(found, values * centered, rtol=0, atol=1e-13)


def peak(act):
    """The most memory that a call held at a time, in MB."""
    tracemalloc.start()
    act()
    most = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return most / 1e6


def test_the_jacobians_of_many_samples_are_never_there_at_once():
    """With 40 outputs 30,000 would take 384 MB: metrics take 21, a step of all 55."""
    model, parameters, dataset = setting(30_000, [3, 40])
    batch = parameters, {}, dataset.inputs, dataset.targets
    assert peak(lambda: epoch_record(model, parameters, dataset, index=0, step=0)) < 40
    assert peak(lambda: model.update(*batch)) < 80
