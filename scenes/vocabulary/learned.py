"""The picture between chapters about the training: what it has made of the network.

self.add(*learned(chapter))
"""

import numpy as np

from scenes import style
from scenes.diagram.network.beside import Beside
from scenes.diagram.network.layered_network import LayeredNetwork, Plan, chosen
from scenes.diagram.plots.plot_axes import span
from scenes.diagram.plots.series import Series
from scenes.engine.drawing import Box, Drawing
from scenes.path_texts import PathTexts
from scenes.vocabulary import header, labels
from scenes.vocabulary.plotting import label_ends, plotted

NETWORK, BOTTOM = Box(-6.6, -1.75, 0.5, 2.7), -2.25
PICTURE = 1.8  # its side
CHART = Box(2.2, -1.5, 5.1, 1.8)
NAME_ABOVE, NAME_BELOW = 0.42, 0.62
MOST = 60  # points of the curve, and one more
SHINE = 0.5  # of all edges


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
    paths = [f"epochs[{epoch}].loss" for epoch in kept]
    costs = [float(texts.value(path)) for path in paths]
    axes = plotted(texts, CHART, span(kept, most=3), span(costs, most=4))
    curve = Series(axes, kept, costs, paths)
    curve.reached, curve.head = float(kept[-1]), 1.0
    name = texts.words("mean cost over the training set", role="cost")
    name.at(CHART.left - 0.5, CHART.top + NAME_ABOVE, align=0.0)
    below = texts.small_print("passes over the set")
    below.at(CHART.right, CHART.bottom - NAME_BELOW, align=1.0)
    result = texts.number(paths[-1], "cost", em=style.TOLD)
    label_ends([curve], [result])
    return [axes, curve, name, below, result]
