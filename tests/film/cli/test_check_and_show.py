"""What `backprop check` and `backprop show` answer."""

from dataclasses import replace

import numpy as np
import pytest

from backprop_core import Recording, RunSpec, train
from backprop_core.assets import asset
from backprop_core.trace.records import Recorded
from backprop_core.verify.gradient_check import Disagreement, GradientCheck
from film.cli import commands
from film.cli.options import patience
from film.cli.show import step_text

LARGEST = {"digits28"}  # its 13,000 parameters are nudged for 5 s
EXPERIMENTS = [
    pytest.param(path, id=path.stem, marks=[pytest.mark.proof] * (path.stem in LARGEST))
    for path in sorted(asset("experiments").glob("*.toml"))
]


@pytest.fixture(scope="module")
def trace():
    """Two steps of exclusive or."""
    run = RunSpec.load(asset("experiments/xor.toml"))
    return train(run, Recording(steps=(0, 7), whole=False))


@pytest.mark.parametrize("path", EXPERIMENTS)
def test_check_passes_on_every_shipped_experiment(path, capsys):
    """The command says where the worst error is, and that it is right."""
    assert commands.run(["check", str(path)]) == 0
    told = capsys.readouterr().out
    assert "worst relative error" in told
    assert "at steps[0].layers[" in told
    assert told.splitlines()[-1].startswith("Right: at most 1e-07")


def test_a_wrong_gradient_is_status_1(monkeypatch, capsys):
    """A gradient that is off is called wrong, and the command fails."""
    worst = Disagreement(0.5, 1e-7, "layers[0].biases[1]", 0.1, 0.2)
    monkeypatch.setattr(
        "backprop_core.verify.gradient_check.check_gradients",
        lambda *_: GradientCheck(worst, 20_000, 45_678),
    )
    assert commands.run(["check", str(asset("experiments/xor.toml"))]) == 1
    told = capsys.readouterr().out
    assert "20,000 of 45,678 parameters" in told
    assert "0.5  at steps[0].layers[0].biases[1]" in told
    assert "WRONG" in told


def test_check_of_a_trace_names_what_does_not_follow(trace, tmp_path, capsys):
    """Every number is worked out again: one that was changed is status 1 and a path."""
    path = tmp_path / "xor.safetensors"
    trace.save(path)
    assert commands.run(["check", str(path)]) == 0
    assert capsys.readouterr().out.startswith("Right: every number follows")
    steps = {**trace.steps, 7: replace(trace.steps[7], loss=0.5)}
    replace(trace, steps=Recorded("step", steps)).save(path)
    assert commands.run(["check", str(path)]) == 1
    assert capsys.readouterr().out.startswith("WRONG: steps[7].loss: does not follow")


def test_a_verdict_says_what_was_checked():
    """All parameters are counted, with both numbers of the worst."""
    worst = Disagreement(2e-11, 1e-7, "layers[1].weights[0, 2]", 0.125, 0.125)
    told = str(GradientCheck(worst, 13, 13))
    assert "all 13 parameters" in told
    assert told.count(" 0.125") == 2


def cells(text, first, second=""):
    """The rows of a table that begin with these cells."""
    rows = [line.split() for line in text.splitlines()]
    begin = [first, second] if second else [first]
    return [row for row in rows if row[: len(begin)] == begin]


SIGNALS = "sums", "activations", "slopes", "activation_gradient", "deltas"
WEIGHTS = "weights", "weight_gradient", "weight_update"
BIASES = "biases", "bias_gradient", "bias_update"


def shown(layer, fields, *place):
    """The numbers at one place of some fields, as the table has them."""
    return [f"{getattr(layer, name)[place]:.6g}" for name in fields]


@pytest.mark.parametrize("number", [0, 1])
def test_show_holds_every_number_of_a_layer(trace, number):
    """Each unit's sum, activation, slope, delta; each weight's gradient and update."""
    step, text = trace.steps[7], step_text(trace, step=7, layer=number)
    layer, sample = step.layers[number], step.focus.sample
    rows = [line.split() for line in text.splitlines()]
    units, inputs = layer.weights.shape
    for unit in range(units):
        name = str(unit)
        expected = [[name, *shown(layer, SIGNALS, sample, unit)]]
        expected += [
            [name, str(place), *shown(layer, WEIGHTS, unit, place)]
            for place in range(inputs)
        ]
        expected += [[name, "bias", *shown(layer, BIASES, unit)]]
        assert [row for row in rows if row[:1] == [name]] == expected


def test_show_tells_the_first_step_with_all_its_layers(trace):
    """Without wishes: the first recorded step, its sample, its loss, each layer."""
    text = step_text(trace)
    assert text.startswith("steps[0]: epoch 0, batch_index 0, learning rate 0.5")
    assert f"loss {trace.steps[0].loss:.6g}, after the update" in text
    assert "layers[0]: 3 units, 2 inputs, tanh" in text
    assert "layers[1]: 1 units, 3 inputs, sigmoid" in text


def test_show_of_softmax_and_of_a_batch():
    """A Jacobian shows its diagonal, a batch the sample of the thread."""
    run = RunSpec(
        data={"name": "digits"},
        network={"layers": [64, 10], "output": "softmax"},
        training={"max_steps": 1, "batch_size": 4},
    )
    trace = train(run)
    step, row = trace.steps[0], trace.steps[0].focus.sample
    text = step_text(trace)
    assert f"row {row} of 4" in text
    slope = np.diagonal(step.layers[0].slopes[row])[9]
    assert any(f"{slope:.6g}" in row for row in cells(text, "9"))


def test_show_of_a_file_and_what_it_has_not(trace, tmp_path, capsys):
    """The command prints the tables; a step or layer that is not there is status 2."""
    path = str(tmp_path / "a.safetensors")
    trace.save(path)
    assert commands.run(["show", path, "--step", "7", "--layer", "0"]) == 0
    assert "layers[0]: 3 units" in capsys.readouterr().out
    assert commands.run(["show", path, "--step", "3"]) == 2
    assert "step 3 was not recorded. Recorded: 0, 7." in capsys.readouterr().err
    assert commands.run(["show", path, "--layer", "2"]) == 2
    assert "no layer 2. Choose from 0 to 1." in capsys.readouterr().err
    assert commands.run(["show", str(tmp_path / "no.safetensors")]) == 2
    assert "cannot be read" in capsys.readouterr().err


def test_what_cannot_be_tested_is_status_1(tmp_path, capsys):
    """Saturated units have gradients that no nudge can show."""
    path = tmp_path / "a.toml"
    path.write_text(
        "[data]\ninputs = [[1.0]]\ntargets = [[1.0]]\n"
        "[network]\nlayers = [1, 1]\nweights = [[[-36.0]]]\n"
        "[training]\nmax_steps = 1\n"
    )
    assert commands.run(["check", str(path)]) == 1
    assert "NOT TESTED." in capsys.readouterr().out


def test_patience_ends_after_a_second(monkeypatch, capsys):
    """What is quick says nothing; then each tenth is told once."""
    now = iter([0.0, 0.5, 1.5, 1.6, 1.7, 1.8])
    monkeypatch.setattr("time.monotonic", lambda: next(now))
    report = patience("training")
    for share in (0.05, 0.12, 0.19, 0.2, 1.0):
        report(share)
    told = capsys.readouterr().err.splitlines()
    assert told == ["training: 12 %", "training: 20 %", "training: 100 %"]
