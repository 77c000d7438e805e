"""A network as it stands before anything is told: which units are drawn, their values.

network = LayeredNetwork(plan, weights, here="steps[0]", row=row)
give_values(network, step, row)
"""

from collections.abc import Sequence
from typing import Any

import numpy as np

from scenes.diagram.network.layered_network import LayeredNetwork, chosen


def drawn_units(
    step: Any, sizes: Sequence[int], *, is_picture: bool, outputs: Any
) -> tuple[tuple[int, ...], ...]:
    """Return which units of each column are drawn: those that contribute most.

    All pixels of a picture are; of many outputs those with the largest ``outputs``.
    """
    row, thread = step.focus.sample, (step.focus.input, *step.focus.units)
    drawn = []
    for column, (size, layer) in enumerate(
        zip(sizes, (*step.layers, None), strict=True)
    ):
        if column == 0 and is_picture:
            drawn.append(tuple(range(size)))
        elif layer is None:
            drawn.append(chosen(size, np.array(outputs), thread[column]))
        else:
            parts = layer.weighted_inputs[row, thread[column + 1]]
            drawn.append(chosen(size, np.array(parts), thread[column]))
    return tuple(drawn)


def give_values(network: LayeredNetwork, step: Any, row: int) -> None:
    """Give all units the activations of a sample, not yet shown; a picture is lit."""
    values = [step.inputs, *(layer.activations for layer in step.layers)]
    for units, activations in zip(network.units, values, strict=True):
        units.activations = np.array(activations[row])
        units.activation_scale = max(1.0, float(np.abs(units.activations).max()))
    if network.plan.picture:
        network.units[0].lit = np.ones(network.plan.sizes[0])


def give_deltas(network: LayeredNetwork, step: Any, row: int, *, since: int) -> None:
    """Give all units their δ, on one scale; shown are those from a column on."""
    largest = max(float(np.abs(layer.deltas[row]).max()) for layer in step.layers)
    for units, layer in zip(network.units[1:], step.layers, strict=True):
        units.deltas, units.delta_scale = np.array(layer.deltas[row]), largest
        units.shown_deltas = np.full(len(units.deltas), float(units.column >= since))
