"""The trace of a chapter that plain Manim renders by itself, without a film."""

import os
import sys
from collections.abc import Iterable
from typing import Any

from backprop_core import Recording, RunSpec, train
from backprop_core.assets import asset

PROBES = ("nudge",)  # what chapters about a step show beside the step


def probes_of(scene: type) -> tuple[str, ...]:
    """Return the probes that the file of a chapter asks for, if it is the user's."""
    said = getattr(sys.modules[scene.__module__], "CHAPTER", {})
    return tuple(said.get("probes", ()))


def own_trace(step: int | None, probes: Iterable[str] = ()) -> Any:
    """Train the experiment that BACKPROP_EXPERIMENT names; the digits by default.

    The training stops after the step that is shown; a chapter that is told once, about
    the training (None), gets all of it. ``probes`` are recorded beside the usual ones.
    """
    named = os.environ.get("BACKPROP_EXPERIMENT")
    path = named or asset("experiments/digits.toml")
    asked = tuple(dict.fromkeys((*PROBES, *probes)))
    recording = Recording(steps=(step or 0,), whole=step is None, probes=asked)
    return train(RunSpec.load(path), recording)
