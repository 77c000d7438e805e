"""What flows forward to a layer: its pulses, their sums, in letters and in numbers."""

from collections.abc import Callable
from typing import TYPE_CHECKING

import numpy as np
from manim.utils.rate_functions import linear

from scenes import encoding, style
from scenes.diagram.charts.charts import PixelImage
from scenes.diagram.charts.terms import SumRow, Terms
from scenes.diagram.formulas import Formula
from scenes.diagram.network.edges import Pulses
from scenes.diagram.panels import Line
from scenes.diagram.text import Row, Source, Text
from scenes.engine.arrays import Numbers
from scenes.engine.drawing import Drawing
from scenes.vocabulary.beside_panel import around_network
from scenes.vocabulary.beside_panel.written_sums import ProductSum, product_places, span
from scenes.vocabulary.motions import Motion, staggered

if TYPE_CHECKING:
    from scenes.step_chapter import StepChapter

ARRIVAL = 0.5  # the share of a motion that one pulse takes
LETTER = 0.34  # em of a symbol in a row of numbers

ROLES = {
    "sumj": "text",
    "actj": "activation",
    "weightj": "positive",
    "inputi": "activation",
    "biasj": "positive",
}


# In letters.


def input_formula(chapter: "StepChapter") -> Formula:
    """Return a⁰ᵢ = xᵢ: the input layer holds the sample."""
    return chapter.formula(
        "inputi({a}_i^(({layer}))) = x_i",
        {"inputi": "activation"},
        {"layer": chapter.layer_number(0)},
    )


def sum_formula(chapter: "StepChapter", layer: int) -> Formula:
    """Return zⱼ = Σᵢ wⱼᵢ aᵢ + bⱼ with the numbers of its layers."""
    return _layer_formula(chapter, layer, "sumj({z}_j^(({layer}))) = " + _SUM)


def activation_formula(chapter: "StepChapter", layer: int) -> Formula:
    """Return aⱼ = f(zⱼ) with the number of its layer."""
    function = chapter.function(layer)[0]
    source = f"actj({{a}}_j^(({{layer}}))) = {function}(sumj({{z}}_j^(({{layer}}))))"
    return _layer_formula(chapter, layer, source)


def layer_formula(chapter: "StepChapter", layer: int) -> Formula:
    """Return aⱼ = f(Σᵢ wⱼᵢ aᵢ + bⱼ): both steps of a layer in one."""
    function = chapter.function(layer)[0]
    source = f"actj({{a}}_j^(({{layer}}))) = {function}\\({_SUM}\\)"
    return _layer_formula(chapter, layer, source)


_SUM = "sum_i weightj(w_(j i)) inputi({a}_i^(({before}))) + biasj(b_j)"


def _layer_formula(chapter: "StepChapter", layer: int, source: str) -> Formula:
    values = {"layer": layer + 1, "before": layer}
    used = {name: column for name, column in values.items() if f"{{{name}}}" in source}
    return chapter.formula(
        source,
        {name: role for name, role in ROLES.items() if f"{name}(" in source},
        {name: chapter.layer_number(column) for name, column in used.items()},
    )


# In numbers.


def sum_of_weighted_inputs(chapter: "StepChapter", layer: int) -> ProductSum:
    """Return the sum over i of wⱼᵢ aᵢ for the unit j in focus of a layer."""
    unit, row, here = chapter.focus[layer + 1], chapter.row, f"layers[{layer}]"
    return ProductSum(
        column=layer,
        first=lambda i: chapter.here(f"{here}.weights[{unit}, {i}]"),
        first_kind="weight",
        second=lambda i: chapter.here(f"{here}.inputs[{row}, {i}]"),
        second_kind="activation" if layer else "input",
        products=lambda cut: chapter.here(
            f"{here}.weighted_inputs[{row}, {unit}, {cut.start}:{cut.stop}]"
        ),
        so_far=chapter.step.layers[layer].weighted_inputs_so_far[row, unit],
    )


def bias_term(chapter: "StepChapter", layer: int) -> SumRow:
    """Return the last term of the sum: the bias of the unit in focus."""
    unit = chapter.focus[layer + 1]
    bias = chapter.number(
        chapter.here(f"layers[{layer}].biases[{unit}]"),
        "bias",
        em=style.SMALL,
        decimals=sum_decimals(chapter, layer),
    )
    total = float(chapter.step.layers[layer].sums[chapter.row, unit])
    return SumRow((chapter.small_print("bias"),), bias, total)


def sum_decimals(chapter: "StepChapter", layer: int) -> int:
    """Return the decimals of the terms of the unit in focus, and of their sum."""
    return product_places(chapter, sum_of_weighted_inputs(chapter, layer))["product"]


def sum_row(chapter: "StepChapter", layer: int) -> Row:
    """Return z = number for the unit in focus of a layer.

    It is ≈ where the terms as shown do not add to the sum as shown.
    """
    unit, places = chapter.focus[layer + 1], sum_decimals(chapter, layer)
    path = chapter.here(f"layers[{layer}].sums[{chapter.row}, {unit}]")
    products = sum_of_weighted_inputs(chapter, layer).products
    terms = [
        chapter.here(f"layers[{layer}].biases[{unit}]"),
        *(f"sum({products(span(s))})" for s in chapter.network.columns[layer].shown),
    ]
    values = [float(chapter.value(term)) for term in terms]
    exact = encoding.adds(values, float(chapter.value(path)), places)
    return Row(
        chapter.formula("{z}", {}, em=LETTER),
        Text(Source("=" if exact else "≈"), em=style.SMALL, role="muted"),
        chapter.number(path, "sum", decimals=places),
    )


def sum_below(chapter: "StepChapter", layer: int, rows: Terms) -> tuple[Line, Row]:
    """Return the line under the terms, and below it what they add up to."""
    right, y = rows.product_right, rows.bottom - 0.1
    row = sum_row(chapter, layer)
    row.x, row.y = right - row.box.right, y - 0.32
    return Line(((right - 1.6, y), (right, y))), row


def input_row(chapter: "StepChapter") -> Row:
    """Return a = number for the input in focus."""
    path = chapter.here(f"inputs[{chapter.row}, {chapter.focus[0]}]")
    return Row(
        chapter.formula("input({a})", {"input": "activation"}, em=LETTER),
        chapter.words("=", em=style.SMALL, role="muted"),
        chapter.number(path, "input"),
    )


def input_numbers(chapter: "StepChapter") -> Drawing:
    """Return the value right of each input; nothing where the sample shows them."""
    if not chapter.trace.data.image:
        return Drawing()
    paths = [
        chapter.here(f"inputs[{chapter.row}, {unit}]")
        for unit in range(chapter.sizes[0])
    ]
    return around_network.numbers(chapter, 0, paths, "input")


# In motion.


def pulses_from_pixels(chapter: "StepChapter", image: PixelImage) -> Pulses:
    """Return a pulse from each pixel to its input, as wide as the pixel is bright."""
    values: Numbers = np.array(chapter.step.inputs[chapter.row])
    ends = np.array(
        [
            [[image.place(pixel), (x - chapter.network.radius, y)]]
            for pixel, (x, y) in enumerate(chapter.network.columns[0].places)
        ]
    )
    largest = 2.0 * float(np.abs(values).max())
    return Pulses(ends, values[:, None], largest=largest, role="activation")


def pulses_forward(
    chapter: "StepChapter", layer: int, *, only: int | None = None
) -> Pulses:
    """Return the pulses into a layer, to one unit or to all, on one scale."""
    products = np.array(chapter.step.layers[layer].weighted_inputs[chapter.row])
    largest = float(np.abs(products).max())
    if only is not None:
        products[np.arange(len(products)) != only] = 0.0
    ends = chapter.network.ends(layer)
    return Pulses(ends, products, largest=largest, role="activation")


def run_across(pulses: Pulses, *, seconds: float) -> Motion:
    """Let the pulses of pulses_from_pixels set out one after the other."""
    pixels = np.linspace(0.0, 1.0, len(pulses.products))[:, None]
    return staggered(pulses, "progress", pixels, seconds=seconds, overlap=ARRIVAL)


def light_inputs(chapter: "StepChapter", *, seconds: float) -> Motion:
    """Let each input light up as the pulse of run_across reaches it."""
    pixels = np.linspace(0.0, 1.0, chapter.sizes[0])
    # Pulse number i arrives at ARRIVAL + (1 - ARRIVAL) i; an input takes 0.1 to light.
    waits = (ARRIVAL - 0.1 + (1 - ARRIVAL) * pixels) / 0.9
    inputs = chapter.network.units[0]
    return staggered(inputs, "shown_activations", waits, seconds=seconds, overlap=0.1)


def run_forward(pulses: Pulses, *, seconds: float) -> Motion:
    """Let the pulses of one sender after the other run along all edges."""
    senders = np.linspace(0.0, 1.0, pulses.products.shape[1])
    delays: Numbers = np.broadcast_to(senders, pulses.products.shape)
    return staggered(pulses, "progress", delays, seconds=seconds, overlap=ARRIVAL)


def fill_gauges(chapter: "StepChapter", layer: int, *, seconds: float) -> Motion:
    """Let the running sum at each unit grow as the pulses of run_forward arrive."""
    units = chapter.network.units[layer + 1]
    units.gauge_role = "activation"
    so_far = chapter.step.layers[layer].weighted_inputs_so_far[chapter.row].T
    share = 0.9 / (float(np.abs(so_far).max()) or 1.0)
    arrivals = ARRIVAL + (1 - ARRIVAL) * np.linspace(0.0, 1.0, len(so_far))

    def begin() -> Callable[[float], None]:
        def move(progress: float) -> None:
            arrived = int(np.searchsorted(arrivals, progress, side="right"))
            units.gauges = share * (so_far[arrived - 1] if arrived else 0 * so_far[0])

        return move

    return Motion(units, begin, seconds=seconds, rate=linear)
