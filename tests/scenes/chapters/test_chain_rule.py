"""A race on one clock, and this step's rates: what runs is what the numbers say."""

from collections.abc import Callable
from typing import Any

import pytest
from checks.unpainted import play

from backprop_core import Trace
from scenes import facts, wording
from scenes.chapters.chain_rule import chain_sentences as sentences

NAME = "chain_rule"


def test_speeds_are_true_in_every_frame(trace: Callable[[str], Trace]) -> None:
    """Whenever they run, the three have gone 15, 5 and 1 times as far."""
    ratios: set[tuple[float, float]] = set()
    places: set[float] = set()

    def look(scene: Any, _: int) -> None:
        found = [m for m in scene.reading() if m.depicts.what == "length"]
        ways = {m.depicts.path: m.box[2] - m.box[0] for m in found}
        if len(ways) == 3:
            slow, mid, fast = (ways[path] for path in scene.race.paths)
            ratios.add((round(mid / slow, 3), round(fast / mid, 3)))
            places.add(round(fast))

    play(NAME, trace("xor"), look=look)
    values = facts.FACTS
    assert ratios == {(values["dog_per_tortoise"].value, values["hare_per_dog"].value)}
    assert len(places) > 10


def test_runners_go_with_their_values(trace: Callable[[str], Trace]) -> None:
    """In the wiggle each runner stands right over the dot of its number line."""
    apart: list[float] = []

    def look(scene: Any, _: int) -> None:
        if len(scene.cues) == 4 and any(line.swing for line in scene.way.lines):
            for runner, line in zip(scene.race.runners, scene.way.lines, strict=False):
                apart.append(runner.x - line.x - line.reach * line.swing)

    play(NAME, trace("digits"), look=look)
    assert len(apart) > 20
    assert max(map(abs, apart)) < 1e-9


@pytest.mark.parametrize(
    ("name", "outcome", "lines"),
    [
        ("digits", "forwards", 4),
        ("moons", "backwards", 4),
        ("softmax", "backwards", 3),
        ("dead", "stops", 4),
    ],
)
def test_words_follow_the_rates(
    trace: Callable[[str], Trace], name: str, outcome: str, lines: int
) -> None:
    """A rate that turns the way around, or stops it, is told; softmax has one less."""
    scene = play(NAME, trace(name))
    assert scene.cues[-1].text == sentences.WIGGLE[outcome].replace("| ", "")
    assert len(scene.way.lines) == lines
    assert scene.cues[3].text == sentences.BECOME[lines == 3].replace("| ", "")


def test_each_fact_has_a_source() -> None:
    """A number that no training made says where it comes from."""
    assert all(fact.source for fact in facts.FACTS.values())
    assert facts.FACTS["hare_per_tortoise"].value == 15


def test_every_sentence_is_told_and_translated() -> None:
    """What can be said is in the catalogue with as many marks, and nothing else is."""
    said = {
        *(sentences.SET_OFF, sentences.COUNT, sentences.MULTIPLY, *sentences.ANIMALS),
        *(*sentences.BECOME.values(), *sentences.WIGGLE.values()),
    }
    told = {key[1]: to for key, to in wording.catalogue("es").items() if key[0] == NAME}
    assert said == set(told)
    for english, other in told.items():
        assert english.count("|") == other.count("|"), english
