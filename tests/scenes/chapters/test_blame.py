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
    assert [each.gap for each in scene.letters] == [*range(scene.last)]
    for letters in scene.letters:
        gradient = np.array(scene.step.layers[letters.gap].weight_gradient)
        kept = gradient[tuple(letters.pairs.T)]
        np.testing.assert_array_equal(kept, letters.values)
        assert len(kept) == min(40, len(letters.pairs))
    assert scene.pile.path == "network.parameter_count"


def test_who_asks_whom_follows_the_floors() -> None:
    """Each company has its own sentence: by its floors, and by who is alone."""
    sizes = ([3, 2], [3, 1], [3, 4, 2], [3, 4, 1], [3, 4, 4, 2], [1, 1, 1, 1])
    said = [sentences.asked(each) for each in sizes]
    assert len(set(said)) == 5
    assert all("directors" in said[place] for place in (0, 2, 4))
    assert not any("directors" in said[place] for place in (1, 3, 5))


def test_every_sentence_is_told_and_translated() -> None:
    """What can be said is in the catalogue with as many marks, and nothing else is."""
    said = {
        *(sentences.company(is_batch=b, is_free=f) for b in (0, 1) for f in (0, 1)),
        *map(sentences.asked, ([3, 2], [3, 1], [3, 2, 2], [3, 1, 2], [2] * 4)),
        *(sentences.FALL, *sentences.OPENED.values(), sentences.PILED, sentences.KEPT),
    }
    told = {key[1]: to for key, to in wording.catalogue("es").items() if key[0] == NAME}
    assert said == {each for each in told if "|" in each}
    for english, other in told.items():
        assert english.count("|") == other.count("|"), english
