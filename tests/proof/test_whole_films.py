"""Every beat of every chapter of all shipped experiments, in both languages."""

from itertools import product

import pytest
from checks.rhythm import measured
from checks.tracing import is_told, trace_for
from checks.whole import faults

from backprop_core.assets import asset
from scenes.chapters import CHAPTERS
from scenes.setting import LANGUAGES

EXPERIMENTS = sorted(path.stem for path in asset("experiments").glob("*.toml"))
TOLD = [
    (chapter, experiment, language)
    for experiment, chapter, language in product(EXPERIMENTS, CHAPTERS, LANGUAGES)
    if is_told(chapter, experiment)
]


@pytest.mark.parametrize(("chapter", "experiment", "language"), TOLD)
def test_pictures_mean_what_the_trace_says(
    chapter: str, experiment: str, language: str
) -> None:
    """Place, size, sign, direction and text of every mark, and nothing overlaps."""
    wrong = faults(chapter, trace_for(chapter, experiment), language=language)
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize("chapter", CHAPTERS)
def test_the_letters_of_the_classic_video_fit(chapter: str) -> None:
    """With net, o and E nothing overlaps, either."""
    trace = trace_for(chapter, "digits")
    wrong = faults(chapter, trace, notation="classic", language="es")
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize(("chapter", "experiment", "language"), TOLD)
def test_the_rhythm_is_kept(chapter: str, experiment: str, language: str) -> None:
    """Beats, stillness, gaps, begins and recalls are within the limits."""
    told = measured(chapter, trace_for(chapter, experiment), language=language)
    assert not told.broken()
