"""The loss chapter: its areas are the numbers, its sentences are what happened."""

from collections.abc import Callable
from functools import cache
from typing import Any

import numpy as np
import pytest

from backprop_core import Recording, RunSpec, train
from backprop_core.assets import asset
from scenes.chapters.loss import loss_sentences
from scenes.chapters.loss.means import sample_loss, set_loss
from scenes.diagram.charts.squares import Squares
from scenes.engine.drawing import Box
from scenes.notation.loss_formulas import LOSS_FORMULAS
from scenes.setting import NOTATIONS

STEPS = tuple(range(1000, 1008))


@cache
def trained_xor() -> Any:
    """Return a training with steps before and after what it gets right."""
    run = RunSpec.load(asset("experiments/xor.toml"))
    return train(run, Recording(steps=(0, *STEPS), whole=False))


@pytest.fixture
def told_at() -> Callable[[int], Any]:
    """Return a function that sets the stage of the chapter for a step."""
    from scenes.chapters.loss.loss import Loss

    def told(step: int) -> Any:
        scene = Loss(view=trained_xor(), step=step, skip_animations=True)
        scene.setup()
        return scene

    return told


@pytest.mark.parametrize("name", LOSS_FORMULAS)
def test_a_loss_is_written_in_both_notations(name: str) -> None:
    """What is written of a loss is written for every notation."""
    written = LOSS_FORMULAS[name]
    for mapping in (written.whole, written.gradient, written.derivation):
        assert set(mapping) == set(NOTATIONS)


def test_the_areas_of_squares_are_in_proportion_to_their_values() -> None:
    """Twice the value, twice the area."""
    squares = Squares([1.0, 2.0, 0.5], [(0.0, 0.0)] * 3, 0.8, Box(0, 0, 1, 1))
    assert squares.sides.max() == 0.8
    np.testing.assert_allclose(squares.sides**2 / squares.sides[0] ** 2, [1, 2, 0.5])


def test_both_comparisons_with_the_mean_are_told(
    told_at: Callable[[int], Any],
) -> None:
    """A sample is said to lie above the mean when it does, and below when it does."""
    said = set()
    for step in STEPS:
        scene = told_at(step)
        above = scene.value(sample_loss(scene)) > scene.value(set_loss(scene))
        sentence = loss_sentences.compared_with_mean(scene)
        assert ("above" if above else "below") in sentence
        said.add(sentence)
    assert len(said) == 2


def test_a_right_answer_is_not_called_wrong(told_at: Callable[[int], Any]) -> None:
    """The question names the class that would be right only if it was missed."""
    for step in (0, *STEPS):
        scene = told_at(step)
        missed = scene.step.predictions[0] != scene.step.labels[0]
        sentence, names = loss_sentences.answered(scene)
        assert missed == ("right" in names) == ("would be right" in sentence)
