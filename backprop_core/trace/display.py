"""How records show themselves in a notebook: in one line, as a table, as a page."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import fields
from html import escape
from importlib import import_module
from typing import Any

import numpy as np

WIDTH, HEIGHT = 360, 120  # pixels of the curve
_POINTS = 200  # of the curve, at most
_LISTED = 12  # entries of a tuple or a mapping, at most


class Record:
    """A record that shows itself in one line: numbers, and the shapes of arrays."""

    __slots__ = ()

    def __repr__(self) -> str:
        """`Focus(sample=0, units=(1, 0), input=1)`."""
        names = (each.name for each in fields(self))  # type: ignore[arg-type]
        parts = (f"{name}={brief(getattr(self, name))}" for name in names)
        return f"{type(self).__name__}({', '.join(parts)})"


def brief(value: Any) -> str:
    """A value in a few letters: a number, the shape of an array, or how many."""
    if isinstance(value, np.ndarray):
        return "×".join(map(str, value.shape))
    if isinstance(value, float):
        return f"{value:.6g}"
    if isinstance(value, tuple | Mapping) and len(value) > _LISTED:
        return f"<{len(value)} entries>"
    if isinstance(value, tuple):
        return f"({', '.join(map(brief, value))})"
    if isinstance(value, Mapping):
        return f"<{', '.join(map(str, value))}>"
    return type(value).__name__ if isinstance(value, Record) else repr(value)


def numbers(entries: Sequence[int]) -> str:
    """Numbers in a row, the middle of a long one left out: `0, 1, 2 … 399`."""
    listed = ", ".join(map(str, entries[:20])) or "none"
    return f"{listed} … {entries[-1]}" if len(entries) > 20 else listed


def frame(rows: Sequence[Mapping[str, Any]], index: Sequence[int], name: str) -> Any:
    """The rows as a DataFrame of pandas; raises ImportError if that is missing."""
    try:
        pandas = import_module("pandas")
    except ImportError:
        message = "a table needs pandas, which is not installed: pip install pandas"
        raise ImportError(message) from None
    return pandas.DataFrame(rows, index=pandas.Index(index, name=name))


def plain_values(record: Any) -> Iterator[tuple[str, Any]]:
    """The numbers and texts of a record by name, such as `delta_norms[0]`."""
    for each in fields(record):
        value = getattr(record, each.name)
        parts = enumerate(value) if isinstance(value, tuple) else [(None, value)]
        for place, part in parts:
            if part is None or isinstance(part, int | float | str):
                yield each.name if place is None else f"{each.name}[{place}]", part


def page(heading: str, lines: Sequence[str], epochs: Mapping[int, Any]) -> str:
    """A training as HTML: what it was, its loss by epoch, and some lines more."""
    chosen = np.unique(np.linspace(0, max(epochs, default=0), _POINTS).astype(int))
    known = [epoch for epoch in chosen.tolist() if epoch in epochs]
    losses = [epochs[epoch].loss for epoch in known]
    below = "<br>".join(map(escape, lines))
    return f"<div><strong>{escape(heading)}</strong><br>{curve(losses)}{below}</div>"


def curve(values: Sequence[float]) -> str:
    """Values from left to right as an inline svg, from 0 at the bottom."""
    finite = [value for value in values if np.isfinite(value)]
    if len(finite) < 2:
        return ""
    top = max(finite) or 1.0
    points = " ".join(
        f"{WIDTH * place / (len(finite) - 1):.1f},{HEIGHT * (1 - value / top):.1f}"
        for place, value in enumerate(finite)
    )
    return (
        f'<svg width="{WIDTH}" height="{HEIGHT}" role="img"><title>loss by epoch, '
        f"{finite[0]:.4g} to {finite[-1]:.4g}</title><polyline points="
        f'"{points}" fill="none" stroke="currentColor" stroke-width="2"/></svg><br>'
    )
