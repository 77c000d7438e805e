"""The letters that count the units of each layer: one place, so a film has one set.

Columns are counted from the input. The last four are i, j, k and m; what is shorter
begins with i as well. l looks like 1, n counts samples, and r is a second output.
"""

from collections.abc import Mapping

LAST = "ijkm"  # of the last four columns
BEFORE = "uvxpqfgh"  # of those before, over and over: two neighbours never share one
OTHER_OUTPUT = "r"  # of a sum over outputs beside the one that is told


def index_of(column: int, last: int) -> str:
    """Return the letter of a column in a network whose outputs are column ``last``."""
    place = column - max(0, last - len(LAST) + 1)
    return LAST[place] if place >= 0 else BEFORE[place % len(BEFORE)]


def weight_into(column: int, last: int) -> str:
    """Return the letters of a weight into a column as a source: ``w_(k j)``."""
    return f"w_({index_of(column, last)} {index_of(column - 1, last)})"


def of_outputs(last: int) -> Mapping[str, str]:
    """Return what sources call the index of an output, and of any other, by letter."""
    return {"output": index_of(last, last), "other": OTHER_OUTPUT}
