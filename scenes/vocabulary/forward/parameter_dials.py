"""A dial for each weight and bias of a step, on its way to the network.

field = dials_of(self, box)
self.play(tween(field, moved=1.0))
"""

from collections.abc import Sequence
from typing import Any

import numpy as np

from scenes.diagram.plots.dials import Dials
from scenes.engine.arrays import Numbers
from scenes.engine.drawing import Box
from scenes.step_chapter import StepChapter


def dials_of(chapter: StepChapter, area: Box) -> Dials:
    """Return the dials in a box, still unseen.

    Where they go is the middle of its edge for a weight, its unit for a bias.
    """
    layers, goals = chapter.step.layers, []
    home = chapter.network.home
    for gap in range(len(layers)):
        before, after = home.places[gap : gap + 2]
        middles = (after[:, None, :] + before[None, :, :]) / 2
        goals += [middles.reshape(-1, 2), after]
    values, paths = _listed(
        *([layer.weights for layer in layers], [layer.biases for layer in layers]),
        where=[f"{chapter.path}.layers[{gap}].{{kind}}" for gap in range(len(layers))],
    )
    count = "network.parameter_count"
    field = Dials(values, paths, area, count_path=count)
    field.goals = np.concatenate(goals)
    return field


def at_end(chapter: StepChapter) -> tuple[Numbers, list[str]]:
    """Return what the training made of all parameters, in the order of the dials."""
    final = chapter.trace.final
    where = [f"final.{{kind}}[{gap}]" for gap in range(len(final.weights))]
    return _listed(final.weights, final.biases, where=where)


def _listed(
    weights: Sequence[Any], biases: Sequence[Any], *, where: Sequence[str]
) -> tuple[Numbers, list[str]]:
    """Return all values, and their paths: of each layer the weights, then the biases.

    ``where`` is the path of a layer's, by their ``{kind}``.
    """
    values, paths = [], []
    for layer, path in enumerate(where):
        for kind, table in (("weights", weights[layer]), ("biases", biases[layer])):
            values.append(np.ravel(table))
            name = path.format(kind=kind)
            each = np.ndindex(np.shape(table))
            paths += [f"{name}[{', '.join(map(str, index))}]" for index in each]
    return np.concatenate(values), paths
