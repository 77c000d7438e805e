"""What flows back to a layer: the pulses, their sums, and the deltas they become."""

from collections.abc import Callable
from typing import TYPE_CHECKING

import numpy as np
from manim.utils.rate_functions import linear

from scenes import style
from scenes.diagram.edges import Pulses
from scenes.diagram.formulas import Formula
from scenes.diagram.text import Row
from scenes.engine.arrays import Numbers
from scenes.engine.drawing import Box, Drawing
from scenes.vocabulary import around_network, softmax_ways, weight_to_cost
from scenes.vocabulary.motions import Motion, staggered
from scenes.vocabulary.written_sums import ProductSum

if TYPE_CHECKING:
    from scenes.step_chapter import StepChapter

ARRIVAL = 0.5  # the share of a motion that one pulse takes


def delta_formula(chapter: "StepChapter", layer: int) -> Formula:
    """Return δⱼ = f′(zⱼ) Σₖ wₖⱼ δₖ with the numbers of its layers."""
    slope = chapter.function(layer)[1]
    return chapter.formula(
        f"deltaj(delta_j^(({{layer}}))) = slopej({slope}({{z}}_j)) "
        "sum_k weightkj(w_(k j)) deltak(delta_k^(({next})))",
        {
            "deltaj": "error",
            "slopej": "activation",
            "weightkj": "positive",
            "deltak": "error",
        },
        {
            "layer": chapter.layer_number(layer + 1),
            "next": chapter.layer_number(layer + 2),
        },
    )


def output_formula(chapter: "StepChapter") -> Formula:
    """Return δₖ = ∂C/∂aₖ · f′(zₖ) with the number of the output layer."""
    last = len(chapter.step.layers) - 1
    if softmax_ways.is_joint(chapter):
        cost = weight_to_cost.cost_letter(chapter)
        return softmax_ways.delta_formula(chapter, cost, em=style.FORMULA)
    rate = weight_to_cost.rate(weight_to_cost.cost_letter(chapter), "{a}_k")
    return chapter.formula(
        f"deltak(delta_k^(({{layer}}))) = costk({rate}) dot.op "
        f"slopek({chapter.function(last)[1]}({{z}}_k))",
        {"deltak": "error", "costk": "cost", "slopek": "activation"},
        {"layer": chapter.layer_number(last + 1)},
    )


def delta_row(
    chapter: "StepChapter", layer: int, kind: str, *, places: int | None = None
) -> Row:
    """Return δ = ∂C/∂a × slope = number for the unit in focus of a layer.

    ``kind`` and ``places`` say how ∂C/∂a is written.
    """
    if layer == len(chapter.step.layers) - 1 and softmax_ways.is_joint(chapter):
        return softmax_ways.delta_row(chapter)
    unit = f"[{chapter.row}, {chapter.focus[layer + 1]}]"
    factor, slope, delta = (
        chapter.here(f"layers[{layer}].{name}{unit}")
        for name in ("activation_gradient", "slopes", "deltas")
    )
    first = chapter.decimals([factor], kind) if places is None else places
    second = chapter.decimals([slope], "slope")
    third = chapter.decimals([delta], "delta")
    em = style.SMALL
    return Row(
        chapter.words("δ", em=em, role="error"),
        chapter.words("=", em=em, role="muted"),
        chapter.number(factor, kind, em=em, decimals=first),
        chapter.words("×", em=em, role="muted"),
        chapter.number(slope, "slope", em=em, decimals=second),
        chapter.equals((factor, first), (slope, second), result=(delta, third), em=em),
        chapter.number(delta, "delta", em=em, decimals=third),
        gap=0.1,
    )


def sum_of_returned(chapter: "StepChapter", layer: int) -> ProductSum:
    """Return the sum over k of wₖⱼ δₖ for the unit j in focus of a hidden layer."""
    unit, row, after = chapter.focus[layer + 1], chapter.row, f"layers[{layer + 1}]"
    return ProductSum(
        column=layer + 2,
        first=lambda k: chapter.here(f"{after}.weights[{k}, {unit}]"),
        first_kind="weight",
        second=lambda k: chapter.here(f"{after}.deltas[{row}, {k}]"),
        second_kind="delta",
        products=lambda cut: chapter.here(
            f"{after}.returned[{row}, {cut.start}:{cut.stop}, {unit}]"
        ),
        so_far=chapter.step.layers[layer + 1].returned_so_far[row, :, unit],
    )


def pulses_back(
    chapter: "StepChapter", layer: int, *, only: int | None = None
) -> Pulses:
    """Return the pulses back to a layer, to one unit or to all, on one scale."""
    products = np.array(chapter.step.layers[layer + 1].returned[chapter.row])
    largest = float(np.abs(products).max())
    if only is not None:
        products[:, np.arange(products.shape[1]) != only] = 0.0
    return Pulses(
        chapter.network.ends(layer + 1),
        products,
        largest=largest,
        role="error",
        backwards=True,
    )


def run_back(pulses: Pulses, *, seconds: float) -> Motion:
    """Let the pulses of one sender after the other run back along all edges."""
    senders = np.linspace(0.0, 1.0, pulses.products.shape[0])
    delays: Numbers = np.broadcast_to(senders[:, None], pulses.products.shape)
    return staggered(pulses, "progress", delays, seconds=seconds, overlap=ARRIVAL)


def fill_gauges(chapter: "StepChapter", layer: int, *, seconds: float) -> Motion:
    """Let the running sum at each unit grow as the pulses of run_back arrive."""
    units = chapter.network.units[layer + 1]
    so_far = chapter.step.layers[layer + 1].returned_so_far[chapter.row]
    share = 0.9 / (float(np.abs(so_far).max()) or 1.0)
    arrivals = ARRIVAL + (1 - ARRIVAL) * np.linspace(0.0, 1.0, len(so_far))

    def begin() -> Callable[[float], None]:
        def move(progress: float) -> None:
            arrived = int(np.searchsorted(arrivals, progress, side="right"))
            units.gauges = share * (so_far[arrived - 1] if arrived else 0 * so_far[0])

        return move

    return Motion(units, begin, seconds=seconds, rate=linear)


def delta_numbers(chapter: "StepChapter", column: int) -> Drawing:
    """Return the δ beside each unit of a column."""
    paths = [
        chapter.here(f"layers[{column - 1}].deltas[{chapter.row}, {unit}]")
        for unit in range(chapter.sizes[column])
    ]
    last = column == len(chapter.sizes) - 1
    return around_network.numbers(chapter, column, paths, "delta", left=not last)


def curve_below(chapter: "StepChapter", layer: int, top: float) -> Drawing | None:
    """Return the activation curve in the panel below a height, if it has room."""
    box = chapter.regions.panel
    if top - box.bottom < 1.3:
        return None
    height = min(1.6, top - box.bottom - 0.35)
    area = Box(box.centre[0] - 1.4, top - height, box.centre[0] + 1.4, top)
    return chapter.activation_curve(layer, chapter.focus[layer + 1], area)
