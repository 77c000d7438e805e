"""Walks over records: writes them as a header and arrays, reads them, checks them."""

from collections.abc import Mapping
from dataclasses import is_dataclass, replace
from math import isfinite
from types import MappingProxyType
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray
from pydantic import BaseModel, ValidationError

from backprop_core.trace.record_kinds import Kind, parts
from backprop_core.trace.records import Recorded

Arrays: TypeAlias = dict[str, NDArray[Any]]  # "steps.50.layers.2.deltas" → array
Header: TypeAlias = Any  # what JSON holds of a value: all but its arrays
Sizes: TypeAlias = dict[str, Any]  # how many there are of what an axis counts, …

_HUGE = 2**63  # whole numbers are smaller
_PLAIN = {
    int: "whole number of at least 0",
    float: "number",
    str: "text",
    bool: "true or false",
}


class Writing:
    """Arrays by name, and what JSON holds beside them.

    An array that is there already, as the inputs of a layer are those that the layer
    before it made, is written once; its header is the name of that one.
    """

    def __init__(self) -> None:
        self.arrays: Arrays = {}
        self._names: dict[int, str] = {}

    def header(self, kind: Kind, value: Any, path: str = "") -> Header:
        """What JSON holds of a value; its arrays are added to the others."""
        if isinstance(value, np.ndarray):
            return self._kept(value, path)
        if isinstance(value, BaseModel):
            return value.model_dump(mode="json")
        if not isinstance(value, tuple | Mapping) and not is_dataclass(value):
            return value
        below = {}
        for key, inner_path, inner, part in parts(kind, value, path):
            header = self.header(inner, part, inner_path)
            # What a record has is known: an array needs no word there.
            if header is not None or inner.words or not is_dataclass(value):
                below[key] = header
        return list(below.values()) if isinstance(value, tuple) else below

    def _kept(self, array: NDArray[Any], path: str) -> str | None:
        """None for an array that is written now, else the name that it has."""
        name = name_of(path)
        known = self._names.setdefault(id(array), name)
        if known != name:
            return known
        # Anything but contiguous arrays would be written wrongly, and silently.
        self.arrays[name] = np.ascontiguousarray(array)
        return None


def name_of(path: str) -> str:
    """What the array at a path is called in a file: `steps.50.layers.2.deltas`."""
    return path.replace("[", ".").replace("]", "")


def read(kind: Kind, header: Header, path: str, arrays: Arrays) -> Any:
    """The value that was written; raises ValueError with the path of what is wrong."""
    if kind.allows(header):
        return header
    if kind.form is np.ndarray:
        name = name_of(path) if header is None else header
        if not isinstance(name, str) or name not in arrays:
            raise ValueError(f"{path}: is missing")
        return arrays[name]
    if kind.form in _PLAIN:
        return _plain(kind, header, path)
    if kind.form is tuple:
        return tuple(
            read(kind.part, each, f"{path}[{number}]", arrays)
            for number, each in enumerate(_of_type(list, header, path))
        )
    table = _of_type(dict, header, path)
    if kind.form is Recorded:
        label = path.rpartition(".")[2].removesuffix("s")
        entries = {_number(key, path): each for key, each in table.items()}
        records = {
            n: read(kind.part, entries[n], f"{path}[{n}]", arrays)
            for n in sorted(entries)
        }
        return Recorded(label, records)
    if kind.form is Mapping:
        found = {}
        for name, each in table.items():
            if kind.named is not None and name not in kind.named:
                raise ValueError(f"{path}.{name}: is unknown")
            inner = kind.named[name] if kind.named is not None else kind.part
            found[name] = read(inner, each, f"{path}.{name}", arrays)
        return MappingProxyType(found)
    return _record(kind, table, path, arrays)


def _record(kind: Kind, table: dict[str, Header], path: str, arrays: Arrays) -> Any:
    """The record, or the table of an experiment, whose fields are in a header."""
    if issubclass(kind.form, BaseModel):
        try:
            return kind.form.model_validate(table)
        except ValidationError as error:
            fault = error.errors()[0]
            place = ".".join(map(str, (path, *fault["loc"])))
            raise ValueError(f"{place}: {fault['msg']}") from None
    values = {}
    for name, inner in (kind.named or {}).items():
        place = f"{path}.{name}".lstrip(".")
        if name not in table and inner.form is not np.ndarray:
            raise ValueError(f"{place}: is missing")
        values[name] = read(inner, table.get(name), place, arrays)
    try:
        return kind.form(**values)
    except ValueError as error:
        raise ValueError(f"{path}: {error}") from None


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
    elif kind.form in _PLAIN:
        _plain(kind, value, path)
        if finite and isinstance(value, float) and not isfinite(value):
            raise ValueError(f"{path}: is no finite number")
        _check_below(kind, value, path, sizes)
    else:
        _check_parts(kind, value, path, sizes, finite=finite)


def _check_parts(
    kind: Kind, value: Any, path: str, sizes: Sizes, *, finite: bool
) -> None:
    """What is below a value, and how many parts it has."""
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
    """The shape, the type and the range of an array."""
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


def _plain(kind: Kind, value: Any, path: str) -> Any:
    """The number or text itself; raises ValueError if it is none."""
    is_whole = type(value) is int and abs(value) < _HUGE
    if kind.form is int:
        is_right = is_whole and value >= 0
    else:
        is_right = type(value) is kind.form or (kind.form is float and is_whole)
    if not is_right:
        raise ValueError(f"{path}: is no {_PLAIN[kind.form]}")
    return value


def _of_type(kind: type, header: Header, path: str) -> Any:
    if not isinstance(header, kind):
        raise ValueError(f"{path}: is no {'list' if kind is list else 'table'}")
    return header


def _number(key: str, path: str) -> int:
    """The number of an entry; raises ValueError if it is none."""
    if not (key.isascii() and key.isdecimal() and len(key) < 20):
        raise ValueError(f"{path}: {key!r} is no number")
    return int(key)
