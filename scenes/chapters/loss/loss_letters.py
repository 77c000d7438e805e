"""The letters, names and paths of a step's loss: what its pictures have in common."""

from typing import TYPE_CHECKING

from scenes import encoding, layout
from scenes.diagram.formulas import Formula
from scenes.diagram.text import Number, Text
from scenes.layout import Slot
from scenes.notation import loss_formulas
from scenes.notation.loss_formulas import PARTS, LossFormula, Quantity
from scenes.vocabulary.beside_panel.written_sums import span

if TYPE_CHECKING:
    from scenes.step_chapter import StepChapter


def formula_of(chapter: "StepChapter") -> LossFormula:
    """Return how the loss of this training is written."""
    output = chapter.trace.network.activations[-1]
    return loss_formulas.formula_of(chapter.trace.run.training.loss, output)


def factor(chapter: "StepChapter") -> tuple[Formula, float]:
    """Return what the sum is multiplied by, in letters, and its value."""
    letters, value = formula_of(chapter).factor
    written = chapter.formula(letters, {}, {"outputs": "network.layers[-1]"}, em=0.36)
    return written, 1 / chapter.sizes[-1] if value is None else value


def sample_letter(chapter: "StepChapter") -> str:
    """Return the letter of one sample's loss; it has an index within a batch."""
    return "{C}" if len(chapter.step.samples) == 1 else "{C}_n"


def loss_formula(chapter: "StepChapter") -> Formula:
    """Return the loss of one sample, in letters."""
    whole = formula_of(chapter).whole[chapter.setting.notation]
    return chapter.formula(f"cost({sample_letter(chapter)}) = {whole}", PARTS)


def output_slots(chapter: "StepChapter") -> tuple[Slot, ...]:
    """Return what is drawn of the output layer."""
    return layout.slots(chapter.sizes[-1], chapter.focus[-1])


def output_label(chapter: "StepChapter", unit: int, *sentences: str) -> Text:
    """Return a small label with an output's name: its class, else its number.

    It is the first of ``sentences`` that fits in a line of the panel, or the last.
    """
    name = chapter.unit_number(len(chapter.sizes) - 1, unit)
    if chapter.has_class_labels:
        name = f"data.classes[{unit}]"
    labels = [chapter.small_print(said, {"name": name}) for said in sentences]
    room = chapter.regions.panel.width - 0.2
    return next((label for label in labels if label.box.width < room), labels[-1])


# What each output has one of.


def answers(chapter: "StepChapter") -> Quantity:
    """Return the activations of the outputs."""
    last = len(chapter.step.layers) - 1
    return Quantity("output({a})", f"layers[{last}].activations", "activation")


def targets(chapter: "StepChapter") -> Quantity:
    """Return what the outputs should have been."""
    return Quantity("target({y})", "targets", "target")


def differences(chapter: "StepChapter") -> Quantity:
    """Return how far the outputs are off, in the order of the notation."""
    return formula_of(chapter).difference[chapter.setting.notation]


def summands(chapter: "StepChapter") -> Quantity:
    """Return what the outputs add to the loss, before any common factor."""
    return formula_of(chapter).summand[chapter.setting.notation]


def number(
    chapter: "StepChapter", quantity: Quantity, unit: int, *, em: float
) -> Number:
    """Return the number of one output, with as many decimals as the others."""
    path = chapter.here(f"{quantity.field}[{chapter.row}, {unit}]")
    places = _decimals(chapter, quantity)
    return chapter.number(path, quantity.kind, em=em, decimals=places)


def _decimals(chapter: "StepChapter", quantity: Quantity) -> int:
    """Return the decimals of all drawn outputs; targets that are whole get none."""
    paths = [
        chapter.here(f"{quantity.field}[{chapter.row}, {unit}]")
        for unit in output_slots(chapter)
        if isinstance(unit, int)
    ]
    places = chapter.decimals(paths, quantity.kind)
    if quantity.kind != "target":
        return places
    values = [float(chapter.value(path)) for path in paths]
    if all(value.is_integer() for value in values):
        return 0
    return min(places, max(map(encoding.exact_decimals, values)))


# What is added up: an output, or all those that a gap hides.


def summand_sum(chapter: "StepChapter", units: slice) -> str:
    """Return the path of the sum of what a run of outputs adds."""
    cut = f"{chapter.row}, {units.start}:{units.stop}"
    return f"sum({chapter.here(f'{summands(chapter).field}[{cut}]')})"


def summand_sums(chapter: "StepChapter") -> dict[Slot, str]:
    """Return those paths for all that is drawn of the output layer."""
    return {slot: summand_sum(chapter, span(slot)) for slot in output_slots(chapter)}


def whole_sum(chapter: "StepChapter") -> str:
    """Return the path of the sum over all outputs."""
    return summand_sum(chapter, slice(0, chapter.sizes[-1]))


def summand_places(chapter: "StepChapter") -> int:
    """Return the decimals of what is added up, and so of its sum and of the loss."""
    paths = list(summand_sums(chapter).values())
    return chapter.decimals(paths, summands(chapter).kind)
