"""The panels of the forward pass, and what is said of the sample that arrives."""

from typing import TYPE_CHECKING

import numpy as np

from scenes.diagram.charts.charts import PixelImage
from scenes.diagram.text import Row
from scenes.engine.drawing import Box, Drawing
from scenes.vocabulary.beside_panel import activation_panel, forward_flow

if TYPE_CHECKING:
    from scenes.step_chapter import StepChapter

ENLARGED = 2.8  # side of the picture in the panel


def arrival(chapter: "StepChapter") -> str:
    """Return what is said of the sample: alone or of a batch, picture or values."""
    alone = len(chapter.step.samples) == 1
    if chapter.trace.data.image:
        return (
            "A sample arrives. Each pixel lights one input, the brighter the stronger."
            if alone
            else "From the batch we follow one sample. Each pixel lights one input."
        )
    if chapter.sizes[0] == 1:
        return (
            "A sample arrives. Its value lights the input."
            if alone
            else "From the batch we follow one sample. Its value lights the input."
        )
    return (
        "A sample arrives. Each of its values lights one input."
        if alone
        else "From the batch we follow one sample. Each of its values lights one input."
    )


def input_panel(chapter: "StepChapter") -> Drawing:
    """Return what an input holds, for the one in focus."""
    unit = {"unit": chapter.unit_number(0, chapter.focus[0])}
    heading, below = (
        (chapter.panel("Pixel {unit} is input {unit}", unit), enlarged(chapter))
        if chapter.trace.data.image
        else (chapter.panel("Input {unit}", unit), chapter.legend("activation"))
    )
    formula = chapter.in_panel(forward_flow.input_formula(chapter), 1.05)
    row = chapter.in_panel(forward_flow.input_row(chapter), 1.75)
    return Drawing(heading, formula, row, below)


def enlarged(chapter: "StepChapter") -> PixelImage:
    """Return the picture of the sample with the pixel in focus, large enough for it."""
    pixels = np.reshape(chapter.step.inputs[chapter.row], chapter.trace.data.image)
    image, box = PixelImage(pixels, ENLARGED), chapter.regions.panel
    image.marked = chapter.focus[0]
    return image.at(box.centre[0], box.bottom + 0.4 + ENLARGED / 2)


def inside(chapter: "StepChapter", layer: int) -> Drawing:
    """Return the panel of the unit in focus of a layer."""
    unit = {"unit": chapter.unit_number(layer + 1, chapter.focus[layer + 1])}
    if layer + 1 < len(chapter.step.layers):
        unit["layer"] = chapter.layer_number(layer + 1)
        return chapter.panel("Inside hidden {layer}, unit {unit}", unit)
    if chapter.has_class_labels:
        name = {"name": f"data.classes[{chapter.focus[-1]}]"}
        return chapter.panel("Inside the output for {name}", name)
    return chapter.panel("Inside output {unit}", unit)


def layer_heading(chapter: "StepChapter", layer: int) -> Drawing:
    """Return the panel of a whole layer."""
    if layer + 1 == len(chapter.step.layers):
        return chapter.panel("The output layer")
    number = {"layer": chapter.layer_number(layer + 1)}
    return chapter.panel("Hidden layer {layer}", number)


def curve_area(chapter: "StepChapter", *, below_top: float) -> Box:
    """Return where the curve stands, from so far below the panel's upper edge."""
    box = chapter.regions.panel
    middle = box.centre[0]
    return Box(middle - 2.0, box.bottom + 1.1, middle + 2.0, box.top - below_top)


def result(chapter: "StepChapter", layer: int, *whose: Drawing) -> Row:
    """Return a = f(z) in numbers, low in the panel; after ``whose`` if that fits."""
    row, box = (
        activation_panel.activation_row(chapter, layer, *whose),
        chapter.regions.panel,
    )
    if row.box.width > box.width - 0.3:
        row = activation_panel.activation_row(chapter, layer)
    row.size = min(1.0, (box.width - 0.3) / row.box.width)
    return row.at(box.centre[0], box.bottom + 0.5)
