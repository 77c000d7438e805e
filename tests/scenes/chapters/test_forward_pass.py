"""What the forward pass says of an outcome is what happened."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

XOR = """
[data]
name = "xor"
[network]
layers = [2, 1]
output = "{output}"
weights = [[[0.0, 0.0]]]
biases = [[{bias}]]
[training]
learning_rate = 0.5
max_steps = 1
seed = 7
"""


@pytest.fixture
def captions(tell: Callable[..., Any], tmp_path: Path) -> Callable[..., list[str]]:
    """Return a function that tells of one unit and returns what was said."""

    def said(*, output: str, bias: float) -> list[str]:
        file = tmp_path / f"{output}{bias}.toml"
        file.write_text(XOR.format(output=output, bias=bias))
        return [cue.text for cue in tell("forward_pass", str(file)).cues]

    return said


def test_answer_is_called_right_once_and_wrong_once(
    captions: Callable[..., list[str]],
) -> None:
    """Of two networks that read opposite classes, one is said to be right."""
    last = [captions(output="sigmoid", bias=bias)[-1] for bias in (5.0, -5.0)]
    assert sum("And that is right" in text for text in last) == 1
    assert sum("would be right" in text for text in last) == 1


@pytest.mark.parametrize(
    ("output", "bias", "words"),
    [
        ("sigmoid", 1.0, "between zero and one"),
        ("tanh", 1.0, "between minus one and one"),
        ("relu", 1.0, "pass the activation function unchanged"),
        ("relu", -1.0, "stays silent"),
        ("identity", -1.0, "changes nothing"),
    ],
)
def test_activation_is_told_by_function_and_sign(
    captions: Callable[..., list[str]], output: str, bias: float, words: str
) -> None:
    """Each activation function has its sentence, ReLU one for each side of zero."""
    assert any(words in text for text in captions(output=output, bias=bias))
