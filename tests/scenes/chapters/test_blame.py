"""The company: who everybody is, and what each letter says of its weight."""

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from checks.unpainted import play

from backprop_core import Trace
from scenes import wording
from scenes.chapters.blame import blame_sentences as sentences

NAME = "blame"


@pytest.mark.parametrize(
    ("name", "stamp"), [("digits", "more"), ("moons", "less"), ("dead", "no change")]
)
def test_the_opened_letter_says_what_the_gradient_says(
    trace: Callable[[str], Trace], name: str, stamp: str
) -> None:
    """Word, sentence and number are those of the last weight on the thread."""
    seen: dict[str, str] = {}

    def look(scene: Any) -> None:
        for mark in scene.reading():
            if mark.depicts.what in ("stamp", "number"):
                seen[mark.depicts.what + mark.depicts.path] = mark.text

    scene = play(NAME, trace(name), at_end=look)
    unit, source = scene.thread[-1], scene.thread[-2]
    value = float(scene.step.layers[-1].weight_gradient[unit, source])
    assert seen["stamp"] == stamp == sentences.STAMPS[int(np.sign(value))]
    assert float(seen["number" + scene.opened].replace("−", "-")) == pytest.approx(
        value, abs=5e-5
    )
    assert sentences.OPENED[int(np.sign(value))].replace("| ", "") in [
        cue.text for cue in scene.cues
    ]


@pytest.mark.parametrize("name", ["digits", "deep", "softmax"])
def test_everybody_who_is_there_gets_letters(
    trace: Callable[[str], Trace], name: str
) -> None:
    """The strongest letters of each gap fall, with the derivatives of their edges."""
    scene = play(NAME, trace(name))
    assert len(scene.letters) == scene.last
    for gap, letters in enumerate(scene.letters[::-1]):
        pairs = scene.pairs[gap]
        gradient = np.array(scene.step.layers[gap].weight_gradient)
        np.testing.assert_array_equal(gradient[tuple(pairs.T)], letters.values)
        below = (
            scene.staff if gap == 0 and scene.staff else scene.network.plan.drawn[gap]
        )
        assert len(pairs) == min(
            40, len(below) * len(scene.network.plan.drawn[gap + 1])
        )
        assert pairs[0].tolist() == [scene.thread[gap + 1], scene.thread[gap]]
    assert scene.pile.path == "network.parameter_count"


def test_each_floor_is_called_by_who_stands_there() -> None:
    """Whoever is alone is one; staff is always staff, and the head is on top."""
    assert sentences.floors([3, 1]) == ["staff", "director", "head"]
    assert sentences.floors([3, 4, 2]) == ["staff", "managers", "directors", "head"]
    deep = sentences.floors([2] * 8)
    assert deep[1:5] == ["assistants"] * 3 + ["team leads"]


def test_every_sentence_is_told_and_translated() -> None:
    """What can be said is in the catalogue with as many marks, and nothing else is."""
    said = {
        *(*sentences.COMPANY.values(), *sentences.ASKED.values(), sentences.FALL),
        *(*sentences.OPENED.values(), sentences.PILED, sentences.KEPT),
    }
    told = {key[1]: to for key, to in wording.catalogue("es").items() if key[0] == NAME}
    assert said == {each for each in told if "|" in each}
    for english, other in told.items():
        assert english.count("|") == other.count("|"), english
