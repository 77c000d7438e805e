"""784–16–16–10: all 12,960 edges drawn, and a pulse on each at the same time."""

from time import process_time
from typing import Any

import numpy as np

from backprop_core import Recording, RunSpec, Trace, train
from scenes.step_chapter import StepChapter
from scenes.vocabulary.motions import tween
from scenes.vocabulary.sending import send


def trace() -> Trace:
    """Return the first step of a network that sees the digits in 28 × 28 pixels."""
    run = RunSpec(
        data={"name": "digits", "enlarge": 28},
        network={"layers": (784, 16, 16, 10)},
        training={"learning_rate": 0.5, "max_steps": 1},
    )
    return train(run, Recording(steps=(0,), whole=False))


class AllEdges(StepChapter):
    """One motion: every weight runs back along its edge, the strongest as pulses."""

    name = "hidden_deltas"
    seconds = 0.4

    def construct(self) -> None:
        """Let all run; they are under way in every frame."""
        runs: list[Any] = []
        for gap, layer in enumerate(self.step.layers):
            weights = np.array(layer.weights)
            largest = float(np.abs(weights).max())
            wishes: Any = {"largest": largest, "role": "error", "spread": 0.0}
            pulses, _ = send(self.network, gap, weights, path="", back=True, **wishes)
            pulses.clock = 0.1
            self.add(pulses)
            runs.append(tween(pulses, clock=0.9, seconds=self.seconds))
        self.play(*runs)

    def update_to_time(self, t: float) -> None:
        """Note when a frame begins."""
        self.marks = [*getattr(self, "marks", []), process_time()]
        super().update_to_time(t)
