"""What is wrong in an experiment file: where, which key, and the way out."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches


@dataclass(frozen=True, slots=True)
class Fault:
    """One mistake; `message` says what is wrong with the value, then the cure.

    `key` is a dotted path such as `network.layers[2]`, empty for the whole file.
    """

    key: str
    message: str
    file: str = ""
    line: int | None = None

    def __str__(self) -> str:
        """`file:line: key: message`, without the parts that are not known."""
        place = f"{self.file}:{self.line}" if self.line else self.file
        parts = (place, self.key, self.message)
        return on_one_line(": ".join(part for part in parts if part))


class SpecError(ValueError):
    """All the mistakes of an experiment file at once, one line each."""

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults = tuple(faults)
        super().__init__("\n".join(map(str, self.faults)))


def on_one_line(text: str) -> str:
    """The text with line breaks and control characters spelled out."""
    return "".join(
        each if each.isprintable() else each.encode("unicode_escape").decode()
        for each in text
    )


def shown(value: object) -> str:
    """A value as the user wrote it, cut to a length that fits a line."""
    is_plain = isinstance(value, str | float) and not isinstance(value, bool)
    text = repr(value) if is_plain else json.dumps(value, default=str)
    return text if len(text) <= 60 else text[:57] + "…"


def did_you_mean(word: object, choices: Iterable[str]) -> str:
    """The closing question ` Did you mean 'relu'?`, empty if nothing is near."""
    near = get_close_matches(str(word), list(choices), n=1)
    return f" Did you mean {near[0]!r}?" if near else ""


def unknown(word: object, choices: Iterable[str]) -> str:
    """The message for a name that is not among the choices."""
    names = list(choices)
    offer = f"Choose from {', '.join(names)}."
    return f"unknown {shown(word)}. {offer}{did_you_mean(word, names)}"
