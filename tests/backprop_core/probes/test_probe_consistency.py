"""The validator and probes: each number of every probe is derived again."""

import re
from dataclasses import fields, is_dataclass, replace

import numpy as np
import pytest

from backprop_core import Recording, RunSpec, Trace, check_trace, train
from backprop_core.assets import asset
from backprop_core.probes import PROBES
from backprop_core.probes.retraining import otherwise
from backprop_core.trace.records import Recorded
from backprop_core.verify.validation import agrees, probe_claims


@pytest.fixture(autouse=True)
def short(monkeypatch):
    """The optimisers' race is a short one: 30 updates, and 384 trials of evolution."""
    monkeypatch.setattr("backprop_core.probes.optimizer_race.UPDATES", 30)
    monkeypatch.setattr("backprop_core.probes.optimizer_race.MOST_EVOLVED", 2e4)


def probed(probe, **training):
    """Exclusive or, trained for a little while and asked for one probe.

    Of a probe along a single input it is the smallest network.
    """
    name = "xor"
    if probe == "answer_curve":
        name, training = "tiny", {**training, "batch_size": 1}
    run = RunSpec.load(asset(f"experiments/{name}.toml"))
    run = otherwise(run, **{"max_steps": 40, **training})
    return train(run, Recording(steps=(0, 2), probes=(probe,)))


def named(trace):
    """The path of the first number of a probe that does not follow, or none."""
    with np.errstate(all="ignore"):
        for path, written, derived in probe_claims(trace, trace.run.dataset()):
            if not agrees(written, derived):
                return path
    return None


def forged(trace, probe, value):
    """The trace with another value of its probe."""
    return replace(trace, probes={probe: value})


def changed(leaf):
    """Another number, text or array: one entry moved by a millionth, or by one."""
    if isinstance(leaf, np.ndarray):
        copy, entry = leaf.copy(), leaf.size // 3
        is_whole = copy.dtype.kind == "i"
        copy.flat[entry] += 1 if is_whole else 1e-6 * (np.abs(copy).max() or 1.0)
        return copy
    if isinstance(leaf, bool):
        return not leaf
    if isinstance(leaf, float):
        return leaf + 1e-6 * (leaf or 1.0)
    return f"{leaf}?" if isinstance(leaf, str) else (leaf or 0) + 1


def forgeries(value, path):
    """The value with one leaf changed after the other, beside the path of the leaf."""
    if is_dataclass(value):
        for each in fields(value):
            name = each.name
            for place, other in forgeries(getattr(value, name), f"{path}.{name}"):
                yield place, replace(value, **{name: other})
    elif isinstance(value, tuple | Recorded):
        entries = dict(enumerate(value) if isinstance(value, tuple) else value)
        for key, each in entries.items():
            for place, other in forgeries(each, f"{path}[{key}]"):
                others = {**entries, key: other}
                is_row = isinstance(value, tuple)
                yield place, tuple(others.values()) if is_row else Recorded("", others)
    elif np.size(value):  # of an empty array there is no entry to change
        yield path, changed(value)


# Each takes seconds: thousands of numbers are changed, one by one.
SLOW = {"optimizers", "walkers", "relu_twin"}


@pytest.mark.parametrize(
    "probe",
    [pytest.param(p, marks=[pytest.mark.proof] * (p in SLOW)) for p in PROBES],
)
def test_each_number_of_a_probe_that_is_changed_is_named(probe):
    """One entry, a millionth more: the validator names just that array or number."""
    trace = probed(probe)
    assert named(trace) is None
    count = 0
    for path, value in forgeries(trace.probes[probe], f"probes.{probe}"):
        assert named(forged(trace, probe, value)) == path
        count += 1
    assert count >= 4


@pytest.mark.parametrize("probe", PROBES)
def test_a_true_probe_holds_before_and_after_a_file(probe):
    """The whole validator passes; with a number changed it raises its path."""
    trace = probed(probe, batch_size=3, optimizer="adam", learning_rate=0.05)
    check_trace(trace)
    check_trace(Trace.from_bytes(trace.to_bytes()))
    path, value = next(forgeries(trace.probes[probe], f"probes.{probe}"))
    expected = rf"^{re.escape(path)}: does not follow"
    with pytest.raises(ValueError, match=expected):
        check_trace(forged(trace, probe, value))


@pytest.fixture(scope="module")
def plane():
    """A landscape of which a whole input is always 0: its weights never move."""
    inputs = [[0.3, 0.0, 0.9], [1.2, 0.0, -0.4], [-0.7, 0.0, 0.1]]
    data = {"inputs": inputs, "targets": [[1.0], [0.0], [0.5]]}
    training = {"max_steps": 30, "learning_rate": 1.0}
    run = RunSpec(data=data, network={"layers": [3, 2, 1]}, training=training)
    return train(run, Recording(steps=(), probes=("landscape",)))


def test_a_direction_leads_nowhere_that_the_path_does_not(plane):
    """Each of its entries counts, also those of weights that never moved."""
    value = plane.probes["landscape"]
    assert np.abs(value.directions[:, [1, 4]]).max() < 1e-15
    assert named(plane) is None
    for entry in np.ndindex(value.directions.shape):
        directions = value.directions.copy()
        directions[entry] += 1e-6
        other = forged(plane, "landscape", replace(value, directions=directions))
        assert named(other) == "probes.landscape.directions"


@pytest.mark.parametrize(
    "turn",
    [
        [[-1.0, 0.0], [0.0, 1.0]],
        [[0.0, 1.0], [1.0, 0.0]],
        [[np.cos(0.1), np.sin(0.1)], [-np.sin(0.1), np.cos(0.1)]],
    ],
    ids=["mirrored", "swapped", "turned"],
)
def test_a_plane_has_one_pair_of_directions(plane, turn):
    """The same plane seen from behind, from the side or askew is not taken for it."""
    value = plane.probes["landscape"]
    other = replace(value, directions=np.array(turn) @ value.directions)
    assert named(forged(plane, "landscape", other)) == "probes.landscape.directions"


def test_what_a_last_digit_decides_is_forgiven_and_no_more():
    """Chaos on another machine is no fault; the same curve before it set in is held."""
    trace = probed(
        "batch_sizes", max_steps=600, optimizer="rmsprop", batch_size=1, seed=4
    )
    training = trace.run.training
    rate = np.nextafter(training.learning_rate, 1)
    machine = replace(trace, run=otherwise(trace.run, learning_rate=float(rate)))
    other = PROBES["batch_sizes"].compute(machine, trace.run.dataset())
    own = trace.probes["batch_sizes"]
    assert not agrees(other.curves[0].costs, own.curves[0].costs)
    assert named(forged(trace, "batch_sizes", other)) is None
    costs = other.curves[0].costs.copy()
    costs[1] += 1e-6
    first = replace(other.curves[0], costs=costs)
    wrong = replace(other, curves=(first, *other.curves[1:]))
    path = "probes.batch_sizes.curves[0].costs"
    assert named(forged(trace, "batch_sizes", wrong)) == path


def late(evolution):
    """The first points of an evolution, as if the clock had ended it there."""
    return replace(
        evolution,
        evaluations=evolution.evaluations[:4],
        costs=evolution.costs[:4],
        word="stopped after 20 s",
    )


def test_an_evolution_that_the_clock_ended_is_held_as_far_as_it_went():
    """Fewer generations with the word for it hold, unless they cost something else."""
    trace = probed("optimizers")
    value = trace.probes["optimizers"]
    cut = late(value.evolution)
    assert named(forged(trace, "optimizers", replace(value, evolution=cut))) is None
    faults = {
        "costs": replace(cut, costs=changed(cut.costs)),
        "evaluations": replace(cut, evaluations=cut.evaluations[:3]),
        "word": replace(value.evolution, word=cut.word),
    }
    for name, wrong in faults.items():
        other = forged(trace, "optimizers", replace(value, evolution=wrong))
        assert named(other) == f"probes.optimizers.evolution.{name}"
    silent = forged(
        trace, "optimizers", replace(value, evolution=replace(cut, word=""))
    )
    assert named(silent).startswith("probes.optimizers.evolution.")
