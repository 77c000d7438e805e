"""Whether a pattern such as `step.layers.weights` names a field of a trace.

Read from the types alone, so a pattern can be refused before anything is trained.
"""

from collections.abc import Mapping
from typing import Annotated, Any, get_args, get_origin, get_type_hints

from backprop_core.faults import unknown
from backprop_core.trace.records import Recorded
from backprop_core.trace.trace import Trace
from backprop_core.trace.view import SINGLE, parts_of


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
    found = {}
    for name in parts_of(kind):
        member = getattr(kind, name, None)
        if isinstance(member, property) and member.fget:
            found[name] = _entry(get_type_hints(member.fget).get("return"))
        else:
            found[name] = _entry(get_type_hints(kind)[name])
    return found


def _entry(hint: Any) -> Any:
    """What a pattern goes on from: the record itself, or that of each entry."""
    origin, inner = get_origin(hint), get_args(hint)
    if origin is Annotated:
        return _entry(inner[0])
    if origin in (tuple, Recorded, Mapping):
        return _entry(inner[0] if origin is tuple else inner[-1])
    return hint
