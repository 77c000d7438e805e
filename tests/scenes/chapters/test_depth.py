"""Ink stands as high as δ is, and what is said of its way is what it does."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest
from checks import shapes
from checks.homes import beyond_home
from checks.tracing import is_told
from checks.unpainted import play
from checks.whole import faults

from backprop_core import Trace
from scenes import wording
from scenes.chapters.depth import depth_sentences as sentences

NAME = "depth"
LEAKY: Mapping[str, Any] = {"layers": [2, 3, 3, 2], "hidden": "gelu", "batch": 2}


@pytest.fixture
def trace(tmp_path: Path) -> Callable[[str], Trace]:
    """Return a function that trains a shipped experiment, or one of the shapes."""
    outputs = "inputs = [[0.2, 0.9]]\ntargets = [[0.0, 1.0]]"
    more = {**shapes.SHAPES, "gelu": {**LEAKY, "data": outputs, "batch": 1}}
    return shapes.traces(tmp_path, NAME, more)


@pytest.mark.parametrize(
    ("name", "language"),
    [("tiny", "es"), ("softmax", "en"), ("deep", "es"), ("gelu", "en")],
)
def test_each_picture_means_what_the_trace_says(
    trace: Callable[[str], Trace], name: str, language: str
) -> None:
    """Levels, brightness and numbers follow their paths, nothing lies on anything."""
    assert not faults(NAME, trace(name), language=language, notation="classic")


def test_it_ends_on_the_empty_stage(trace: Callable[[str], Trace]) -> None:
    """The last picture is the one on which the next chapter opens."""
    assert not beyond_home(play(NAME, trace("tiny")))


def test_it_is_left_out_where_nothing_can_be_compared() -> None:
    """One hidden layer has no way back."""
    assert not is_told(NAME, "xor")
    assert is_told(NAME, "tiny")


@pytest.mark.parametrize(
    ("factors", "first", "way"),
    [
        ((0.2, 0.2), 0.1, "shrinks"),
        ((1.3, 4.0), 0.1, "grows"),
        ((0.9, 1.1), 0.1, "stays"),
        ((0.2, 1.1), 0.1, "mixed"),
        ((0.0, 0.5), 0.0, "ends"),
    ],
)
def test_the_way_of_delta_has_a_name(
    factors: tuple[float, ...], first: float, way: str
) -> None:
    """Layer by layer: all less, all more, all alike, or now this, now that."""
    assert sentences.course(factors, first=first) == way


@pytest.mark.parametrize(
    ("start", "now", "words"),
    [
        ("shrinks", "shrinks", "still shrinks"),
        ("shrinks", "mixed", "no longer shrinks"),
        ("stays", "mixed", "now less"),
        ("shrinks", "grows", "even grows"),
    ],
)
def test_the_end_is_told_by_the_start(start: str, now: str, words: str) -> None:
    """Still, no longer, even: what is said last depends on what was first."""
    assert words in sentences.later(start, now)


def test_outcomes_are_those_of_the_trace(trace: Callable[[str], Trace]) -> None:
    """In the smallest network δ shrinks, and its twin with ReLU is dead."""
    scene = play(NAME, trace("tiny"))
    said = [cue.text for cue in scene.cues]
    assert said[0] == sentences.POURED["shrinks"].replace("| ", "")
    assert said[3] == sentences.TWIN["none"].replace("| ", "")
    assert "2 of 2 are dead" in said[4]
    assert sentences.compared(2.0, 1.0) == "more"
    assert sentences.compared(1.0, 1.1) == "alike"
    assert sentences.compared(0.5, 1.0) == "less"
    assert [sentences.died(n) for n in (0, 1, 2)] == ["none", "one", "many"]


def test_every_sentence_is_translated() -> None:
    """What can be said is in the catalogue with as many marks."""
    told = {key[1]: to for key, to in wording.catalogue("es").items() if key[0] == NAME}
    tables = (
        *(sentences.POURED, sentences.SLOPES, sentences.STILL, sentences.NOW),
        *(sentences.NO_LONGER, sentences.TWIN, sentences.DIED, sentences.OWN_DIED),
        sentences.NAMES,
    )
    said = {
        sentences.NOTHING,
        sentences.OTHER_SLOPE,
        *(each for table in tables for each in table.values()),
    }
    assert said < set(told)
    assert all(english.count("|") == es.count("|") for english, es in told.items())
