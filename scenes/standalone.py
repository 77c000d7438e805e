"""The trace of a chapter that plain Manim renders by itself, without a film."""

import os
import sys
from collections.abc import Iterable
from typing import Any

from backprop_core import Recording, RunSpec, train
from backprop_core.assets import asset
from backprop_core.probes import PROBES as PROBED
from backprop_core.schedule import Schedule

PROBES = ("nudge",)  # what chapters about a step show beside the step


def probes_of(scene: type) -> tuple[str, ...]:
    """Return the probes that a chapter asks for: the user's in its own file."""
    said = getattr(sys.modules[scene.__module__], "CHAPTER", {})
    return (*getattr(scene, "probes", ()), *said.get("probes", ()))


def own_trace(step: int | None, probes: Iterable[str] = ()) -> Any:
    """Train the experiment that BACKPROP_EXPERIMENT names; the digits by default.

    The training stops after the step that is shown; a chapter that is told once, about
    the training (None), gets all of it. ``probes`` are recorded beside the usual ones,
    those that fit the experiment.
    """
    named = os.environ.get("BACKPROP_EXPERIMENT")
    run = RunSpec.load(named or asset("experiments/digits.toml"))
    asked = dict.fromkeys((*PROBES, *probes))
    count = Schedule.of(run, len(run.dataset().inputs)).step_count
    fitting = tuple(
        probe
        for probe in asked
        if not PROBED[probe].objection(run, run.dataset(), count)
    )
    return train(run, Recording((step or 0,), whole=step is None, probes=fitting))
