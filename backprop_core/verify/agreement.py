"""Whether two values are the same but for the rounding of another machine."""

from typing import Any

import numpy as np

# Between two machines: relative to the largest entry of the field.
TOLERANCE = 1e-9


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
