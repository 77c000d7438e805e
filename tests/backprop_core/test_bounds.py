"""What a long training costs, and that it can be repeated to the last byte."""

import re
import subprocess
import sys

import numpy as np
import pytest

from backprop_core import Recording, RunSpec, train
from backprop_core.model import Model
from backprop_core.optimizers import OPTIMIZERS
from backprop_core.recorder import step_bytes
from backprop_core.schedule import Schedule
from backprop_core.spec.run_spec import run_faults

# 100,000 updates of a small network on 200 samples, five of them written down.
LONG = """
import re, resource, sys
from pathlib import Path
from backprop_core import Recording, RunSpec, train
run = RunSpec(
    data={"name": "spirals"},
    network={"layers": [2, 3, 1], "activation": "tanh"},
    training={"max_steps": 100_000, "learning_rate": 0.1},
)
recording = Recording(steps=(0, 10, 1000, 50_000, 99_999), checkpoints=(7, 70_000))
trace = train(run, recording)
assert trace.final.step == 100_000 and len(trace.steps) == 5
status = Path("/proc/self/status")
if status.exists():  # ru_maxrss would count what the calling process held, too
    peak = 1024 * int(re.search(r"VmHWM:\\s*(\\d+)", status.read_text())[1])
else:
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
print(peak)
"""
# What is needed to train the same thing again elsewhere.
AGAIN = """
import sys
from backprop_core import Recording, RunSpec, train
run = RunSpec(**eval(sys.argv[1]))
train(run, Recording(steps=(0, 9), checkpoints=(3,))).save(sys.argv[2])
"""


@pytest.mark.proof
def test_memory_is_bounded_by_the_recording():
    """100,000 steps recorded at 5 stay below 200 MB, the libraries included."""
    pytest.importorskip("resource", reason="Windows does not say what was used")
    done = subprocess.run(
        [sys.executable, "-c", LONG], check=True, capture_output=True, text=True
    )
    assert int(done.stdout) < 200e6


@pytest.mark.parametrize("optimizer", OPTIMIZERS)
def test_a_training_can_be_repeated_to_the_last_byte(optimizer, tmp_path):
    """Two trainings save the same file, in one process and in two."""
    tables = {
        "data": {"name": "moons", "test_share": 0.25, "scaling": "standard"},
        "network": {"layers": [2, 4, 1], "initializer": "he"},
        "training": {
            "optimizer": optimizer,
            "max_steps": 20,
            "batch_size": 8,
            "learning_rate": 0.05,
        },
    }
    run, recording = RunSpec(**tables), Recording(steps=(0, 9), checkpoints=(3,))
    here = train(run, recording).to_bytes()
    assert here == train(run, recording).to_bytes()
    path = tmp_path / "again.safetensors"
    command = [sys.executable, "-c", AGAIN, repr(tables), str(path)]
    if optimizer in ("sgd", "adam"):  # a process takes a second
        subprocess.run(command, check=True)
        assert here == path.read_bytes()


@pytest.mark.parametrize(
    ("recording", "updates"),
    [
        (Recording(steps=(5, 2), whole=False), 6),
        (Recording(steps=(), checkpoints=(8, 3), whole=False), 8),
        (Recording(steps=(1,), checkpoints=(11,), whole=False), 11),
        (Recording(steps=(1,)), 40),
    ],
)
def test_a_training_stops_after_the_last_thing_asked_for(
    recording, updates, small_run, monkeypatch
):
    """No update is made that nothing in the recording needs."""
    made = []
    update = Model.update

    def counted(*arguments):
        made.append(1)
        return update(*arguments)

    monkeypatch.setattr(Model, "update", counted)
    train(small_run(max_steps=40), recording)
    assert len(made) == updates


@pytest.mark.parametrize(
    ("outputs", "batch_size", "told"),
    [
        (400, "all", r"training\.batch_size: got .all.: 700 × 400 × 400 slopes of"),
        (400, 650, r"batch_size: .* Choose at most 625 samples\."),
        (10_001, 1, r"network\.layers: .* Choose fewer outputs, or output = \"sigmoid"),
        (400, 625, None),
    ],
)
def test_jacobians_that_no_memory_holds_are_refused(
    outputs, batch_size, told, tmp_path
):
    """Softmax has K² slopes a sample: too many are refused before they are made."""
    inputs, targets = np.zeros((700, 1)), np.zeros((700, outputs))
    targets[:, 0] = 1
    np.savez(tmp_path / "many.npz", inputs=inputs, targets=targets)
    run = RunSpec(
        data={"file": "many.npz"},
        network={"layers": [1, outputs], "output": "softmax"},
        training={"max_steps": 1, "batch_size": batch_size},
        folder=tmp_path,
    )
    found = [f"{fault.key}: {fault.message}" for fault in run_faults(run)]
    assert len(found) == (told is not None)
    assert all(re.search(told, each) for each in found)


def test_a_recording_counts_the_slopes_of_softmax():
    """10 × 10 of them a sample weigh more than all its signals."""
    sizes = []
    for output in "sigmoid", "softmax":
        run = RunSpec(
            data={"name": "digits"},
            network={"layers": [64, 10], "output": output},
            training={"max_steps": 1, "batch_size": 32},
        )
        sizes.append(step_bytes(run, Schedule.of(run, run.dataset())))
    assert sizes[1] - sizes[0] == 8 * 32 * 10 * 10
