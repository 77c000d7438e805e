"""What a second step repeats is told in fewer beats and in other words."""

from pathlib import Path

import pytest
from checks import shapes
from checks.homes import beyond_home
from checks.unpainted import play
from checks.whole import faults

RETOLD = (
    "neuron",
    "forward_pass",
    "loss",
    "output_delta",
    "nudge",
    "hidden_deltas",
    "weight_update",
)
NAMES = ("digits", "chain")


@pytest.mark.parametrize("chapter", RETOLD)
@pytest.mark.parametrize(("name", "language"), [("chain", "en"), ("softmax", "es")])
def test_each_picture_means_what_the_trace_says(
    tmp_path: Path, chapter: str, name: str, language: str
) -> None:
    """Told again, place, size and sign follow the paths, and nothing overlaps."""
    trace = shapes.traces(tmp_path, chapter, shapes.SHAPES)(name)
    assert not faults(chapter, trace, language=language, again=True)


@pytest.mark.parametrize("chapter", RETOLD)
@pytest.mark.parametrize("name", NAMES)
def test_it_is_told_faster_in_other_words_and_ends_at_home(
    tmp_path: Path, chapter: str, name: str
) -> None:
    """No sentence is heard twice, and the next chapter opens on what is left."""
    trace = shapes.traces(tmp_path, chapter, shapes.SHAPES)(name)
    first, again = (play(chapter, trace, again=each) for each in (False, True))
    assert not {cue.text for cue in first.cues} & {cue.text for cue in again.cues}
    assert len(again.cues) < len(first.cues)
    assert sum(c.frames for c in again.cues) < 0.75 * sum(c.frames for c in first.cues)
    assert not beyond_home(again)
