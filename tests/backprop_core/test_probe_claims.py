"""The validator and probes: each number of every probe is derived again."""

import re
from copy import deepcopy
from dataclasses import replace

import numpy as np
import pytest

from backprop_core import Recording, RunSpec, train
from backprop_core.agreement import agrees
from backprop_core.assets import asset
from backprop_core.probes import PROBES, probe_claims
from backprop_core.probes.storing import lay_out, put_together
from backprop_core.probes.walk import otherwise
from backprop_core.trace_file import from_bytes, to_bytes


@pytest.fixture(autouse=True)
def short(monkeypatch):
    """The optimisers' race is a short one: 30 updates, and 384 trials of evolution."""
    monkeypatch.setattr("backprop_core.probes.optimizers.UPDATES", 30)
    monkeypatch.setattr("backprop_core.probes.optimizers.MOST_EVOLVED", 2e4)


def probed(probe, **training):
    """Exclusive or, trained for a little while and asked for one probe."""
    run = RunSpec.load(asset("experiments/xor.toml"))
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


def spots(header, place, arrays):
    """Where a laid out value has a number or a text: its container, key and place."""
    entries = header.items() if isinstance(header, dict) else enumerate(header)
    for key, each in entries:
        inner = f"{place}.{key}"
        if isinstance(each, dict | list):
            yield from spots(each, inner, arrays)
        elif inner not in arrays:
            yield header, key, inner


def forgeries(probe, value):
    """The value with one leaf changed after the other, beside the path of the leaf."""
    arrays, kind, place = {}, PROBES[probe].result, f"probes.{probe}"
    header = lay_out(value, place, arrays)
    for name, array in arrays.items():
        others = {**arrays, name: changed(array)}
        yield path_of(name), put_together(kind, header, place, others)
    for number in range(len(list(spots(header, place, arrays)))):
        other = deepcopy(header)
        container, key, name = list(spots(other, place, arrays))[number]
        container[key] = changed(container[key])
        yield path_of(name), put_together(kind, other, place, arrays)


def path_of(name):
    """`probes.landscape.path` of a laid out name: numbers in brackets."""
    return re.sub(r"\.(\d+)", r"[\1]", name)


@pytest.mark.parametrize("probe", PROBES)
def test_each_number_of_a_probe_that_is_changed_is_named(probe):
    """One entry, a millionth more: the validator names just that array or number."""
    trace = probed(probe)
    assert named(trace) is None
    count = 0
    for path, value in forgeries(probe, trace.probes[probe]):
        assert named(forged(trace, probe, value)) == path
        count += 1
    assert count >= 5


@pytest.mark.parametrize("probe", PROBES)
def test_a_true_probe_holds_before_and_after_a_file(probe):
    """The whole validator passes; with a number changed it raises its path."""
    trace = probed(probe, batch_size=3, optimizer="adam", learning_rate=0.05)
    trace.check()
    from_bytes(to_bytes(trace)).check()
    path, value = next(forgeries(probe, trace.probes[probe]))
    expected = rf"^{re.escape(path)}: does not follow"
    with pytest.raises(ValueError, match=expected):
        forged(trace, probe, value).check()
