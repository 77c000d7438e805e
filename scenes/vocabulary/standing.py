"""A network as it stands before anything is told, and as the training left it.

network = LayeredNetwork(plan, weights, here="steps[0]", row=row)
give_values(network, step, row)
self.add(*learned(chapter))
"""

from collections.abc import Sequence
from typing import Any

import numpy as np

from scenes.diagram.network.beside import Beside
from scenes.diagram.network.layered_network import LayeredNetwork, Plan, chosen
from scenes.engine.drawing import Box, Drawing
from scenes.path_texts import PathTexts
from scenes.vocabulary import header, labels
from scenes.vocabulary.plotting import Course, CurvePlot

NETWORK, BOTTOM = Box(-6.6, -1.75, 0.5, 2.7), -2.25
PICTURE = 1.8  # its side
CHART = Box(2.0, -1.5, 5.1, 1.8)
MOST = 60  # points of the curve, and one more
SHINE = 0.5  # of all edges
OWN = 7  # of its axes: no chapter has so many


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


def learned(texts: PathTexts) -> list[Drawing]:
    """Return the network with its weights at the end, and the mean cost until then.

    A training shorter than one epoch has no curve.
    """
    curve = mean_cost(texts) if len(texts.trace.epochs) > 1 else []
    return [network_at_end(texts), header.at_end(texts), *curve]


def network_at_end(texts: PathTexts) -> LayeredNetwork:
    """Return the network, all its edges lit, no sample in it.

    Of many units of a column, those with the largest weight onwards are drawn, of many
    outputs those with the largest one that comes in.
    """
    trace, weights = texts.trace, [np.abs(each) for each in texts.trace.final.weights]
    sizes, picture = tuple(trace.network.layers), trace.data.image
    strongest = [each.max(axis=0) for each in weights] + [weights[-1].max(axis=1)]
    drawn = [
        chosen(size, strength, int(np.argmax(strength)))
        for size, strength in zip(sizes, strongest, strict=True)
    ]
    names = []
    if picture:
        drawn[0] = tuple(range(sizes[0]))
    elif trace.data.features:
        names = [labels.input_name(texts, unit) for unit in drawn[0]]
    left = NETWORK.left + max((0.6 + name.box.width for name in names), default=0.2)
    right = NETWORK.right - labels.class_room(texts)
    box = Box(left, NETWORK.bottom, right, NETWORK.top)
    plan = Plan(sizes, tuple(drawn), box, picture, side=PICTURE)
    found = LayeredNetwork(plan, list(trace.final.weights), here="final", row=0)
    for gap, edges in enumerate(found.edges):
        edges.path = f"final.weights[{gap}][{{unit}}, {{source}}]"
        edges.lit = SHINE + 0 * edges.lit
    for unit, name in zip(drawn[0], names, strict=False):
        found.attach(Beside(found.stage, 0, unit, name, "left"))
    found.attach(*labels.layer_names(texts, found, BOTTOM))
    if labels.has_class_names(texts):
        for unit in drawn[-1]:
            name = labels.class_name(texts, unit)
            found.attach(Beside(found.stage, len(sizes) - 1, unit, name))
    return found


def mean_cost(texts: PathTexts) -> list[Drawing]:
    """Return the mean cost over the epochs as a curve, and its value at the end."""
    every = list(texts.trace.epochs)
    kept = sorted({*every[:: -(-len(every) // MOST)], every[-1]})
    course = Course(kept, [f"epochs[{epoch}].loss" for epoch in kept])
    title = texts.words("mean cost over the training set", role="cost")
    plot = CurvePlot(texts, CHART, [course], title=title, number=OWN)
    plot.axes.grown = 1.0
    plot.curves[0].reached, plot.curves[0].head = float(kept[-1]), 1.0
    return [*plot.drawings, plot.result()]
