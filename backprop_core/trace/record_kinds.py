"""What the types of a record's fields say, and whether its values are of that form.

A record is a frozen dataclass of arrays, numbers, texts, tables of an experiment, other
records, and tuples, mappings or `Recorded` of these. `Annotated` says more of a field:
`Axes` and `Below` of numbers, `PerLayer` of a tuple, `Named` of a mapping, and of one
with entries of several types a dictionary of these.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass, replace
from functools import cache
from math import isfinite
from types import NoneType, UnionType
from typing import (
    Annotated,
    Any,
    Literal,
    TypeAlias,
    Union,
    get_args,
    get_origin,
    get_type_hints,
)

import numpy as np
from numpy.typing import NDArray
from pydantic import BaseModel

from backprop_core.shapes import Axes, Below, Named, PerLayer
from backprop_core.trace.records import Recorded

Sizes: TypeAlias = dict[str, Any]  # how many there are of what an axis counts, …

_ANY = Axes(None)
_HUGE = 2**63  # whole numbers are smaller
PLAIN = {
    int: "whole number of at least 0",
    float: "number",
    str: "text",
    bool: "true or false",
}


@dataclass(frozen=True, slots=True)
class Kind:
    """What the type of a field says: its form and the kinds of its parts."""

    form: Any  # np.ndarray, int, …, tuple, Recorded, Mapping, a record, a table
    is_whole: bool = False  # an array of whole numbers
    part: Any = None  # the kind of each entry
    named: Mapping[str, Any] | None = None  # the kind of each by name
    length: int | None = None  # of a tuple
    words: tuple[object, ...] = ()  # what may stand there instead, such as None
    axes: Axes = _ANY
    below: str | None = None
    names: str | None = None
    is_per_layer: bool = False

    def allows(self, value: Any) -> bool:
        """Whether a value is one of the words that may stand there."""
        return (value is None or type(value) is str) and value in self.words


def described(hint: Any) -> Kind:
    """The kind that a type stands for."""
    origin, inner = get_origin(hint), get_args(hint)
    if origin is Annotated:
        return _noted(described(inner[0]), hint.__metadata__)
    if origin in (Union, UnionType):
        literals = [each for each in inner if get_origin(each) is Literal]
        words = [None] * (NoneType in inner) + [get_args(each)[0] for each in literals]
        (rest,) = [each for each in inner if each not in (NoneType, *literals)]
        return replace(described(rest), words=tuple(words))
    if origin is np.ndarray:
        return Kind(origin, issubclass(get_args(inner[1])[0], np.integer))
    if origin is tuple:
        length = None if inner[-1] is Ellipsis else len(inner)
        return Kind(tuple, part=described(inner[0]), length=length)
    if origin is not None:
        return Kind(origin, part=described(inner[-1]))
    return _record_kind(hint) if hasattr(hint, "__dataclass_fields__") else Kind(hint)


@cache
def _record_kind(record: Any) -> Kind:
    hints = get_type_hints(record, include_extras=True)
    named = {each.name: described(hints[each.name]) for each in fields(record)}
    return Kind(record, named=named)


def _noted(kind: Kind, notes: tuple[Any, ...]) -> Kind:
    names: dict[type, str] = {Axes: "axes", Below: "below", Named: "names"}
    for note in notes:
        if isinstance(note, Mapping):
            named = {name: described(each) for name, each in note.items()}
            kind = replace(kind, named=named)
        elif note is PerLayer:
            kind = replace(kind, is_per_layer=True)
        else:
            changes: dict[str, Any] = {names[type(note)]: note}
            kind = replace(kind, **changes)
    return kind


def parts(kind: Kind, value: Any, path: str) -> Iterator[tuple[Any, str, Kind, Any]]:
    """The parts of a value: key, path and kind of each, and the part itself."""
    if is_dataclass(value):
        for name, inner in (kind.named or {}).items():
            yield name, f"{path}.{name}".lstrip("."), inner, getattr(value, name)
    elif isinstance(value, tuple | Recorded):
        entries = enumerate(value) if isinstance(value, tuple) else value.items()
        for number, each in entries:
            yield number, f"{path}[{number}]", kind.part, each
    elif isinstance(value, Mapping):
        for name, each in value.items():
            inner = kind.part if kind.named is None else kind.named[name]
            yield name, f"{path}.{name}", inner, each


def leaves(kind: Kind, value: Any, path: str) -> Iterator[tuple[str, Any]]:
    """The path of every number, text and array of a value, and the leaf itself."""
    below = list(parts(kind, value, path))
    if not below and not isinstance(value, tuple | Mapping):
        yield path, value
    for _, inner_path, inner, part in below:
        yield from leaves(inner, part, inner_path)


def check(
    kind: Kind, value: Any, path: str, sizes: Sizes, *, finite: bool = True
) -> None:
    """Raises ValueError with the path of the first field of a wrong form.

    `sizes` says how long what axes count is, for each layer in `layer_sizes`; what it
    does not say has to be as long everywhere in one record. Without `finite` a number
    may have run away.
    """
    if kind.allows(value) or isinstance(value, BaseModel):
        return
    if kind.form is np.ndarray:
        _check_array(kind, value, path, sizes, finite=finite)
    elif kind.form in PLAIN:
        plain(kind, value, path)
        if finite and isinstance(value, float) and not isfinite(value):
            raise ValueError(f"{path}: is no finite number")
        _check_below(kind, value, path, sizes)
    else:
        _check_parts(kind, value, path, sizes, finite=finite)


def _check_parts(
    kind: Kind, value: Any, path: str, sizes: Sizes, *, finite: bool
) -> None:
    if not isinstance(value, kind.form):
        raise ValueError(f"{path}: is no {kind.form.__name__}")
    layers = sizes.get("layer_sizes", ()) if kind.is_per_layer else ()
    length = len(layers) if kind.is_per_layer else kind.length
    if length is not None and len(value) != length:
        raise ValueError(f"{path}: has {len(value)} entries, where {length} belong")
    named = sizes[kind.names] if kind.names else {}
    if kind.names and set(value) != set(named):
        raise ValueError(f"{path}: has not the names {', '.join(named) or '(none)'}")
    sizes = dict(sizes) if is_dataclass(value) else sizes
    for key, place, inner, part in parts(kind, value, path):
        if kind.names:
            inner = replace(inner, axes=named[key])
        below = {**sizes, **layers[key]} if kind.is_per_layer else sizes
        check(inner, part, place, below, finite=finite)


def _check_array(
    kind: Kind, array: NDArray[Any], path: str, sizes: Sizes, *, finite: bool
) -> None:
    shape: list[Any] = []
    for place, axis in enumerate(kind.axes):
        own: Any = array.shape[place] if place < array.ndim else axis
        if axis is None:
            shape.append(own)
        elif isinstance(axis, int):
            shape.append(axis)
        # An axis that is not there for this layer has no length at all.
        elif sizes.setdefault(axis, own) is not None:
            shape.append(sizes[axis])
    wanted = "i" if kind.is_whole else "f"
    if array.shape != tuple(shape) or array.dtype.kind != wanted:
        numbers = "whole numbers" if kind.is_whole else "numbers"
        raise ValueError(
            f"{path}: has shape {array.shape} and type {array.dtype}, where "
            f"{tuple(shape)} of {numbers} belongs"
        )
    if finite and not (kind.is_whole or np.isfinite(array).all()):
        raise ValueError(f"{path}: holds a number that is not finite")
    if kind.below and array.size:
        _check_below(kind, array.min(), path, sizes)
        _check_below(kind, array.max(), path, sizes)


def _check_below(kind: Kind, number: Any, path: str, sizes: Sizes) -> None:
    if kind.below and not 0 <= number < sizes[kind.below]:
        last = sizes[kind.below] - 1
        raise ValueError(f"{path}: {number} is not from 0 to {last}")


def plain(kind: Kind, value: Any, path: str) -> Any:
    """The number or text itself; raises ValueError if it is none."""
    is_whole = type(value) is int and abs(value) < _HUGE
    if kind.form is int:
        is_right = is_whole and value >= 0
    else:
        is_right = type(value) is kind.form or (kind.form is float and is_whole)
    if not is_right:
        raise ValueError(f"{path}: is no {PLAIN[kind.form]}")
    return value
