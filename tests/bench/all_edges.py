"""784–16–16–10: all 12,960 edges drawn, and a pulse on each at the same time."""

from time import process_time
from typing import Any

import numpy as np

from backprop_core import Recording, RunSpec, Trace, train
from scenes.diagram.network.edges import Pulses
from scenes.step_chapter import StepChapter
from scenes.vocabulary.motions import tween


def trace() -> Trace:
    """Return the first step of a network that sees the digits in 28 × 28 pixels."""
    run = RunSpec(
        data={"name": "digits", "enlarge": 28},
        network={"layers": (784, 16, 16, 10)},
        training={"learning_rate": 0.5, "max_steps": 1},
    )
    return train(run, Recording(steps=(0,), whole=False))


class AllEdges(StepChapter):
    """One motion: a pulse for every weight runs back along its edge."""

    name = "hidden_deltas"
    phase = 2
    seconds = 0.4

    def construct(self) -> None:
        """Draw the network and let the pulses run; all are seen in every frame."""
        network = self.build_network(self.regions.diagram)
        self.add(network)
        runs: list[Any] = []
        for number, layer in enumerate(self.step.layers):
            pulses = Pulses(
                network.ends(number),
                layer.weights,
                largest=float(np.abs(layer.weights).max()),
                role="error",
                backwards=True,
            )
            self.add(pulses)
            pulses.progress = np.full(layer.weights.shape, 0.1)
            motion = tween(
                pulses, progress=0.9 + 0 * layer.weights, seconds=self.seconds
            )
            runs.append(motion)
        self.play(*runs)

    def update_to_time(self, t: float) -> None:
        """Note when a frame begins."""
        self.marks = [*getattr(self, "marks", []), process_time()]
        super().update_to_time(t)
