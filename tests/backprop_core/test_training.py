"""What a training promises: the same bytes, the right order, an early stop."""

import subprocess
import sys

import numpy as np
import pytest

from backprop_core import Recording, RunSpec, SpecError, TrainingError, train
from backprop_core.assets import asset


def test_the_same_seed_gives_the_same_bytes(experiment):
    """Two trainings of an experiment write the same file."""
    run = RunSpec.load(experiment)
    recording = Recording(steps=(0, 3), whole=False)
    assert train(run, recording).to_bytes() == train(run, recording).to_bytes()


def test_another_process_gives_the_same_bytes(tmp_path):
    """A training in another process writes the same file."""
    source = str(asset("experiments/xor.toml"))
    code = (
        "from backprop_core import Recording, RunSpec, train;"
        f"run = RunSpec.load({source!r});"
        f"train(run, Recording(steps=(7,))).save({str(tmp_path / 'a')!r})"
    )
    subprocess.run([sys.executable, "-c", code], check=True)
    train(RunSpec.load(source), Recording(steps=(7,))).save(tmp_path / "b")
    assert (tmp_path / "a").read_bytes() == (tmp_path / "b").read_bytes()


def test_another_seed_gives_other_weights(small_run):
    """The seed decides where the weights start."""
    first, second = (
        train(small_run(seed=seed)).steps[0].layers[0].weights for seed in (1, 2)
    )
    assert not np.array_equal(first, second)


def test_an_early_stop_changes_nothing_before_it(small_run):
    """A step is the same whether the training goes on after it or not."""
    early = train(small_run(), Recording(steps=(6,), whole=False))
    assert list(early.epochs) == [0, 1]
    whole = train(small_run(), Recording(steps=(6,)))
    for one, other in zip(early.steps[6].layers, whole.steps[6].layers, strict=True):
        np.testing.assert_array_equal(one.weights, other.weights)
    assert list(whole.epochs) == [0, 1, 2, 3, 4, 5]


def test_an_epoch_takes_every_sample_once(small_run):
    """Shuffling changes the order of the samples, never which there are."""
    steps = train(small_run()).steps
    for epoch in range(5):
        rows = [s.samples[0] for s in steps.values() if s.epoch == epoch]
        assert sorted(rows) == [0, 1, 2, 3]
    assert [s.batch_index for s in steps.values()][:5] == [0, 1, 2, 3, 0]


def test_without_shuffling_samples_come_in_their_order(small_run):
    """`shuffle = false` takes the rows as they stand, the last batch a smaller one."""
    steps = train(small_run(shuffle=False, batch_size=3, max_steps=4)).steps
    assert [s.samples.tolist() for s in steps.values()] == [[0, 1, 2], [3]] * 2


def test_the_training_begins_with_the_sample_asked_for(small_run):
    """A first sample moves to the front; the others are taken all the same."""
    run = small_run().model_copy(update={"first_sample": 2})
    rows = [s.samples[0] for s in train(run).steps.values()][:4]
    assert rows[0] == 2
    assert sorted(rows) == [0, 1, 2, 3]


def test_each_step_starts_where_the_one_before_ended(small_run):
    """W + ΔW of a step are the weights of the next."""
    steps = train(small_run()).steps
    for number in range(19):
        here, after = steps[number].layers, steps[number + 1].layers
        for one, next_one in zip(here, after, strict=True):
            np.testing.assert_array_equal(one.weights_after, next_one.weights)
            np.testing.assert_array_equal(one.biases_after, next_one.biases)


def test_explicit_weights_are_where_the_training_starts(small_run):
    """Weights in the table are used as they are; biases that are not given are 0."""
    weights = [[[0.1, 0.2], [0.3, 0.4], [0.5, 0.6]], [[0.7, 0.8, 0.9]]]
    layers = train(small_run(weights=weights)).steps[0].layers
    assert [layer.weights.tolist() for layer in layers] == weights
    assert [layer.biases.tolist() for layer in layers] == [[0, 0, 0], [0]]


def test_the_set_is_measured_at_the_end_of_every_epoch(small_run):
    """Epoch e is measured with the parameters that step number 4 e finds."""
    run = small_run()
    trace = train(run, Recording(checkpoints=(8,)))
    assert (trace.epochs[2].step, trace.checkpoints[0].step) == (8, 8)
    losses = [trace.steps[n].loss for n in range(8, 12)]
    assert trace.epochs[2].loss != pytest.approx(np.mean(losses), rel=1e-9)
    whole = train(run.model_copy(update={"training": run.training.model_copy(
        update={"batch_size": "all"})}))  # fmt: skip
    for epoch in range(20):
        found = whole.epochs[epoch].loss
        assert found == pytest.approx(whole.steps[epoch].loss, rel=1e-12)


def test_a_training_that_runs_away_names_its_step():
    """Divergence is reported with the first step that did it, not the epoch's end."""
    data = {"inputs": [[1.0]] * 50, "targets": [[0.0]] * 50}
    network = {"layers": [1, 1], "output": "identity", "weights": [[[1.0]]]}
    training = {"epochs": 40, "learning_rate": 1e3}
    run = RunSpec(data=data, network=network, training=training)
    with pytest.raises(TrainingError, match=r"step \d+ .*learning_rate") as error:
        train(run, Recording(steps=(0,)))
    step = error.value.step
    assert step % 50 != 49
    train(run, Recording(checkpoints=(step,), steps=(), whole=False))
    with pytest.raises(TrainingError):
        train(run, Recording(checkpoints=(step + 1,), steps=(), whole=False))


def test_a_recorded_step_is_finite_or_refused():
    """A step whose cost overflows is named, though its parameters are still finite."""
    data = {"inputs": [[1.0]], "targets": [[1e200]]}
    network = {"layers": [1, 1], "output": "identity"}
    run = RunSpec(data=data, network=network, training={"max_steps": 1})
    with pytest.raises(TrainingError, match="step 0 "):
        train(run)


def test_too_many_steps_say_which_would_fit():
    """Recording every step of the digits is refused with a recording that fits."""
    run = RunSpec.load(asset("experiments/digits.toml"))
    with pytest.raises(ValueError, match=r"Recording\(steps=tuple\(range\(0, 43110, "):
        train(run)


def test_a_run_that_does_not_fit_is_refused(small_run):
    """A run built in Python is checked as a file is, without a place."""
    with pytest.raises(SpecError, match=r"^network\.layers: got \[3, 1\], but xor has"):
        train(small_run(layers=[3, 1]))


def test_a_recording_of_nothing_is_refused():
    """Asking for no step and for no end is a mistake of the caller."""
    with pytest.raises(ValueError, match="recording of nothing"):
        Recording(steps=(), whole=False)


def test_infinite_sums_are_refused_with_the_cure_that_fits():
    """A sigmoid hides them: its loss is finite. Of large inputs no rate is to blame."""
    data = {"inputs": [[1e150]], "targets": [[1.0]]}
    network = {"layers": [1, 1], "weights": [[[1e300]]]}
    run = RunSpec(data=data, network=network, training={"max_steps": 1})
    with pytest.raises(TrainingError, match=r'reach 1e\+150: try scaling = "standard"'):
        train(run)
