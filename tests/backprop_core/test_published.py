"""Worked examples from the literature, reproduced digit for digit."""

import numpy as np
import pytest
from scipy.special import expit

from backprop_core import Recording, RunSpec, train

# Matt Mazur, "A Step by Step Backpropagation Example", mattmazur.com, 17 March 2015.
# Two inputs, two hidden units, two outputs; its update leaves the biases as they are.
MAZUR = RunSpec(
    data={"inputs": [[0.05, 0.1]], "targets": [[0.01, 0.99]]},
    network={
        "layers": [2, 2, 2],
        "weights": [[[0.15, 0.2], [0.25, 0.3]], [[0.4, 0.45], [0.5, 0.55]]],
        "biases": [[0.35, 0.35], [0.6, 0.6]],
    },
    training={"max_steps": 10_000, "freeze": ["biases"]},
)

# Han and Kamber, "Data Mining: Concepts and Techniques", 2nd edition (2006), example
# 6.9: three inputs, two hidden units, one output, learning rate 0.9. Its errors are
# those of ½ (T − O)², with the sign turned.
HAN_KAMBER = RunSpec(
    data={"inputs": [[1.0, 0.0, 1.0]], "targets": [[1.0]]},
    network={
        "layers": [3, 2, 1],
        "weights": [[[0.2, 0.4, -0.5], [-0.3, 0.1, 0.2]], [[-0.3, -0.2]]],
        "biases": [[-0.4, 0.2], [0.1]],
    },
    training={"max_steps": 1, "learning_rate": 0.9},
)


def rounded(array, digits):
    """The numbers of an array as they are printed with so many digits."""
    return [f"{number:.{digits}f}" for number in np.ravel(array)]


@pytest.fixture(scope="module")
def mazur():
    """The training of the example: its first step and its end."""
    return train(MAZUR, Recording(steps=(0, 1, 9999)))


def test_mazurs_forward_pass(mazur):
    """Sums, outputs and costs as they are printed, nine digits each."""
    hidden, output = mazur.steps[0].layers
    assert rounded(hidden.sums[0, 0], 4) == ["0.3775"]
    assert rounded(hidden.activations, 9) == ["0.593269992", "0.596884378"]
    assert rounded(output.sums[0, 0], 9) == ["1.105905967"]
    assert rounded(output.activations, 9) == ["0.751365070", "0.772928465"]
    assert rounded(mazur.steps[0].loss_terms, 9) == ["0.274811083", "0.023560026"]
    assert rounded(mazur.steps[0].loss, 9) == ["0.298371109"]


def test_mazurs_backward_pass(mazur):
    """Slopes, deltas and gradients as they are printed."""
    hidden, output = mazur.steps[0].layers
    assert rounded(output.slopes[0, 0], 9) == ["0.186815602"]
    assert rounded(output.deltas, 9) == ["0.138498562", "-0.038098237"]
    assert rounded(output.weight_gradient[0, 0], 9) == ["0.082167041"]
    assert rounded(hidden.activation_gradient[0, 0], 8) == ["0.03635031"]
    assert rounded(hidden.slopes[0, 0], 9) == ["0.241300709"]
    assert rounded(hidden.weight_gradient[0, 0], 9) == ["0.000438568"]


def test_mazurs_update(mazur):
    """The new weights and the lower cost as they are printed, biases untouched."""
    hidden, output = mazur.steps[1].layers
    assert rounded(output.weights[0], 8) == ["0.35891648", "0.40866619"]
    assert rounded(output.weights[1], 8) == ["0.51130127", "0.56137012"]
    assert rounded(hidden.weights[0], 8) == ["0.14978072", "0.19956143"]
    assert rounded(hidden.weights[1], 8) == ["0.24975114", "0.29950229"]
    assert hidden.biases.tolist() == [0.35, 0.35]


def by_the_mistaken_program(rounds):
    """Cost and outputs after so many rounds with hidden deltas from new weights."""
    inputs, targets = MAZUR.data.inputs[0], MAZUR.data.targets[0]
    first, second = map(np.array, MAZUR.network.weights)
    for number in range(rounds + 1):
        hidden = expit(first @ inputs + 0.35)
        outputs = expit(second @ hidden + 0.6)
        if number < rounds:
            deltas = (outputs - targets) * outputs * (1 - outputs)
            second = second - 0.5 * np.outer(deltas, hidden)
            blame = second.T @ deltas * hidden * (1 - hidden)
            first = first - 0.5 * np.outer(blame, inputs)
    return 0.5 * ((outputs - targets) ** 2).sum(), outputs


def test_mazurs_cost_after_the_update_is_misprinted(mazur):
    """The post prints 0.291027924: its program took hidden deltas from new weights.

    The text of the post says not to, and the weights that it prints are right.
    """
    assert rounded(mazur.steps[1].loss, 9) == ["0.291027774"]
    assert rounded(by_the_mistaken_program(1)[0], 9) == ["0.291027924"]


def test_mazurs_end(mazur):
    """The cost printed for 10,000 rounds is right, that which the last one found.

    The outputs printed beside it, 0.015912196 and 0.984065734, are the mistaken ones.
    """
    assert f"{mazur.steps[9999].loss:.10f}" == "0.0000351085"
    outputs = mazur.final.first_sample_activations[-1]
    assert rounded(outputs, 6) == ["0.015914", "0.984064"]
    mistaken = by_the_mistaken_program(10_000)[1]
    assert rounded(mistaken, 9) == ["0.015912196", "0.984065734"]


def test_the_step_of_han_and_kamber():
    """Outputs, errors and every new parameter as they are printed.

    But the error of the output: 0.1311 is what its output has when rounded first.
    """
    step = train(HAN_KAMBER).steps[0]
    hidden, output = step.layers
    assert rounded(hidden.sums, 1) == ["-0.7", "0.1"]
    assert rounded(hidden.activations, 3) == ["0.332", "0.525"]
    assert rounded(output.sums, 3) == ["-0.105"]
    assert rounded(output.activations, 3) == ["0.474"]
    assert rounded(-output.deltas, 4) == ["0.1312"]
    assert rounded(0.474 * (1 - 0.474) * (1 - 0.474), 4) == ["0.1311"]
    assert rounded(-hidden.deltas, 4) == ["-0.0087", "-0.0065"]
    assert rounded(output.weights_after, 3) == ["-0.261", "-0.138"]
    assert rounded(hidden.weights_after[0], 3) == ["0.192", "0.400", "-0.508"]
    assert rounded(hidden.weights_after[1], 3) == ["-0.306", "0.100", "0.194"]
    assert rounded(output.biases_after, 3) == ["0.218"]
    assert rounded(hidden.biases_after, 3) == ["-0.408", "0.194"]
