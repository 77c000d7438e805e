"""Ink stands as high as δ is, and what is said of its way is what it does."""

from collections.abc import Callable

import pytest
from checks.tracing import is_told
from checks.unpainted import play

from backprop_core import Trace
from scenes import wording
from scenes.chapters.depth import depth_sentences as sentences

NAME = "depth"


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
        ((0.5, 0.9), 0.1, "shrinks"),
        ((0.9, 0.8), 0.1, "shrinks"),
        ((1.5, 1.0), 0.1, "grows"),
        ((0.2, 1.1), 0.1, "mixed"),
        ((0.0, 0.5), 0.0, "ends"),
    ],
)
def test_the_way_of_delta_has_a_name(
    factors: tuple[float, ...], first: float, way: str
) -> None:
    """Layer by layer: never more, never less, all alike, or now this, now that."""
    assert sentences.course(factors, first=first) == way


def test_outcomes_are_those_of_the_trace(trace: Callable[[str], Trace]) -> None:
    """In the smallest network δ shrinks, and its twin with ReLU is dead."""
    scene = play(NAME, trace("tiny"))
    said = [cue.text for cue in scene.cues]
    assert said[0] == sentences.POURED["shrinks"].replace("| ", "")
    assert said[3] == sentences.TWIN["ends"].replace("| ", "")
    assert "2 of 2 are dead" in said[4]


@pytest.mark.parametrize(
    ("name", "way"), [("digits", "no longer"), ("tiny", "shrinks")]
)
def test_the_end_is_told_by_the_start(
    trace: Callable[[str], Trace], name: str, way: str
) -> None:
    """What shrank at the start and does so no more is called that."""
    scene = play(NAME, trace(name))
    said = sentences.LATER[way].replace("| ", "").partition("{steps}")[2]
    assert scene.cues[2].text.endswith(said)


def test_every_sentence_is_translated() -> None:
    """What can be said is in the catalogue with as many marks."""
    told = {key[1]: to for key, to in wording.catalogue("es").items() if key[0] == NAME}
    tables = (
        *(sentences.POURED, sentences.LATER, sentences.SLOPES),
        *(sentences.TWIN, sentences.DIED),
    )
    said = {
        sentences.NOTHING,
        sentences.ANY_SLOPE,
        *(each for table in tables for each in table.values()),
    }
    assert said < set(told)
    assert all(english.count("|") == es.count("|") for english, es in told.items())
