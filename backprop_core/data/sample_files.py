"""Reads samples from a CSV table or an npz archive, and refuses what is missing."""

import csv
import io
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from backprop_core.data.datasets import Samples, one_hot
from backprop_core.faults import Fault, SpecError, did_you_mean, shown
from backprop_core.importers.archives import arrays_in
from backprop_core.shapes import Signals

_MOST_FAULTS = 5  # of one file; a broken column would fill the screen
_MOST_CLASSES = 1000  # an output each; a column of numbers has as many as rows


def read_samples(path: Path, label: str | None) -> Samples:
    """The samples of a `.csv` or `.npz` file; raises SpecError with every fault."""
    ending = path.suffix.lower()
    if ending not in (".npz", ".csv"):
        message = f"unknown kind {path.suffix!r}. Give a .csv or an .npz file."
        raise refusal(path, message)
    try:
        return npz_samples(path) if ending == ".npz" else csv_samples(path, label)
    except FileNotFoundError:
        message = "no such file. Give a path relative to this file."
        raise refusal(path, message) from None


def refusal(path: Path, *messages: str) -> SpecError:
    """The error for one data file, a fault for each message."""
    faults = [Fault("data.file", f"{path.name}: {each}") for each in messages]
    hidden = len(faults) - _MOST_FAULTS
    if hidden > 0:
        more = Fault("data.file", f"{path.name}: and {hidden} more faults like these.")
        faults = [*faults[:_MOST_FAULTS], more]
    return SpecError(faults)


def csv_samples(path: Path, label: str | None) -> Samples:
    """Samples of a CSV file with a header; the label's values become classes.

    Every other column is an input and must hold finite numbers. Classes are sorted.
    """
    header, rows = _csv_rows(path)
    if label is None:
        cure = f"Name the column of the classes: label = {header[-1]!r}, for example."
        raise SpecError([Fault("data.label", f"missing. {cure}")])
    if label not in header:
        message = f"no column {shown(label)} in {path.name}. It has "
        cure = f"{', '.join(header)}.{did_you_mean(label, header)}"
        raise SpecError([Fault("data.label", message + cure)])
    target = header.index(label)
    cells = [(line, row.pop(target)) for line, row in rows]
    del header[target]
    targets, classes = _classes(path, label, cells)
    return Samples(_numbers(path, header, rows), targets, classes, tuple(header))


def _classes(
    path: Path, label: str, cells: Sequence[tuple[int, str]]
) -> tuple[Signals, tuple[str, ...]]:
    """One output a class, and the classes' names in sorted order."""
    wrong = [
        f"line {line}: column {label!r}: {shown(cell)} is no class. "
        "Fill it in or leave the row out."
        for line, cell in cells
        if not cell.strip()
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


def _csv_rows(path: Path) -> tuple[list[str], list[tuple[int, list[str]]]]:
    """The header, and each row with its line number."""
    try:
        text = path.read_text(encoding="utf-8-sig")
        lines = csv.reader(io.StringIO(text, newline=""), strict=True)
        rows = [(lines.line_num, row) for row in lines if row]
    except FileNotFoundError:
        raise
    except (OSError, ValueError, csv.Error) as error:
        raise refusal(path, f"cannot be read ({error}). Save it as UTF-8.") from None
    if len(rows) < 2:
        raise refusal(path, "no rows. Write a line of names, then a line a sample.")
    header = [name.strip() for name in rows[0][1]]
    ragged = [
        f"line {line}: got {len(row)} columns, where the header has {len(header)}. "
        "Give every row as many."
        for line, row in rows[1:]
        if len(row) != len(header)
    ]
    if ragged:
        raise refusal(path, *ragged)
    return header, rows[1:]


def _numbers(
    path: Path, header: list[str], rows: Sequence[tuple[int, list[str]]]
) -> Signals:
    """The input columns as numbers; one fault for each cell that is none."""
    values = np.array([[_number(cell) for cell in row] for _, row in rows])
    wrong = [
        f"line {rows[place][0]}: column {header[column]!r}: "
        f"{shown(rows[place][1][column].strip())} is not a finite number. "
        "Fill it in or leave the row out."
        for place, column in np.argwhere(~np.isfinite(values)).tolist()
    ]
    if wrong:
        raise refusal(path, *wrong)
    return values


def _number(text: str) -> float:
    """The number a cell holds, NaN if it holds none."""
    try:
        return float(text)
    except ValueError:
        return float("nan")


def npz_samples(path: Path) -> Samples:
    """Samples from the arrays `inputs` and `targets` of an npz archive, no pickles."""
    try:
        arrays = arrays_in(path)
    except ValueError as error:
        message = f"cannot be read ({error}). Write it with numpy.savez."
        raise refusal(path, message) from None
    wrong = [_array_fault(name, arrays.get(name)) for name in ("inputs", "targets")]
    if any(wrong):
        raise refusal(path, *filter(None, wrong))
    inputs, targets = arrays["inputs"], arrays["targets"]
    if len(inputs) != len(targets):
        message = f"{len(inputs)} inputs, but {len(targets)} targets. "
        raise refusal(path, message + "Give as many rows.")
    return Samples(inputs.astype(float), targets.astype(float))


def _array_fault(name: str, array: "np.ndarray | None") -> str:
    """What is wrong with one array of an archive, empty if nothing is."""
    if array is None:
        return f"no array {name!r}. Save one of shape (samples, {name})."
    if array.ndim != 2 or array.dtype.kind not in "fiub" or 0 in array.shape:
        return (
            f"{name!r} has shape {array.shape} and type {array.dtype}. "
            "Save numbers of shape (samples, units)."
        )
    bad = np.argwhere(~np.isfinite(array))
    if len(bad):
        row, column = bad[0]
        return f"{name!r} is not finite at [{row}, {column}]. Leave the row out."
    return ""
