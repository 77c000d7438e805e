"""The update chapter: it says what happened, whichever way it went."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from backprop_core.optimizers import OPTIMIZERS
from scenes.chapters.weight_update.update_sentences import BATCH_COST, COST, EDGE
from scenes.encoding import MOST_DECIMALS
from scenes.setting import LANGUAGES

Tell = Callable[..., Any]

# z = w a and the target is 1: every update can be worked out by hand.
LINEAR = """
[data]
inputs = {inputs}
targets = {targets}

[network]
layers = [1, 1]
activation = "identity"
output = "identity"
weights = [[[{weight}]]]

[training]
learning_rate = {rate}
batch_size = "all"
max_steps = 1
"""


@pytest.fixture
def sentences(tmp_path: Path, tell: Tell) -> Callable[..., set[str]]:
    """Return a function that tells the update of one weight, and what was said."""

    def said(
        *, weight: float = 0.5, rate: float = 0.1, value: float = 1.0, samples: int = 1
    ) -> set[str]:
        path = tmp_path / f"{weight}-{rate}-{value}-{samples}.toml"
        inputs, targets = [[value]] * samples, [[1.0]] * samples
        text = LINEAR.format(inputs=inputs, targets=targets, weight=weight, rate=rate)
        path.write_text(text)
        return {cue.text for cue in tell("weight_update", str(path)).cues}

    return said


@pytest.mark.parametrize(("samples", "told"), [(1, COST), (2, BATCH_COST)])
@pytest.mark.parametrize(
    ("outcome", "rate"), [("fallen", 0.1), ("risen", 3.0), ("same", 1e-9)]
)
def test_the_cost_is_said_to_do_what_it_does(
    sentences: Callable[..., set[str]],
    samples: int,
    told: dict[str, str],
    outcome: str,
    rate: float,
) -> None:
    """A step that is too long is said to raise the cost, and no other one is."""
    said = sentences(rate=rate, samples=samples)
    assert said & set(told.values()) == {told[outcome]}


@pytest.mark.parametrize(
    ("outcome", "values"),
    [
        ("wider", {"weight": 0.5}),
        ("narrower", {"weight": 1.5}),
        ("other sign", {"weight": -0.5, "rate": 0.9}),
        ("same", {"value": 0.0}),
    ],
)
def test_an_edge_is_said_to_change_as_it_does(
    sentences: Callable[..., set[str]], outcome: str, values: dict[str, float]
) -> None:
    """Wider, narrower, of another sign or unchanged: as old and new weight say."""
    assert sentences(**values) & set(EDGE.values()) == {EDGE[outcome]}


@pytest.mark.parametrize("optimizer", OPTIMIZERS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_update_is_told_for_every_optimizer(
    tell: Tell, tmp_path: Path, optimizer: str, language: str
) -> None:
    """Whatever trains a network, its step is told, by its rule where that is known."""
    path = tmp_path / f"{optimizer}.toml"
    text = LINEAR.format(inputs=[[1.0]], targets=[[1.0]], weight=0.5, rate=0.1)
    path.write_text(f'{text}optimizer = "{optimizer}"\n')
    assert tell("weight_update", str(path), language=language).cues


def test_what_is_frozen_is_said_to_stay(tell: Tell, tmp_path: Path) -> None:
    """A weight that is held fixed is not said to have no gradient."""
    path = tmp_path / "frozen.toml"
    text = LINEAR.format(inputs=[[1.0]], targets=[[1.0]], weight=0.5, rate=0.1)
    text = text.replace("[1, 1]", "[1, 1, 1]").replace("[[0.5]]", "[[0.5]], [[3.0]]")
    path.write_text(f'{text}freeze = ["layers[1]"]\n')
    said = " ".join(cue.text for cue in tell("weight_update", str(path)).cues)
    assert "held fixed" in said
    assert "gradient is zero" not in said


def test_old_and_new_weight_can_be_told_apart(tell: Tell) -> None:
    """A weight that moves is shown with enough decimals to see it move."""
    from scenes.chapters.weight_update.written_step import value_places, values_differ

    def look(scene: Any) -> None:
        assert values_differ(scene, scene.weight)
        assert value_places(scene, scene.weight) <= MOST_DECIMALS

    tell("weight_update", "xor", look=look)
