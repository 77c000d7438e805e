"""What the long runs share: seeded slips of the hand, and how a command has to end."""

import copy
import io
import math
from contextlib import redirect_stderr, redirect_stdout
from random import Random

from film.cli import commands

HUGE = [1e300, -1e300, 1e-300, -1e-300, 1e16, -1e17, 1e150, 5e-324, 1.7e308, 0.0]
NUMBERS = [*HUGE, 0, 1, -1, 2, 3, 7, 64, 0.5, 10**9, 2**63, 10**30, math.inf, math.nan]
TEXTS = ["", " ", "a" * 400, "línea", "名前", "🙂", "a\nb", "\u202eabc", "\x00", "xor"]
TEXTS += ["relu", "softmax", "cross_entropy", "adam", "all", "../x.csv", "/dev/null"]
BYTES = [
    b"\x00",
    b"\xff",
    b"[",
    b"]",
    b'"',
    b"=",
    b"\n",
    b",",
    b"9",
    b"-",
    b"\xc3",
    b".",
]


def scribbled(content: bytes, random: Random) -> bytes:
    """Bytes with one to three slips: left out, put in, changed, doubled or cut off."""
    for _ in range(random.randint(1, 3)):
        place = random.randrange(len(content) + 1)
        end = min(len(content), place + random.choice([1, 1, 2, 8, 40]))
        part = random.choice(BYTES) * random.choice([1, 1, 1, 5])
        content = random.choice(
            [
                content[:place] + content[end:],
                content[:place] + part + content[place:],
                content[:place] + part + content[place + len(part) :],
                content[:end] + content[place:],
                content[:place] + random.randbytes(end - place) + content[end:],
                content if random.random() < 0.7 else content[:place],
            ]
        )
    return content


def lines_moved(text: str, random: Random) -> str:
    """A text with a line left out, doubled or in another place."""
    lines = text.splitlines(keepends=True)
    line = lines.pop(random.randrange(len(lines)))
    for _ in range(random.randint(0, 2)):
        lines.insert(random.randrange(len(lines) + 1), line)
    return "".join(lines)


def a_value(random: Random, depth: int = 0) -> object:
    """Any value of TOML or JSON, of the kinds that people and programs get wrong."""
    kind = random.randrange(6 if depth < 3 else 4)
    if kind == 4:
        return [a_value(random, depth + 1) for _ in range(random.randint(0, 3))]
    if kind == 5:
        return {random.choice(["a", "name", ""]): a_value(random, depth + 1)}
    leaves = [
        random.choice(NUMBERS),
        random.choice(TEXTS),
        random.randint(-3, 90),
        True,
    ]
    return leaves[kind]


def changed(tables: dict, random: Random, keys: dict) -> dict:
    """Tables with up to four values changed, put in or left out, at any depth.

    `keys` are those of each table that exist.
    """
    tables = copy.deepcopy(tables)
    for _ in range(random.randint(1, 4)):
        name = random.choice(list(keys))
        place = tables.setdefault(name, {})
        key = random.choice([*place, *keys[name], "other"])
        while isinstance(place.get(key), dict) and place[key]:
            place = place[key]
            key = random.choice(list(place))
        if key in place and random.random() < 0.25:
            del place[key]
        elif isinstance(place.get(key), list) and place[key] and random.random() < 0.6:
            row = place[key]
            while isinstance(row[0], list) and row[0] and random.random() < 0.7:
                row = random.choice([each for each in row if isinstance(each, list)])
                if not row:
                    break
            row[:1] = [a_value(random, 1) for _ in range(random.randint(0, 2))]
        else:
            place[key] = a_value(random)
    return tables


def toml(value: object) -> str:
    """A value as TOML writes it; tables as inline ones."""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, dict):
        inner = (f"{toml(key)} = {toml(each)}" for key, each in value.items())
        return "{" + ", ".join(inner) + "}"
    if isinstance(value, list | tuple):
        return f"[{', '.join(map(toml, value))}]"
    if isinstance(value, float):
        return repr(value) if math.isfinite(value) else str(value)
    if isinstance(value, str):
        return '"' + "".join(f"\\U{ord(each):08x}" for each in value) + '"'
    return str(value)


def document(tables: dict) -> str:
    """The text of an experiment file."""
    lines = []
    for name, table in tables.items():
        lines.append(f"[{name}]")
        lines += [f"{toml(key)} = {toml(value)}" for key, value in table.items()]
    return "\n".join(lines) + "\n"


def ended(*arguments: str, allowed: tuple[int, ...] = (0, 2)) -> tuple[int, str, str]:
    """How a command ends, its words and its complaints; it has to end well.

    That is in one of the allowed statuses and with complaints of one line each; what
    is no fault of the user flies as it is raised.
    """
    out, err = io.StringIO(), io.StringIO()
    with redirect_stdout(out), redirect_stderr(err):
        status = commands.run(arguments)
    told = err.getvalue()
    assert status in allowed, (status, told)
    assert bool(told) or status == 0 or out.getvalue()
    for line in told.splitlines():
        assert len(line) < 1500, line
        assert "Traceback" not in line, told
        assert line.strip(), told
    return status, out.getvalue(), told
