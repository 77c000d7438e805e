"""An equation worked out line by line; pieces that cancel are struck out.

worked = WorkedLines(self, ["first(1/2) …", "= {a} - {y}"], box)
for motions in worked.steps():
    self.play(*motions)
"""

from collections.abc import Iterator, Sequence

from scenes import style
from scenes.diagram.formulas import Formula
from scenes.diagram.panels import Line
from scenes.engine.drawing import Box, Drawing
from scenes.path_texts import PathTexts
from scenes.vocabulary.arrangement import stack, within
from scenes.vocabulary.motions import Motion, fade_in, relit, tween

PIECES = ("first", "second", "third", "fourth")  # of which pairs cancel
FAINT = 0.4  # of what was struck out
OVER = 0.05  # that a stroke stands out of what it strikes


class WorkedLines(Drawing):
    """Formulas one below the other, still hidden, and the strokes through pieces."""

    def __init__(
        self, chapter: PathTexts, lines: Sequence[str], box: Box, *, role: str = "cost"
    ) -> None:
        roles = dict.fromkeys(("whole", *PIECES), role)
        self.formulas = [
            chapter.formula(f"whole({source})", roles, em=style.EQUATION)
            for source in lines
        ]
        self.stacked = within(stack(*self.formulas, gap=0.3), box)
        super().__init__(self.stacked)
        for formula in self.formulas:
            formula.opacity = 0.0

    def steps(self) -> Iterator[list[Motion]]:
        """Yield how each line appears, while what cancels above it is struck out."""
        struck: list[Motion] = []
        for formula in self.formulas:
            yield [fade_in(formula, seconds=style.NORMAL), *struck]
            struck = self._strike(formula)

    def _strike(self, formula: Formula) -> list[Motion]:
        """Return the motions that strike out what cancels in a line, if it does."""
        found, struck = [], [p for p in PIECES if f"{p}(" in formula.source.template]
        for piece in struck:
            box = formula.part_box(piece).placed(formula.x, formula.y, formula.size)
            start = box.left - OVER, box.bottom - OVER
            end = box.right + OVER, box.top + OVER
            stroke = Line([start, end], "text", width=style.LINE)
            stroke.shown = 0.0
            self.stacked.add(stroke)
            found.append(tween(stroke, shown=1.0))
        return [*found, relit(formula, **dict.fromkeys(struck, FAINT))]
