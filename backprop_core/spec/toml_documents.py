"""Reads a TOML file and remembers on which line each key stands."""

import re
import tomllib
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from typing import Any

from backprop_core.faults import Fault, SpecError


@dataclass(frozen=True, slots=True)
class Document:
    """The tables of one file, and its text, which knows the line of each key."""

    path: Path
    tables: Mapping[str, Any]
    text: str

    def placed(self, fault: Fault) -> Fault:
        """The fault with this file's name and the line of the nearest key."""
        key, lines = re.sub(r"\[\d+\]", "", fault.key), key_lines(self.text)
        while key.strip('"') and key not in lines:
            key = key.rpartition(".")[0]
        return replace(fault, file=str(self.path), line=lines.get(key.strip('"'), 1))


def read_document(path: str | Path) -> Document:
    """The document in a TOML file; raises SpecError if there is none to read."""
    path = Path(path)
    text = readable_text(path)
    try:
        tables = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise SpecError([_syntax_fault(path, text, str(error))]) from None
    except RecursionError:
        message = "brackets nested too deep. Write at most three levels of lists."
        raise SpecError([Fault("", message, str(path), 1)]) from None
    except ValueError:
        # Python converts no whole number of more than 4300 digits.
        number = re.search(r"[\d_]{4300}", text)
        line = text.count("\n", 0, number.start() if number else 0) + 1
        message = "a number of more than 4300 digits. Write a smaller one."
        raise SpecError([Fault("", message, str(path), line)]) from None
    return Document(path, tables, text)


def readable_text(path: Path) -> str:
    """The text of a UTF-8 file; raises SpecError if it cannot be read."""
    try:
        return path.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        message = "no such file. Give the path of an experiment such as digits.toml."
    except UnicodeDecodeError:
        message = "not a text file in UTF-8. Save it as UTF-8."
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        message = f"cannot be read ({reason}). Give the path of a readable file."
    raise SpecError([Fault("", message, str(path))])


@lru_cache(maxsize=1)
def key_lines(text: str) -> dict[str, int]:
    """The line of every table and key, counted from 1, by dotted path.

    A table or key with its value is as many lines as it takes to make TOML of them.
    """
    lines: dict[str, int] = {}
    table, part, start = "", "", 0
    for number, line in enumerate(text.split("\n"), start=1):
        is_new = not part
        start, part = number if is_new else start, f"{part}{line}\n"
        if not is_new and line.endswith(","):
            continue  # of a long list, whose rows would all be read again each time
        with suppress(tomllib.TOMLDecodeError):
            found = tomllib.loads(part)
            if part.lstrip().startswith("["):
                *_, table = _paths(found, "")
                lines.setdefault(table, start)
            else:
                lines |= dict.fromkeys(_paths(found, table), start)
            part = ""
    return lines


def _paths(keys: Mapping[str, Any], table: str) -> Iterator[str]:
    for key, value in keys.items():
        path = f"{table}.{key}".lstrip(".")
        yield path
        yield from _paths(value, path) if isinstance(value, dict) else ()


def _syntax_fault(path: Path, text: str, reason: str) -> Fault:
    place = re.search(r" \(at (?:line (\d+), column \d+|end of document)\)", reason)
    line = int(place[1]) if place and place[1] else len(text.splitlines())
    what = reason[: place.start()] if place else reason
    message = f"not TOML: {what[:1].lower()}{what[1:]}. Write key = value on each line."
    return Fault("", message, str(path), line)
