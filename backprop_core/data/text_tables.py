"""Reads a table of text: a header, then rows, parted by commas, semicolons or tabs.

How a table writes its numbers is seen from the table itself, or said: "1,5" is one and
a half where semicolons or tabs part the columns.
"""

import csv
import io
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from backprop_core.importers.archives import check_plain

SEPARATORS = (",", ";", "\t")
DECIMALS = (".", ",")
# 1,234 may be a thousand or one and a bit; 0,123 and 1,5 can only be one thing.
_UNCLEAR = re.compile(r"[-+]?[1-9]\d{0,2}(,\d{3})+")


@dataclass(frozen=True, slots=True)
class TextTable:
    """The names of the columns, and each row's cells with its line number."""

    header: tuple[str, ...]
    rows: tuple[tuple[int, tuple[str, ...]], ...]
    separator: str

    def only(self, names: Sequence[str]) -> "TextTable":
        """The table of these columns."""
        places = [self.header.index(name) for name in names]
        rows = ((line, tuple(row[p] for p in places)) for line, row in self.rows)
        return replace(self, header=tuple(names), rows=tuple(rows))

    def without(self, names: Iterable[str]) -> "TextTable":
        """The table of all other columns."""
        return self.only([name for name in self.header if name not in set(names)])

    def decimal(self) -> str:
        """What parts whole numbers from fractions in these columns.

        Raises ValueError if its commas may be either that or groups of thousands.
        """
        cells = (cell.strip() for _, row in self.rows for cell in row)
        commas = [cell for cell in cells if "," in cell]
        if self.separator == "," or not commas:
            return "."
        if all(map(_UNCLEAR.fullmatch, commas)):
            raise ValueError(f"{commas[0]!r} may be a fraction or thousands")
        return ","


def read_table(path: Path, separator: str | None) -> TextTable:
    """The table in a file; without a separator, with that of its header.

    Raises FileNotFoundError, OSError, and ValueError that says what is wrong.
    """
    check_plain(path)
    text = path.read_text(encoding="utf-8-sig")
    separator = separator or _separator_of(text)
    lines = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    try:
        rows = [(lines.line_num, tuple(row)) for row in lines if any(row)]
    except csv.Error as error:
        raise ValueError(error) from None
    header = tuple(name.strip() for name in rows[0][1]) if rows else ()
    if twice := [name for name in header if header.count(name) > 1]:
        raise ValueError(f"two columns are named {twice[0]!r}")
    return TextTable(header, tuple(rows[1:]), separator)


def _separator_of(text: str) -> str:
    """What stands most often between the names of the first line."""
    first = re.sub(r'"[^"]*"', "", text.lstrip().partition("\n")[0])
    counts: Mapping[str, int] = {each: first.count(each) for each in SEPARATORS}
    return max(SEPARATORS, key=counts.__getitem__)


def number(cell: str, decimal: str = ".") -> float:
    """The number a cell holds, NaN if it holds none."""
    if decimal == ",":
        cell = cell.replace(".", "no number").replace(",", ".")
    try:
        return float(cell)
    except ValueError:
        return float("nan")
