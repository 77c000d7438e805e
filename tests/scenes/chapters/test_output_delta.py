"""The chapter on the outputs' δ: its sentences are what happened."""

from collections.abc import Callable
from decimal import Decimal
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from backprop_core.activations import ACTIVATIONS
from backprop_core.losses import loss_of
from scenes import layout
from scenes.chapters.output_delta import slope_sentences
from scenes.chapters.output_delta.slopes import WORKED_GRADIENTS, WORKED_SLOPES
from scenes.engine.drawing import Box

# One input of 1, a hidden unit that passes it on, one output with this weight.
ONE_LINE = """
[data]
inputs = {inputs}
targets = {targets}
[network]
layers = [1, 1, 1]
activation = "identity"
output = "{output}"
weights = [[[1.0]], [[{weight}]]]
biases = [[0.0], [0.0]]
[training]
loss = "squared_error"
learning_rate = 0.1
batch_size = "all"
max_steps = 1
"""
ABOVE = slope_sentences.FROM_THE_LOSS[1.0]
BELOW = slope_sentences.FROM_THE_LOSS[-1.0]
ON_TARGET = slope_sentences.FROM_THE_LOSS[0.0]
RISES = slope_sentences.WHAT_CAME_IN[1.0]
FALLS = slope_sentences.WHAT_CAME_IN[-1.0]
NO_MOVE = slope_sentences.WHAT_CAME_IN[0.0]
FLAT = slope_sentences.AT_THE_UNIT[False]
SLOPING = slope_sentences.AT_THE_UNIT[True]


@pytest.fixture
def told(tell: Callable[..., Any], tmp_path: Path) -> Callable[..., Any]:
    """Return a function that tells the chapter of a network of three units."""

    def of(
        weight: float,
        *targets: float,
        output: str = "identity",
        inputs: tuple[float, ...] = (1.0,),
    ) -> Any:
        experiment = tmp_path / f"{len(list(tmp_path.iterdir()))}.toml"
        experiment.write_text(
            ONE_LINE.format(
                inputs=[[value] for value in inputs],
                targets=[[value] for value in targets],
                weight=weight,
                output=output,
            )
        )
        return tell("output_delta", str(experiment))

    return of


def said(scene: Any) -> set[str]:
    """Return every sentence of a chapter that was told."""
    return {cue.text for cue in scene.cues}


@pytest.mark.parametrize(
    ("weight", "target", "sentences"),
    [
        (2.0, 1.0, {ABOVE, RISES, SLOPING}),
        (2.0, 3.0, {BELOW, FALLS, SLOPING}),
        (2.0, 2.0, {ON_TARGET, NO_MOVE, SLOPING}),
    ],
)
def test_the_side_of_the_target_decides_what_is_said(
    told: Callable[..., Any], weight: float, target: float, sentences: set[str]
) -> None:
    """Above, below and right on the target each have their own sentences."""
    outcomes = {ABOVE, BELOW, ON_TARGET, RISES, FALLS, NO_MOVE, FLAT, SLOPING}
    assert said(told(weight, target)) & outcomes == sentences


def test_a_negative_input_turns_the_gradient_round(told: Callable[..., Any]) -> None:
    """Above its target, but fed a negative number: a larger weight costs less."""
    assert {ABOVE, FALLS} <= said(told(-2.0, 1.0, inputs=(-1.0,)))


def test_a_flat_activation_lets_nothing_through(told: Callable[..., Any]) -> None:
    """Where the ReLU is off, slope, δ and gradient are said to be none."""
    sentences = said(told(-2.0, 1.0, output="relu"))
    assert {FLAT, NO_MOVE, slope_sentences.TOGETHER[False]} <= sentences


def test_a_batch_ends_with_its_mean(told: Callable[..., Any]) -> None:
    """The gradients shown last are the means that the core computed."""
    scene = told(2.0, 1.0, 4.0, inputs=(1.0, 3.0))
    mean = next(b for b, cue in enumerate(scene.cues) if "mean over" in cue.text)
    shown = {entry.path for entry in scene.ledger if entry.beat == mean}
    assert "steps[0].layers[1].weight_gradient[0, 0]" in shown
    assert "steps[0].layers[1].bias_gradient[0]" in shown


def test_a_single_sample_has_no_mean(told: Callable[..., Any]) -> None:
    """Where the batch is one sample, nothing is said about a mean."""
    assert not any("mean over" in sentence for sentence in said(told(2.0, 1.0)))


@pytest.mark.parametrize("experiment", ["xor", "digits"])
def test_every_output_gets_its_delta(tell: Callable[..., Any], experiment: str) -> None:
    """At the end there is a δ for each output, and a sentence that fits."""
    scene = tell("output_delta", experiment)
    last = len(scene.cues) - 1
    assert scene.cues[last].text == slope_sentences.EVERYWHERE[scene.sizes[-1] > 1]
    shown = {entry.path for entry in scene.ledger if entry.beat == last}
    for unit in range(scene.sizes[-1]):
        assert scene.here(f"layers[{len(scene.sizes) - 2}].deltas[0, {unit}]") in shown


@pytest.mark.parametrize("name", WORKED_SLOPES)
def test_a_slope_is_worked_out_as_the_core_does(name: str) -> None:
    """The expression shown in numbers is the derivative that was used."""
    sums = np.array([[-1.5, 0.0, 0.7]])
    activations = ACTIVATIONS[name].value(sums)
    slopes = ACTIVATIONS[name].slope(sums, activations)
    if ACTIVATIONS[name].is_joint:
        slopes = np.diagonal(slopes, axis1=1, axis2=2)
    worked = [float(WORKED_SLOPES[name].value(a=Decimal(a))) for a in activations[0]]
    np.testing.assert_allclose(worked, slopes[0])


@pytest.mark.parametrize("name", WORKED_GRADIENTS)
@pytest.mark.parametrize("notation", ["modern", "classic"])
def test_a_loss_gradient_is_worked_out_as_the_core_does(
    name: str, notation: str
) -> None:
    """The expression shown in numbers is the gradient that was used."""
    a, y = np.array([[0.25, 0.5]]), np.array([[1.0, -2.0]])
    worked = WORKED_GRADIENTS[name][notation].value
    pairs = zip(a[0], y[0], strict=True)
    shown = [float(worked(a=Decimal(p), y=Decimal(q))) for p, q in pairs]
    np.testing.assert_allclose(shown, loss_of(name, "sigmoid").gradient(a, a, y)[0])


@pytest.mark.parametrize("columns", range(2, 10))
def test_units_of_neighbouring_columns_do_not_touch(columns: int) -> None:
    """However many layers a network has, there is room for the edges between."""
    xs = np.linspace(-5.0, -1.0, columns)
    radius = layout.unit_radius(3, Box(-5.0, -2.0, -1.0, 2.5), columns=columns)
    assert all(right - left > 3 * radius for left, right in pairwise(xs))
