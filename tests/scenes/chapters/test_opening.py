"""The task and the dials: what is shown of each kind of data, and what is said."""

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from checks.tracing import trace_for, trace_of
from checks.unpainted import play

from backprop_core import Trace
from scenes import wording
from scenes.chapters.opening import opening_sentences as sentences
from scenes.diagram.plots.dials import TURN
from scenes.diagram.plots.thumbnails import Thumbnails
from scenes.engine.drawing import Box

NAME = "opening"


@pytest.mark.parametrize("name", ["digits", "xor"])
def test_each_dial_is_turned_as_far_as_its_parameter(
    trace: Callable[[str], Trace], name: str
) -> None:
    """One for each weight and bias; its angle from straight up is in proportion."""
    turns: dict[str, float] = {}

    def look(scene: Any) -> None:
        for mark in scene.reading():
            if mark.depicts.what == "dial":
                (x, y), (right, top) = mark.of("line")[0].points
                turns[mark.depicts.path] = float(np.arctan2(right - x, y - top))

    scene = play(NAME, trace(name), at_end=look)
    assert len(turns) == scene.trace.network.parameter_count
    values = {path: float(scene.value(path)) for path in turns}
    most = max(map(abs, values.values()))
    for path, turn in turns.items():
        assert turn == pytest.approx(TURN * values[path] / most, abs=1e-6)


def test_the_bars_are_those_of_the_sample_in_the_ring(
    trace: Callable[[str], Trace],
) -> None:
    """While bars stand, they are the answers to the sample whose turn it is."""
    seen: set[tuple[int, str]] = set()

    def look(scene: Any, frames: int) -> None:
        for mark in scene.reading():
            if mark.depicts.what == "bar" and mark.depicts.path:
                seen.add((round(scene.thumbnails.ring), mark.depicts.path))

    play(NAME, trace("digits"), look=look, rate=30)
    rows = {row for row, path in seen if f"outputs[{row}, " in path}
    assert rows == set(range(12))
    # Until its own answer has come, the one before stands.
    allowed = {row: (f"[{row}, ", f"[{max(0, row - 1)}, ") for row in range(-1, 12)}
    allowed[-1] = ("[0, ",)  # before the first turn
    assert all(any(each in path for each in allowed[row]) for row, path in seen)


def test_samples_that_lie_over_each_other_show_their_mean() -> None:
    """Laid one over another, all weigh the same."""
    shown = Thumbnails(np.zeros((5, 4)), (2, 2), "{sample}")
    left = np.ones(5)
    for sample, alpha in enumerate(shown.laid().tolist()):
        left[:sample] *= 1 - alpha
        left[sample] = alpha
    np.testing.assert_allclose(left, 0.2)
    shown.stand(Box(-6.0, -2.0, 6.0, 2.0))
    assert shown.box.width <= 12.0


def test_a_first_guess_needs_a_map_or_a_curve() -> None:
    """With a map it is told everywhere; without one no more is claimed."""
    told = " ".join(cue.text for cue in play(NAME, trace_for(NAME, "xor")).cues)
    assert "guess for every place" in told
    bare = play(NAME, trace_of("xor", ("first_answers",)))
    assert "guess for every place" not in " ".join(cue.text for cue in bare.cues)


def test_every_sentence_is_told_and_translated() -> None:
    """What can be said is in the catalogue with as many marks, and nothing else is."""
    outcomes = [(9, None), (1, 0), (1, 1), (9, 0), (9, 1), (9, 4), (9, 9)]
    said = {
        *(sentences.task(count, name) for count in (1, 9) for name in (None, "a")),
        *(
            sentences.scattered(count, inputs=inputs, name=name)
            for count in (1, 9)
            for inputs in (1, 2)
            for name in (None, "a")
        ),
        *(sentences.dials(*each) for each in outcomes),
        *(sentences.LAID, sentences.ALIKE, sentences.VARIED, sentences.ONE),
        *(sentences.EVERYWHERE, sentences.LINE, sentences.PLACED),
    }
    assert len({sentences.dials(*each) for each in outcomes}) == len(outcomes)
    told = {key[1]: to for key, to in wording.catalogue("es").items() if key[0] == NAME}
    assert said == {each for each in told if "|" in each}
    for english, other in told.items():
        assert english.count("|") == other.count("|"), english
