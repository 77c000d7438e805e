"""Every activation, loss and optimiser is told in every chapter, in both languages."""

from collections.abc import Callable
from itertools import cycle
from pathlib import Path
from typing import Any

import pytest
from checks.tracing import is_told

from backprop_core.activations import ACTIVATIONS
from backprop_core.losses import LOSSES, fits
from backprop_core.optimizers import OPTIMIZERS
from scenes.chapters import CHAPTERS
from scenes.notation import symbols
from scenes.notation.loss_formulas import LOSS_FORMULAS, formula_of

EXPERIMENT = """
[data]
inputs = [[0.2, 0.9], [0.7, -0.4]]
targets = [[0.0, 1.0], [1.0, 0.0]]

[network]
layers = [2, 2, 2]
activation = "{hidden}"
output = "{output}"

[training]
loss = "{loss}"
optimizer = "{optimizer}"
learning_rate = 0.1
batch_size = {batch}
max_steps = 1
seed = 3
"""
HIDDEN = [name for name, entry in ACTIVATIONS.items() if not entry.is_joint]
PAIRS = [
    (output, loss)
    for output in ACTIVATIONS
    for loss in LOSSES
    if fits(loss, output) and (loss != "mean_squared_error" or output == "elu")
]
# Every hidden activation, optimiser and batch comes up while the pairs go round once.
CHOICES = [
    (*pair, hidden, optimizer, batch, language)
    for pair, hidden, optimizer, batch, language in zip(
        PAIRS, cycle(HIDDEN), cycle(OPTIMIZERS), cycle((1, 2, 1)), cycle(("en", "es"))
    )
]
SHORT = 4  # of so many choices, one is told without `make proof`
TRAINED = 3  # of so many choices, a chapter about the whole training is told one


def _marks(number: int) -> list[pytest.MarkDecorator]:
    return [] if number % SHORT == 0 else [pytest.mark.proof]


@pytest.mark.parametrize(
    "choice",
    [
        pytest.param(each, id="-".join(map(str, each)), marks=_marks(number))
        for number, each in enumerate(CHOICES)
    ],
)
def test_every_choice_is_told(
    tell: Callable[..., Any], tmp_path: Path, choice: tuple[str, ...]
) -> None:
    """No chapter lacks a letter, a sentence or a translation.

    Those about a step write what was chosen; of those about all the training some are
    told each time.
    """
    output, loss, hidden, optimizer, batch, language = choice
    path = tmp_path / "choice.toml"
    path.write_text(
        EXPERIMENT.format(
            output=output, loss=loss, hidden=hidden, optimizer=optimizer, batch=batch
        )
    )
    turn = CHOICES.index(choice)
    for number, chapter in enumerate(CHAPTERS):
        is_due = CHAPTERS[chapter].about != "training" or (turn + number) % TRAINED == 0
        if is_due and is_told(chapter, str(path)):
            assert tell(chapter, str(path), language=language).cues


@pytest.mark.parametrize("name", ACTIVATIONS)
def test_every_activation_has_its_letters(name: str) -> None:
    """Function, derivative and slope of each entry of the registry are written."""
    assert len(symbols.FUNCTIONS[name]) == 2
    assert symbols.SLOPES[name]


def test_every_loss_has_its_letters() -> None:
    """Each kind of each loss is written, and nothing else."""
    written = [formula_of(loss, kind) for loss in LOSSES for kind in LOSSES[loss]]
    assert {id(each) for each in written} == {id(f) for f in LOSS_FORMULAS.values()}
