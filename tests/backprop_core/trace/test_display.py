"""What a notebook shows of a trace and its records."""

import sys
from dataclasses import replace
from types import SimpleNamespace

import pytest

from backprop_core import Recording, RunSpec, train
from backprop_core.probes import PROBES


@pytest.fixture
def tables(monkeypatch):
    """A small module in the place of pandas: a table is its rows and its index."""
    stand_in = SimpleNamespace(
        DataFrame=lambda rows, index: SimpleNamespace(rows=rows, index=index),
        Index=lambda numbers, name: SimpleNamespace(numbers=list(numbers), name=name),
    )
    monkeypatch.setitem(sys.modules, "pandas", stand_in)


def test_every_record_is_one_line(trace):
    """Numbers are written out, of an array its shape, of a long row how many."""
    step = trace.steps[5]
    records = [trace, trace.steps, trace.epochs, trace.final, trace.data]
    for each in (*records, step, step.focus, step.layers[0], *trace.epochs.values()):
        assert repr(each).startswith(f"{type(each).__name__}(")
        assert "\n" not in repr(each)
        assert "array" not in repr(each)
        assert len(repr(each)) < 400
    assert "index=5, epoch=5, batch_index=0, samples=4, inputs=4×2" in repr(step)
    assert f"loss={step.loss:.6g}" in repr(step)
    assert repr(trace.steps) == "Recorded(step: 0, 5, 9)"
    assert repr(trace).endswith(f"loss {trace.epochs[max(trace.epochs)].loss:.6g})")


@pytest.mark.parametrize("probe", sorted(PROBES))
def test_every_probe_is_one_line(probe, small_run):
    """What a probe left behind shows shapes, not a thousand numbers."""
    run = small_run()
    if probe == "answer_curve":  # of a single input
        data = {"inputs": [[0.0], [1.0]], "targets": [[0.0], [1.0]]}
        run = RunSpec(data=data, network={"layers": [1, 3, 1]}, training=run.training)
    made = train(run, Recording(steps=(0,), probes=(probe,)))
    text = repr(made.probes[probe])
    assert ("\n" in text, "array" in text, len(text) < 300) == (False, False, True)


def test_a_trace_is_a_page(trace):
    """What was trained, the loss by epoch as a curve, the steps recorded."""
    page = trace._repr_html_()
    (points,) = page.split('points="')[1:]
    assert len(points.partition('"')[0].split()) == 200
    assert trace.data.name in page
    assert "learning_rate = 0.5" in page
    assert "steps recorded: 0, 5, 9" in page


def test_text_of_a_user_is_no_markup(trace):
    """A file may be called what it will."""
    data = replace(trace.data, name="<script>alert(1)</script>")
    page = replace(trace, data=data)._repr_html_()
    assert "<script" not in page
    assert "&lt;script&gt;" in page


def test_epochs_are_a_table(trace, tables):
    """A row for each epoch, a column for each of its numbers and layers."""
    table = trace.epochs.to_frame()
    assert table.index.numbers == list(trace.epochs)
    assert table.index.name == "epoch"
    for row, epoch in zip(table.rows, trace.epochs.values(), strict=True):
        assert row["loss"] == epoch.loss
        assert row["delta_norms[1]"] == epoch.delta_norms[1]


def test_a_layer_is_a_table(trace, tables):
    """A row for each sample and unit: what it received, made and is blamed for."""
    layer = trace.steps[5].layers[0]
    rows = layer.to_frame().rows
    assert len(rows) == layer.sums.size
    for row in rows:
        here = row["sample"], row["unit"]
        assert row["sums"] == layer.sums[here]
        assert row["deltas"] == layer.deltas[here]
        assert row["biases"] == layer.biases[row["unit"]]


def test_without_pandas_a_table_is_refused_in_one_line(trace, monkeypatch):
    """The error says what is missing and how to get it."""
    monkeypatch.setitem(sys.modules, "pandas", None)
    for record in trace.epochs, trace.steps[0].layers[0]:
        with pytest.raises(ImportError, match=r"^a table needs pandas.*pip install"):
            record.to_frame()
