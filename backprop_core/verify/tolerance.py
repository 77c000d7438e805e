"""Whether two numbers are the same, but for the rounding of another machine.

A training may amplify that digit, in which another machine differs: a number that does
not agree is held against what a last digit makes of it. A rate changed by 1e-15 of
itself shows that; where it moves nothing, nothing is forgiven.
"""

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

import numpy as np

from backprop_core.probes.probe import Claim
from backprop_core.trace.trace import Trace

# Between two machines: relative to the largest entry of the field.
TOLERANCE = 1e-9
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


def agrees(written: Any, derived: Any) -> bool:
    """Whether two values are the same but for the rounding of another machine.

    Texts have to be equal; None agrees with None only, not a number with itself.
    """
    if written is None or derived is None:
        return written is derived
    if not (_is_numeric(written) and _is_numeric(derived)):
        return bool(written == derived)
    if not are_comparable(written, derived):
        return False
    one, other = np.asarray(written, dtype=float), np.asarray(derived, dtype=float)
    scale = np.abs(other[np.isfinite(other)]).max(initial=0.0)
    return bool(np.allclose(one, other, rtol=0, atol=TOLERANCE * scale, equal_nan=True))


def are_comparable(one: Any, other: Any) -> bool:
    """Whether both are numbers, or rows or arrays of them, of the same shape."""
    both = _is_numeric(one) and _is_numeric(other)
    return both and np.shape(one) == np.shape(other)


def _is_numeric(value: Any) -> bool:
    """Whether a value is a number, or a row or an array of them."""
    is_row = isinstance(value, list | tuple)
    return isinstance(value, int | float | np.ndarray | np.number) or (
        is_row and all(isinstance(each, int | float) for each in value)
    )
