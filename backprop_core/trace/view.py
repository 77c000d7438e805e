"""A trace of which a picture sees just what it says that it reads.

What is read is named by patterns such as `step.layers.weights`: fields and properties
from a root on, for all entries of a tuple or a table at once. A pattern that ends
early (`data`) stands for all below it. In a picture about a step, `step` is that step
and `epoch` the metrics from before it, `epochs[step.epoch]`; what leads from one step
to another is about both.
"""

from collections.abc import Iterable, Mapping
from dataclasses import fields, is_dataclass, replace
from functools import cache
from typing import Annotated, Any, TypeAlias, get_args, get_origin, get_type_hints

from pydantic import BaseModel

from backprop_core.faults import unknown
from backprop_core.trace.records import Recorded
from backprop_core.trace.trace import Trace

Fields: TypeAlias = dict[str, Any]  # the fields below each field; none: all of it
About: TypeAlias = int | tuple[int, ...] | None  # a step, several, or the training

SINGLE = {"step": "steps", "epoch": "epochs"}


class HiddenField(LookupError):
    """A field that a chapter reads but does not declare."""


class View:
    """A record of which only declared fields can be read, or what is made of them."""

    __slots__ = ("_fields", "_owner", "_place", "_read", "_reader")

    def __init__(self, owner: Any, fields: Fields, place: str, reader: str) -> None:
        self._owner, self._fields = owner, fields
        self._place, self._reader = place, reader
        # A picture asks for the same field up to a thousand times; none changes.
        self._read: dict[str, Any] = {}

    def __getattr__(self, name: str) -> Any:
        if name not in self._read:
            self._read[name] = self._value(name)
        return self._read[name]

    def _value(self, name: str) -> Any:
        place = f"{self._place}.{name}".lstrip(".")
        if name in self._fields:
            value = getattr(self._owner, name)
            return _seen(value, self._fields[name], place, self._reader)
        member = getattr(type(self._owner), name, None)
        if isinstance(member, property) and member.fget:
            return member.fget(self)
        if not hasattr(self._owner, name):
            raise AttributeError(f"{type(self._owner).__name__} has no {name!r}")
        raise HiddenField(
            f"{self._reader} reads {place}, which its `reads` do not name"
        )


def kind_of(owner: object) -> type:
    """The type of a record, also of one that is seen through a view."""
    return type(owner._owner if isinstance(owner, View) else owner)


@cache
def parts_of(kind: Any) -> tuple[str, ...]:
    """The names of what a record or a table is made of: fields and properties."""
    if isinstance(kind, type) and issubclass(kind, BaseModel):
        names = list(kind.model_fields)
    elif is_dataclass(kind):
        names = [each.name for each in fields(kind)]
    else:
        return ()
    made = (
        name
        for base in kind.__mro__
        if base is not BaseModel and not base.__module__.startswith("pydantic")
        for name, member in vars(base).items()
        if isinstance(member, property) and not name.startswith("_")
    )
    return (*names, *made)


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


def view(trace: Trace, reads: Iterable[str], about: About, reader: str) -> Any:
    """The trace with all hidden that `reads` do not name; `reader` is who is told.

    Reading a hidden field is a HiddenField that names it. Nothing is renumbered.
    """
    fields: Fields = {}
    for pattern in reads:
        below = fields
        for name in _names(pattern):
            below = below.setdefault(name, {})
    return View(_narrowed(trace, reads, about), fields, "", reader)


def slice_of(trace: Trace, reads: Iterable[str], about: About) -> Trace:
    """A trace that holds what `reads` name and little more; it can be saved.

    About steps, those are they and the epochs before them, without the checkpoints; of
    the probes only those that are read.
    """
    roots = {pattern.partition(".")[0] for pattern in reads}
    starts = [pattern.split(".")[:2] for pattern in reads]  # probes, or one of them
    probes = {
        name: probe
        for name, probe in trace.probes.items()
        if ["probes"] in starts or ["probes", name] in starts
    }
    changes: dict[str, Any] = {"probes": tuple(probes)}
    narrowed = replace(_narrowed(trace, reads, about), probes=probes)
    if about is not None and not {"steps", "epochs", "checkpoints", "final"} & roots:
        narrowed = replace(narrowed, checkpoints=())
        changes |= {"checkpoints": (), "whole": False}
    if about is not None and "steps" not in roots:
        changes |= {"steps": _steps(about), "beside": ()}
    return replace(narrowed, recording=replace(trace.recording, **changes))


def readings(trace: Trace, reads: Iterable[str], about: About) -> dict[str, Any]:
    """What each pattern stands for: a value, or rows of them; None for no probe."""
    narrowed = _narrowed(trace, reads, about)
    return {pattern: _read(narrowed, _names(pattern)) for pattern in reads}


def _names(pattern: str) -> list[str]:
    first, *rest = pattern.split(".")
    return [SINGLE.get(first, first), *rest]


def _steps(about: int | tuple[int, ...]) -> tuple[int, ...]:
    return (about,) if isinstance(about, int) else about


def _narrowed(trace: Trace, reads: Iterable[str], about: About) -> Trace:
    """The trace with its steps and their epochs, where only these are asked for."""
    if about is None:
        return trace
    steps = _steps(about)
    roots = {pattern.partition(".")[0] for pattern in reads}
    changes: dict[str, Any] = {}
    if "steps" not in roots:
        changes["steps"] = _only(trace.steps, "step", steps)
    if "epochs" not in roots:
        epochs = tuple(trace.steps[step].epoch for step in steps)
        changes["epochs"] = _only(trace.epochs, "epoch", epochs)
    return replace(trace, **changes)


def _only(entries: Recorded[Any], kind: str, numbers: tuple[int, ...]) -> Recorded[Any]:
    found = {number: entries[number] for number in numbers if number in entries}
    return Recorded(kind, found)


def _seen(value: Any, fields: Fields, place: str, reader: str) -> Any:
    """A value of which only some fields can be read, at any depth."""
    if not fields:
        return value
    if isinstance(value, Recorded):
        return value.each(lambda each: _seen(each, fields, place, reader))
    if isinstance(value, tuple):
        return tuple(_seen(each, fields, place, reader) for each in value)
    if isinstance(value, Mapping):
        return {
            name: _seen(each, fields[name], f"{place}.{name}", reader)
            for name, each in value.items()
            if name in fields
        }
    if is_dataclass(value) or isinstance(value, BaseModel):
        return View(value, fields, place, reader)
    raise ValueError(f"{reader}: {place} has no {', '.join(fields)}")


def _read(value: Any, names: list[str]) -> Any:
    """What a pattern stands for from a value on."""
    if not names:
        return value
    if isinstance(value, Recorded):
        return {number: _read(each, names) for number, each in value.items()}
    if isinstance(value, tuple):
        return tuple(_read(each, names) for each in value)
    if isinstance(value, Mapping):
        # A trace that was recorded for something else has no such probe.
        return _read(value[names[0]], names[1:]) if names[0] in value else None
    return _read(getattr(value, names[0]), names[1:])
