"""The checks that every chapter passes are not blind: planted faults are seen."""

from collections.abc import Callable, Iterable
from functools import cache
from typing import Any

import pytest
from checks.invented import has_invented_digit
from checks.planted import FAULTS
from checks.planted_depth import DEPTH
from checks.planted_once import ONCE
from checks.planted_plots import PLOT_FAULTS
from checks.rhythm import measured
from checks.tracing import is_told, trace_for
from checks.variants import language
from checks.whole import faults

from scenes.chapters import CHAPTERS
from scenes.diagram.formulas import Formula
from scenes.diagram.text import Source, Text


@cache
def rhythm(chapter: str, experiment: str) -> list[str]:
    """Return the limits that a chapter's motion breaks."""
    told = measured(chapter, trace_for(chapter, experiment))
    return [f"rhythm: {fault} (all beats)" for fault in told.broken()]


def of_kind(what: Iterable[str], seen: str) -> set[str]:
    """Return the faults of a kind, without their times; its words may be apart."""
    kind, _, words = seen.partition(": ")
    return {
        each.rpartition(" (")[0]
        for each in what
        if each.startswith(kind) and words in each
    }


@pytest.mark.proof
@pytest.mark.parametrize(
    "fault",
    [*FAULTS.values(), *ONCE.values(), *PLOT_FAULTS.values(), *DEPTH.values()],
    ids=[*FAULTS, *ONCE, *PLOT_FAULTS, *DEPTH],
)
def test_a_planted_fault_is_seen(fault: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """A check that passes without the fault fails with it.

    That it passes without is what every chapter is tested for in these experiments; to
    keep the rhythm in them is asked of the digits alone.
    """
    where = fault.chapter, fault.experiment
    if fault.seen.startswith("rhythm"):
        before = of_kind(rhythm(*where), fault.seen)
        fault.plant(monkeypatch)
        assert of_kind(rhythm.__wrapped__(*where), fault.seen) - before
        return
    fault.plant(monkeypatch)
    found = faults(
        fault.chapter,
        trace_for(*where),
        language=language(*where),
        stops=lambda all: bool(of_kind(all, fault.seen)),
    )
    assert of_kind(found, fault.seen)


def test_an_invented_digit_is_found() -> None:
    """A text with a digit of its own fails the check that chapters pass."""
    assert has_invented_digit(Text(Source("unit 7")))
    assert not has_invented_digit(Text(Source("unit {n}", {"n": "x"}, {"n": "7"})))
    assert has_invented_digit(Formula(Source("w_3"), {}))


@pytest.mark.parametrize("chapter", CHAPTERS)
def test_a_chapter_lasts_as_long_at_any_frame_rate(
    tell: Callable[..., Any], chapter: str
) -> None:
    """At 15 and at 60 frames a second each beat takes the same time."""
    from manim import tempconfig

    lengths, experiment = [], "xor" if is_told(chapter, "xor") else "tiny"
    for rate in (15, 60):
        with tempconfig({"frame_rate": rate}):
            scene = tell(chapter, experiment)
            lengths.append([cue.frames / rate for cue in scene.cues])
    assert lengths[0] == pytest.approx(lengths[1])
