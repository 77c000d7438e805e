"""One recorded step as tables to read: `backprop show`.

All numbers are fields of the trace, and counted from 0 as in its paths.
"""

from collections.abc import Iterable
from io import StringIO
from typing import Any

import numpy as np
from rich import box
from rich.console import Console
from rich.table import Table

from backprop_core import Trace
from backprop_core.trace.records import LayerRecord, StepRecord

UNIT_COLUMNS = ("unit", "sum z", "activation a", "slope ∂a/∂z", "∂C/∂a", "delta δ")
WEIGHT_COLUMNS = ("unit", "from", "weight w", "gradient ∂C/∂w", "update Δw")


def step_text(
    trace: Trace, *, step: int | None = None, layer: int | None = None, width: int = 100
) -> str:
    """Return a step of a trace, by default the first recorded, as text.

    `width` is in characters. Raises LookupError that says which steps were recorded,
    or which layers there are.
    """
    if not trace.steps:
        raise LookupError("no step was recorded.")
    record = trace.steps[next(iter(trace.steps)) if step is None else step]
    count = len(record.layers)
    if layer is not None and layer >= count:
        raise LookupError(f"there is no layer {layer}. Choose from 0 to {count - 1}.")
    chosen = range(count) if layer is None else [layer]
    text = StringIO()
    console = Console(file=text, width=width, highlight=False, color_system=None)
    console.print(_heading(trace, record), markup=False)
    for number in chosen:
        shown = record.layers[number]
        units, inputs = shown.weights.shape
        place = f"layers[{number}]: {units} units, {inputs} inputs"
        name = trace.network.activations[number]
        sample = record.focus.sample
        console.print(_units(shown, sample, f"{place}, {name}"), markup=False)
        title = f"layers[{number}]: weights and biases"
        console.print(_weights(shown, title), markup=False)
    return "\n".join(line.rstrip() for line in text.getvalue().splitlines())


def _heading(trace: Trace, step: StepRecord) -> str:
    row = step.focus.sample
    lines = [
        f"steps[{step.index}]: epoch {step.epoch}, batch_index {step.batch_index}, "
        f"learning rate {step.learning_rate:g}",
        f"loss {step.loss:.6g}, after the update {step.loss_after:.6g}",
        f"sample {step.samples[row]} of the training set"
        + (f", row {row} of {len(step.samples)}" if len(step.samples) > 1 else ""),
    ]
    if len(step.predictions):
        names = trace.data.classes
        read, right = names[step.predictions[row]], names[step.labels[row]]
        lines.append(f"read as {read}, is {right}")
    return "\n".join(lines) + "\n"


def _units(layer: LayerRecord, row: int, title: str) -> Table:
    fields = layer.sums, layer.activations, layer.own_slopes
    more = layer.activation_gradient, layer.deltas
    rows = np.stack([each[row] for each in (*fields, *more)], axis=1)
    return _table(title, UNIT_COLUMNS, ([str(n), *row] for n, row in enumerate(rows)))


def _weights(layer: LayerRecord, title: str) -> Table:
    columns = [
        np.column_stack([layer.weights, layer.biases]),
        np.column_stack([layer.weight_gradient, layer.bias_gradient]),
        np.column_stack([layer.weight_update, layer.bias_update]),
    ]
    units, inputs = layer.weights.shape
    rows = [
        [str(unit), name, *(column[unit, place] for column in columns)]
        for unit in range(units)
        for place, name in enumerate([*map(str, range(inputs)), "bias"])
    ]
    return _table(title, WEIGHT_COLUMNS, rows)


def _table(title: str, columns: tuple[str, ...], rows: Iterable[list[Any]]) -> Table:
    """Return a table of rows, each the places of its numbers, then the numbers."""
    table = Table(title=title, title_justify="left", box=box.SIMPLE_HEAD)
    for name in columns:
        table.add_column(name, justify="right", no_wrap=True)
    for row in rows:
        table.add_row(*(e if isinstance(e, str) else f"{e:.6g}" for e in row))
    return table
