"""What every probe is: a name, the value that it leaves, and how that is computed."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np

from backprop_core.datasets import Dataset
from backprop_core.records import Recorded, StepRecord
from backprop_core.shapes import Indices
from backprop_core.spec import RunSpec
from backprop_core.trace import Trace

MOST_STEPS = 100  # of the recorded ones that a probe about steps looks at


def always_fits(run: RunSpec, dataset: Dataset, updates: int) -> str:
    """No objection."""
    return ""


@dataclass(frozen=True, slots=True)
class Probe:
    """One probe: `compute` makes a `result`, a frozen dataclass, of a trace.

    It reads the trace and the samples, nothing else: equal trainings and recordings
    give equal bytes. `objection` says what is in the way, with the cure, before the
    training begins; empty if nothing is. `moments` is how many moments of the training
    it needs, spread evenly. A value that `follows` from the records alone, on every
    machine to many digits, can be derived again; a training of its own may amplify the
    last digit, and directions may be as good as others.
    """

    name: str
    result: type[Any]
    compute: Callable[[Trace, Dataset], Any]
    objection: Callable[[RunSpec, Dataset, int], str] = always_fits
    moments: int = 0
    follows: bool = False


def evenly(last: int, count: int) -> Indices:
    """At most `count` whole numbers from 0 to `last`, both included."""
    return np.unique(np.linspace(0, last, count).round().astype(np.intp))


def first_steps(trace: Trace) -> Recorded[StepRecord]:
    """The recorded steps that a probe about steps looks at: the first hundred."""
    chosen = list(trace.steps.items())[:MOST_STEPS]
    return Recorded("step", dict(chosen))
