"""What a layer makes of its sums: the activation function with its units on it."""

from typing import TYPE_CHECKING

import numpy as np

from backprop_core.activations import curve as activation_values
from scenes import encoding, style
from scenes.diagram.charts.many_values import Dots
from scenes.diagram.text import Row, Source, Text
from scenes.engine.drawing import Box, Drawing
from scenes.vocabulary.beside_panel import around_network
from scenes.vocabulary.beside_panel.forward_flow import LETTER, sum_decimals

if TYPE_CHECKING:
    from scenes.step_chapter import StepChapter

# What an activation function does to a sum: by its name, and whether z > 0.
DEEDS = {
    ("sigmoid", True): "The activation function squeezes the sum between zero and "
    "one: that is the activation which the unit hands on.",
    ("tanh", True): "The activation function squeezes the sum between minus one and "
    "one: that is the activation which the unit hands on.",
    ("relu", True): "Positive sums pass the activation function unchanged: that is "
    "the activation which the unit hands on.",
    ("relu", False): "Only positive sums pass the activation function: this unit "
    "stays silent.",
    ("leaky_relu", True): "Positive sums pass the activation function unchanged: that "
    "is the activation which the unit hands on.",
    ("leaky_relu", False): "Of negative sums the activation function lets only a "
    "hundredth pass.",
    ("softmax", True): "Softmax compares the sums of all outputs: each gets its share "
    "of a whole, and the shares add up to one.",
    ("identity", True): "This activation function changes nothing: the sum is the "
    "unit's activation.",
}
ANY_DEED = "The activation function turns the sum into the activation."


def deed(chapter: "StepChapter", layer: int) -> str:
    """Return what the activation function does to the sum of the unit in focus."""
    z = float(chapter.step.layers[layer].sums[chapter.row, chapter.focus[layer + 1]])
    name = chapter.trace.network.activations[layer]
    return DEEDS.get((name, z > 0)) or DEEDS.get((name, True)) or ANY_DEED


class Squashing(Drawing):
    """The activation function of a layer: the unit in focus on it, then the others."""

    def __init__(self, chapter: "StepChapter", layer: int, area: Box) -> None:
        unit = chapter.focus[layer + 1]
        record = chapter.step.layers[layer]
        others = np.arange(chapter.sizes[layer + 1]) != unit
        self.curve = chapter.activation_curve(layer, unit, area, whole_layer=True)
        self.dots = Dots(
            self.curve,
            record.sums[chapter.row][others],
            record.activations[chapter.row][others],
        )
        z, a = (chapter.formula(f"{{{letter}}}", {}, em=LETTER) for letter in "za")
        across, up = self.curve.across(0.0, 0.0)
        z.at(area.right, up - 0.2, align=1.0)
        a.at(across, area.top + 0.2)
        super().__init__(self.curve, self.dots, z, a)


def activation_row(chapter: "StepChapter", layer: int, *more: Drawing) -> Row:
    """Return a = f(z) = number for the unit in focus of a layer, after ``more``."""
    here = f"[{chapter.row}, {chapter.focus[layer + 1]}]"
    z, a = (
        chapter.here(f"layers[{layer}].{name}{here}")
        for name in ("sums", "activations")
    )
    places = sum_decimals(chapter, layer), chapter.decimals([a], "activation")
    em = style.SMALL
    return Row(
        *more,
        chapter.formula("act({a})", {"act": "activation"}, em=LETTER),
        chapter.words("=", em=em, role="muted"),
        Row(
            chapter.formula(f"{chapter.function(layer)[0]}\\(", {}, em=LETTER),
            chapter.number(z, "sum", em=em, decimals=places[0]),
            chapter.formula("\\)", {}, em=LETTER),
            gap=0.04,
        ),
        Text(Source(_sign(chapter, layer, (z, a), places)), em=em, role="muted"),
        chapter.number(a, "activation", em=em, decimals=places[1]),
        gap=0.09,
    )


def _sign(
    chapter: "StepChapter", layer: int, paths: tuple[str, str], places: tuple[int, int]
) -> str:
    """Return = where the sum as shown has the activation as shown, else ≈."""
    z, a = (float(chapter.value(path)) for path in paths)
    shown = float(f"{z:.{places[0]}f}")
    name = chapter.trace.network.activations[layer]
    others = np.array(chapter.step.layers[layer].sums[chapter.row])
    unit = chapter.focus[layer + 1]
    found = activation_values(name, shown, shown, 1, sums=others, unit=unit)
    there = float(found[1][0])
    return "=" if encoding.adds([there], a, places[1]) else "≈"


def whose(chapter: "StepChapter", layer: int) -> tuple[Drawing, ...]:
    """Return which unit of a layer is in focus; nothing if there is no other."""
    column, unit = layer + 1, chapter.focus[layer + 1]
    if chapter.sizes[column] == 1:
        return ()
    number = {"unit": chapter.unit_number(column, unit)}
    if column + 1 < len(chapter.sizes):
        return (chapter.small_print("unit {unit}:", number),)
    if chapter.has_class_labels:
        number = {"unit": f"data.classes[{unit}]"}
    return (chapter.small_print("output {unit}:", number),)


def activation_numbers(chapter: "StepChapter", column: int) -> Drawing:
    """Return the activation right of each unit of a column."""
    paths = [
        chapter.here(f"layers[{column - 1}].activations[{chapter.row}, {unit}]")
        for unit in range(chapter.sizes[column])
    ]
    return around_network.numbers(chapter, column, paths, "activation")
