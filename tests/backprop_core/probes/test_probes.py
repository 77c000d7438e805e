"""Tests of every probe, by being registered, and of asking for one that is none."""

import re
from dataclasses import replace
from pathlib import Path
from runpy import run_path
from typing import get_type_hints

import numpy as np
import pytest

from backprop_core import Recording, RunSpec, SpecError, Trace, check_trace, train
from backprop_core.assets import asset
from backprop_core.probes import PROBES
from backprop_core.probes.about_steps import MOST_STEPS
from backprop_core.trace.paths import evaluate
from backprop_core.trace.probe_records import PROBE_RECORDS
from backprop_core.trace.record_kinds import described, leaves
from backprop_core.trace.records import Recorded


def short(name: str, **training: int) -> RunSpec:
    """A shipped experiment, trained for a little while only."""
    run = RunSpec.load(asset(f"experiments/{name}.toml"))
    training = {"max_steps": 60, "epochs": None, **training}
    return run.model_copy(update={"training": run.training.model_copy(update=training)})


def probed(probe: str, run: RunSpec) -> Trace:
    """A training that was asked for one probe."""
    return train(run, Recording(steps=(0, 2), probes=(probe,)))


def test_only_pictures_over_the_inputs_are_particular():
    """A map needs two inputs, a curve one; all others run on every experiment."""
    for experiment in ("tiny", "xor", "digits", "digits14"):
        run = short(experiment)
        dataset = run.dataset()
        refused = [n for n, each in PROBES.items() if each.objection(run, dataset, 60)]
        fits = {"xor": "decision_map", "tiny": "answer_curve"}.get(experiment)
        assert {*refused, fits} >= {"decision_map", "answer_curve"}
        assert len(refused) == (1 if fits else 2)
    with pytest.raises(SpecError, match=r"probes\.decision_map: 1 input, where"):
        probed("decision_map", short("tiny"))


ONLY = {"decision_map": "xor", "answer_curve": "tiny"}  # what they are asked of
RUNS = [short(name) for name in ("digits", "xor", "sine")]
CASES = [
    pytest.param(
        probe, experiment, marks=[pytest.mark.proof] * (experiment == "digits")
    )
    for probe in PROBES
    for experiment in ("tiny", "xor", "digits")
    if experiment == ONLY.get(probe, experiment)
]


@pytest.mark.parametrize("probe", PROBES.values(), ids=PROBES)
def test_a_probe_says_what_it_may_take(probe):
    """The bench finds the bound in its docstring, and data that it can look at."""
    bench = run_path(str(Path(__file__).parents[2] / "bench/probes.py"))
    assert 0 < bench["bound"](probe) <= bench["MOST"]
    assert bench["fitting"](probe, RUNS)


@pytest.mark.parametrize(("probe", "experiment"), CASES)
def test_a_probe_is_saved_and_loaded_as_it_was(probe, experiment):
    """Its value comes back bit by bit, closed to writing, with the same bytes."""
    trace = probed(probe, short(experiment))
    content = trace.to_bytes()
    loaded = Trace.from_bytes(content)
    assert loaded.to_bytes() == content
    for each in trace, loaded:
        value = each.probes[probe]
        assert type(value) is PROBE_RECORDS[probe]
        found = dict(leaves(described(type(value)), value, ""))
        arrays = {p: each for p, each in found.items() if isinstance(each, np.ndarray)}
        assert arrays
        assert [path for path, array in arrays.items() if array.flags.writeable] == []
        assert all(np.isfinite(array).all() for array in arrays.values())


def test_every_probe_makes_the_record_that_a_trace_loads():
    """The table of records names each probe, with the type that it computes."""
    made = {n: get_type_hints(p.compute)["return"] for n, p in PROBES.items()}
    assert made == dict(PROBE_RECORDS)


@pytest.mark.parametrize("probe", PROBES)
def test_a_probe_depends_on_the_run_alone(probe):
    """Equal trainings give equal values, to the last byte."""
    run = short(ONLY.get(probe, "xor"))
    one, other = (probed(probe, run).to_bytes() for _ in range(2))
    assert one == other


@pytest.mark.parametrize("probe", PROBES)
def test_a_probe_says_what_it_costs(probe):
    """Its docstring names the bound of its work, in seconds: five at most."""
    found = re.search(
        r"Cost: .*at most\s+([\d.]+)\s+(m?s)\s+for",
        PROBES[probe].compute.__doc__,
        re.DOTALL,
    )
    assert 0 < float(found[1]) / (1000 if found[2] == "ms" else 1) <= 5


def test_a_recording_without_probes_has_none():
    """Nothing is computed that nobody asked for, and no checkpoint is added."""
    trace = train(short("tiny"), Recording(steps=(0,)))
    assert (dict(trace.probes), trace.recording.checkpoints) == ({}, ())


def test_an_unknown_probe_is_refused_by_name():
    """Before the training, with the probes there are and the one that was meant."""
    with pytest.raises(SpecError, match=r"probes\[0\]: unknown 'nudg'.*'nudge'\?"):
        train(short("tiny"), Recording(probes=("nudg",)))


def test_a_probe_is_asked_for_once():
    """The same name twice is a slip, and is said."""
    with pytest.raises(SpecError, match=r"probes\[1\]: got 'nudge' twice\."):
        train(short("tiny"), Recording(probes=("nudge", "nudge")))


def test_a_nudge_of_no_step_has_no_slope():
    """Without a recorded step there is nothing to push, and the path says so."""
    trace = train(short("tiny"), Recording(steps=(), probes=("nudge",)))
    assert len(Trace.from_bytes(trace.to_bytes()).probes["nudge"].steps) == 0
    with pytest.raises(ValueError, match=r"step 0 was not recorded\. Recorded: none"):
        evaluate("probes.nudge.slope", trace)


def test_a_probe_about_steps_looks_at_the_first_hundred():
    """A recording of every step does not make a probe endless."""
    run = short("xor", max_steps=MOST_STEPS + 20)
    value = train(run, Recording(probes=("nudge",))).probes["nudge"]
    assert list(value.steps) == list(range(MOST_STEPS))


def test_a_probe_is_reached_by_path():
    """A number on screen names it as it names a step."""
    trace = train(short("tiny"), Recording(steps=(0, 7), probes=("nudge",)))
    nudge = trace.probes["nudge"]
    assert evaluate("probes.nudge.slope", trace) == nudge.slope
    measured = evaluate("probes.nudge.steps[7].weights.slopes[1]", trace)
    assert measured == nudge.steps[7].weights.slopes[1]
    with pytest.raises(ValueError, match="step 3 was not recorded"):
        evaluate("probes.nudge.steps[3].sums.slopes[0]", trace)


def test_a_tampered_probe_is_refused():
    """A file whose probe lost a part, or has a text for a number, is no trace."""
    trace = train(short("tiny"), Recording(steps=(0,), probes=("nudge",)))
    content = trace.to_bytes()
    for old, new, fault in (
        (
            b"probes.nudge.steps.0.sums.costs",
            b"probes.nudge.steps.0.sums.c_sts",
            r"^probes\.nudge\.steps\[0\]\.sums\.costs: is missing$",
        ),
        (
            b'\\"epsilon\\":0.0001',
            b'\\"epsilon\\":\\"no\\"',
            r"^probes\.nudge\.epsilon: is no number$",
        ),
        (b'\\"nudge\\":{', b'\\"nudgy\\":{', r"^probes\.nudgy: is unknown$"),
    ):
        assert old in content
        with pytest.raises(ValueError, match=fault):
            Trace.from_bytes(content.replace(old, new))


def test_a_probe_with_another_type_of_numbers_is_refused():
    """Whole numbers where a cost belongs are no trace."""
    trace = train(short("tiny"), Recording(steps=(0,), probes=("nudge",)))
    step = trace.probes["nudge"].steps[0]
    sums = replace(step.sums, costs=np.zeros_like(step.sums.costs, dtype=np.intp))
    steps = Recorded("step", {0: replace(step, sums=sums)})
    probe = replace(trace.probes["nudge"], steps=steps)
    content = replace(trace, probes={"nudge": probe}).to_bytes()
    expected = r"^probes\.nudge\.steps\[0\]\.sums\.costs: has .* and type int"
    with pytest.raises(ValueError, match=expected):
        Trace.from_bytes(content)


def test_a_probe_that_was_asked_for_is_missed():
    """A trace without it is none of that recording."""
    trace = probed("nudge", short("xor"))
    with pytest.raises(ValueError, match=r"^probes: not those"):
        check_trace(replace(trace, probes={}))


def test_the_readme_names_every_probe():
    """And no other one, as what can be asked for from Python."""
    readme = (Path(__file__).parents[3] / "README.md").read_text("utf-8")
    sentence = readme.partition("is a probe, asked for by name")[2].partition(";")[0]
    assert set(re.findall(r"`([a-z_]+)`", sentence)) == set(PROBES)
