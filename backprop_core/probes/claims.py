"""What the value of a probe claims: each of its numbers beside what it should be.

A training of its own may amplify the last digit, in which another machine differs: a
number that does not agree is held against what a last digit makes of it. A rate changed
by 1e-15 of itself shows that; where it moves nothing, nothing is forgiven.
"""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import numpy as np

from backprop_core.agreement import agrees, are_comparable
from backprop_core.claims import Claim
from backprop_core.datasets import Dataset
from backprop_core.probes.entry import Probe
from backprop_core.probes.storing import leaves
from backprop_core.trace import Trace

SHAKE = 1e-15  # of the learning rate: a few units of its last digit
REACH = 100.0  # times what that moves a number: what other machines may do


def claims_of(
    probe: Probe, value: Any, trace: Trace, dataset: Dataset
) -> Iterator[Claim]:
    """What a probe claims, with paths below the trace.

    What lies within the reach of rounding is handed over as agreeing. A number that
    does not agree costs the probe's time once more.
    """
    shaken = enumerate(_claims(probe, value, _shaken(trace), dataset))
    for number, (path, written, derived) in enumerate(
        _claims(probe, value, trace, dataset)
    ):
        if not agrees(written, derived):
            # Never beyond this claim: those after it may take it for granted.
            other = next((each for place, each in shaken if place == number), None)
            moved = other[2] if other and other[0] == path else None
            if _is_within_reach(written, derived, moved):
                derived = written
        yield path, written, derived


def _claims(
    probe: Probe, value: Any, trace: Trace, dataset: Dataset
) -> Iterator[Claim]:
    """The claims of the probe itself; what is on one side only has None beside it."""
    place = f"probes.{probe.name}"
    if probe.claims is not None:
        for name, written, derived in probe.claims(trace, dataset, value):
            yield f"{place}.{name}", written, derived
        return
    again = dict(leaves(probe.compute(trace, dataset), place))
    here = dict(leaves(value, place))
    for path in {**again, **here}:
        yield path, here.get(path), again.get(path)


def _shaken(trace: Trace) -> Trace:
    """The trace with a rate that differs in its last digit."""
    training = trace.run.training
    rate = training.learning_rate * (1 + SHAKE)
    changed = training.model_copy(update={"learning_rate": rate})
    return replace(trace, run=trace.run.model_copy(update={"training": changed}))


def _is_within_reach(written: Any, derived: Any, shaken: Any) -> bool:
    """Whether a last digit could have made what is written of what is derived."""
    if not (are_comparable(written, derived) and are_comparable(shaken, derived)):
        return not agrees(shaken, derived)
    one, other, third = (np.array(each, float) for each in (written, derived, shaken))
    gap, moved = np.abs(one - other), np.abs(third - other)
    # What a last digit does grows along a training: the rows of a field.
    reach = np.maximum.accumulate(moved) if moved.ndim else moved
    return bool((gap <= REACH * reach).all())
