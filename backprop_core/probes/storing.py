"""Lays the value of a probe out as a header and named arrays, and puts it together.

A value is a frozen dataclass whose fields are arrays, numbers, texts, other such
dataclasses, tuples of one kind, or `Recorded`; the types of its fields say which.
"""

from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from typing import Any, get_args, get_origin, get_type_hints

import numpy as np
from numpy.typing import NDArray

from backprop_core.shapes import read_only
from backprop_core.trace.record_layout import Arrays, Header, Stored
from backprop_core.trace.records import Recorded


def lay_out(value: Any, place: str, arrays: Arrays) -> Any:
    """The value without its arrays, for a header; those are added to the others."""
    if isinstance(value, np.ndarray):
        arrays[place] = value
        return None
    if isinstance(value, Recorded):
        return {
            str(number): lay_out(each, f"{place}.{number}", arrays)
            for number, each in value.items()
        }
    if isinstance(value, tuple):
        return [
            lay_out(each, f"{place}.{number}", arrays)
            for number, each in enumerate(value)
        ]
    if is_dataclass(value):
        return {
            each.name: lay_out(
                getattr(value, each.name), f"{place}.{each.name}", arrays
            )
            for each in fields(value)
        }
    return value


def put_together(kind: Any, header: Any, place: str, arrays: Stored) -> Any:
    """The value of that kind that was laid out.

    Raises LookupError or TypeError if a part of it is gone or of another kind.
    """
    origin = get_origin(kind)
    if origin is np.ndarray:
        return _array(kind, place, arrays)
    if origin is Recorded:
        entries = {
            int(number): put_together(
                get_args(kind)[0], each, f"{place}.{number}", arrays
            )
            for number, each in header.items()
        }
        return Recorded("step", dict(sorted(entries.items())))
    if origin is tuple:
        return tuple(
            put_together(get_args(kind)[0], each, f"{place}.{number}", arrays)
            for number, each in enumerate(header)
        )
    if is_dataclass(kind):
        return _record(kind, header, place, arrays)
    if not isinstance(header, kind):
        raise TypeError(f"{place} is no {kind}")
    return header


def _array(kind: Any, place: str, arrays: Stored) -> NDArray[Any]:
    """An array of whole numbers or not, as its kind says."""
    array, number = arrays[place], get_args(get_args(kind)[1])[0]
    if array.dtype.kind != ("i" if issubclass(number, np.integer) else "f"):
        raise TypeError(f"{place} is of type {array.dtype}")
    return array


def _record(kind: Any, header: Header, place: str, arrays: Stored) -> Any:
    """A dataclass with each field of its own kind."""
    hints = get_type_hints(kind)
    values = {
        each.name: put_together(
            hints[each.name], header[each.name], f"{place}.{each.name}", arrays
        )
        for each in fields(kind)
    }
    return kind(**values)


def leaves(value: Any, place: str) -> Iterator[tuple[str, Any]]:
    """The path below the trace of every number, text and array of a value."""
    if isinstance(value, Recorded):
        parts = [(f"{place}[{number}]", each) for number, each in value.items()]
    elif isinstance(value, tuple):
        parts = [(f"{place}[{number}]", each) for number, each in enumerate(value)]
    elif is_dataclass(value):
        names = [each.name for each in fields(value)]
        parts = [(f"{place}.{name}", getattr(value, name)) for name in names]
    else:
        yield place, value
        return
    for path, part in parts:
        yield from leaves(part, path)


def closed_to_writing(value: Any) -> Any:
    """The value itself, every array in it closed to writing."""
    for _, leaf in leaves(value, ""):
        if isinstance(leaf, np.ndarray):
            read_only(leaf)
    return value
