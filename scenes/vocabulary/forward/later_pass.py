"""The samples of a step once more, later: right after its update, or at the very end.

end = at_end(self)
end.adopt(network)
self.play(*end.run(network, 1, is_later=True))
"""

from collections.abc import Sequence
from typing import Any

import numpy as np

from scenes.diagram.network.beside_units import BesideUnits
from scenes.diagram.network.layered_network import LayeredNetwork
from scenes.vocabulary import labels
from scenes.vocabulary.motions import Motion
from scenes.vocabulary.sending import send


class LaterPass:
    """What a probe wrote down of a step's samples, beside what was before.

    ``weights`` are the paths of what it ran through, one a layer; ``largest`` is the
    largest product of both passes, for one scale.
    """

    # A chapter about a step: their base stands homes up with this, so has no name here.
    def __init__(self, chapter: Any, probe: str, weights: Sequence[str]) -> None:
        self.chapter, self.row = chapter, chapter.row
        number = chapter.step_number
        self.path = f"probes.{probe}.steps[{number}]"
        self.now: Any = chapter.trace.probes[probe].steps[number]
        self.paths = weights
        self.weights = [np.array(chapter.value(path)) for path in weights]
        self.before = [
            np.array(each.weighted_inputs[self.row]) for each in chapter.step.layers
        ]
        sent = [*self.before, *map(np.array, self.now.sent)]
        self.largest = max(float(np.abs(each).max()) for each in sent) or 1.0

    def activation(self, column: int, unit: int | str) -> str:
        """Return the path of what a unit of a column answers in it."""
        return f"{self.path}.activations[{column - 1}][{self.row}, {unit}]"

    def adopt(self, network: LayeredNetwork) -> None:
        """Let a network be the one of that pass, of which nothing is shown yet."""
        for gap, edges in enumerate(network.edges):
            edges.weights, edges.path = self.weights[gap], self.edge(gap)
            own = np.abs(self.weights[gap]).max()
            edges.largest = max(edges.largest, float(own))
        for column, after in enumerate(self.now.activations, start=1):
            units = network.units[column]
            units.activations = np.array(after[self.row])
            largest = float(np.abs(units.activations).max())
            units.activation_scale = max(units.activation_scale, largest)
            units.paths = (self.activation(column, "{unit}"), "")

    def answers(self, network: LayeredNetwork) -> BesideUnits:
        """Return what the outputs of a network answer in it, still in them."""
        last = self.chapter.last
        path = self.activation(last, "{unit}")
        return labels.numbers(self.chapter, network, last, path, "activation")

    def edge(self, gap: int) -> str:
        """Return the path of a weight of a gap, for its unit and its source."""
        return f"{self.paths[gap]}[{{unit}}, {{source}}]"

    def run(
        self, network: LayeredNetwork, gap: int, *, is_later: bool, spread: float = 0.8
    ) -> list[Motion]:
        """Return how a gap is crossed, before or now, on the scale of both."""
        path = f"{self.path}.sent[{gap}][{{unit}}, {{source}}]"
        values = np.array(self.now.sent[gap])
        if not is_later:
            products = self.chapter.path.layers[gap].weighted_inputs
            path = f"{products}[{self.row}, {{unit}}, {{source}}]"
            values = self.before[gap]
        where = network, gap, values
        return send(*where, path=path, largest=self.largest, spread=spread)[1]

    @property
    def outcome(self) -> str:
        """Which sentence tells what has become of the answer."""
        step, row, now = self.chapter.step, self.row, self.now
        if not len(step.predictions):
            if self._reads_alike():
                return "same"
            closer = now.sample_losses[row] < step.sample_losses[row]
            return "closer" if closer else "farther"
        was, is_now, right = (
            int(each[row]) for each in (step.predictions, now.predictions, step.labels)
        )
        if is_now == right:
            return "still right" if was == right else "right now"
        if was == right:
            return "lost"
        return "still wrong" if is_now == was else "other wrong"

    def _reads_alike(self) -> bool:
        """Whether every answer, as shown, is the one of before."""
        chapter, units = self.chapter, range(self.chapter.sizes[-1])
        both = [
            [str(chapter.activation_path(chapter.last, unit)) for unit in units],
            [self.activation(chapter.last, unit) for unit in units],
        ]
        places = chapter.decimals([*both[0], *both[1]], "activation")
        before, now = (
            [chapter.shown(path, "activation", places) for path in paths]
            for paths in both
        )
        return bool(before == now)

    def names(self) -> dict[str, str]:
        """Return the paths of the classes that are read and that is right."""
        step, row = self.chapter.step, self.row
        if not len(step.predictions):
            return {}
        read = {"before": step.predictions, "now": self.now.predictions}
        every = {**read, "right": step.labels}
        return {name: f"data.classes[{each[row]}]" for name, each in every.items()}


def at_end(chapter: Any) -> LaterPass:
    """Return the pass through the network as the training left it."""
    gaps = range(len(chapter.step.layers))
    weights = [f"final.weights[{gap}]" for gap in gaps]
    return LaterPass(chapter, "last_pass", weights)


def after_update(chapter: Any) -> LaterPass | None:
    """Return the pass through the updated weights, if the trace holds one."""
    probes, number = chapter.trace.probes, chapter.step_number
    if "second_pass" not in probes or number not in probes["second_pass"].steps:
        return None
    gaps = range(len(chapter.step.layers))
    weights = [f"{chapter.path.layers[gap]}.weights_after" for gap in gaps]
    return LaterPass(chapter, "second_pass", weights)
