"""What chapters told on the stage show is what the trace says, in mid-motion too."""

from collections.abc import Callable
from functools import cache
from typing import Any

import pytest
from checks import legibility
from checks.meaning import Meaning
from checks.planted import FAULTS
from checks.rhythm import measured
from checks.unpainted import play, trace_of

from scenes.chapters import CHAPTERS, chapter_class
from scenes.setting import LANGUAGES
from scenes.step_chapter import StepChapter

ON_STAGE = [name for name in CHAPTERS if issubclass(chapter_class(name), StepChapter)]
EXPERIMENTS = ("digits", "xor", "tiny", "digits14")


def traced(chapter: str, experiment: str) -> Any:
    """Return the trace that a chapter is told of."""
    return trace_of(experiment, CHAPTERS[chapter].probes)


def faults(chapter: str, experiment: str, language: str = "en") -> list[str]:
    """Return what is wrong with a chapter: its meaning, and pictures as pictures."""
    trace, pictures = traced(chapter, experiment), dict[str, int]()
    meaning = Meaning(trace, language=language)

    def rest(scene: Any) -> None:
        meaning.rest(scene)
        for fault in legibility.faults(scene):
            pictures.setdefault(f"picture: {fault}", len(scene.cues))

    play(chapter, trace, look=meaning.look, at_end=rest, language=language)
    return [f"{fault} (beat {when})" for fault, when in pictures.items()] + [
        f"{fault} ({when})" for fault, when in meaning.faults.items()
    ]


found = cache(faults)


@cache
def rhythm(chapter: str, experiment: str, language: str) -> list[str]:
    """Return the limits that a chapter's motion breaks."""
    told = measured(chapter, traced(chapter, experiment), language=language)
    return [f"rhythm: {fault} (all beats)" for fault in told.broken()]


def of_kind(what: list[str], seen: str) -> set[str]:
    """Return the faults of a kind, without their times; its words may be apart."""
    kind, _, words = seen.partition(": ")
    return {
        each.rpartition(" (")[0]
        for each in what
        if each.startswith(kind) and words in each
    }


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("experiment", EXPERIMENTS)
@pytest.mark.parametrize("chapter", ON_STAGE)
def test_pictures_mean_what_the_trace_says(
    chapter: str, experiment: str, language: str
) -> None:
    """Place, size, sign, direction and text of every mark, in every frame."""
    wrong = found(chapter, experiment, language)
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("chapter", ON_STAGE)
def test_the_digits_keep_the_rhythm(chapter: str, language: str) -> None:
    """Beats, stillness, gaps, begins and recalls are within the limits."""
    wrong = rhythm(chapter, "digits", language)
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize("fault", FAULTS.values(), ids=FAULTS)
def test_a_planted_fault_is_seen(fault: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """A check that passes without the fault fails with it."""
    look: Callable[..., list[str]] = faults
    known: Callable[..., list[str]] = found
    if fault.seen.startswith("rhythm"):
        look, known = rhythm.__wrapped__, rhythm
    before = known(fault.chapter, fault.experiment, "en")
    fault.plant(monkeypatch)
    now = look(fault.chapter, fault.experiment, "en")
    assert of_kind(now, fault.seen) - of_kind(before, fault.seen)
