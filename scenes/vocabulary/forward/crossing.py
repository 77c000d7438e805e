"""A layer at once: activations run through a gap, add up, and become those of the next.

crossing = Crossing(self)
self.play(*light_gap(self.network, 1))
self.play(*crossing.run(2))
self.play(*crossing.become(2))
"""

import numpy as np

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
        self.network, row = chapter.network, chapter.row
        records = chapter.step.layers
        layers = [chapter.path.layers[gap] for gap in range(len(records))]
        self.paths = [
            f"{layer.weighted_inputs}[{row}, {{unit}}, {{source}}]" for layer in layers
        ]
        self.products = [np.array(each.weighted_inputs[row]) for each in records]
        told = self.products[since:]
        sums = [np.abs(each.cumsum(axis=1)).max() for each in told]
        values = [np.abs(each).max() for each in told]
        self.largest = float(max(values, default=0.0)) or 1.0
        self.largest_sum = (float(max(sums, default=0.0)) or 1.0) / FULLEST

    def run(
        self,
        column: int,
        *,
        spread: float | None = None,
    ) -> list[Motion]:
        """Return how pulses run to a column, from all units before it.

        The arcs of the receivers grow from where they are.
        """
        products = self.products[column - 1]
        receivers, senders = map(range, products.shape)
        pairs = [(k, j) for j in senders for k in receivers]
        _, motions = send(
            *(self.network, column - 1, products),
            path=self.paths[column - 1],
            largest=self.largest,
            pairs=pairs,
            spread=min(LONGEST, 0.3 * len(senders)) if spread is None else spread,
            arc_scale=self.largest_sum,
        )
        return motions

    def become(self, column: int, *, seconds: float = 0.8) -> list[Motion]:
        """Return the motions in which the sums of a column become activations."""
        units = self.network.units[column]
        everyone = {column: range(len(units.lit))}
        full = np.ones(len(units.lit))
        filled = tween(
            units, shown_activations=full, arcs=0 * units.arcs, seconds=seconds
        )
        return [*light(self.network, units=everyone, seconds=seconds), filled]
