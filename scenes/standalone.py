"""The trace of a chapter that plain Manim renders by itself, without a film."""

import os
from typing import Any

from backprop_core import Recording, RunSpec, train
from backprop_core.assets import asset

PROBES = ("nudge",)  # what chapters about a step show beside the step


def own_trace() -> Any:
    """Train the experiment that BACKPROP_EXPERIMENT names; the digits by default."""
    named = os.environ.get("BACKPROP_EXPERIMENT")
    path = named or asset("experiments/digits.toml")
    return train(RunSpec.load(path), Recording(steps=(0,), probes=PROBES))
