"""Bars from paths of the trace: sums of products piled up, and those of samples."""

from collections.abc import Callable, Sequence

import numpy as np
from manim import linear

from scenes import encoding, style
from scenes.diagram.charts.levelling_bars import LevellingBars
from scenes.diagram.charts.pile import Pile, Summand
from scenes.engine.drawing import Box
from scenes.path_texts import PathTexts
from scenes.vocabulary.motions import Motion

OVERLAP = 0.3  # share of the time that a bar takes to grow


def pile_of(
    texts: PathTexts,
    paths: Sequence[str],
    area: Box,
    *,
    bias: str = "",
    role: str = "activation",
    kind: str = "product",
) -> Pile:
    """Return products as bars that pile up, and below them a bias, all with numbers.

    ``kind`` is how their numbers are written.
    """
    every = [*paths, bias] if bias else paths
    decimals = texts.decimals(every, kind)
    summands = []
    for path in every:
        value = float(texts.value(path))
        own = encoding.sign_role(value) if path == bias else role
        number = texts.number(
            *(path, kind), em=style.SMALL, decimals=decimals, role=own
        )
        summands.append(Summand(value, number, own))
    return Pile(summands, area)


def grow_all(bars: LevellingBars, *, seconds: float = 2.0) -> Motion:
    """Return the motion in which bars that are not there yet grow one by one."""
    waits = np.linspace(0.0, 1.0 - OVERLAP, len(bars.shown))

    def begin() -> Callable[[float], None]:
        before = bars.shown

        def move(progress: float) -> None:
            grown = np.clip((progress - waits) / OVERLAP, 0.0, 1.0)
            bars.shown = np.maximum(before, grown)

        return move

    return Motion(bars, begin, seconds=seconds, rate=linear)
