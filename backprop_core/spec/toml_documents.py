"""Reads a TOML file and remembers on which line each key stands."""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from backprop_core.faults import Fault, SpecError

_HEADER = re.compile(r"\s*\[\[?\s*([^\[\]]+?)\s*\]\]?\s*(?:#.*)?$")
_KEY = re.compile(r"""\s*((?:[\w-]+|"[^"]*"|'[^']*')(?:\s*\.\s*[\w"'-]+)*)\s*=(.*)$""")
_TEXT = re.compile(
    r'""".*?"""|' + r"'''.*?'''|" + r'"(?:\\.|[^"\\\n])*"|' + r"'[^'\n]*'|#[^\n]*",
    re.DOTALL,
)


@dataclass(frozen=True, slots=True)
class Document:
    """The tables of one file and the line of each of their keys."""

    path: Path
    tables: Mapping[str, Any]
    lines: Mapping[str, int]  # dotted key → line, counted from 1

    def placed(self, fault: Fault) -> Fault:
        """The fault with this file's name and the line of the nearest key."""
        key = re.sub(r"\[\d+\]", "", fault.key)
        while key.strip('"') and key not in self.lines:
            key = key.rpartition(".")[0]
        return fault.placed(str(self.path), self.lines.get(key.strip('"'), 1))


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
    return Document(path, tables, key_lines(text))


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


def key_lines(text: str) -> dict[str, int]:
    """The line of every table and key, by dotted path."""
    lines: dict[str, int] = {}
    table, depth = "", 0
    for number, line in enumerate(_without_text(text).split("\n"), start=1):
        header, key = _HEADER.match(line), _KEY.match(line)
        if depth == 0 and header:
            table = _bare(header[1])
            lines.setdefault(table, number)
        elif depth == 0 and key:
            name = _bare(key[1])
            lines.setdefault(f"{table}.{name}" if table else name, number)
            depth = _opened(key[2])
        else:
            depth = max(0, depth + _opened(line))
    return lines


def _without_text(text: str) -> str:
    """The same lines with strings and comments blanked, quoted keys kept."""

    def blank(match: re.Match[str]) -> str:
        after = text[match.end() : match.end() + 40].lstrip(" \t")
        is_key = after.startswith(("=", ".", "]")) and "\n" not in match[0]
        return match[0] if is_key else "\n" * match[0].count("\n")

    return _TEXT.sub(blank, text)


def _opened(line: str) -> int:
    """How many brackets a line leaves open."""
    return sum(map(line.count, "[{")) - sum(map(line.count, "]}"))


def _bare(key: str) -> str:
    """A dotted key without quotes and blanks."""
    return ".".join(part.strip().strip("\"'") for part in key.split("."))


def _syntax_fault(path: Path, text: str, reason: str) -> Fault:
    """The fault for a file that is no TOML."""
    place = re.search(r" \(at (?:line (\d+), column \d+|end of document)\)", reason)
    line = int(place[1]) if place and place[1] else len(text.splitlines())
    what = reason[: place.start()] if place else reason
    message = f"not TOML: {what[:1].lower()}{what[1:]}. Write key = value on each line."
    return Fault("", message, str(path), line)
