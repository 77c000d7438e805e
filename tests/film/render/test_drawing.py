"""Films of a tiny network, drawn by worker processes."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import av
import numpy as np
import pytest

from backprop_core import train
from backprop_core.assets import asset
from film.make import make_film, setting_of
from film.plan.shots import plan
from film.plan.target import Target
from film.render.drawing import render
from film.render.still import NoSuchBeat, still
from film.render.worker import RenderError
from film.spec import Experiment

TARGET = Target(160, 90, 5)


@pytest.fixture(scope="module")
def experiment():
    """The smallest of the shipped experiments, one chapter about two steps."""
    spec = Experiment.load(asset("experiments/tiny.toml"))
    return spec.amended(chapters=("hidden_deltas",), steps=(0, 3))


@pytest.fixture(scope="module")
def trace(experiment):
    """What happened in it."""
    return train(experiment.run, experiment.film.recording())


@pytest.fixture(scope="module")
def shots(experiment, trace):
    """Its two shots."""
    setting = setting_of(experiment.film, captions=True, experiment="tiny")
    return plan(trace, experiment.film, TARGET, setting)


@pytest.fixture(scope="module")
def reports():
    """What was reported while the clips were rendered."""
    return []


@pytest.fixture(scope="module")
def clips(shots, trace, reports, tmp_path_factory):
    """The clips of the shots, rendered by two processes."""
    folder = tmp_path_factory.mktemp("clips")
    return render(shots, trace, into=folder, jobs=2, report=reports.append)


def test_clips_are_as_long_as_their_sentences(clips):
    """Frames in the file and frames of the cues agree."""
    assert len(clips) == 2
    for clip in clips:
        ends = [cue.start + cue.frames for cue in clip.cues]
        assert [0, *ends] == [*(cue.start for cue in clip.cues), clip.frames]
        with av.open(clip.path) as file:
            assert sum(1 for _ in file.decode(video=0)) == clip.frames


def test_the_report_knew_the_whole_before(clips, reports):
    """The frames measured without drawing are the frames drawn, and none is lost."""
    total = sum(clip.frames for clip in clips)
    assert {report.frames for report in reports} == {None, total}
    assert (reports[-1].shots_done, reports[-1].frames_done) == (2, total)
    done = [report.frames_done for report in reports]
    assert done == sorted(done)


def test_each_beat_ends_with_its_still(clips, shots, trace):
    """What `still` draws of a beat is the last frame of that beat in the film."""
    with av.open(clips[1].path) as file:
        frames = [frame.to_ndarray(format="rgb24") for frame in file.decode(video=0)]
    for number, cue in enumerate(clips[1].cues):
        drawn = still(trace, shots[1], number)[..., :3]
        difference = np.abs(drawn.astype(int) - frames[cue.start + cue.frames - 1])
        assert difference.mean() < 3


def test_a_beat_too_many_is_refused(clips, shots, trace):
    """A beat that is not there is answered with those that are."""
    last = len(clips[1].cues) - 1
    with pytest.raises(
        NoSuchBeat, match=f"no beat {last + 1}. Choose from 0 to {last}"
    ):
        still(trace, shots[1], last + 1)


def test_ledger_holds_the_numbers_seen(clips, trace):
    """Every number seen is there, with the path that it is made from."""
    entries = [entry for clip in clips for entry in clip.ledger]
    assert any("deltas" in entry.path for entry in entries)


def test_one_process_makes_the_same_bytes(clips, shots, trace, tmp_path):
    """One worker or two: the same clips, byte for byte."""
    alone = render(shots, trace, into=tmp_path, jobs=1)
    for one, other in zip(alone, clips, strict=True):
        assert one.path.read_bytes() == other.path.read_bytes()
        assert (one.cues, one.ledger) == (other.cues, other.ledger)


def test_a_shot_in_pieces_is_the_same_bytes(clips, shots, trace, tmp_path):
    """A long shot is shared by two processes; sentences and numbers stay in order."""
    (alone,) = render(shots[:1], trace, into=tmp_path, jobs=2)
    assert len(list(tmp_path.glob("*.mp4"))) == 1
    assert alone.path.read_bytes() == clips[0].path.read_bytes()
    assert (alone.cues, alone.ledger) == (clips[0].cues, clips[0].ledger)


def test_film_of_a_trace_in_spanish(trace, tmp_path):
    """A film, its captions and nothing else stand where they were asked for."""
    written = make_film(
        trace,
        out=tmp_path / "mine.mp4",
        target=TARGET,
        language="es",
        chapters=("hidden_deltas",),
    )
    assert sorted(written) == sorted(tmp_path.iterdir())
    assert [path.suffix for path in written] == [".mp4", ".srt", ".vtt"]
    assert "capa" in written[1].read_text()


def test_a_killed_worker_ends_the_film(shots, trace, tmp_path):
    """A worker that the system kills is an error, and leaves no other behind."""

    def kill(progress):
        if progress.frames_done:
            for process in _workers():
                os.kill(process, signal.SIGKILL)

    with pytest.raises(RenderError, match="ended from outside"):
        render(shots, trace, into=tmp_path, jobs=1, report=kill)
    assert not _workers()


def _workers():
    """Processes below this one that were forked to draw."""
    server = _children(os.getpid())
    return [worker for process in server for worker in _children(process)]


def _children(process):
    found = Path(f"/proc/{process}/task/{process}/children")
    return [int(child) for child in found.read_text().split()] if found.exists() else []


SCRIPT = """
from backprop_core import RunSpec, train
from film.make import make_film
from film.plan.target import Target

run = RunSpec(data={"name": "xor"}, network={"layers": [2, 2, 1]},
              training={"max_steps": 1})
make_film(train(run), out="mine.mp4", target=Target(160, 90, 5),
          chapters=("hidden_deltas",))
print("once")
"""


def test_a_script_needs_no_main_guard(tmp_path):
    """Workers do not run the user's script again; no file is left open."""
    script = tmp_path / "mine.py"
    script.write_text(SCRIPT)
    done = subprocess.run(
        [sys.executable, "-W", "always::ResourceWarning", script],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stdout, done.stderr) == (0, "once\n", "")
