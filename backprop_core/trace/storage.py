"""Records as bytes: one safetensors file with a single, canonical JSON header."""

import json
import os
from collections.abc import Mapping
from dataclasses import is_dataclass
from errno import EDQUOT, ENOSPC
from pathlib import Path
from types import MappingProxyType
from typing import Any, TypeAlias, TypeVar

import numpy as np
from numpy.typing import NDArray
from pydantic import BaseModel, ValidationError
from safetensors import SafetensorError
from safetensors.numpy import load as arrays_in
from safetensors.numpy import save as tensor_bytes

from backprop_core.shapes import read_only
from backprop_core.trace.record_kinds import PLAIN, Kind, described, parts, plain
from backprop_core.trace.records import Recorded

SCHEMA = "backprop trace 4"
_KEY = "backprop"  # with more than one key the order of the bytes is random

AnyRecord = TypeVar("AnyRecord")
Arrays: TypeAlias = dict[str, NDArray[Any]]  # "steps.50.layers.2.deltas" → array
Header: TypeAlias = Any  # what JSON holds of a value: all but its arrays


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
    if kind.form in PLAIN:
        return plain(kind, header, path)
    if kind.form is tuple:
        return tuple(
            read(kind.part, each, f"{path}[{number}]", arrays)
            for number, each in enumerate(_of_type(list, header, path))
        )
    table = _of_type(dict, header, path)
    if kind.form is Recorded:
        return _recorded(kind, table, path, arrays)
    if kind.form is Mapping:
        found = {}
        for name, each in table.items():
            if kind.named is not None and name not in kind.named:
                raise ValueError(f"{path}.{name}: is unknown")
            inner = kind.named[name] if kind.named is not None else kind.part
            found[name] = read(inner, each, f"{path}.{name}", arrays)
        return MappingProxyType(found)
    return _record(kind, table, path, arrays)


def _recorded(kind: Kind, table: dict[str, Header], path: str, arrays: Arrays) -> Any:
    records = {}
    for key in sorted(table, key=lambda key: (len(key), key)):
        if not (key.isascii() and key.isdecimal() and len(key) < 20):
            raise ValueError(f"{path}: {key!r} is no number")
        place = f"{path}[{int(key)}]"
        records[int(key)] = read(kind.part, table[key], place, arrays)
    return Recorded(path.rpartition(".")[2].removesuffix("s"), records)


def _record(kind: Kind, table: dict[str, Header], path: str, arrays: Arrays) -> Any:
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


def _of_type(kind: type, header: Header, path: str) -> Any:
    if not isinstance(header, kind):
        raise ValueError(f"{path}: is no {'list' if kind is list else 'table'}")
    return header


def to_bytes(record: object) -> bytes:
    """The record as the bytes of a safetensors file; equal records, equal bytes."""
    writing = Writing()
    header = {"schema": SCHEMA, **writing.header(described(type(record)), record)}
    text = json.dumps(header, sort_keys=True, separators=(",", ":"))
    return tensor_bytes(writing.arrays, {_KEY: text})


def from_bytes(record: type[AnyRecord], content: bytes) -> AnyRecord:
    """The record in the bytes of a file; raises ValueError that says what is wrong."""
    try:
        header = _header(content)
        arrays = {name: read_only(each) for name, each in arrays_in(content).items()}
        found: AnyRecord = read(described(record), header, "", arrays)
    except SafetensorError as error:
        raise ValueError(f"not a whole safetensors file ({error})") from None
    except (TypeError, RecursionError) as error:
        raise ValueError(f"a part is misplaced ({error!r})") from None
    return found


def _header(content: bytes) -> dict[str, Any]:
    length = int.from_bytes(content[:8], "little")
    try:
        metadata = json.loads(content[8 : 8 + length])["__metadata__"]
        header: dict[str, Any] = json.loads(metadata[_KEY])
        schema = header.get("schema")
    except (ValueError, LookupError, TypeError, AttributeError, RecursionError):
        raise ValueError("not a trace") from None
    if schema != SCHEMA:
        other = (
            f"written by another version of this program ({schema!r}, not {SCHEMA!r})"
        )
        raise ValueError(other)
    return header


def write_whole(content: bytes, path: Path) -> None:
    """Write beside, then rename: a broken file is never left behind."""
    beside = path.with_name(f"{path.name}.{os.getpid()}.part")
    try:
        beside.write_bytes(content)
        os.replace(beside, path)
    except OSError as error:  # of which a full disk says no name
        reason = f"{error.strerror}"
        if error.errno in (ENOSPC, EDQUOT):
            reason += f"; {len(content) / 1e6:.2f} MB are needed"
        raise OSError(error.errno, reason, str(path)) from error
    finally:
        beside.unlink(missing_ok=True)
