"""A push, read back frame by frame: what moves, how far, and what is said of it."""

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from checks.tracing import trace_of
from checks.unpainted import play
from checks.variants import trained

from backprop_core import Trace
from scenes.chapter import without_marks
from scenes.chapters import CHAPTERS
from scenes.chapters.nudge import nudge_sentences as sentences
from scenes.vocabulary.rates.tremors import LEAST, lens

NAME = "nudge"
ENTRY = CHAPTERS[NAME]


@pytest.mark.parametrize("name", ["digits", "xor", "deep"])
def test_all_that_depends_on_the_weight_trembles_in_true_ratio(
    trace: Callable[[str], Trace], name: str
) -> None:
    """For each 1 of the weight a unit moves by ∂a/∂w, the cost by its slope."""
    seen: dict[tuple[int, int], set[float]] = {}
    costs: set[float] = set()

    def look(scene: Any, _: int) -> None:
        own = scene.line.reach * scene.line.swing
        at_home = scene.network.stage is scene.network.home
        if not at_home or len(scene.cues) not in (1, 2) or abs(scene.line.swing) < 1:
            return
        if abs(scene.cost.line.swing) < 1 or scene.cost.line.swing != scene.line.swing:
            return
        for column, tremors in scene.tremors.items():
            for unit, line in tremors.lines.items():
                moved = line.reach * line.swing / line.lens * line.half
                usual = scene.line.half * own
                ratio = round(moved / usual, 6)
                seen.setdefault((column, unit), set()).add(ratio)
        cost = scene.cost.line
        costs.add(round(cost.reach * cost.swing / cost.lens / own, 6))

    scene = play(NAME, trace(name), look=look)
    nudged = trace(name).probes["nudge"].steps[0]
    early = scene.weight.early
    assert seen == {
        (column, unit): {round(float(nudged.spread[column - 1][unit]), 6)}
        for column, unit in seen
    }
    assert {column for column, _ in seen} == {*range(early + 1, scene.last + 1)}
    assert costs == {round(float(nudged.weights.slopes[early]), 6)}


def test_a_lens_holds_while_it_can() -> None:
    """A lens stays, unless a movement leaves its line or cannot be seen."""
    assert lens(0.5) == 1.0
    assert lens(0.012) == 50.0
    assert lens(0.012, 40.0) == 40.0
    assert lens(0.9, 50.0) == 1.0
    for largest in (
        5e-324,
        1e-308,
        *(float(f"1e{power}") for power in range(-300, 308)),
    ):
        assert 0.0 < lens(largest) * largest < 1.0 + 1e-9
    assert lens(0.0, 20.0) == 20.0
    for size in np.geomspace(1e-9, 30.0, 50):
        assert LEAST <= size * lens(float(size)) <= 1.0 + 1e-12


@pytest.mark.parametrize("name", ["digits", "xor", "tiny", "deep"])
def test_the_weight_is_the_one_of_the_next_chapter(
    trace: Callable[[str], Trace], name: str
) -> None:
    """What is measured here is recalled there, by the same path."""
    scene = play(NAME, trace(name))
    paths = {entry.path for entry in scene.ledger}
    after = trained("hidden_deltas", name)
    recalled = {entry.path for entry in play("hidden_deltas", after).ledger}
    slopes = {path for path in recalled if ".weights.slopes[" in path}
    assert len(slopes) == 1
    assert slopes <= paths


@pytest.mark.parametrize("name", ["digits", "softmax", "deep"])
def test_costs_differ_in_their_last_digits(
    trace: Callable[[str], Trace], name: str
) -> None:
    """Both are shown with the digits that tell them apart, and no more than three."""
    scene = play(NAME, trace(name))
    one, other = (each.text for each in scene.cost.numbers.values())
    assert len(one) == len(other)
    assert one != other
    assert one[:-4] == other[:-4] or abs(float(one) - float(other)) < 1e-3


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("digits", {"MOVES False", "SUM True", "COMPARED"}),
        ("xor", {"MOVES True", "SUM True", "COMPARED"}),
        ("dead", {"RESTS", "SUM False", "COMPARED"}),
        ("flat", {"MOVES False", "SUM True"}),
    ],
)
def test_words_follow_the_outcome(
    trace: Callable[[str], Trace], name: str, said: set[str]
) -> None:
    """What moves, what rests and what is zero is told as it is."""
    told = {"RESTS": sentences.RESTS, "COMPARED": sentences.COMPARED}
    for table in ("MOVES", "SUM"):
        of_table = getattr(sentences, table).items()
        told |= {f"{table} {key}": sentence for key, sentence in of_table}
    heard = {cue.text for cue in play(NAME, trace(name)).cues}
    found = {
        key
        for key, sentence in told.items()
        if without_marks(sentence).format(size=4) in heard
    }
    assert found == said


@pytest.mark.parametrize("language", ["en", "es"])
def test_a_classic_film_has_classic_letters(
    trace: Callable[[str], Trace], language: str
) -> None:
    """Net and E stand for z and C."""
    scene = play(NAME, trace("digits"), notation="classic", language=language)
    assert "E" in scene.measured.letters.text
    assert "net" in scene.measured.letters.text


def test_without_pushes_it_says_what_is_missing() -> None:
    """A trace that holds no probe is refused, with the cure."""
    with pytest.raises(ValueError, match="no pushes of step 0"):
        play(NAME, trace_of("xor"))
