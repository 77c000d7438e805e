"""The pass to the answer: each layer from the one before, read as it is, told truly."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from checks import shapes
from checks.unpainted import play

from backprop_core import Trace
from scenes import wording
from scenes.chapters.forward_pass import forward_sentences as sentences
from scenes.diagram.charts.answer_bars import AnswerBars

NAME = "forward_pass"


def test_bars_end_where_the_axis_has_their_value(
    trace: Callable[[str], Trace],
) -> None:
    """A bar from 0 to 1 is as long as its share of the axis, and stands by its unit."""
    apart: list[float] = []

    def at_end(scene: Any) -> None:
        bars = scene.answer.bars
        scale = scene.camera.pixel_width / scene.camera.frame_width
        for mark in scene.reading():
            if mark.depicts.what == "bar" and bars in scene.mobjects:
                value = float(scene.value(mark.depicts.path))
                left, top, right, bottom = mark.box
                apart.append((right - left) / scale / (bars.right - bars.left) - value)
                row = scene.network.place(
                    scene.last, bars.paths.index(mark.depicts.path)
                )
                apart.append((540 - (top + bottom) / 2) / scale - row[1])

    play(NAME, trace("digits"), at_end=at_end)
    assert len(apart) >= 40
    assert max(map(abs, apart)) < 0.01


def test_ticks_stand_at_the_targets(trace: Callable[[str], Trace]) -> None:
    """Where a bar should end is where the axis has the target."""
    apart: list[float] = []

    def at_end(scene: Any) -> None:
        bars = scene.answer.bars
        scale = scene.camera.pixel_width / scene.camera.frame_width
        for mark in scene.reading():
            if mark.depicts.what == "tick":
                x = mark.centre[0] / scale - scene.camera.frame_width / 2
                target = float(scene.value(mark.depicts.path))
                apart.append(x - bars.across(target))

    play(NAME, trace("digits"), at_end=at_end)
    assert len(apart) == 10
    assert max(map(abs, apart)) < 0.02


def test_bars_of_softmax_laid_end_to_end_reach_one(
    trace: Callable[[str], Trace],
) -> None:
    """The last of them ends at 1."""
    rights: list[float] = []

    def look(scene: Any, frames: int) -> None:
        bars: AnswerBars = scene.answer.bars
        if bars.joined == 1.0:
            scale = scene.camera.pixel_width / scene.camera.frame_width
            ends = [m.box[2] for m in scene.reading() if m.depicts.what == "bar"]
            right = max(ends) / scale - scene.camera.frame_width / 2
            rights.append(right - bars.across(1.0))

    play(NAME, trace("softmax"), look=look)
    assert rights
    assert max(map(abs, rights)) < 0.02


@pytest.mark.parametrize("bias", [5.0, -5.0])
def test_the_answer_is_called_right_only_where_it_is(
    tell: Callable[..., Any], tmp_path: Path, bias: float
) -> None:
    """Right and wrong have sentences of their own, chosen by what is read."""
    more = f"weights = [[[0.0, 0.0]]]\nbiases = [[{bias}]]"
    shape = {"data": 'name = "xor"', "layers": [2, 1], "more": more}
    scene = tell(NAME, shapes.written(tmp_path, "one", shape))
    is_right = bool((scene.step.predictions == scene.step.labels)[scene.row])
    said = scene.cues[-2].text
    assert ("that is right" in said) == is_right
    assert ("The truth is" in said) != is_right


def test_both_languages_have_as_many_marks() -> None:
    """A translation waits as often as the sentence does."""
    for (context, english), other in wording.catalogue("es").items():
        if context == NAME:
            assert english.count("|") == other.count("|"), english


SIZES = ((64, 10, 5), (1, 1, 1), (2, 1))
JUDGED = ((None, None, 1), (1, 1, 1), (1, 1, 2), (0, 1, 1), (0, 1, 2))
ONE, TWO = np.array([0.5]), np.array([0.5, 0.2])


def test_every_outcome_has_a_sentence_of_its_own() -> None:
    """What comes out, and how many there are, decides what is said."""
    said = [
        *(sentences.known(each) for each in SIZES),
        *(sentences.bent(each, each, is_joint=False) for each in (ONE, TWO)),
        *(sentences.bent(each, each + 1, is_joint=False) for each in (ONE, TWO)),
        *(sentences.bent(-each, 0 * each, is_joint=False) for each in (ONE, TWO)),
        sentences.bent(TWO, TWO, is_joint=True),
        *(*sentences.ON.values(), *sentences.SHOWN.values()),
        *(sentences.judged(*each)[0] for each in JUDGED),
        *(sentences.SENT, sentences.WHOLE),
        *(*sentences.END.values(), *sentences.AGAIN.values()),
    ]
    assert len(set(said)) == len(said)
    assert set(said) == {key[1] for key in wording.catalogue("es") if key[0] == NAME}
