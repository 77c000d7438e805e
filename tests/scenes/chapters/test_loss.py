"""The cost of an answer: areas are numbers, sentences are what happened."""

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from checks.unpainted import play

from backprop_core import Recording, RunSpec, Trace, train
from backprop_core.assets import asset
from scenes import wording
from scenes.chapters.loss import loss_sentences as sentences
from scenes.chapters.loss.loss import AREA, Loss
from scenes.diagram.charts.error_squares import ErrorSquares
from scenes.notation.loss_formulas import LOSS_FORMULAS
from scenes.setting import NOTATIONS

NAME = "loss"


def squares() -> ErrorSquares:
    """Three areas, 1 : 2 : ½, whose sum is halved."""
    three = [(0.0, 0.0)] * 3
    paths = ["a", "b", "c"]
    goal = (3.0, 0.0)
    return ErrorSquares([1.0, 2.0, 0.5], three, 0.8, goal, paths=paths, kept=0.5)


def test_areas_are_in_proportion_to_their_values() -> None:
    """Twice the value, twice the area; and the sum is as large as all of them."""
    made = squares()
    assert made.sides.max() == 0.8
    np.testing.assert_allclose(made.sides**2 / made.sides[0] ** 2, [1, 2, 0.5])
    assert made.whole**2 == pytest.approx((made.sides**2).sum())


def test_an_area_stays_as_large_while_it_slides(
    trace: Callable[[str], Trace],
) -> None:
    """From a square to its part of the sum, each one's area is the same."""
    areas: dict[str, set[float]] = {}

    def look(scene: Any, frames: int) -> None:
        found = scene.squares
        if found.gathered.any() and found.size == 1 and not found.scaled:
            for mark in scene.reading():
                if mark.depicts.what == "square":
                    (stroke,) = mark.of("area")
                    area = (stroke.right - stroke.left) * (stroke.bottom - stroke.top)
                    areas.setdefault(mark.depicts.path, set()).add(round(area, 2))

    play(NAME, trace("digits"), look=look)
    assert len(areas) == 10
    assert all(max(each) - min(each) < 0.1 for each in areas.values())


def test_marks_stand_at_their_costs(trace: Callable[[str], Trace]) -> None:
    """The lines of the sample and of the mean are where the axis has their values."""
    apart: dict[str, float] = {}
    found = trace("softmax").probes["sample_costs"].steps[0]
    least, most = float(found.edges[0]), float(found.edges[-1])

    def at_end(scene: Any) -> None:
        scale = scene.camera.pixel_width / scene.camera.frame_width
        for mark in scene.reading():
            if mark.depicts.what == "mark":
                value = float(scene.value(mark.depicts.path))
                x = mark.centre[0] / scale - scene.camera.frame_width / 2
                share = (value - least) / (most - least)
                apart[mark.depicts.path] = x - AREA.left - AREA.width * share

    play(NAME, trace("softmax"), at_end=at_end)
    assert len(apart) == 2
    assert max(map(abs, apart.values())) < 0.01


def test_a_step_without_the_probe_is_told_without_the_mean() -> None:
    """What was not recorded is not compared."""
    run = RunSpec.load(asset("experiments/xor.toml"))
    bare = train(run, Recording(steps=(0,), whole=False))
    scene = Loss(view=bare, step=0, skip_animations=True)
    scene.setup()
    assert not scene.is_known


@pytest.mark.parametrize("name", LOSS_FORMULAS)
def test_a_loss_is_written_in_both_notations(name: str) -> None:
    """What is written of a loss is written for every notation."""
    written = LOSS_FORMULAS[name]
    for mapping in (written.whole, written.gradient, written.difference):
        assert set(mapping) == set(NOTATIONS)


def test_every_outcome_has_a_sentence_of_its_own() -> None:
    """What came out decides what is asked, read off and compared."""
    tables = (
        *(sentences.DIFFER, sentences.READ_OFF, sentences.SUM, sentences.ALL),
        *(sentences.MEAN, sentences.AGAIN),
    )
    said = [each for table in tables for each in table.values()]
    said += [sentences.SQUARED, sentences.BETWEEN, sentences.END]
    assert len(set(said)) == len(said)
    assert sentences.MEAN.keys() == sentences.USES.keys()
    told = {key[1] for key in wording.catalogue("es") if key[0] == NAME}
    assert set(said) == {each for each in told if "|" in each}


def test_both_languages_have_as_many_marks() -> None:
    """A translation waits as often as the sentence does."""
    for (context, english), other in wording.catalogue("es").items():
        if context == NAME:
            assert english.count("|") == other.count("|"), english
