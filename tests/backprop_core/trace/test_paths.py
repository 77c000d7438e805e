"""A path names a number of the trace, and nothing else."""

import numpy as np
import pytest

from backprop_core.trace.paths import evaluate


@pytest.mark.parametrize(
    ("path", "value"),
    [
        ("steps[5].index", 5),
        ("nth(steps[5].index)", 6),
        ("run.training.learning_rate", 0.5),
        ("run.data.name", "xor"),
        ("data.classes[1]", "true"),
        ("data.features[-1]", "q"),
        ("network.layers[1]", 3),
        ("network.layers[1:]", (3, 1)),
        ("network.parameter_count", 13),
        ("count(network.layers)", 3),
        ("count(steps[0].layers[0].weights)", 6),
        ("count(epochs[0].delta_norms)", 2),
        ("epochs[1000].accuracy", 1.0),
        ("percent(epochs[1000].accuracy)", 100.0),
        ("final.step", 4000),
        ("checkpoints[1].step", 5),
        ("facts.linnainmaa", 1970),
        ("film.language", "es"),
        ("axis(0.25)", 0.25),
        ("axis(-1e-06)", -1e-6),
        ("axis(20)", 20.0),
    ],
)
def test_a_path_names_a_value(trace, path, value):
    """Attributes, indices, slices and the functions around them."""
    extra = {"facts": {"linnainmaa": 1970}, "film": {"language": "es"}}
    found = evaluate(path, trace, extra)
    assert found == value
    assert type(found) is type(value)


def test_the_summands_of_a_sum_are_reachable(trace):
    """The sum z is that of every wₖⱼ aⱼ and the bias, by paths alone."""
    layer = "steps[5].layers[1]"
    parts = evaluate(f"sum({layer}.weighted_inputs[0, 0, :2])", trace)
    rest = evaluate(f"sum({layer}.weighted_inputs[0, 0, 2:])", trace)
    bias = evaluate(f"{layer}.biases[0]", trace)
    total = evaluate(f"{layer}.sums[0, 0]", trace)
    assert parts + rest + bias == pytest.approx(total, rel=1e-14)


def test_what_is_left_over_is_a_sum_of_chosen_places(trace):
    """A list names summands that do not stand side by side."""
    layer = "steps[5].layers[0]"
    some = evaluate(f"sum({layer}.weights[[0, 2], 1])", trace)
    other = evaluate(f"{layer}.weights[1, 1]", trace)
    assert some + other == pytest.approx(evaluate(f"sum({layer}.weights[:, 1])", trace))


def test_what_flows_back_adds_up_to_the_blame(trace):
    """∂C/∂a of a hidden unit is the sum of every δₖ wₖⱼ, by paths alone."""
    collected = evaluate("sum(steps[5].layers[1].returned[0, :, 2])", trace)
    blame = evaluate("steps[5].layers[0].activation_gradient[0, 2]", trace)
    assert collected == pytest.approx(blame, rel=1e-14)


@pytest.mark.parametrize(
    ("function", "expected"), [("sum", np.sum), ("mean", np.mean), ("max", np.max)]
)
def test_functions_reduce_an_array_to_a_number(trace, function, expected):
    """Sum, mean and max are those of NumPy, over the whole array."""
    found = evaluate(f"{function}(steps[0].layers[0].weights)", trace)
    assert found == expected(trace.steps[0].layers[0].weights)


def test_the_norm_of_a_matrix_is_that_of_its_entries(trace):
    """The norm is the root of the sum of the squares, whatever the shape."""
    weights = trace.steps[0].layers[0].weights
    found = evaluate("norm(steps[0].layers[0].weights)", trace)
    assert found == pytest.approx(np.sqrt((weights**2).sum()))


@pytest.mark.parametrize(
    ("path", "message"),
    [
        ("steps[7].loss", r"step 7 was not recorded. Recorded: 0, 5, 9"),
        ("epochs[5000].loss", r"epoch 5000 was not recorded"),
        ("steps[0]", r"names a StepRecord, not a number. Go on with index, "),
        ("steps[0].layers", r"names a tuple, not a number. Go on with an index"),
        ("checkpoints[0].weights", r"names a tuple, not a number"),
        ("steps[0].los", r"has no 'los'.* Did you mean 'loss'\?"),
        ("step[0].loss", r"unknown root 'step'.* Did you mean 'steps'\?"),
        ("summ(steps[0].loss)", r"unknown function 'summ'.* Did you mean 'sum'\?"),
        ("steps[0].layers[9].sums", r"index out of range"),
        ("steps[0].layers[0].sums[0, 9]", r"out of bounds"),
        ("steps[0].loss[0]", r"has no entries"),
        ("steps[0].loss + 1", r"'steps\[0\].loss \+ 1' is not allowed"),
        ("1", r"'1' is not allowed"),
        ("steps['a'].loss", r"is not an index"),
        ("steps[0].layers[True].sums", r"is not an index"),
        ("steps[0].layers[epochs].sums", r"is not an index"),
        ("steps[0].__class__", r"has no '__class__'"),
        ("steps[0].layers[0].weights.T", r"has no 'T'"),
        ("run.identity", r"has no 'identity'"),
        ("run.model_dump()", r"is not allowed"),
        ("__import__('os')", r"unknown function '__import__'"),
        ("(lambda: 1)()", r"is not allowed"),
        ("[n for n in steps]", r"is not allowed"),
        ("sum(steps[0].loss, 1)", r"is not allowed"),
        ("steps[0", r"not a path"),
        ("", r"not a path"),
        ("steps\x00", r"not a path"),
        ("(" * 500 + "steps" + ")" * 500, r"not a path"),
    ],
)
def test_what_is_no_path_is_refused(trace, path, message):
    """Everything else is a ValueError that says what is wrong."""
    with pytest.raises(ValueError, match=message):
        evaluate(path, trace)
