"""Evaluates the path of a number on screen, such as `steps[50].layers[2].deltas[0, 3]`.

A path is a root (a field of the trace, or one handed in), then attributes, indices,
lists of them and slices. Allowed around it: sum, mean, max, norm, count, nth
(index + 1) and percent. A tick of an axis is a number by itself: `axis(0.25)`.
"""

import ast
from collections.abc import Callable, Collection, Mapping
from functools import lru_cache
from types import MappingProxyType
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

from backprop_core.faults import did_you_mean
from backprop_core.trace.trace import Trace
from backprop_core.trace.view import kind_of, parts_of

Value: TypeAlias = float | int | str | tuple[Any, ...] | NDArray[Any]
Roots: TypeAlias = Mapping[str, object]

_PLAIN, _WITH_ENTRIES = int | float | str, np.ndarray | tuple | Mapping
FUNCTIONS: Mapping[str, Callable[[Any], Any]] = {
    "sum": np.sum,
    "mean": np.mean,
    "max": np.max,
    "norm": lambda value: np.linalg.norm(np.ravel(value)),
    "count": lambda value: getattr(value, "size", None) or len(value),
    "nth": lambda value: value + 1,
    "percent": lambda value: 100 * value,
}


def evaluate(path: str, trace: Trace, extra: Roots = MappingProxyType({})) -> Value:
    """The number, text or array that a path names.

    `extra` holds further roots, such as facts or the settings of a film. Raises
    ValueError that says what is wrong with the path or what was not recorded.
    """
    try:
        value = _value(_parsed(path), trace, extra)
    except (ValueError, LookupError, TypeError) as error:
        reason = error.args[0] if error.args else type(error).__name__
        raise ValueError(f"path {path!r}: {reason}") from None
    if isinstance(value, np.generic):
        return value.item()
    is_row = isinstance(value, tuple) and all(isinstance(e, _PLAIN) for e in value)
    if is_row or isinstance(value, _PLAIN | np.ndarray):
        return value
    raise ValueError(
        f"path {path!r}: names a {type(value).__name__}, not a number. "
        f"Go on with {', '.join(_parts(value)) or 'an index'}."
    )


@lru_cache(maxsize=4096)
def _parsed(path: str) -> ast.expr:
    try:
        return ast.parse(path, mode="eval").body
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        raise ValueError("not a path. Write one such as epochs[3].loss") from None


def _value(node: ast.expr, trace: Trace, extra: Roots) -> Any:
    """What a node stands for; refuses every node that no path needs."""
    match node:
        case ast.Name(id=name):
            # A field of the trace is read only if a path names it.
            _check_choice([*_parts(trace), *extra], name, "root")
            return extra[name] if name in extra else getattr(trace, name)
        case ast.Attribute(value=inner, attr=name):
            return _attribute(_value(inner, trace, extra), name)
        case ast.Subscript(value=inner, slice=index):
            if isinstance(owner := _value(inner, trace, extra), _WITH_ENTRIES):
                return owner[_index(index)]
            raise ValueError(f"{type(owner).__name__} has no entries")
        case ast.Call(func=ast.Name(id="axis"), args=[tick], keywords=[]):
            return _tick(tick)
        case ast.Call(func=ast.Name(id=name), args=[inner], keywords=[]):
            _check_choice(FUNCTIONS, name, "function")
            return FUNCTIONS[name](_value(inner, trace, extra))
    raise ValueError(
        f"{ast.unparse(node)!r} is not allowed. Use attributes, indices, slices and "
        f"{', '.join(FUNCTIONS)}"
    )


def _tick(node: ast.expr) -> float:
    match node:
        case ast.Constant(value=int() | float() as value):
            return float(value)
        case ast.UnaryOp(op=ast.USub(), operand=ast.Constant() as positive):
            return -_tick(positive)
    raise ValueError(f"{ast.unparse(node)!r} is no tick. Write a number: axis(0.25)")


def _check_choice(choices: Collection[str], name: str, kind: str) -> None:
    """Raises ValueError, with those there are, if a name is not among some."""
    if name not in choices:
        raise ValueError(
            f"unknown {kind} {name!r}. Choose from {', '.join(choices)}."
            f"{did_you_mean(name, choices)}"
        )


def _attribute(owner: Any, name: str) -> Any:
    if isinstance(owner, Mapping) and name in owner:
        return owner[name]
    parts = _parts(owner)
    if name not in parts:
        raise ValueError(
            f"{kind_of(owner).__name__} has no {name!r}. It has "
            f"{', '.join(parts) or 'no parts'}.{did_you_mean(name, parts)}"
        )
    return getattr(owner, name)


def _parts(owner: Any) -> tuple[str, ...]:
    """The names of what a value is made of: fields and properties, never methods."""
    if isinstance(owner, Mapping):
        return tuple(name for name in owner if isinstance(name, str))
    return parts_of(kind_of(owner))


def _index(node: ast.expr) -> Any:
    match node:
        case ast.Tuple(elts=parts):
            return tuple(_index(part) for part in parts)
        case ast.List(elts=[*parts]) if parts:
            return [_index(part) for part in parts]
        case ast.Slice(lower=low, upper=high, step=step):
            return slice(*(end and _index(end) for end in (low, high, step)))
        case ast.Constant(value=value) if type(value) is int:
            return value
        case ast.UnaryOp(op=ast.USub(), operand=ast.Constant() as positive):
            return -_index(positive)
    raise ValueError(f"{ast.unparse(node)!r} is not an index. Write a whole number")
