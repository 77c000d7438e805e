"""Records as bytes: one safetensors file with a single, canonical JSON header."""

import json
import os
from pathlib import Path
from typing import Any, TypeVar

from safetensors import SafetensorError
from safetensors.numpy import load as arrays_in
from safetensors.numpy import save as tensor_bytes

from backprop_core.shapes import read_only
from backprop_core.trace.record_kinds import described
from backprop_core.trace.record_walk import Writing, read

SCHEMA = "backprop trace 3"
_KEY = "backprop"  # with more than one key the order of the bytes is random

AnyRecord = TypeVar("AnyRecord")


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
    """The JSON header of a trace."""
    length = int.from_bytes(content[:8], "little")
    try:
        metadata = json.loads(content[8 : 8 + length])["__metadata__"]
        header: dict[str, Any] = json.loads(metadata[_KEY])
        schema = header.get("schema")
    except (ValueError, LookupError, TypeError, AttributeError, RecursionError):
        raise ValueError("not a trace") from None
    if schema != SCHEMA:
        raise ValueError(
            f"written by another version of this program ({schema!r}, not {SCHEMA!r})"
        )
    return header


def write_whole(content: bytes, path: Path) -> None:
    """Write beside, then rename: a broken file is never left behind."""
    beside = path.with_name(f"{path.name}.{os.getpid()}.part")
    try:
        beside.write_bytes(content)
        os.replace(beside, path)
    finally:
        beside.unlink(missing_ok=True)
