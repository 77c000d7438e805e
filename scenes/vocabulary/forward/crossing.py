"""A layer at once: activations run through a gap, add up, and become those of the next.

crossing = Crossing(self)
self.play(*light_gap(self.network, 1))
pulses, motions = crossing.run(2)
self.play(*crossing.become(2))
"""

from collections.abc import Iterable

import numpy as np

from scenes.diagram.network.travellers import Travellers
from scenes.vocabulary.motions import Motion, tween
from scenes.vocabulary.returning.backward_pass import ShowsStep
from scenes.vocabulary.sending import send
from scenes.vocabulary.spotlight import light

FULLEST = 0.9  # of a circle: the arc of the largest sum of a step
LONGEST = 2.4  # seconds within which the pulses of a gap leave


class Crossing:
    """What runs forward in the thread's sample, all of a step on one scale.

    That is all that runs ``since`` a layer: what came before was told in another way.
    """

    def __init__(self, chapter: ShowsStep, *, since: int = 1) -> None:
        self.network, self.row = chapter.network, chapter.row
        self.layers, self.path = chapter.step.layers, chapter.path
        values = [
            np.abs(each.weighted_inputs[self.row]) for each in self.layers[since:]
        ]
        sums = [
            np.abs(each.weighted_inputs_so_far[self.row])
            for each in self.layers[since:]
        ]
        self.largest = float(max((each.max() for each in values), default=0.0)) or 1.0
        fullest = float(max((each.max() for each in sums), default=0.0)) or 1.0
        self.largest_sum = fullest / FULLEST

    def run(
        self,
        column: int,
        *,
        senders: Iterable[int] | None = None,
        spread: float | None = None,
    ) -> tuple[Travellers, list[Motion]]:
        """Return what runs to a column, from all units before it or some, its motions.

        The arcs of the receivers grow from where they are.
        """
        products = np.array(self.layers[column - 1].weighted_inputs[self.row])
        everyone = range(products.shape[1]) if senders is None else list(senders)
        pairs = [(k, j) for j in everyone for k in range(len(products))]
        path = self.path.layers[column - 1].weighted_inputs
        return send(
            *(self.network, column - 1, products),
            path=f"{path}[{self.row}, {{unit}}, {{source}}]",
            largest=self.largest,
            pairs=pairs,
            spread=min(LONGEST, 0.3 * len(everyone)) if spread is None else spread,
            arc_scale=self.largest_sum,
        )

    def become(self, column: int, *, seconds: float = 0.8) -> list[Motion]:
        """Return the motions in which the sums of a column become activations."""
        units = self.network.units[column]
        everyone = {column: range(len(units.lit))}
        full = np.ones(len(units.lit))
        filled = tween(
            units, shown_activations=full, arcs=0 * units.arcs, seconds=seconds
        )
        return [*light(self.network, units=everyone, seconds=seconds), filled]
