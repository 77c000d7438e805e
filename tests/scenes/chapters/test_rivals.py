"""Runners are where their costs are, and who is said to win has won."""

from collections.abc import Callable
from typing import Any

import pytest
from checks.unpainted import play

from backprop_core import Trace
from scenes import wording
from scenes.chapters.rivals import rivals_sentences as sentences

NAME = "rivals"


def test_who_runs_away_is_struck_out(trace: Callable[[str], Trace]) -> None:
    """A record that ends early is told as such."""
    scene = play(NAME, trace("wild"))
    said = [cue.text for cue in scene.cues]
    assert sentences.LOST.replace("| ", "") in said
    said = [cue.text for cue in play(NAME, trace("xor")).cues]
    assert sentences.LOST.replace("| ", "") not in said


@pytest.mark.parametrize(
    ("arrivals", "ends", "found"),
    [
        ({"sgd": 20, "rprop": 12}, {}, ("first", "rprop")),
        ({"sgd": 12, "rprop": 12}, {}, ("tied", None)),
        ({}, {"sgd": 0.4, "adam": 0.3}, ("furthest", "adam")),
        ({}, {"sgd": 0.4, "adam": 0.4}, ("nobody", None)),
        ({}, {}, ("nobody", None)),
    ],
)
def test_the_winner_is_who_won(arrivals: Any, ends: Any, found: Any) -> None:
    """First at the goal; if nobody is there, who has least left; or a tie."""
    assert sentences.outcome(arrivals, ends) == found


@pytest.mark.parametrize(
    ("evolved", "kind"),
    [((1.0, 0.4, 0.1), "ahead"), ((1.0, 0.8, 0.1), "passed"), ((1.0, 0.8), "behind")],
)
def test_evolution_is_compared_with_plain_descent(evolved: Any, kind: str) -> None:
    """Within the budget, and after all its trials."""
    assert sentences.longer(evolved, 0.5, looks=2) == kind


def test_what_the_walker_hears_has_a_name() -> None:
    """Turned round, always the same, or nothing."""
    assert sentences.heard([1, 1, -1]) == "turned"
    assert sentences.heard([1, 1, 0]) == "straight"
    assert sentences.heard([0, 0]) == "silent"


def test_every_sentence_is_translated() -> None:
    """What can be said is in the catalogue with as many marks."""
    told = {key[1]: to for key, to in wording.catalogue("es").items() if key[0] == NAME}
    said = {
        *sentences.START.values(),
        *(sentences.REMEMBER, sentences.RUN, sentences.LOST),
        *(*sentences.ARRIVED.values(), *sentences.HEARD.values(), "weight"),
        *(word for kept in sentences.KEPT.values() for word in kept),
        *(*sentences.LONGER.values(), *sentences.NAMES.values()),
    }
    assert said < set(told)
    assert all(english.count("|") == es.count("|") for english, es in told.items())
