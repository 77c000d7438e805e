"""One step carried out on a network, one act after another, at any pace.

step = WholeStep(self, 0)
self.play(*step.forwards.run(1))
"""

from itertools import chain
from typing import TYPE_CHECKING, Any

import numpy as np

from scenes.path_builder import Path
from scenes.vocabulary import updating
from scenes.vocabulary.forward.crossing import Crossing
from scenes.vocabulary.motions import Motion, tween
from scenes.vocabulary.returning.backward_pass import BackwardPass
from scenes.vocabulary.spotlight import light
from scenes.vocabulary.standing import give_deltas, give_values

if TYPE_CHECKING:
    from scenes.step_chapter import StepChapter


class WholeStep:
    """What the network does in the step of a number, act by act."""

    def __init__(self, chapter: "StepChapter", number: int) -> None:
        self.number, self.network = number, chapter.network
        self.step: Any = chapter.trace.steps[number]
        self.row = int(self.step.focus.sample)
        self.path = Path(f"steps[{number}]")
        self.last, self.value = chapter.last, chapter.value
        self.forwards = Crossing(self, since=0)
        self.backwards = BackwardPass(self)
        updating.share_scale(self)  # of all steps, the widest edge decides

    def forget(self) -> list[Motion]:
        """Return the motions in which the network forgets the step before."""
        found = []
        for units in self.network.units:
            none = 0 * units.lit
            parts = units.shown_activations, units.shown_deltas
            if any(each.any() for each in parts):
                found.append(tween(units, shown_activations=none, shown_deltas=none))
        return [*found, *updating.clear(self)]

    def adopt(self) -> None:
        """Let units and edges stand for this step, of which nothing is shown yet."""
        self.network.tell(str(self.path), self.row)
        give_values(self.network, self.step, self.row)
        give_deltas(self.network, self.step, self.row, since=self.last + 1)
        for edges, layer in zip(self.network.edges, self.step.layers, strict=True):
            edges.weights = np.array(layer.weights)
        updating.share_scale(self)

    def outline(self) -> list[Motion]:
        """Return the motions in which updates appear, on the edges that move most."""
        gaps, sizes = range(self.last), self.network.plan.sizes
        edges = {gap: updating.most_moved(self, gap) for gap in gaps}
        units = {column: range(size) for column, size in enumerate(sizes)}
        rims = chain.from_iterable(updating.rims(self, gap) for gap in gaps)
        arcs = chain.from_iterable(updating.bias_arcs(self, gap) for gap in gaps)
        return [*light(self.network, units=units, edges=edges), *rims, *arcs]

    def move(self) -> list[Motion]:
        """Return the motions of all weights to their new values."""
        return [updating.move_weights(self, gap) for gap in range(self.last)]
