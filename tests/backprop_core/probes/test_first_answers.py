"""Tests of what the network answers before its first step, against a restatement."""

import numpy as np
import pytest

from backprop_core import Recording, RunSpec, train
from backprop_core.assets import asset


def asked(run, steps=(0,)):
    """The trace of a run with the probe, and the probe."""
    trace = train(run, Recording(steps, whole=False, probes=("first_answers",)))
    return trace, trace.probes["first_answers"]


def shipped(name):
    """A shipped experiment."""
    return RunSpec.load(asset(f"experiments/{name}.toml"))


def test_it_answers_twelve_samples_of_the_first_ones_class():
    """All are of the class of the step's sample, which is the first of them."""
    trace, value = asked(shipped("digits"), steps=(5,))
    step, dataset = trace.steps[5], trace.run.dataset()
    labels = dataset.targets.argmax(axis=1)
    assert value.samples[0] == step.samples[0]
    assert len(set(value.samples.tolist())) == len(value.samples) == 12
    assert set(labels[value.samples]) == {step.labels[0]} == set(value.labels)
    np.testing.assert_array_equal(value.inputs, dataset.inputs[value.samples])
    np.testing.assert_array_equal(value.targets, dataset.targets[value.samples])


def test_the_answers_are_those_of_the_untrained_network():
    """A restatement with the parameters of step 0 answers the same, at later steps."""
    run = shipped("digits")
    start = asked(run)[0].steps[0]
    value = asked(run, steps=(7,))[1]
    signals = value.inputs
    for layer in start.layers:
        sums = np.einsum("nj,kj->nk", signals, layer.weights) + layer.biases
        signals = 1 / (1 + np.exp(-sums))
    np.testing.assert_allclose(value.outputs, signals, rtol=1e-12)
    assert list(value.read) == list(signals.argmax(axis=1))
    assert value.right == sum(value.read == value.labels)


@pytest.mark.parametrize(("name", "count"), [("xor", 4), ("tiny", 1)])
def test_few_inputs_show_samples_of_any_class(name, count):
    """All that is drawn as points."""
    trace, value = asked(shipped(name))
    assert value.samples.tolist() == trace.data.points.tolist() == list(range(count))
