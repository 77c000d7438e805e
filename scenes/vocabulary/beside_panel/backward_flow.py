"""What flows back to a layer: the pulses, their sums, and the deltas they become."""

from typing import TYPE_CHECKING

import numpy as np

from scenes import style
from scenes.diagram.formulas import Formula
from scenes.diagram.network.edges import Pulses
from scenes.engine.drawing import Drawing
from scenes.vocabulary.beside_panel import around_network, softmax_ways, weight_to_cost

if TYPE_CHECKING:
    from scenes.step_chapter import StepChapter


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


def delta_numbers(chapter: "StepChapter", column: int) -> Drawing:
    """Return the δ beside each unit of a column."""
    paths = [
        chapter.here(f"layers[{column - 1}].deltas[{chapter.row}, {unit}]")
        for unit in range(chapter.sizes[column])
    ]
    last = column == len(chapter.sizes) - 1
    return around_network.numbers(chapter, column, paths, "delta", left=not last)
