"""In a film's own order nothing jumps: each shot ends on what the next begins with.

`make proof` looks at the digits.
"""

from itertools import pairwise

import pytest
from checks import borders
from checks.borders import cuts

from scenes.chapters import CHAPTERS


@pytest.fixture(scope="module")
def film():
    """The trace of a film and its shots, in two steps."""
    return borders.told("xor", steps=(0, 3))


@pytest.fixture(scope="module")
def ends(film, tmp_path_factory):
    """The first and the last picture of each shot, by its name."""
    return borders.ends(*film, tmp_path_factory.mktemp("manim"))


def test_each_shot_begins_with_the_picture_that_the_one_before_ends_on(film, ends):
    """Chapters, cards and dissolves, to the last pixel."""
    _, shots = film
    assert {shot.scene for shot in shots} >= {"card", "neuron", "training"}
    assert cuts(shots, ends) == []


def test_a_cut_is_seen(film, ends):
    """Chapters in another order, or without their dissolve, do not meet."""
    _, shots = film
    chapters = [shot for shot in shots if shot.interlude is None]
    for place, (one, other) in enumerate(pairwise(chapters)):
        entries = CHAPTERS[one.chapter], CHAPTERS[other.chapter]
        if len({home for each in entries for home in (each.opens, each.closes)}) == 1:
            continue  # where both begin and end on one home, either may come first
        swapped = [*chapters[:place], other, one, *chapters[place + 2 :]]
        assert cuts(swapped, ends)
    bare = [shot for shot in shots if shot.scene != "dissolve"]
    joined = [shot.name for shot in shots if shot.scene == "dissolve"]
    assert len(cuts(bare, ends)) == len(joined)
    asked = next(shot for shot in shots if shot.scene == "card")
    assert cuts([chapters[-1], asked], ends)
