"""Traces that hypothesis broke: refused by name, or whole enough to be shown."""

import contextlib
import json
import re

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from backprop_core import Recording, RunSpec, Trace, check_trace, train
from backprop_core.assets import asset
from film.cli import commands

QUICK = settings(
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=list(HealthCheck),
)
LEAVES = some.one_of(
    some.none(),
    some.booleans(),
    some.text(max_size=6),
    some.integers(-3, 30),
    some.sampled_from([2**63, 10**30, 10**400, -(10**400)]),
    some.floats(),
)
VALUES = LEAVES | some.lists(LEAVES, max_size=2)


@pytest.fixture(scope="module")
def path(tmp_path_factory):
    """Where a broken trace stands."""
    return tmp_path_factory.mktemp("broken") / "mine.safetensors"


def trace_bytes():
    """A recorded training of exclusive or, as a file."""
    run = RunSpec.load(asset("experiments/xor.toml"))
    recording = Recording(
        steps=(0, 1), checkpoints=(0,), probes=("nudge",), whole=False
    )
    return train(run, recording).to_bytes()


TRACE = trace_bytes()
LENGTH = int.from_bytes(TRACE[:8], "little")


@some.composite
def broken_headers(draw):
    """A trace whose header has other values in one place, or lacks it."""
    outer = json.loads(TRACE[8 : 8 + LENGTH])
    header = json.loads(outer["__metadata__"]["backprop"])
    place, key = {"": header}, ""
    while isinstance(place[key], dict | list) and place[key]:
        place = place[key]
        choices = list(place) if isinstance(place, dict) else range(len(place))
        key = draw(some.sampled_from(choices))
        if draw(some.integers(0, 3)) == 0:
            break
    if draw(some.booleans()) and isinstance(place, dict):
        del place[key]
    else:
        place[key] = draw(VALUES)
    outer["__metadata__"]["backprop"] = json.dumps(header)
    text = json.dumps(outer).encode()
    return len(text).to_bytes(8, "little") + text + TRACE[8 + LENGTH :]


@some.composite
def broken_bytes(draw):
    """A trace that was cut off, or has other bytes somewhere."""
    begin = draw(some.integers(0, len(TRACE)) | some.integers(0, LENGTH + 20))
    if draw(some.booleans()):
        return TRACE[:begin]
    other = draw(some.binary(min_size=1, max_size=8))
    return TRACE[:begin] + other + TRACE[begin + len(other) :]


@settings(QUICK, max_examples=200)
@given(content=broken_headers() | broken_bytes())
def test_broken_traces_are_refused_or_whole(content, path, capsys):
    """Cut off or tampered with: refused by name, or it can be shown and checked."""
    path.write_bytes(content)
    status = commands.run(["show", str(path)])
    told = capsys.readouterr()
    if status == 0:
        assert told.out.startswith("steps[")
        check_or_name(Trace.load(path))
    else:
        expected = rf"{re.escape(str(path))}: .+\. Record it again with train\.\n"
        assert (status, told.out) == (2, "")
        assert re.fullmatch(expected, told.err)


def check_or_name(trace):
    """The validator passes, or raises nothing but what it promises."""
    with contextlib.suppress(ValueError):
        check_trace(trace)
