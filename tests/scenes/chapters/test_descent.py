"""Down the real landscape: where walkers stand, and which outcome is told."""

from collections.abc import Callable
from dataclasses import replace
from itertools import product
from typing import Any

import numpy as np
import pytest
from checks.tracing import trace_for

from backprop_core import Trace
from scenes import wording
from scenes.chapters import CHAPTERS
from scenes.chapters.descent import descent_sentences as sentences
from scenes.chapters.descent.descent import Descent
from scenes.diagram.plots.rising_map import RisingMap, Walker
from scenes.engine.drawing import Box
from scenes.engine.reading import ReadingPen
from scenes.style import THEMES

NAME = "descent"
AREA = Box(-4.0, -2.0, 4.0, 2.0)


def test_it_asks_for_the_probes_of_the_table() -> None:
    """What plain Manim records of it is what a film does."""
    assert Descent.probes == CHAPTERS[NAME].probes
    assert Descent.title == CHAPTERS[NAME].title


def test_a_map_that_is_not_tilted_lies_in_its_box() -> None:
    """Corners in the corners; tilted, what is higher stands higher."""
    ground = RisingMap(np.array([[0.0, 0.2], [0.4, 1.0]]), AREA)
    corner = np.array([AREA.left, AREA.bottom])
    assert ground.risen(corner, np.array(0.7)).tolist() == corner.tolist()
    ground.tilt = 1.0
    low, high = ground.risen(np.zeros((2, 2)), np.array([0.0, 1.0]))
    assert low[1] < high[1]


def test_who_leaves_the_map_is_drawn_up_to_its_rim() -> None:
    """On the map there is a walker, beyond it an arrow."""
    ground = RisingMap(np.zeros((3, 3)), AREA, edges=(-4.0, 4.0, -2.0, 2.0))
    places = np.array([[0.0, 0.0], [8.0, 2.0]])
    walker = Walker(ground, places, ["p[0]", "p[1]"], times=[0, 1])
    for walker.reached, shown in ((0.4, "walker"), (1.0, "left")):
        pen = ReadingPen(800, 450, THEMES["dark"], 100.0)
        walker.draw(pen)
        found = {mark.depicts.what: mark for mark in pen.marks() if mark.depicts.what}
        assert set(found) == {shown}
    assert found["left"].box[0] == pytest.approx(400 + 100 * AREA.right, abs=8)


@pytest.fixture
def told() -> Callable[..., str]:
    """Return a function that says what came of the rates, if that had come out."""

    def outcome(**changes: Any) -> str:
        trace: Trace = trace_for(NAME, "xor")
        walks = trace.probes["walkers"]
        large = replace(walks.walks[2], leaves=changes.pop("leaves"))
        walks = replace(walks, walks=(*walks.walks[:2], large), **changes)
        probes = {**trace.probes, "walkers": walks}
        scene = Descent(view=replace(trace, probes=probes), skip_animations=True)
        scene.setup()
        return scene.outcome().removeprefix(sentences.RATES)

    return outcome


def test_what_came_of_the_rates_is_told_by_their_walks(
    told: Callable[..., str],
) -> None:
    """Crawled or came, left, jumped or came: as the values say."""
    crawled, came = sentences.SMALL[True], sentences.SMALL[False]
    small = {"is_too_small": True, "is_too_large": True}
    assert told(leaves=27, **small) == crawled + sentences.LARGE["left"]
    assert told(leaves=None, **small) == crawled + sentences.LARGE["jumped"]
    small = {"is_too_small": False, "is_too_large": False}
    assert told(leaves=None, **small) == came + sentences.LARGE["came"]


def test_a_way_is_called_what_it_looks_like() -> None:
    """Lost, or down; jagged if it rises and no step takes all samples."""
    rough = 1.0, 0.4, 0.5, 0.2
    assert sentences.shape_of((0.5, 0.6), takes_all=False) == "lost"
    assert sentences.shape_of((0.5, 0.3, 0.301), takes_all=False) == "down"
    assert sentences.shape_of(rough, takes_all=False) == "jagged"
    assert sentences.shape_of(rough, takes_all=True) == "down"


def test_every_outcome_has_a_sentence_of_its_own() -> None:
    """What came out decides what is said, and each sentence is translated."""
    raced = product(
        [sentences.RATES], sentences.SMALL.values(), sentences.LARGE.values()
    )
    said = {
        *(sentences.FOG, sentences.SLOPE, sentences.LEVEL, sentences.LIFTED),
        *(*sentences.SIDEWAYS.values(), *map("".join, raced), *sentences.ARRIVED),
    }
    told = {
        key: text for key, text in wording.catalogue("es").items() if key[0] == NAME
    }
    assert said == {english for _, english in told if "|" in english}
    for (_, english), other in told.items():
        assert english.count("|") == other.count("|"), english
