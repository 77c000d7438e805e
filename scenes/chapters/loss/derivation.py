"""From what one output adds to the loss to its derivative, line by line."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from scenes import style
from scenes.chapters.loss.loss_letters import formula_of, output_label, sample_letter
from scenes.diagram.formulas import Formula
from scenes.diagram.panels import Line
from scenes.diagram.text import Row
from scenes.engine.drawing import Box, Drawing
from scenes.notation.loss_formulas import PARTS, gradient

if TYPE_CHECKING:
    from scenes.step_chapter import StepChapter

EM = 0.36
LINES_DOWN = (2.35, 3.27, 3.87)  # of the baselines, below the panel's upper edge
RESULT_DOWN = (4.37, 5.12)


@dataclass(frozen=True, slots=True)
class WrittenDerivation:
    """The lines, the strokes that cross out what cancels, the number it comes to."""

    lines: list[Formula]
    strokes: list[Line]
    result: Drawing

    @property
    def parts(self) -> tuple[Drawing, ...]:
        """All parts."""
        return (*self.lines, *self.strokes, self.result)


def derivation(chapter: "StepChapter", unit: int) -> WrittenDerivation:
    """Return the derivation in the panel, with the number of one output."""
    loss, notation = formula_of(chapter), chapter.setting.notation
    steps, letter = loss.derivation[notation], sample_letter(chapter)
    parts = {**PARTS, **dict.fromkeys((*steps.cancelled, "equals"), "text")}
    result = gradient(loss, notation, index="")
    begin = f"{_rate(letter)} equals(=) partial / (partial {{a}}) {steps.start}"
    between = [f"equals(=) {steps.between}"] if steps.between else []
    sources = (begin, *between, f"equals(=) {result}")
    lines = [chapter.formula(source, parts, em=EM) for source in sources]
    box = chapter.regions.panel
    sign = box.centre[0] - lines[0].box.width / 2 + lines[0].part_box("equals").left
    for line, down in zip(lines, LINES_DOWN, strict=False):
        line.x = sign - line.part_box("equals").left
        line.y = box.top - down
    second = lines[1]
    strokes = [
        _stroke(second.part_box(name).placed(second.x, second.y, 1.0))
        for name in steps.cancelled
    ]
    return WrittenDerivation(lines, strokes, _result(chapter, unit))


def _rate(letter: str) -> str:
    return f"cost((partial {letter}) / (partial {{a}}))"


def _stroke(box: Box) -> Line:
    """Return the line that crosses something out, from below left."""
    ends = ((box.left - 0.06, box.bottom - 0.05), (box.right + 0.06, box.top + 0.05))
    stroke = Line(ends, "cost", width=style.LINE)
    stroke.shown = 0.0
    return stroke


def _result(chapter: "StepChapter", unit: int) -> Drawing:
    """Return ∂C/∂a of one output with its number, below the output's name."""
    last = len(chapter.step.layers) - 1
    path = chapter.here(f"layers[{last}].activation_gradient[{chapter.row}, {unit}]")
    row = Row(
        chapter.formula(_rate(sample_letter(chapter)), PARTS, em=EM),
        chapter.words("=", role="muted"),
        chapter.number(path, "error"),
    )
    box = chapter.regions.panel
    label = output_label(chapter, unit, "output {name}", "{name}").at(
        box.centre[0], box.top - RESULT_DOWN[0]
    )
    row.x, row.y = box.centre[0] - row.box.width / 2, box.top - RESULT_DOWN[1]
    return Drawing(label, row)
