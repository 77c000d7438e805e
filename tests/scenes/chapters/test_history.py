"""The line of years: its distances are true, and every year has its source."""

from typing import Any

import numpy as np
import pytest
from checks.tracing import trace_for
from checks.unpainted import play
from checks.whole import faults

from scenes import facts
from scenes.chapters.history import history
from scenes.diagram.plots.timeline import Timeline

NAME = "history"
YEARS = ("linnainmaa", "werbos", "rumelhart")


def untrue() -> float:
    """Return how many years dots stand beside where they belong, at most."""
    off: list[float] = []

    def look(scene: Any, _: int) -> None:
        dots = {
            float(scene.value(mark.depicts.path)): mark.centre[0]
            for mark in scene.reading()
            if mark.depicts.what == "event"
        }
        if len(dots) > 2:
            years, places = map(np.array, zip(*dots.items(), strict=True))
            line = np.polyfit(places, years, 1)
            off.append(float(np.abs(np.polyval(line, places) - years).max()))

    play(NAME, trace_for(NAME, "tiny"), look=look)
    assert off
    return max(off)


def test_distances_are_true_to_the_years(monkeypatch: pytest.MonkeyPatch) -> None:
    """In every frame, whichever years the line shows; one that bends is seen."""
    assert untrue() < 1e-6
    right = Timeline.across
    monkeypatch.setattr(
        Timeline, "across", lambda self, year: right(self, year + (year > 1980))
    )
    assert untrue() > 0.1


def test_every_year_has_a_source_that_names_it() -> None:
    """A fact says who wrote it, where and when."""
    for name in YEARS:
        fact = facts.FACTS[name]
        assert str(fact.value) in fact.source


def test_planted_faults_are_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    """A year beside its fact, and an equation that leaves the picture, are faults."""
    usual = history.Number
    plants = {
        "text:": (
            "Number",
            lambda path, text, **em: usual(path, f"{text[:-1]}9", **em),
        ),
        "picture:": ("WIDEST", 9.0),
    }
    for kind, plant in plants.items():
        with monkeypatch.context() as patch:
            patch.setattr(history, *plant)
            patch.setattr(history, "LETTERS", 0.9)
            found = faults(NAME, trace_for(NAME, "tiny"))
        assert any(each.startswith(kind) for each in found), kind
