"""What a worker of a cluster is sent, and the processes that it draws with."""

import pickle

import pytest

from backprop_core import Recording, RunSpec, Trace, train
from backprop_core.trace.view import slice_of
from film.dask import host
from film.dask.drawing_process import Call
from film.make import film_about, setting_of
from film.plan.keys import installed, key_of
from film.plan.shots import plan
from film.plan.target import Target
from scenes.chapters import CHAPTERS

TARGET = Target(160, 90, 5)


@pytest.fixture(scope="module")
def trace():
    """Four hundred steps of xor with a probe and a checkpoint that no chapter reads."""
    run = RunSpec(
        data={"name": "xor"},
        network={"layers": [2, 3, 1]},
        training={"max_steps": 400},
    )
    return train(run, Recording(probes=("nudge",), checkpoints=(7,)))


@pytest.fixture(scope="module")
def shots(trace):
    """All chapters about one of them."""
    film = film_about(trace, steps=(123,))
    setting = setting_of(film, captions=True, experiment="xor")
    return {shot.chapter: shot for shot in plan(trace, film, TARGET, setting)}


@pytest.mark.parametrize("chapter", CHAPTERS)
def test_a_slice_is_all_that_a_shot_reads(trace, shots, chapter):
    """The shot has the same key on the other side, and the rest has stayed here."""
    reads, step = CHAPTERS[chapter].fields, shots[chapter].step
    content = slice_of(trace, reads, step).to_bytes()
    sent = Trace.from_bytes(content)
    assert key_of(shots[chapter], sent) == key_of(shots[chapter], trace)
    assert (list(sent.steps), sent.checkpoints, sent.probes) == ([step], (), {})
    assert len(content) < len(trace.to_bytes()) / 20


def call_to(task, shot, trace, **changed):
    """A call about a shot, made where some things are other than here."""
    here = {**installed(shot.chapter, "en"), **changed}
    content = pickle.dumps((shot,))
    return Call(shot.chapter, "en", here, task, trace.to_bytes(), content).packed()


def answered(*call, **changed):
    """What a process beside this one answers."""
    return pickle.loads(host.work("a film", call_to(*call, **changed)))


def test_an_easel_answers_until_its_film_ends(trace, shots, tmp_path, monkeypatch):
    """It measures, names what differs, tells what was raised, and leaves no folder."""
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    shot = shots["loss"]
    try:
        assert "av is" in answered("measure", shot, trace, av="1").differences
        assert sum(answered("measure", shot, trace).result) > 100
        error = answered("measur", shot, trace).error
        assert isinstance(error, KeyError)
        assert "Traceback" in error.__notes__[0]
        assert len(list(tmp_path.glob("backprop-*"))) == 1
        # What is no call ends the process, and the next one is answered by another.
        assert host.work("a film", b"nonsense") == b""
        assert "and 1 here" in answered("measure", shot, trace, av="1").differences
    finally:
        host.end("a film")
    assert list(tmp_path.iterdir()) == []
    assert host.work("a film", call_to("measure", shot, trace)) == b""
