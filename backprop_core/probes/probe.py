"""What every probe is: a name, the value that it leaves, and how that is computed."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, fields
from typing import Any, TypeAlias

import numpy as np

from backprop_core.data.datasets import Dataset
from backprop_core.shapes import Indices
from backprop_core.spec.run_spec import RunSpec
from backprop_core.trace.trace import Trace

# A path, what is written down there, and what follows from other fields.
Claim: TypeAlias = tuple[str, Any, Any]
# A trace, its samples and the value of one of its probes → what they say of it.
Claims: TypeAlias = Callable[[Trace, Dataset, Any], Iterator[Claim]]


@dataclass(frozen=True, slots=True)
class Probe:
    """One probe: `compute` makes its record of a trace, as `PROBE_RECORDS` has it.

    It reads the trace and the samples, nothing else: equal trainings and recordings
    give equal bytes. `objection` says what is in the way, with the cure, before the
    training begins; empty if nothing is. `checkpoints` is how many of the training it
    needs, spread evenly. `claims` are what a validator holds a value against, with
    paths below the probe; None where that is the value computed again.
    """

    name: str
    compute: Callable[[Trace, Dataset], Any]
    objection: Callable[[RunSpec, Dataset, int], str] = lambda run, dataset, updates: ""
    checkpoints: int = 0
    claims: Claims | None = None


def field_claims(written: Any, derived: Any) -> Iterator[Claim]:
    """Each field of a record beside that of another one."""
    for each in fields(written):
        yield each.name, getattr(written, each.name), getattr(derived, each.name)


def below(path: str, claims: Iterable[Claim]) -> Iterator[Claim]:
    """The same claims, their paths below another one."""
    for name, written, derived in claims:
        yield f"{path}.{name}", written, derived


def evenly(last: int, count: int) -> Indices:
    """At most `count` whole numbers from 0 to `last`, both included."""
    return np.unique(np.linspace(0, last, count).round().astype(np.intp))
