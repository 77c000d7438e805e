"""Tests of the probes about single steps, against restatements of what they claim."""

import numpy as np
import pytest

from backprop_core import FocusRequest, Recording, RunSpec, train
from backprop_core.assets import asset

STEP = 3


@pytest.fixture(scope="module")
def trace():
    """One step on a batch of four digits, with all probes about steps."""
    run = RunSpec.load(asset("experiments/digits.toml"))
    training = run.training.model_copy(update={"batch_size": 4})
    run = run.model_copy(update={"training": training})
    probes = ("nudge", "sample_costs", "sample_gradients", "second_pass")
    probes += ("stale_deltas", "last_pass")
    thread = FocusRequest(unit=(1, 4), input=20)
    return train(run, Recording((STEP,), whole=False, focus=thread, probes=probes))


def sigmoid(sums):
    """σ, written out."""
    return 1 / (1 + np.exp(-sums))


def plain_losses(step, weights, biases, pushed=None):
    """½ Σ (a − y)² of each sample; `pushed` adds to one sum: layer, n, k, by."""
    signals = step.inputs
    for layer, (matrix, vector) in enumerate(zip(weights, biases, strict=True)):
        sums = np.einsum("nj,kj->nk", signals, matrix) + vector
        if pushed and pushed[0] == layer:
            sums[pushed[1], pushed[2]] += pushed[3]
        signals = sigmoid(sums)
    return ((signals - step.targets) ** 2).sum(axis=1) / 2


def parameters(step):
    """Copies of the weights and biases of a step."""
    layers = step.layers
    return [each.weights.copy() for each in layers], [
        each.biases.copy() for each in layers
    ]


@pytest.mark.parametrize("kind", ["sums", "quiet"])
@pytest.mark.parametrize("layer", [0, 1, 2])
def test_a_push_of_a_sum_costs_what_a_plain_forward_pass_says(trace, kind, layer):
    """The costs are those of a restatement, and their slope is δ of that sample."""
    step, value = trace.steps[STEP], trace.probes["nudge"]
    pushes, sample = getattr(value.steps[STEP], kind), step.focus.sample
    unit = int(pushes.units[layer])
    for place, sign in enumerate((-1, 0, 1)):
        pushed = (layer, sample, unit, sign * value.epsilon)
        loss = plain_losses(step, *parameters(step), pushed)[sample]
        assert pushes.costs[layer, place] == pytest.approx(loss, rel=1e-13)
    delta = step.layers[layer].deltas[sample, unit]
    assert pushes.gradients[layer] == delta
    largest = abs(step.layers[layer].deltas).max()
    assert abs(pushes.slopes[layer] - delta) <= 1e-7 * largest


@pytest.mark.parametrize("kind", ["weights", "biases"])
@pytest.mark.parametrize("layer", [0, 1, 2])
def test_a_push_of_a_parameter_costs_what_a_plain_forward_pass_says(trace, kind, layer):
    """The costs are the batch's mean, and their slope is ∂C/∂w or ∂C/∂b."""
    step, value = trace.steps[STEP], trace.probes["nudge"]
    pushes = getattr(value.steps[STEP], kind)
    unit = step.focus.units[layer]
    entry = (unit, (20, *step.focus.units)[layer]) if kind == "weights" else unit
    for place, sign in enumerate((-1, 0, 1)):
        weights, biases = parameters(step)
        pushed = {"weights": weights, "biases": biases}[kind][layer]
        pushed[entry] += sign * value.epsilon
        loss = plain_losses(step, weights, biases).mean()
        assert pushes.costs[layer, place] == pytest.approx(loss, rel=1e-13)
    name = {"weights": "weight_gradient", "biases": "bias_gradient"}[kind]
    gradient = getattr(step.layers[layer], name)
    assert pushes.gradients[layer] == gradient[entry]
    assert abs(pushes.slopes[layer] - gradient[entry]) <= 1e-7 * abs(gradient).max()


def test_pushes_follow_the_thread_and_its_opposite(trace):
    """One unit of each layer is the thread's, the other has the smallest |δ|."""
    step, nudged = trace.steps[STEP], trace.probes["nudge"].steps[STEP]
    assert tuple(nudged.sums.units) == step.focus.units
    for layer, unit in zip(step.layers, nudged.quiet.units, strict=True):
        assert unit == abs(layer.deltas[step.focus.sample]).argmin()


def test_stale_deltas_by_hand():
    """1–1–1–1, identity: δ¹ = w₃′ δ² and δ⁰ = w₂′ δ¹, with the weights from after."""
    run = RunSpec(
        data={"inputs": [[1.0]], "targets": [[0.0]]},
        network={
            "layers": [1, 1, 1, 1],
            "activation": "identity",
            "output": "identity",
            "weights": [[[1.0]], [[2.0]], [[4.0]]],
        },
        training={"max_steps": 1, "learning_rate": 0.25},
    )
    # z: 1, 2, 8. δ² = 8; w₃′ = 4 − ¼ · 8 · 2 = 0, so both stale deltas are 0,
    # where δ¹ = 32 and δ⁰ = 64.
    trace = train(run, Recording(probes=("stale_deltas",)))
    stale = trace.probes["stale_deltas"].steps[0]
    assert [float(each[0, 0]) for each in stale.deltas] == [0.0, 0.0, 8.0]
    assert [float(each[0, 0]) for each in stale.weight_gradients] == [0.0, 0.0, 16.0]
    assert list(stale.errors) == [1.0, 1.0, 0.0]
    assert [float(each.deltas[0, 0]) for each in trace.steps[0].layers] == [64, 32, 8]


def test_stale_deltas_are_a_mistake_in_hidden_layers_only(trace):
    """Sample by sample: the sum over the units above with weights from after."""
    step, stale = trace.steps[STEP], trace.probes["stale_deltas"].steps[STEP]
    layer, above = step.layers[1], step.layers[2]
    after = above.weights + above.weight_update
    for n in range(4):
        for j in range(5):
            total = sum(above.deltas[n, k] * after[k, j] for k in range(10))
            slope = layer.activations[n, j] * (1 - layer.activations[n, j])
            assert stale.deltas[1][n, j] == pytest.approx(total * slope, rel=1e-12)
    np.testing.assert_array_equal(stale.deltas[2], above.deltas)
    assert stale.errors[2] == 0 < min(stale.errors[:2])


def test_sample_gradients_are_those_of_batches_of_one(trace):
    """Outer products, written out: each sample's own gradient, its norm and angle."""
    step, value = trace.steps[STEP], trace.probes["sample_gradients"].steps[STEP]
    singles = np.array(
        [
            np.concatenate(
                [
                    np.append(np.outer(each.deltas[n], each.inputs[n]), each.deltas[n])
                    for each in step.layers
                ]
            )
            for n in range(4)
        ]
    )
    mean = singles.mean(axis=0)
    norms = np.linalg.norm(singles, axis=1)
    np.testing.assert_allclose(value.norms, norms, rtol=1e-12)
    assert value.mean_norm == pytest.approx(np.linalg.norm(mean), rel=1e-12)
    cosines = singles @ mean / norms / np.linalg.norm(mean)
    np.testing.assert_allclose(value.cosines, cosines, rtol=1e-12)


def test_sample_gradients_of_the_thread_average_to_the_gradient(trace):
    """In each layer the thread's weight has the mean that the step went by."""
    step, value = trace.steps[STEP], trace.probes["sample_gradients"].steps[STEP]
    inputs = (step.focus.input, *step.focus.units)
    for number, layer in enumerate(step.layers):
        entry = step.focus.units[number], inputs[number]
        terms = layer.gradient_terms[:, *entry]
        np.testing.assert_allclose(value.weights[:, number], terms, rtol=1e-14)
        gradient = layer.weight_gradient[entry]
        assert value.mean[number] == pytest.approx(gradient, rel=1e-12)


def test_a_sample_without_a_gradient_has_no_angle():
    """Where nothing is wrong the norms are 0, and so are the cosines."""
    run = RunSpec(
        data={"inputs": [[1.0]], "targets": [[2.0]]},
        network={"layers": [1, 1], "output": "identity", "weights": [[[2.0]]]},
        training={"max_steps": 1},
    )
    value = train(run, Recording(probes=("sample_gradients",)))
    sample = value.probes["sample_gradients"].steps[0]
    assert (sample.norms[0], sample.mean_norm, sample.cosines[0]) == (0, 0, 0)


def test_sample_costs_are_those_of_a_plain_forward_pass(trace):
    """Each sample of the training set is in the bin of its cost; their mean is C̄."""
    step, dataset = trace.steps[STEP], trace.run.dataset()
    value = trace.probes["sample_costs"].steps[STEP]
    signals = dataset.inputs
    for matrix, vector in zip(*parameters(step), strict=True):
        signals = sigmoid(np.einsum("nj,kj->nk", signals, matrix) + vector)
    costs = ((signals - dataset.targets) ** 2).sum(axis=1) / 2
    assert value.mean == pytest.approx(costs.mean(), rel=1e-12)
    assert value.edges[0] == pytest.approx(costs.min(), rel=1e-12)
    assert value.edges[-1] == pytest.approx(costs.max(), rel=1e-12)
    assert value.counts.sum() == len(costs) == 1437
    bins = zip(value.counts[1:-1], value.edges[1:-2], value.edges[2:-1], strict=True)
    for count, low, high in bins:
        assert count == ((costs >= low) & (costs < high)).sum()


def test_a_set_without_costs_has_a_histogram():
    """Where every answer is right all samples are in the first bin."""
    run = RunSpec(
        data={"inputs": [[1.0]], "targets": [[2.0]]},
        network={"layers": [1, 1], "output": "identity", "weights": [[[2.0]]]},
        training={"max_steps": 1},
    )
    trace = train(run, Recording(probes=("sample_costs",)))
    value = trace.probes["sample_costs"].steps[0]
    assert (value.counts[0], value.counts.sum(), value.mean) == (1, 1, 0.0)


def test_the_largest_costs_have_a_histogram():
    """Though twice as much is no number any more."""
    run = RunSpec(
        data={"inputs": [[1.0]], "targets": [[0.0]]},
        network={"layers": [1, 1], "output": "identity", "weights": [[[1.3e154]]]},
        training={
            "loss": "mean_squared_error",
            "max_steps": 1,
            "learning_rate": 1e-300,
        },
    )
    trace = train(run, Recording(probes=("sample_costs",)))
    value = trace.probes["sample_costs"].steps[0]
    assert value.counts.sum() == 1
    assert value.edges[-1] == value.mean > 1e308


def test_the_second_pass_costs_what_the_step_says(trace):
    """Answers and losses are those of a restatement with W + ΔW and b + Δb."""
    step, value = trace.steps[STEP], trace.probes["second_pass"].steps[STEP]
    layers = step.layers
    weights = [each.weights + each.weight_update for each in layers]
    biases = [each.biases + each.bias_update for each in layers]
    losses = plain_losses(step, weights, biases)
    np.testing.assert_allclose(value.sample_losses, losses, rtol=1e-12)
    assert value.sample_losses.mean() == pytest.approx(step.loss_after, rel=1e-14)
    first = sigmoid(step.inputs @ weights[0].T + biases[0])
    np.testing.assert_allclose(value.activations[0], first, rtol=1e-12)
    assert list(value.predictions) == list(value.activations[-1].argmax(axis=1))


def test_what_the_second_pass_sends_adds_up_to_its_sums(trace):
    """The products of the thread's sample are the summands of its activations."""
    step, value = trace.steps[STEP], trace.probes["second_pass"].steps[STEP]
    sample = step.focus.sample
    for layer, sent, after in zip(
        step.layers, value.sent, value.activations, strict=True
    ):
        sums = sent.sum(axis=1) + layer.biases_after
        np.testing.assert_allclose(sigmoid(sums), after[sample], rtol=1e-12)


def test_the_last_pass_is_made_with_the_last_parameters(trace):
    """Answers and losses are those of a restatement with the last checkpoint's."""
    step, value = trace.steps[STEP], trace.probes["last_pass"].steps[STEP]
    end = trace.final
    losses = plain_losses(step, end.weights, end.biases)
    np.testing.assert_allclose(value.sample_losses, losses, rtol=1e-12)
    first = sigmoid(step.inputs @ end.weights[0].T + end.biases[0])
    np.testing.assert_allclose(value.activations[0], first, rtol=1e-12)
    sums = value.sent[0].sum(axis=1) + end.biases[0]
    np.testing.assert_allclose(sigmoid(sums), first[step.focus.sample], rtol=1e-12)


def test_what_moved_weights_send_back_makes_the_stale_deltas(trace):
    """One layer back, Σₖ δₖ (wₖⱼ + Δwₖⱼ) times the slope is the mistaken δ."""
    step, stale = trace.steps[STEP], trace.probes["stale_deltas"].steps[STEP]
    collected = step.layers[-1].returned_after.sum(axis=1)
    wrong = collected * step.layers[-2].slopes
    np.testing.assert_allclose(wrong, stale.deltas[-2], rtol=1e-12)


def test_a_push_spreads_as_the_chain_rule_says(trace):
    """What moves with the early weight: what came in, then slopes and weights."""
    step, nudged = trace.steps[STEP], trace.probes["nudge"].steps[STEP]
    n, unit = step.focus.sample, step.focus.units[0]
    assert step.focus.early == 0
    moved = np.zeros(10)
    moved[unit] = step.inputs[n, 20]
    for number, layer in enumerate(step.layers):
        if number:
            moved = np.einsum("kj,j->k", layer.weights, moved)
        moved = moved * layer.activations[n] * (1 - layer.activations[n])
        np.testing.assert_allclose(nudged.spread[number], moved, rtol=1e-6, atol=1e-11)
