"""Paths that are built, not formatted: ``here.layers[-1].deltas[row, k]``.

A path knows the text by which the trace finds its value. Attributes and indices give
the path of a part; ``str`` gives the text. An index may be left open, as a field
of ``str.format``: ``here.deltas[row, "{r}"]``.
"""

from typing import Any


class Path:
    """The path of a value of the trace; every attribute and index leads on from it."""

    __slots__ = ("_text",)

    def __init__(self, text: str) -> None:
        object.__setattr__(self, "_text", text)

    def __getattr__(self, name: str) -> "Path":
        if name.startswith("_"):
            raise AttributeError(name)
        return Path(f"{self._text}.{name}")

    def __getitem__(self, index: Any) -> "Path":
        parts = index if isinstance(index, tuple) else (index,)
        return Path(f"{self._text}[{', '.join(map(_written, parts))}]")

    def __str__(self) -> str:
        return str(self._text)

    def __repr__(self) -> str:
        return f"Path({self._text!r})"

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Path) and str(self) == str(other)

    def __hash__(self) -> int:
        return hash(self._text)


def _written(index: Any) -> str:
    if isinstance(index, str):
        return index
    if isinstance(index, slice):
        ends = (
            "" if end is None else str(int(end)) for end in (index.start, index.stop)
        )
        return ":".join(ends)
    if isinstance(index, list):
        return f"[{', '.join(map(_written, index))}]"
    return str(int(index))


def total(path: Path) -> Path:
    """Return the path of the sum of what a path names."""
    return Path(f"sum({path})")


def nth(path: Path) -> Path:
    """Return the path of an index counted from 1, as on screen."""
    return Path(f"nth({path})")


def count(path: Path) -> Path:
    """Return the path of how many there are."""
    return Path(f"count({path})")
