"""The validator: a true trace passes, and each field that is changed is named."""

from collections.abc import Mapping
from dataclasses import fields, is_dataclass, replace
from functools import partial

import numpy as np
import pytest

from backprop_core import Recording, RunSpec, Trace, check_trace, train
from backprop_core.assets import asset
from backprop_core.optimizers import OPTIMIZERS
from backprop_core.trace.records import Recorded

EXPERIMENTS = sorted(asset("experiments").glob("*.toml"))


def recorded(**keys):
    """Steps 3, 4 and 6 on moons, in batches, with checkpoints and the end."""
    network = {"layers": [2, 3, 2, 1], "activation": "tanh"}
    network |= {key: keys.pop(key) for key in ("output", "layers") if key in keys}
    data = keys.pop("data", {"name": "moons", "test_share": 0.2})
    training = {"max_steps": 10, "batch_size": 32, "seed": 2, **keys}
    run = RunSpec(data=data, network=network, training=training)
    return train(run, Recording(steps=(0, 3, 4, 6), checkpoints=(4, 5)))


TRUE = recorded(optimizer="momentum")


def changed(array):
    """A copy with its last entry moved by a millionth, or by one."""
    copy = np.array(array)
    copy.flat[-1] += 1 if copy.dtype.kind == "i" else 1e-6 * (1 + np.abs(copy).max())
    return copy


def variants(record, path=""):
    """The record with one leaf changed after the other, and the path of the leaf."""
    for each in fields(record):
        value, place = getattr(record, each.name), f"{path}.{each.name}"
        for inner, other in leaves(value, place):
            yield inner, replace(record, **{each.name: other})


def leaves(value, path):
    """A value with one leaf changed after the other, and the path of the leaf."""
    if is_dataclass(value):
        yield from variants(value, path)
    elif isinstance(value, tuple):
        for place, each in enumerate(value):
            for inner, other in leaves(each, f"{path}[{place}]"):
                yield inner, (*value[:place], other, *value[place + 1 :])
    elif isinstance(value, Mapping):
        kind = partial(Recorded, "step") if isinstance(value, Recorded) else dict
        for name, each in value.items():
            for inner, other in leaves(each, f"{path}.{name}"):
                yield inner, kind({**value, name: other})
    elif isinstance(value, np.ndarray):
        yield path, changed(value)
    else:
        yield path, value + (1 if isinstance(value, int) else 1e-6)


@pytest.mark.parametrize("path", EXPERIMENTS, ids=lambda path: path.stem)
def test_the_traces_of_the_shipped_experiments_hold(path):
    """Every field follows from the others, before and after a file."""
    run = RunSpec.load(path)
    trace = train(run, Recording(steps=(0, 1), checkpoints=(0, 1), whole=False))
    check_trace(trace)
    check_trace(Trace.from_bytes(trace.to_bytes()))


@pytest.mark.parametrize("optimizer", OPTIMIZERS)
@pytest.mark.parametrize("freeze", [(), ("biases", "layers[1]")])
def test_the_traces_of_every_optimizer_hold(optimizer, freeze):
    """Updates follow from gradients and memory, and memory from step to step."""
    check_trace(recorded(optimizer=optimizer, freeze=freeze, learning_rate=0.05))


@pytest.mark.parametrize(
    ("loss", "output"),
    [
        ("squared_error", "softmax"),
        ("cross_entropy", "softmax"),
        ("mean_squared_error", "relu"),
    ],
)
def test_the_traces_of_other_losses_hold(loss, output):
    """Joint slopes and shortcuts included."""
    data = {"inputs": [[0.1, 0.9], [0.4, -1], [2, 1]], "targets": [[1, 0]] * 3}
    layers = [2, 4, 2]
    keys = {"loss": loss, "output": output, "batch_size": 2}
    check_trace(recorded(data=data, layers=layers, **keys))


def test_every_field_of_a_step_that_is_changed_is_named():
    """A millionth more or one more in any leaf, and the error names a field near it.

    A field from which the changed one is not derived itself is named by the first
    that follows from it.
    """
    step = TRUE.steps[4]
    found = 0
    for path, variant in variants(step):
        entries = {**TRUE.steps, 4: variant}
        trace = replace(TRUE, steps=Recorded("step", entries))
        with pytest.raises(ValueError, match=r"^(steps|checkpoints)") as error:
            check_trace(trace)
        found += 1
        if not path.endswith((".weights", ".biases", ".inputs", ".samples", ".index")):
            named = str(error.value).partition(":")[0]
            assert named.startswith("steps[4]."), path
    assert found > 50


DERIVED = [
    "sums",
    "activations",
    "slopes",
    "activation_gradient",
    "deltas",
    "weight_gradient",
    "bias_gradient",
    "weight_update",
    "bias_update",
]


@pytest.mark.parametrize("field", DERIVED)
def test_a_wrong_field_of_a_layer_is_named_itself(field):
    """The first that does not hold is the changed one, not one that follows from it."""
    step = TRUE.steps[6]
    layer = replace(step.layers[2], **{field: changed(getattr(step.layers[2], field))})
    wrong = replace(step, layers=(*step.layers[:2], layer))
    trace = replace(TRUE, steps=Recorded("step", {**TRUE.steps, 6: wrong}))
    expected = rf"^steps\[6\]\.layers\[2\]\.{field}: does not follow"
    with pytest.raises(ValueError, match=expected):
        check_trace(trace)


def test_every_field_of_a_checkpoint_is_named():
    """Parameters and predictions are held against the steps and the data."""
    for number, checkpoint in enumerate(TRUE.checkpoints):
        for path, variant in variants(checkpoint):
            checkpoints = list(TRUE.checkpoints)
            checkpoints[number] = variant
            with pytest.raises(ValueError, match=r"^(checkpoints|epochs)"):
                check_trace(replace(TRUE, checkpoints=tuple(checkpoints)))
            assert path


@pytest.mark.parametrize("index", TRUE.epochs)
def test_every_field_of_an_epoch_is_named(index):
    """Also where the parameters at its end were not written down."""
    assert {checkpoint.step for checkpoint in TRUE.checkpoints} == {4, 5, 10}
    assert [epoch.step for epoch in TRUE.epochs.values()] == [0, 5, 10]
    for path, variant in variants(TRUE.epochs[index]):
        entries = {**TRUE.epochs, index: variant}
        with pytest.raises(ValueError, match=rf"^epochs\[{index}\]") as error:
            check_trace(replace(TRUE, epochs=Recorded("epoch", entries)))
        assert path.partition("[")[0] in str(error.value)


def test_an_epoch_that_is_left_out_is_missed():
    """All that were passed are there, one after the other."""
    for index in TRUE.epochs:
        rest = {each: epoch for each, epoch in TRUE.epochs.items() if each != index}
        with pytest.raises(ValueError, match=r"^epochs: does not follow"):
            check_trace(replace(TRUE, epochs=Recorded("epoch", rest)))


def test_what_a_trace_says_of_its_data_is_held_against_it():
    """Another class, size, name or point than the data has."""
    moved = TRUE.data.point_inputs + 0.1
    for facts in (
        *({"name": "xor"}, {"classes": ("a", "b")}, {"features": ("a", "b")}),
        {"point_inputs": moved},
    ):
        data = replace(TRUE.data, **facts)
        with pytest.raises(ValueError, match=r"^data\.\w+: does not follow"):
            check_trace(replace(TRUE, data=data))


def test_a_trace_of_a_file_is_checked_without_it(tmp_path):
    """The data may be gone: then what needs it is left out, and the rest checked."""
    np.savez(tmp_path / "a.npz", inputs=np.eye(3), targets=np.eye(3)[:, :2])
    run = RunSpec(
        data={"file": "a.npz"},
        network={"layers": [3, 2]},
        training={"max_steps": 5},
        folder=tmp_path,
    )
    trace = train(run)
    check_trace(trace)
    trace.save(tmp_path / "a.safetensors")
    (tmp_path / "a.npz").unlink()
    check_trace(trace)
    check_trace(Trace.load(tmp_path / "a.safetensors"))


def test_a_trace_whose_parameters_came_from_a_file_is_checked_without_it(tmp_path):
    """It is trained again from the parameters that its first step wrote down."""
    start = {"0.weight": np.array([[0.3, -0.2]]), "0.bias": np.array([0.1])}
    np.savez(tmp_path / "net.npz", **start)
    run = RunSpec(
        data={"name": "xor"},
        network={"layers": [2, 1], "parameters": "net.npz"},
        training={"max_steps": 12},
        folder=tmp_path,
    )
    recording = Recording(steps=(0,), probes=("batch_sizes",))
    train(run, recording).save(tmp_path / "a.safetensors")
    other = train(run, Recording(steps=(3,)))
    np.savez(tmp_path / "net.npz", **{name: 9 * each for name, each in start.items()})
    check_trace(other)
    trace = Trace.load(tmp_path / "a.safetensors")
    check_trace(trace)
    epoch = replace(trace.epochs[2], loss=trace.epochs[2].loss + 1e-6)
    entries = {**trace.epochs, 2: epoch}
    with pytest.raises(ValueError, match=r"^epochs\[2\]\.loss: does not follow"):
        check_trace(replace(trace, epochs=Recorded("epoch", entries)))


def test_a_probe_that_is_changed_is_named(small_run):
    """Probes are computed again; a number that is another is named by its path."""
    trace = train(small_run(), Recording(steps=(0, 3), probes=("nudge",)))
    check_trace(trace)
    check_trace(Trace.from_bytes(trace.to_bytes()))
    count = 0
    for path, probe in variants(trace.probes["nudge"]):
        with pytest.raises(ValueError, match=r"^probes\.nudge.*does not follow"):
            check_trace(replace(trace, probes={"nudge": probe}))
        count += bool(path)
    assert count > 5
    with pytest.raises(ValueError, match=r"^probes: not those"):
        check_trace(replace(trace, probes={}))
