"""Reads samples from a CSV table or an npz archive, and refuses what is missing."""

from dataclasses import dataclass
from pathlib import Path

import numpy as np

from backprop_core.data.datasets import Samples, one_hot
from backprop_core.data.text_tables import TextTable, number, read_table
from backprop_core.faults import Fault, SpecError, did_you_mean, shown
from backprop_core.importers.archives import arrays_in
from backprop_core.shapes import Signals

_OR_LABELS = {"inputs": "", "targets": ", or whole numbers, one class a sample"}
_MOST_FAULTS = 5  # of one file; a broken column would fill the screen
_MOST_CLASSES = 1000  # an output each; a column of numbers has as many as rows


@dataclass(frozen=True, slots=True)
class Columns:
    """Which columns of a CSV table are what, and how it writes them.

    `label` holds classes, `targets` numbers; all others are inputs. Without
    `separator` and `decimal` they are those that the table shows.
    """

    label: str | None = None
    targets: tuple[str, ...] = ()
    separator: str | None = None
    decimal: str | None = None


def read_samples(path: Path, columns: Columns) -> Samples:
    """The samples of a `.csv` or `.npz` file; raises SpecError with every fault."""
    ending = path.suffix.lower()
    if ending not in (".npz", ".csv"):
        message = f"unknown kind {path.suffix!r}. Give a .csv or an .npz file."
        raise refusal(path, message)
    try:
        return npz_samples(path) if ending == ".npz" else csv_samples(path, columns)
    except FileNotFoundError:
        message = "no such file. Give a path relative to this file."
        raise refusal(path, message) from None


def refusal(path: Path, *messages: str) -> SpecError:
    """The error for one data file, a fault for each message."""
    faults = [Fault("data.file", f"{path.name}: {each}") for each in messages]
    hidden = len(faults) - _MOST_FAULTS
    if hidden > 0:
        many = "faults" if hidden > 1 else "fault"
        told = f"{path.name}: and {hidden} more {many} like these. Mend those first."
        more = Fault("data.file", told)
        faults = [*faults[:_MOST_FAULTS], more]
    return SpecError(faults)


def csv_samples(path: Path, columns: Columns) -> Samples:
    """Samples of a CSV file with a header; the label's values become classes.

    Every other column is an input or a target and must hold finite numbers. Classes
    are sorted.
    """
    table = _csv_table(path, columns.separator)
    names = columns.targets or (columns.label or "",)
    if names == ("",):
        last = table.header[-1]
        cure = f"Name the column of the classes: label = {shown(last)}, for example; "
        more = f"or columns of numbers: targets = {shown((last,))}."
        raise SpecError([Fault("data.label", f"missing. {cure}{more}")])
    for name in names:
        if name not in table.header:
            key = "targets" if columns.targets else "label"
            message = f"no column {shown(name)} in {path.name}. It has "
            cure = f"{', '.join(table.header)}.{did_you_mean(name, table.header)}"
            raise SpecError([Fault(f"data.{key}", message + cure)])
    given = table.without(names)
    if not given.header:
        raise refusal(path, "no column is left for the inputs. Add one.")
    inputs = _numbers(path, given, columns.decimal)
    if columns.targets:
        targets = _numbers(path, table.only(names), columns.decimal)
        return Samples(inputs, targets, features=given.header)
    return Samples(inputs, *_classes(path, table.only(names)), given.header)


def _classes(path: Path, table: TextTable) -> tuple[Signals, tuple[str, ...]]:
    """One output a class of a table of one column; the classes' names, sorted."""
    (label,), cells = table.header, [(line, row[0]) for line, row in table.rows]
    wrong = [
        f"line {line}: column {label!r}: {shown(cell)} is no class. "
        "Fill it in or leave the row out."
        for line, cell in cells
        if not cell.strip() or not cell.strip().isprintable()
    ]
    if wrong:
        raise refusal(path, *wrong)
    names = [cell.strip() for _, cell in cells]
    numbers = {name: number for number, name in enumerate(sorted(set(names)))}
    if len(numbers) > _MOST_CLASSES:
        message = f"{label!r} in {path.name} holds {len(numbers):,} different values. "
        cure = f"Name a column of at most {_MOST_CLASSES:,} classes."
        raise SpecError([Fault("data.label", message + cure)])
    labels = np.array([numbers[name] for name in names])
    return one_hot(labels, len(numbers)), tuple(numbers)


def _csv_table(path: Path, separator: str | None) -> TextTable:
    try:
        table = read_table(path, separator)
    except FileNotFoundError:
        raise
    except (OSError, ValueError) as error:
        raise refusal(path, f"cannot be read ({error}). Save it as UTF-8.") from None
    if not table.rows:
        raise refusal(path, "no rows. Write a line of names, then a line a sample.")
    for name in table.header:
        if not name.isprintable():
            cure = "Write its name on one line."
            raise refusal(path, f"column {name!r} is no single line. {cure}")
    count = len(table.header)
    ragged = [
        f"line {line}: got {len(row)} columns, where the header has {count}. "
        "Give every row as many."
        for line, row in table.rows
        if len(row) != count
    ]
    if ragged:
        raise refusal(path, *ragged)
    return table


def _numbers(path: Path, table: TextTable, decimal: str | None) -> Signals:
    """The columns as numbers; one fault for each cell that is none."""
    try:
        decimal = decimal or table.decimal()
    except ValueError as error:
        cure = 'Write decimal = "," for fractions.'
        message = f"{path.name}: {error}. {cure}"
        raise SpecError([Fault("data.decimal", message)]) from None
    rows = [row for _, row in table.rows]
    values = np.array([[number(cell, decimal) for cell in row] for row in rows])
    kind = "finite number" if decimal == "." else "finite number with a decimal comma"
    wrong = [
        f"line {table.rows[place][0]}: column {table.header[column]!r}: "
        f"{shown(rows[place][column].strip())} is not a {kind}. "
        "Fill it in or leave the row out."
        for place, column in np.argwhere(~np.isfinite(values)).tolist()
    ]
    if wrong:
        raise refusal(path, *wrong)
    return values


def npz_samples(path: Path) -> Samples:
    """Samples from the arrays `inputs` and `targets` of an npz archive, no pickles.

    A list of whole numbers as targets is one of classes, each of which gets an output.
    """
    try:
        arrays = arrays_in(path)
    except ValueError as error:
        message = f"cannot be read ({error}). Write it with numpy.savez."
        raise refusal(path, message) from None
    if (labels := arrays.get("targets")) is not None and _are_labels(labels):
        names, numbers = np.unique(labels, return_inverse=True)
        arrays["targets"] = one_hot(numbers.astype(float), len(names))
        classes = tuple(str(name) for name in names.tolist())
    else:
        classes = ()
    wrong = [_array_fault(name, arrays.get(name)) for name in ("inputs", "targets")]
    if any(wrong):
        raise refusal(path, *filter(None, wrong))
    inputs, targets = arrays["inputs"], arrays["targets"]
    if len(inputs) != len(targets):
        message = f"{len(inputs)} inputs, but {len(targets)} targets. "
        raise refusal(path, message + "Give as many rows.")
    return Samples(inputs.astype(float), targets.astype(float), classes)


def _are_labels(targets: np.ndarray) -> bool:
    """Whether each sample has the number of its class there, not a row of outputs."""
    is_list = targets.ndim == 1 and targets.dtype.kind in "iub" and targets.size
    return bool(is_list) and len(np.unique(targets)) <= _MOST_CLASSES


def _array_fault(name: str, array: "np.ndarray | None") -> str:
    if array is None:
        return f"no array {name!r}. Save one of shape (samples, {name})."
    if array.ndim != 2 or array.dtype.kind not in "fiub" or 0 in array.shape:
        return (
            f"{name!r} has shape {array.shape} and type {array.dtype}. "
            f"Save numbers of shape (samples, units){_OR_LABELS[name]}."
        )
    bad = np.argwhere(~np.isfinite(array))
    if len(bad):
        row, column = bad[0]
        return f"{name!r} is not finite at [{row}, {column}]. Leave the row out."
    return ""
