"""A dial for each weight and bias of a step, on its way to the network.

field = dials_of(self, box)
self.play(tween(field, moved=1.0))
"""

import numpy as np

from scenes.diagram.plots.dials import Dials
from scenes.engine.drawing import Box
from scenes.step_chapter import StepChapter


def dials_of(chapter: StepChapter, area: Box) -> Dials:
    """Return the dials in a box, still unseen.

    Where they go is the middle of its edge for a weight, its unit for a bias.
    """
    values, paths, goals = [], [], []
    home = chapter.network.home
    for gap, layer in enumerate(chapter.step.layers):
        here = chapter.path.layers[gap]
        before, after = home.places[gap : gap + 2]
        middles = (after[:, None, :] + before[None, :, :]) / 2
        goals += [middles.reshape(-1, 2), after]
        values += [np.array(layer.weights).ravel(), np.array(layer.biases)]
        units, sources = np.shape(layer.weights)
        every = [(k, j) for k in range(units) for j in range(sources)]
        paths += [str(here.weights[k, j]) for k, j in every]
        paths += [str(here.biases[k]) for k in range(units)]
    count = "network.parameter_count"
    field = Dials(np.concatenate(values), paths, area, count_path=count)
    field.goals = np.concatenate(goals)
    field.shown = 0 * field.shown
    return field
