"""What the panel says about a sample's loss: its formula, its sum, its derivative."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from scenes import beside, encoding, style
from scenes.diagram.drawing import Box
from scenes.diagram.formulas import Formula
from scenes.diagram.panels import Line
from scenes.diagram.text import Number, Row
from scenes.loss_formulas import PARTS, gradient
from scenes.loss_table import formula_of, output_slots, summand_path
from scenes.motion import Motion
from scenes.sums import span

if TYPE_CHECKING:
    from scenes.step_chapter import StepChapter

FORMULA_DOWN = 1.2  # of the loss's formula, below the panel's upper edge
PICTURE_DOWN = 2.25  # of what stands below it
VESSEL = 1.75  # side of the square that all squares fill


def sample_letter(chapter: "StepChapter") -> str:
    """Return the letter of one sample's loss; it has an index within a batch."""
    return "{C}" if len(chapter.step.samples) == 1 else "{C}_n"


def loss_formula(chapter: "StepChapter", *, em: float = style.FORMULA) -> Formula:
    """Return the loss of one sample, in letters."""
    whole = formula_of(chapter).whole[chapter.setting.notation]
    return chapter.formula(f"cost({sample_letter(chapter)}) = {whole}", PARTS, em=em)


def lighten(formula: Formula, *names: str, seconds: float = style.QUICK) -> Motion:
    """Light the parts named and dim the others, little by little."""

    def begin() -> Callable[[float], None]:
        starts = dict(formula.alphas)
        formula.light(*names)
        ends = dict(formula.alphas)

        def move(progress: float) -> None:
            formula.alphas = {
                name: starts.get(name, 1.0) * (1 - progress) + end * progress
                for name, end in ends.items()
            }

        return move

    return Motion(formula, begin, seconds=seconds)


def output_name(chapter: "StepChapter", unit: int) -> dict[str, str]:
    """Return the path of an output's name: its class, else its number."""
    if beside.has_class_labels(chapter):
        return {"name": f"data.classes[{unit}]"}
    return {"name": chapter.unit_number(len(chapter.sizes) - 1, unit)}


def vessel(chapter: "StepChapter") -> Box:
    """Return the square in the panel that all squares fill together."""
    box = chapter.regions.panel
    x, top, half = box.centre[0], box.top - PICTURE_DOWN, VESSEL / 2
    return Box(x - half, top - VESSEL, x + half, top)


# The sum, as it grows, and the loss that it becomes.


def sums_so_far(chapter: "StepChapter") -> list[Number]:
    """Return the sum after each row of the table, all at the same place."""
    slots = output_slots(chapter)
    paths = [
        f"sum({summand_path(chapter, slice(0, span(slot).stop))})" for slot in slots
    ]
    places = chapter.decimals(paths, "cost")
    numbers = [chapter.number(path, "cost", decimals=places) for path in paths]
    label, y = sum_label(chapter), vessel(chapter).bottom - 0.5
    for number in numbers:
        number.x, number.y = label.box.right + 0.12, y
    return numbers


def sum_label(chapter: "StepChapter") -> Row:
    """Return the words before the sum, so far left that its last value is centred."""
    last = f"sum({summand_path(chapter, slice(0, chapter.sizes[-1]))})"
    row = Row(chapter.words("sum", role="muted"), chapter.words("=", role="muted"))
    width = row.box.width + 0.12 + chapter.number(last, "cost").box.width
    row.x = chapter.regions.panel.centre[0] - width / 2
    row.y = vessel(chapter).bottom - 0.5
    return row


def loss_row(chapter: "StepChapter") -> Row:
    """Return C = ½ · sum = loss, with the numbers of this sample."""
    total = f"sum({summand_path(chapter, slice(0, chapter.sizes[-1]))})"
    loss = chapter.here(f"sample_losses[{chapter.row}]")
    places = chapter.decimals([total, loss], "cost")
    letters, value = formula_of(chapter).factor
    factors = ((value, 3), (float(chapter.value(total)), places))
    exact = encoding.multiplies(factors, (float(chapter.value(loss)), places))
    row = Row(
        chapter.formula(f"cost({sample_letter(chapter)}) =", PARTS, em=0.36),
        chapter.formula(letters, {}, em=0.36),
        chapter.words("×", role="muted"),
        chapter.number(total, "cost", decimals=places, role="text"),
        chapter.words("=" if exact else "≈", role="muted"),
        chapter.number(loss, "cost", decimals=places),
        gap=0.1,
    )
    box = chapter.regions.panel
    row.size = min(1.0, (box.width - 0.3) / row.box.width)
    row.x = box.centre[0] - row.box.width / 2
    row.y = vessel(chapter).bottom - 1.15
    return row


# The derivative.


def derivation(chapter: "StepChapter") -> tuple[list[Formula], list[Line]]:
    """Return its three lines, their = aligned, and what crosses out in the second."""
    loss, notation = formula_of(chapter), chapter.setting.notation
    steps = loss.derivation[notation]
    parts = {**PARTS, **dict.fromkeys((*steps.cancelled, "equals"), "text")}
    box, em = chapter.regions.panel, 0.36
    lines = [
        chapter.formula(source, parts, em=em)
        for source in (
            "cost((partial {C}) / (partial {a})) equals(=) "
            f"partial / (partial {{a}}) {steps.start}",
            f"equals(=) {steps.between}",
            f"equals(=) {gradient(loss_name(chapter), notation, index='')}",
        )
    ]
    left = box.centre[0] - lines[0].box.width / 2
    sign = left + lines[0].part_box("equals").left
    for number, line in enumerate(lines):
        line.x = sign - line.part_box("equals").left
        line.y = box.top - 2.85 - 0.8 * number
    between = lines[1]
    strokes = [
        _stroke(between.part_box(name).placed(between.x, between.y, 1.0))
        for name in steps.cancelled
    ]
    return lines, strokes


def loss_name(chapter: "StepChapter") -> str:
    """Return the name of the loss of this training."""
    name: str = chapter.trace.run.training.loss
    return name


def _stroke(box: Box) -> Line:
    """Return the line that crosses something out, from below left."""
    ends = ((box.left - 0.06, box.bottom - 0.05), (box.right + 0.06, box.top + 0.05))
    stroke = Line(ends, "cost", width=style.LINE)
    stroke.shown = 0.0
    return stroke


def gradient_row(chapter: "StepChapter", unit: int) -> Row:
    """Return ∂C/∂a of one output with its number."""
    last = len(chapter.step.layers) - 1
    path = chapter.here(f"layers[{last}].activation_gradient[{chapter.row}, {unit}]")
    row = Row(
        chapter.formula("cost((partial {C}) / (partial {a}))", PARTS, em=0.36),
        chapter.words("=", role="muted"),
        chapter.number(path, "error"),
    )
    box = chapter.regions.panel
    row.x, row.y = box.centre[0] - row.box.width / 2, box.top - 5.35
    return row
