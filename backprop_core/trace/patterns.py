"""Whether a pattern such as `step.layers.weights` names a field of a trace.

Read from the types alone, so a pattern can be refused before anything is trained.
"""

from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from typing import Annotated, Any, get_args, get_origin, get_type_hints

from pydantic import BaseModel

from backprop_core.faults import unknown
from backprop_core.trace.records import Recorded
from backprop_core.trace.trace import Trace
from backprop_core.trace.view import SINGLE


def misnamed(pattern: str) -> str:
    """What is wrong with a pattern, and what may stand there; empty if nothing is.

    Probes are asked for by name, so a pattern leads to none.
    """
    kind: Any = Trace
    for name in pattern.split("."):
        known = _members(kind)
        if kind is Trace:
            del known["probes"]
            known |= {one: known[many] for one, many in SINGLE.items()}
        if name not in known:
            if not known:
                return f"{pattern!r}: nothing lies below {pattern.rpartition('.')[0]}."
            inside = "" if name == pattern else f"{pattern!r}: "
            return inside + unknown(name, sorted(known))
        kind = known[name]
    return ""


def _members(kind: Any) -> dict[str, Any]:
    """The types of the fields and properties of a record or a table, by name."""
    names: list[str] = []
    if isinstance(kind, type) and issubclass(kind, BaseModel):
        names = list(kind.model_fields)
    elif is_dataclass(kind):
        names = [each.name for each in fields(kind)]
    if not names:
        return {}
    hints = get_type_hints(kind)
    found = {name: _entry(hints[name]) for name in names}
    for name, member in vars(kind).items():
        if isinstance(member, property) and member.fget and not name.startswith("_"):
            found[name] = _entry(get_type_hints(member.fget).get("return"))
    return found


def _entry(hint: Any) -> Any:
    """What a pattern goes on from: the record itself, or that of each entry."""
    origin, inner = get_origin(hint), get_args(hint)
    if origin is Annotated:
        return _entry(inner[0])
    if origin in (tuple, Recorded, Mapping):
        return _entry(inner[0] if origin is tuple else inner[-1])
    return hint
