"""A value before and after, as two bars on one scale, each with its name and number."""

from collections.abc import Sequence

from scenes import encoding, style
from scenes.diagram.charts.comparison import BeforeAfter
from scenes.engine.drawing import Box, Drawing
from scenes.path_texts import PathTexts


def way(texts: PathTexts, paths: Sequence[str]) -> str:
    """Return which way a cost has gone, as shown: lower, higher, or the same."""
    if _read_alike(texts, paths, _places(texts, paths)):
        return "same"
    before, after = (float(texts.value(path)) for path in paths)
    return "lower" if after < before else "higher"


def _places(texts: PathTexts, paths: Sequence[str]) -> int:
    """Return with how many decimals two costs differ as shown, or the most."""
    places = texts.decimals(paths, "cost")
    while places < encoding.MOST_DECIMALS and _read_alike(texts, paths, places):
        places += 1
    return places


def _read_alike(texts: PathTexts, paths: Sequence[str], places: int) -> bool:
    return len({texts.shown(path, "cost", places) for path in paths}) == 1


def before_after(
    texts: PathTexts,
    paths: Sequence[str],
    box: Box,
    *,
    numbers: Sequence[Drawing] = (),
    role: str = "cost",
) -> BeforeAfter:
    """Return both bars; without ``numbers`` they are costs, told so as to differ."""
    names = [texts.words(name, role="muted") for name in ("before", "after")]
    if not numbers:
        places = _places(texts, paths)
        numbers = [
            texts.number(path, "cost", em=style.TOLD, decimals=places) for path in paths
        ]
    before, after = zip(names, numbers, strict=True)
    first, last = paths
    values = float(texts.value(first)), float(texts.value(last))
    return BeforeAfter(values, box, (before, after), role=role, paths=(first, last))
