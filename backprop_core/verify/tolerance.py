"""Claims that hold but for what a training makes of the last digit of a number.

A training may amplify that digit, in which another machine differs: a number that does
not agree is held against what a last digit makes of it. A rate changed by 1e-15 of
itself shows that; where it moves nothing, nothing is forgiven.
"""

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

import numpy as np

from backprop_core.trace.trace import Trace
from backprop_core.verify.agreement import agrees, are_comparable
from backprop_core.verify.consistency import Claim

SHAKE = 1e-15  # of the learning rate: a few units of its last digit
REACH = 100.0  # times what that moves a number: what other machines may do


def within_reach(
    claims: Callable[[Trace], Iterator[Claim]], trace: Trace
) -> Iterator[Claim]:
    """The claims of a trace; what lies within the reach of rounding agrees.

    A number that does not agree costs all claims up to it once more.
    """
    shaken = enumerate(claims(_shaken(trace)))
    for number, (path, written, derived) in enumerate(claims(trace)):
        if not agrees(written, derived):
            # Never beyond this claim: those after it may take it for granted.
            other = next((each for place, each in shaken if place == number), None)
            moved = other[2] if other and other[0] == path else None
            if _is_within_reach(written, derived, moved):
                derived = written
        yield path, written, derived


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
