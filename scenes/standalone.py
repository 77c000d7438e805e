"""The trace of a chapter that plain Manim renders by itself, without a film."""

import os
from typing import Any

from backprop_core import Recording, RunSpec, train
from backprop_core.assets import asset

PROBES = ("nudge",)  # what chapters about a step show beside the step


def own_trace(step: int | None) -> Any:
    """Train the experiment that BACKPROP_EXPERIMENT names; the digits by default.

    The training stops after the step that is shown; a chapter that is told once, about
    the training (None), gets all of it.
    """
    named = os.environ.get("BACKPROP_EXPERIMENT")
    path = named or asset("experiments/digits.toml")
    recording = Recording(steps=(step or 0,), whole=step is None, probes=PROBES)
    return train(RunSpec.load(path), recording)
