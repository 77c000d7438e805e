"""Every beat of every chapter of all shipped experiments, in one pass each."""

from itertools import product
from pathlib import Path
from typing import Any

import pytest
from checks import borders
from checks.rhythm import beats_broken
from checks.tracing import is_told, trace_for
from checks.unpainted import RATE, play
from checks.whole import watched

from backprop_core.assets import asset
from scenes.chapters import CHAPTERS
from scenes.setting import LANGUAGES

pytestmark = pytest.mark.patience(120)

MAIN = "digits"  # in both languages, and as the classic video wrote it, on white
OTHERS = sorted({path.stem for path in asset("experiments").glob("*.toml")} - {MAIN})


def told() -> list[tuple[str, str, dict[str, Any]]]:
    """Return each chapter with what it is told about, and how.

    Experiments and chapters change their language in turn.
    """
    classic = {"language": "es", "notation": "classic", "theme": "light"}
    return [
        *(
            (chapter, MAIN, how)
            for chapter in CHAPTERS
            for how in (*({"language": each} for each in LANGUAGES), classic)
        ),
        *(
            (chapter, name, {"language": LANGUAGES[(turn + number) % 2]})
            for (turn, name), (number, chapter) in product(
                enumerate(OTHERS), enumerate(CHAPTERS)
            )
            if is_told(chapter, name)
        ),
    ]


@pytest.mark.parametrize(
    ("chapter", "experiment", "how"),
    [
        pytest.param(*each, id="-".join((*each[:2], *each[2].values())))
        for each in told()
    ],
)
def test_a_film_is_what_it_says(
    chapter: str, experiment: str, how: dict[str, Any]
) -> None:
    """Every mark means its value, nothing overlaps, rhythm and homes are kept."""
    seen = watched(chapter, trace_for(chapter, experiment), **how)
    rhythm = seen.rhythm
    moves = rhythm.broken() if experiment == MAIN else rhythm.broken_by_motion()
    wrong = [*seen.faults, *moves]
    assert not wrong, "\n".join(wrong)
    assert not seen.begins
    assert not seen.ends


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("experiment", OTHERS)
def test_the_beats_of_a_film_keep_their_median(experiment: str, language: str) -> None:
    """A chapter may have less to tell of a small network; the film has not."""
    beats = [
        cue.frames / RATE
        for chapter in CHAPTERS
        if is_told(chapter, experiment)
        for cue in play(chapter, trace_for(chapter, experiment), language=language).cues
    ]
    assert not beats_broken(beats)


def test_nothing_jumps_between_shots(tmp_path: Path) -> None:
    """Chapters, cards and dissolves of the digits meet, to the last pixel."""
    trace, shots = borders.told(MAIN, steps=(0,))
    assert borders.cuts(shots, borders.ends(trace, shots, tmp_path)) == []
