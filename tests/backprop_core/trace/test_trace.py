"""A trace keeps every field, closed to writing, and survives a file."""

from dataclasses import fields

import numpy as np
import pytest

from backprop_core import FocusRequest, Recording, RunSpec, SpecError, Trace, train
from backprop_core.assets import asset
from backprop_core.trace.paths import evaluate


def arrays_of(record, path=""):
    """Every array of a record, with its place."""
    if isinstance(record, np.ndarray):
        yield path, record
    elif isinstance(record, tuple | list):
        for place, each in enumerate(record):
            yield from arrays_of(each, f"{path}[{place}]")
    elif hasattr(record, "__dataclass_fields__"):
        for field in fields(record):
            yield from arrays_of(getattr(record, field.name), f"{path}.{field.name}")


def test_every_array_is_closed_to_writing(trace):
    """A drawing cannot change a number: of the trace, and of one that was loaded."""
    for each in trace, Trace.from_bytes(trace.to_bytes()):
        records = [*each.steps.values(), *each.checkpoints]
        found = list(arrays_of(records))
        assert len(found) > 80
        assert [path for path, array in found if array.flags.writeable] == []


def test_a_saved_trace_is_loaded_as_it_was(trace, tmp_path):
    """Every array and value comes back bit by bit, and saves to the same bytes."""
    trace.save(tmp_path / "a.safetensors")
    loaded = Trace.load(tmp_path / "a.safetensors")
    loaded.save(tmp_path / "b.safetensors")
    assert (tmp_path / "a.safetensors").read_bytes() == (
        tmp_path / "b.safetensors"
    ).read_bytes()
    for one, other in zip(trace.steps.values(), loaded.steps.values(), strict=True):
        assert (one.loss, one.focus, one.batch_index) == (
            other.loss,
            other.focus,
            other.batch_index,
        )
        for (path, array), (_, again) in zip(
            arrays_of(one), arrays_of(other), strict=True
        ):
            np.testing.assert_array_equal(array, again, err_msg=path)
    assert dict(trace.epochs) == dict(loaded.epochs)
    assert trace.run.model_dump() == loaded.run.model_dump()
    for each in fields(trace.data):
        one, other = (getattr(data, each.name) for data in (trace.data, loaded.data))
        np.testing.assert_array_equal(one, other, err_msg=each.name)
    assert trace.recording == loaded.recording


def test_a_saved_trace_leaves_nothing_else_behind(trace, tmp_path):
    """Only the file itself stands in the folder."""
    trace.save(tmp_path / "a.safetensors")
    assert [each.name for each in tmp_path.iterdir()] == ["a.safetensors"]


def test_a_step_holds_what_the_surface_promises():
    """The shapes of every field, for a batch of three digits."""
    run = RunSpec.load(asset("experiments/digits.toml"))
    training = run.training.model_copy(update={"batch_size": 3})
    run = run.model_copy(update={"training": training})
    step = train(run, Recording(steps=(2,), whole=False)).steps[2]
    assert (step.inputs.shape, step.targets.shape) == ((3, 64), (3, 10))
    assert (step.loss_terms.shape, step.sample_losses.shape) == ((3, 10), (3,))
    layer = step.layers[1]
    assert layer.weights.shape == layer.weight_gradient.shape == (5, 10)
    assert layer.biases.shape == layer.bias_update.shape == (5,)
    assert layer.sums.shape == layer.deltas.shape == layer.slopes.shape == (3, 5)
    assert layer.weighted_inputs.shape == layer.returned.shape == (3, 5, 10)
    assert step.loss == pytest.approx(step.sample_losses.mean())


def test_the_thread_follows_the_largest_values():
    """From the largest |δ| back along the largest |wₖⱼ δₖ · slopeⱼ|, to an input."""
    run = RunSpec.load(asset("experiments/digits.toml"))
    step = train(run, Recording(steps=(0,), whole=False)).steps[0]
    units, layers = step.focus.units, step.layers
    assert units[2] == step.focus.output == abs(layers[2].deltas[0]).argmax()
    for number in (1, 0):
        returned = layers[number + 1].returned[0, units[number + 1]]
        assert units[number] == abs(returned * layers[number].slopes[0]).argmax()
    assert step.focus.input == abs(layers[0].weight_gradient[units[0]]).argmax()


def test_the_thread_passes_the_stations_asked_for():
    """A unit and an input that the user names are on the thread."""
    run = RunSpec.load(asset("experiments/digits.toml"))
    focus = FocusRequest(unit=(1, 4), input=3)
    step = train(run, Recording(steps=(0,), whole=False, focus=focus)).steps[0]
    assert (step.focus.units[1], step.focus.input) == (4, 3)
    assert step.focus.units[0] == abs(step.layers[1].returned[0, 4]).argmax()


def test_the_end_is_missing_only_if_it_was_not_asked_for(small_run):
    """The last checkpoint of a training that stopped early is no end."""
    trace = train(small_run(), Recording(steps=(0,), whole=False))
    with pytest.raises(ValueError, match=r"Recording\(whole=True\)"):
        _ = trace.final
    with pytest.raises(ValueError, match=r"'final.step': no checkpoint was recorded"):
        evaluate("final.step", trace)


def test_a_damaged_file_is_refused_by_name(trace, tmp_path):
    """A truncated file, another file and no file: one line with the cure each."""
    content, path = trace.to_bytes(), tmp_path / "a.safetensors"
    damaged = [b"", b"abc", content[:40], content[:-9], b"\xff" * 99, content[:8] * 9]
    damaged.append(
        content.replace(b"steps.5.layers.1.deltas", b"steps.5.layers.1.delts_")
    )
    damaged.append(content.replace(b"backprop trace 4", b"backprop trace 9"))
    for each in damaged:
        path.write_bytes(each)
        with pytest.raises(SpecError, match=r"a\.safetensors: .*\. Record it again"):
            Trace.load(path)
    path.unlink()
    with pytest.raises(SpecError, match=r"cannot be read \(No such file"):
        Trace.load(path)


def test_a_file_of_an_older_version_is_refused_with_the_cure(trace, tmp_path):
    """What another version wrote is named so, and the way out is to train again."""
    path = tmp_path / "old.safetensors"
    path.write_bytes(trace.to_bytes().replace(b"backprop trace 4", b"backprop trace 1"))
    with pytest.raises(SpecError) as error:
        Trace.load(path)
    assert str(error.value) == (
        f"{path}: written by another version of this program ('backprop trace 1', "
        "not 'backprop trace 4'). Record it again with train."
    )
