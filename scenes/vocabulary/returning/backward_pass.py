"""A layer at once: δ of the layer after runs back through a gap and becomes its own.

back = BackwardPass(self)
self.play(*light_gap(self.network, 2))
self.play(*back.run(2))
self.play(*back.become(2))
"""

from typing import Any, Protocol

import numpy as np

from scenes.diagram.network.layered_network import LayeredNetwork
from scenes.diagram.network.travellers import Travellers
from scenes.path_builder import Path
from scenes.vocabulary.motions import Motion, tween
from scenes.vocabulary.sending import send
from scenes.vocabulary.spotlight import light

FULLEST = 0.9  # of a circle: the arc of the largest sum of a step


class ShowsStep(Protocol):
    """What has a network that shows one sample, a row, of a step: a chapter has."""

    network: LayeredNetwork
    row: int

    @property
    def step(self) -> Any:
        """The record of the step."""

    @property
    def path(self) -> Path:
        """The path of the step."""

    def value(self, path: str) -> Any:
        """Return what a path stands for."""


class BackwardPass:
    """What runs back in the thread's sample, all of a step on one scale."""

    def __init__(self, chapter: ShowsStep) -> None:
        self.network, self.row = chapter.network, chapter.row
        self.layers, self.path = chapter.step.layers, chapter.path
        after = self.layers[1:]
        values = [np.abs(each.returned[self.row]).max() for each in after]
        sums = [np.abs(each.returned_so_far[self.row]).max() for each in after]
        self.largest = float(max(values, default=1.0))
        self.largest_sum = float(max(sums, default=1.0)) / FULLEST

    def run(self, column: int, *, spread: float) -> list[Motion]:
        """Return how pulses run back to a column, along all edges."""
        return self.send(column, spread=spread)[1]

    def send(
        self,
        column: int,
        *,
        pairs: list[tuple[int, int]] | None = None,
        spread: float,
        field: str = "returned",
    ) -> tuple[Travellers, list[Motion]]:
        """Return the pulses to a column, along all edges or some, and their motions.

        The arcs of the receivers grow where all of it runs. ``field`` is
        ``returned_after`` for what comes back through weights that moved too early.
        """
        path = getattr(self.path.layers[column], field)
        values = np.array(getattr(self.layers[column], field)[self.row])
        return send(
            *(self.network, column, values),
            path=f"{path}[{self.row}, {{unit}}, {{source}}]",
            largest=max(self.largest, float(np.abs(values).max())),
            back=True,
            pairs=pairs,
            spread=spread,
            arc_scale=self.largest_sum if pairs is None else None,
            role="error",
        )

    def become(self, column: int) -> list[Motion]:
        """Return the motions in which the sums of a column become δ, edges dimmed."""
        units = self.network.units[column]
        everyone = {
            c: range(len(self.network.units[c].lit)) for c in (column, column + 1)
        }
        red = tween(units, shown_deltas=np.ones(len(units.lit)), arcs=0 * units.arcs)
        return [*light(self.network, units=everyone), red]
