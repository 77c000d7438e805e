"""The gesture for every ∂: a value trembles, and all that depends on it, in true ratio.

lines = [number_line(self, "weight", path, role="text", largest=0.7), …]
self.play(*wiggle(lines))
"""

from collections.abc import Callable, Iterable
from math import pi, sin
from typing import TypeAlias

from manim.utils.rate_functions import linear

from scenes.diagram.charts.number_lines import HALF, NumberLine
from scenes.diagram.charts.trembling_bars import TremblingBars
from scenes.diagram.runners import Runner
from scenes.engine.depicts import Depicts
from scenes.path_builder import Path
from scenes.path_texts import PathTexts
from scenes.vocabulary.motions import Motion

Trembles: TypeAlias = NumberLine | TremblingBars | Runner  # what has a swing

TREMBLES = 3  # there and back again
SOFT = 0.15  # share of the time in which it begins, and in which it ends


def number_line(
    chapter: PathTexts,
    rate: Path | None,
    *,
    role: str,
    largest: float,
    half: float = HALF,
    power: int = 0,
) -> NumberLine:
    """Return the line of a value that moves at the rate of a path; none: the first."""
    value = 1.0 if rate is None else float(chapter.value(str(rate)))
    depicts = Depicts("wiggle", str(rate or ""))
    return NumberLine(
        value, role, largest=largest, depicts=depicts, half=half, power=power
    )


def wiggle(lines: Iterable[Trembles], *, seconds: float = 2.4) -> list[Motion]:
    """Return the motions of lines that tremble together, from rest to rest."""
    return [_tremble(line, seconds) for line in lines]


def _tremble(line: Trembles, seconds: float) -> Motion:
    def begin() -> Callable[[float], None]:
        def move(progress: float) -> None:
            soft = min(1.0, progress / SOFT, (1 - progress) / SOFT)
            line.swing = soft * sin(2 * pi * TREMBLES * progress)

        return move

    return Motion(line, begin, seconds=seconds, rate=linear)
