"""What the types of a record's fields say: the form of each, sizes, kinds of parts.

A record is a frozen dataclass of arrays, numbers, texts, tables of an experiment, other
records, and tuples, mappings or `Recorded` of these. `Annotated` says more of a field:
`Axes` and `Below` of numbers, `PerLayer` of a tuple, `Named` of a mapping, and of one
with entries of several types a dictionary of these.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass, replace
from functools import cache
from types import NoneType, UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin, get_type_hints

import numpy as np

from backprop_core.shapes import Axes, Below, Named, PerLayer
from backprop_core.trace.records import Recorded

_ANY = Axes(None)


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
    """The kind with what `Annotated` says of it."""
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
