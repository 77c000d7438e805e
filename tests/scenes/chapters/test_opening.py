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
                seen.add((round(scene.wall.ring), mark.depicts.path))

    play(NAME, trace("digits"), look=look, rate=30)
    # Until its own answer has come, the one before stands.
    allowed = {row: (f"[{row}, ", f"[{max(0, row - 1)}, ") for row in range(-1, 12)}
    allowed[-1] = ("[0, ",)  # before the first turn
    assert all(any(each in path for each in allowed[row]) for row, path in seen)
    told = {path for _, path in seen}
    assert all(any(f"outputs[{row}, " in each for each in told) for row in range(12))


def test_a_first_guess_needs_a_map_or_a_curve() -> None:
    """With a map it is told everywhere; without one no more is claimed."""
    told = " ".join(cue.text for cue in play(NAME, trace_for(NAME, "xor")).cues)
    assert "guess for every place" in told
    bare = play(NAME, trace_of("xor", ("first_answers",)))
    assert "guess for every place" not in " ".join(cue.text for cue in bare.cues)


def test_every_sentence_is_told_and_translated() -> None:
    """What can be said is in the catalogue with as many marks, and nothing else is."""
    tables = sentences.TASK, sentences.SCATTERED, sentences.ANSWERED, sentences.DIALS
    said = {each for table in tables for each in table.values()}
    said |= {sentences.LAID, sentences.PLACED}
    told = {key[1]: to for key, to in wording.catalogue("es").items() if key[0] == NAME}
    assert said == {each for each in told if "|" in each}
    for english, other in told.items():
        assert english.count("|") == other.count("|"), english
