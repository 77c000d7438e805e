"""The samples of a step once more, through the network as the training left it.

end = LastPass(self)
end.adopt(network)
self.play(*end.run(network, 1, at_end=True))
"""

from typing import Any

import numpy as np

from scenes.diagram.network.beside_units import BesideUnits
from scenes.diagram.network.layered_network import LayeredNetwork
from scenes.vocabulary import labels
from scenes.vocabulary.motions import Motion
from scenes.vocabulary.sending import send


class LastPass:
    """What the probe `last_pass` wrote down of a step, beside what was before.

    ``largest`` is the largest product of both passes, for one scale.
    """

    # A chapter about a step: their base stands homes up with this, so has no name here.
    def __init__(self, chapter: Any) -> None:
        self.chapter, self.row = chapter, chapter.row
        number = chapter.step_number
        self.path = f"probes.last_pass.steps[{number}]"
        self.now: Any = chapter.trace.probes["last_pass"].steps[number]
        self.weights = [np.array(each) for each in chapter.trace.final.weights]
        self.before = [
            np.array(each.weighted_inputs[self.row]) for each in chapter.step.layers
        ]
        sent = [*self.before, *map(np.array, self.now.sent)]
        self.largest = max(float(np.abs(each).max()) for each in sent) or 1.0

    def activation(self, column: int, unit: int | str) -> str:
        """Return the path of what a unit of a column answers at the end."""
        return f"{self.path}.activations[{column - 1}][{self.row}, {unit}]"

    def adopt(self, network: LayeredNetwork) -> None:
        """Let a network be the one at the end, of which nothing is shown yet."""
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
        """Return what the outputs of a network answer at the end, still in them."""
        last = self.chapter.last
        path = self.activation(last, "{unit}")
        return labels.numbers(self.chapter, network, last, path, "activation")

    def edge(self, gap: int) -> str:
        """Return the path of a weight at the end, for its unit and its source."""
        return f"final.weights[{gap}][{{unit}}, {{source}}]"

    def run(
        self, network: LayeredNetwork, gap: int, *, at_end: bool, spread: float = 0.8
    ) -> list[Motion]:
        """Return how a gap is crossed, before or at the end, on the scale of both."""
        path = f"{self.path}.sent[{gap}][{{unit}}, {{source}}]"
        values = np.array(self.now.sent[gap])
        if not at_end:
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
            before, after = step.sample_losses[row], now.sample_losses[row]
            if before == after:
                return "same"
            return "closer" if after < before else "farther"
        was, is_now, right = (
            int(each[row]) for each in (step.predictions, now.predictions, step.labels)
        )
        if is_now == right:
            return "still right" if was == right else "right now"
        if was == right:
            return "lost"
        return "still wrong" if is_now == was else "other wrong"

    def names(self) -> dict[str, str]:
        """Return the paths of the classes that are read and that is right."""
        step, row = self.chapter.step, self.row
        if not len(step.predictions):
            return {}
        read = {"before": step.predictions, "now": self.now.predictions}
        every = {**read, "right": step.labels}
        return {name: f"data.classes[{each[row]}]" for name, each in every.items()}
