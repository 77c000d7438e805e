"""Each number that can be recorded can be drawn, however large or small."""

from math import isfinite
from typing import Any

import pytest
from checks.unpainted import play
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from backprop_core import RunSpec, SpecError, Trace, TrainingError, train
from film.spec import Experiment
from scenes.chapters import CHAPTERS

SIZES = (0.0, 1e-300, 1e-9, 1.0, 45_000.0, 1e16, 1e150, 1e300)
NUMBERS = st.sampled_from((*SIZES, *(-size for size in SIZES)))
ENDS = st.sampled_from(
    (
        ("sigmoid", "sigmoid", "squared_error"),
        ("tanh", "identity", "squared_error"),
        ("relu", "softmax", "cross_entropy"),
    )
)


def trained(
    numbers: tuple[float, ...], ends: tuple[str, str, str], chapter: str
) -> Trace | None:
    """Return what a chapter asks for of two inputs, two units, two outputs.

    There is none where no number can be recorded, or nothing is to be told.
    """
    x, w, v, b = numbers
    activation, output, loss = ends
    run = RunSpec(
        data={"inputs": [[x, 1.0], [0.5, x]], "targets": [[1.0, 0.0], [0.0, 1.0]]},
        network={
            "layers": [2, 2, 2],
            "activation": activation,
            "output": output,
            "weights": [[[w, 0.5], [0.25, -0.5]], [[0.5, -0.25], [v, 0.1]]],
            "biases": [[b, 0.0], [0.0, 0.0]],
        },
        training={"loss": loss, "max_steps": 3, "shuffle": False},
    )
    try:
        told = Experiment(run).amended(chapters=[chapter])
        return train(run, told.recording())
    except (SpecError, TrainingError):
        return None


@pytest.mark.proof
@pytest.mark.parametrize("chapter", CHAPTERS)
@settings(max_examples=6, phases=[Phase.explicit, Phase.generate])
@given(numbers=st.tuples(*[NUMBERS] * 4), ends=ENDS)
def test_whatever_is_recorded_is_drawn(
    chapter: str, numbers: tuple[float, ...], ends: tuple[str, str, str]
) -> None:
    """At finite places, in every beat."""
    trace = trained(numbers, ends, chapter)

    def rest(scene: Any) -> None:
        for mark in scene.reading():
            assert all(map(isfinite, mark.box)), mark

    if trace is not None:
        play(chapter, trace, at_end=rest)
