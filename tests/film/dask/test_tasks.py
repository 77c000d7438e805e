"""What a worker of a cluster is sent and asked, without a cluster."""

import pickle
from types import SimpleNamespace

import pytest
from distributed import Reschedule

from backprop_core import Recording, RunSpec, Trace, train
from backprop_core.trace.view import slice_of
from film.dask import tasks
from film.make import film_about, setting_of
from film.plan.keys import key_of
from film.plan.shots import plan
from film.plan.target import Target
from scenes.chapters import CHAPTERS

TARGET = Target(160, 90, 5)


@pytest.fixture(scope="module")
def trace():
    """Four hundred steps of xor with all probes, and a moment that no chapter reads."""
    run = RunSpec(
        data={"name": "xor"},
        network={"layers": [2, 3, 1]},
        training={"max_steps": 400},
    )
    probes = {probe for entry in CHAPTERS.values() for probe in entry.probes}
    return train(run, Recording(probes=tuple(sorted(probes)), checkpoints=(7,)))


@pytest.fixture(scope="module")
def shots(trace):
    """All chapters about two of them, and what stands between."""
    rest = (name for name in CHAPTERS if name not in ("hidden_deltas", "neuron"))
    order = (*rest, "hidden_deltas", "neuron")
    film = film_about(trace, chapters=order, steps=(123, 321))
    setting = setting_of(film, captions=True, experiment="xor")
    return {shot.name: shot for shot in plan(trace, film, TARGET, setting)}


def test_a_slice_for_two_steps_holds_both(trace):
    """What joins them has the same key on the other side."""
    film = film_about(trace, chapters=("neuron",), steps=(123, 321))
    setting = setting_of(film, captions=True, experiment="xor")
    joint = plan(trace, film, TARGET, setting)[1]
    sent = Trace.from_bytes(slice_of(trace, joint.reads, joint.about).to_bytes())
    assert key_of(joint, sent) == key_of(joint, trace)
    assert list(sent.steps) == [123, 321]


@pytest.mark.parametrize(
    ("name", "steps"),
    [
        *((f"{n}@321", [321]) for n, e in CHAPTERS.items() if e.about == "step"),
        *((f"{n}@123", [123]) for n, e in CHAPTERS.items() if e.about == "once"),
        ("card-neuron@123", [123]),
        ("dissolve-hidden_deltas@123", [123]),
    ],
)
def test_a_slice_is_all_that_a_shot_reads(trace, shots, name, steps):
    """The shot has the same key on the other side, and the rest has stayed here."""
    shot = shots[name]
    content = slice_of(trace, shot.reads, shot.about).to_bytes()
    sent = Trace.from_bytes(content)
    assert key_of(shot, sent) == key_of(shot, trace)
    entry = CHAPTERS[shot.chapter]
    shown = [*steps, *range(steps[0] + 1, steps[0] + entry.further + 1)]
    assert list(sent.steps) == (steps if shot.interlude else shown)
    is_whole = entry.is_whole and not shot.interlude
    assert len(sent.checkpoints) == (len(trace.checkpoints) if is_whole else 0)
    probes = () if shot.interlude else entry.probes
    assert set(sent.probes) == set(probes)
    assert len(content) < len(trace.to_bytes()) / 5


class Worker:
    """A worker of Dask's, as far as it is asked; it notes that it closes."""

    def __init__(self, threads=1, nanny="tcp://10.0.0.1:1"):
        self.state = SimpleNamespace(nthreads=threads)
        self.scheduler = SimpleNamespace(address="tcp://here:1")
        self.loop, self.nanny = self, nanny
        self.closed = []

    def close_gracefully(self, restart):
        """End, and begin anew if a nanny is to start it again."""
        self.closed.append(restart)

    def add_callback(self, function, **wishes):
        """Call it, soon."""
        function(**wishes)


def asked(**changed):
    """What a chapter is to be drawn with, where some things are other than here."""
    return [("loss", "es", {**tasks.drawn_with("loss", "es"), **changed})]


def test_a_worker_that_draws_otherwise_says_how():
    """Nothing differs, or a version, or it has threads that would share Manim."""
    assert tasks.unlike(asked(), Worker()) == ""
    assert "and 1 here" in tasks.unlike(asked(av="1"), Worker())
    four = tasks.unlike([], Worker(threads=4))
    assert four.startswith("it has 4 threads")
    assert "`dask worker tcp://here:1 --nworkers 4 --nthreads 1`" in four


def test_a_worker_begins_anew_when_its_program_has_changed(monkeypatch, tmp_path):
    """It has read files that are others by now; without a nanny it is refused."""
    changed, file = asked(), "scenes/style.py"
    changed[0][2][file] = "0" * 64
    alone, watched = Worker(nanny=None), Worker()
    assert tasks.unlike(changed, watched).startswith(f"{file} is ")
    monkeypatch.setattr(tasks, "file_digest", lambda path: "0" * 64)
    assert tasks.unlike(changed, alone).startswith(f"{file} is ")
    assert tasks.unlike(changed, watched) is None
    assert (alone.closed, watched.closed) == ([], [True])
    assert tasks.unlike(asked(), watched) == ""


def test_frames_that_nobody_waits_for_are_not_drawn():
    """Once Dask has cancelled the task, the next frame ends it."""
    task = SimpleNamespace(state="executing")
    frames = tasks.DrawnFrames(task)
    frames.count(12)
    task.state = "cancelled"
    with pytest.raises(Reschedule):
        frames.count(1)
    assert frames.drawn == 12


def test_an_order_is_carried_out_where_it_is_unpickled():
    """Whoever passes it on does nothing; who unpickles it has the result."""
    assert pickle.loads(pickle.dumps(tasks.Order(divmod, 17, 5))) == (3, 2)


def test_versions_are_told_before_files():
    """A library that differs explains more than the digests that differ with it."""
    here = {
        "scenes/style.py": "a" * 64,
        "film/render/encoder.py": "b" * 64,
        "av": "18.1.0",
    }
    there = {"scenes/style.py": "c" * 64, "av": "17.0.0"}
    assert tasks.differences(there, here) == (
        "av is 17.0.0 there and 18.1.0 here; "
        f"film/render/encoder.py is missing there and {'b' * 12} here; 1 more differ"
    )
    assert tasks.differences(here, here) == ""


def test_a_worker_that_lacks_a_chapter_of_the_users_own_says_so(tmp_path):
    """The path travels, not the text: a worker elsewhere sees the file, or is not used.

    After an edit it reads the file again, and needs no new start.
    """
    path = tmp_path / "mine.py"
    path.write_text("A = 1\n")
    wanted = [(str(path), "en", tasks.drawn_with(str(path), "en"))]
    worker = Worker()
    assert tasks.unlike(wanted, worker) == ""
    path.write_text("A = 2\n")
    assert tasks.unlike(wanted, worker).startswith("mine.py is ")
    path.unlink()
    assert tasks.unlike(wanted, worker).startswith("mine.py is missing there and ")
    assert worker.closed == []
