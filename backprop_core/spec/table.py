"""Checks one table of an experiment file and puts its faults into sentences."""

import json
from collections.abc import Collection, Mapping
from contextlib import suppress
from typing import Any, TypeVar

from pydantic import (
    AfterValidator,
    BaseModel,
    ConfigDict,
    ValidationError,
    model_validator,
)
from pydantic_core import ErrorDetails

from backprop_core.faults import Fault, shown, unknown


class Table(BaseModel):
    """A frozen table with known keys only; lists become tuples on the way in."""

    model_config = ConfigDict(
        strict=True, frozen=True, extra="forbid", allow_inf_nan=False
    )

    @model_validator(mode="before")
    @classmethod
    def _freeze(cls, value: Any) -> Any:
        return frozen(value)


AnyTable = TypeVar("AnyTable", bound=Table)

# pydantic's name of an error → what belongs there
_WANTED: Mapping[str, str] = {
    "int_type": "a whole number",
    "int_from_float": "a whole number",
    "float_type": "a number",
    "finite_number": "a finite number",
    "string_type": "text in quotes",
    "bool_type": "true or false",
    "tuple_type": "a list",
    "dict_type": "a table",
    "model_type": "a table",
    "greater_than": "a number above {gt}",
    "greater_than_equal": "a number of at least {ge}",
    "less_than": "a number below {lt}",
    "less_than_equal": "a number of at most {le}",
    "too_short": "a list of at least {min_length}",
    "too_long": "a list of at most {max_length}",
    "string_too_short": "a text that is not empty",
}


def frozen(value: Any) -> Any:
    """The value with every list in it turned into a tuple."""
    if isinstance(value, list | tuple):
        return tuple(frozen(entry) for entry in value)
    if isinstance(value, dict):
        return {key: frozen(entry) for key, entry in value.items()}
    return value


def one_of(choices: Collection[str]) -> AfterValidator:
    """A validator that lets only these names pass, such as the keys of a registry."""

    def check(name: str) -> str:
        if name not in choices:
            raise ValueError(unknown(name, choices))
        return name

    return AfterValidator(check)


def check_table(
    model: type[AnyTable], raw: object, name: str
) -> tuple[AnyTable | None, list[Fault]]:
    """The table and its faults.

    A table with faults is mended by leaving the faulty keys out, so that the rest can
    still be checked against the other tables; None if that does not make a table.
    """
    try:
        return model.model_validate(raw), []
    except ValidationError as error:
        details = _own_errors(error)
    faults = []
    for each in details:  # at network.layers[2], for example: ("layers", 2)
        # A step such as "|rows" says which kind of value was looked for, not where.
        places = [s for s in each["loc"] if not str(s).startswith("|")]
        steps = (f"[{s}]" if isinstance(s, int) else f".{s}" for s in places)
        faults.append(Fault(name + "".join(steps), _message(model, name, each)))
    faulty = {str(each["loc"][0]) for each in details if each["loc"]}
    if isinstance(raw, dict):
        rest = {key: raw[key] for key in raw if key not in faulty}
        with suppress(ValidationError):
            return model.model_validate(rest), faults
    return None, faults


def _own_errors(error: ValidationError) -> list[ErrorDetails]:
    """The errors, without those that only follow from an error inside the value."""
    details = error.errors(include_url=False)
    places = [each["loc"] for each in details]
    above = {place[:depth] for place in places for depth in range(len(place))}
    return [e for e in details if e["type"] != "too_short" or e["loc"] not in above]


def _message(model: type[Table], name: str, error: ErrorDetails) -> str:
    key = str(error["loc"][0]) if error["loc"] else ""
    cure = _example(model, key) if key else f"Write [{name}], its keys below it."
    kind, context = error["type"], error.get("ctx", {})
    if kind == "value_error":
        return str(context["error"])
    if kind == "extra_forbidden":
        return unknown_key(str(error["loc"][-1]), _keys(model, error["loc"]))
    if kind == "missing":
        return f"missing. {cure}"
    if kind in _WANTED:
        wanted = _WANTED[kind].format(**context)
        got = shown(error["input"])
        return f"got {got}, where {wanted} belongs. {cure}"
    return f"got {shown(error['input'])}. {error['msg']}. {cure}"


def unknown_key(key: str, choices: list[str]) -> str:
    """The message for a key that no table has."""
    return "unknown key." + unknown(key, choices).partition(".")[2]


def _keys(model: type[BaseModel], path: tuple[int | str, ...]) -> list[str]:
    for step in path[:-1]:
        field = model.model_fields.get(str(step))
        inner = field.annotation if field else None
        for option in (inner, *getattr(inner, "__args__", ())):
            if isinstance(option, type) and issubclass(option, BaseModel):
                model = option
    return list(model.model_fields)


def _example(model: type[Table], key: str) -> str:
    """The cure: a line that would be right, with the example or else the default."""
    field = model.model_fields.get(key)
    (value,) = (field and field.examples) or [field and field.default]
    if value is None:
        return f"Check {key}."
    is_table = isinstance(value, str) and value.startswith("{")
    return f"Write {key} = {value if is_table else json.dumps(value)}, for example."
