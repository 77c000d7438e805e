"""Films of a tiny network, drawn by worker processes."""

import os
import signal
import subprocess
import sys
from contextlib import contextmanager
from pathlib import Path

import av
import numpy as np
import pytest

from backprop_core import train
from backprop_core.assets import asset
from film.cache.cache import Cache
from film.formats.film import Wishes
from film.make import make_film, setting_of
from film.plan.shots import plan
from film.plan.target import Target
from film.render import worker
from film.render.backend import Local
from film.render.rendering import Work, render
from film.render.still import NoSuchBeat, still
from film.render.worker import RenderError
from film.spec import Experiment

TARGET = Target(160, 90, 5)


@pytest.fixture(scope="module")
def experiment():
    """The smallest of the shipped experiments, one chapter about two steps."""
    spec = Experiment.load(asset("experiments/tiny.toml"))
    return spec.amended(chapters=("neuron",), steps=(0, 3))


@pytest.fixture(scope="module")
def trace(experiment):
    """What happened in it."""
    return train(experiment.run, experiment.recording())


@pytest.fixture(scope="module")
def shots(experiment, trace):
    """Its shots: the chapter twice, and a dissolve from the one step to the other."""
    setting = setting_of(experiment.film, captions=True, experiment="tiny")
    return plan(trace, experiment.film, TARGET, setting)


def rendered(shots, trace, folder, jobs, report=lambda progress: None):
    """The clips of shots, rendered by so many processes."""
    return render(
        shots, trace, Cache(folder, folder), work=Work(Local(jobs), None, report)
    )


@pytest.fixture(scope="module")
def reports():
    """What was reported while the clips were rendered."""
    return []


@pytest.fixture(scope="module")
def clips(shots, trace, reports, tmp_path_factory):
    """The clips of the shots, rendered by two processes."""
    folder = tmp_path_factory.mktemp("clips")
    return rendered(shots, trace, folder, 2, reports.append)


def test_clips_are_as_long_as_their_sentences(clips):
    """Frames in the file and frames of the cues agree."""
    assert len(clips) == 3
    for clip in clips:
        ends = [cue.start + cue.frames for cue in clip.cues]
        assert [0, *ends] == [*(cue.start for cue in clip.cues), clip.frames]
        with av.open(clip.path) as file:
            assert sum(1 for _ in file.decode(video=0)) == clip.frames


def test_the_report_knew_the_whole_before(clips, reports):
    """The frames measured without drawing are the frames drawn, and none is lost."""
    total = sum(clip.frames for clip in clips)
    assert {report.frames for report in reports} == {None, total}
    assert (reports[-1].shots_done, reports[-1].frames_done) == (3, total)
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
    assert any("sums" in entry.path for entry in entries)


def test_one_process_makes_the_same_bytes(clips, shots, trace, tmp_path):
    """One worker or two: the same clips, byte for byte."""
    alone = rendered(shots, trace, tmp_path, 1)
    for one, other in zip(alone, clips, strict=True):
        assert one.path.read_bytes() == other.path.read_bytes()
        assert (one.cues, one.ledger) == (other.cues, other.ledger)


def test_a_shot_in_runs_is_the_same_bytes(clips, shots, trace, tmp_path):
    """A long shot is shared by two processes; sentences and numbers stay in order."""
    (alone,) = rendered(shots[:1], trace, tmp_path, 2)
    assert alone.path.read_bytes() == clips[0].path.read_bytes()
    assert (alone.cues, alone.ledger) == (clips[0].cues, clips[0].ledger)


@pytest.mark.proof
def test_several_films_at_once_are_what_each_is_alone(trace, tmp_path):
    """Two sizes, both lossless, and the same shots: nothing gets mixed up."""
    told = {"chapters": ("neuron",), "steps": (0,)}
    gif = Wishes(gif_width=160, gif_rate=20)
    wishes = {"target": TARGET, "wishes": gif, **told}
    both = [tmp_path / "both" / "a.gif", f"{tmp_path}/both/f/"]
    make_film(trace, out=both, **wishes)
    for out in (tmp_path / "a.gif", f"{tmp_path}/f/"):
        make_film(trace, out=out, jobs=1, **wishes)
    assert (tmp_path / "both/a.gif").read_bytes() == (tmp_path / "a.gif").read_bytes()
    names = sorted(path.name for path in (tmp_path / "f").iterdir())
    assert names == sorted(path.name for path in (tmp_path / "both/f").iterdir())
    for name in names:
        drawn = [(folder / "f" / name) for folder in (tmp_path, tmp_path / "both")]
        assert drawn[0].read_bytes() == drawn[1].read_bytes()


def test_film_of_a_trace_in_spanish(trace, tmp_path):
    """A film, its captions and nothing else stand where they were asked for."""
    written = make_film(
        trace,
        out=tmp_path / "mine.mp4",
        target=TARGET,
        language="es",
        chapters=("neuron",),
    )
    assert sorted(written) == sorted(tmp_path.iterdir())
    assert [path.suffix for path in written] == [".mp4", ".srt", ".vtt"]
    assert "capa" in written[1].read_text()


class Broken:
    """A crew whose encoder fails in the very last task of each run of beats."""

    @contextmanager
    def at_work(self, trace, folder):
        """Work in this process, as one pair of hands."""
        worker.take_up(worker.Worker(folder, trace))
        yield self

    size, frames = 1, 0

    def results(self, task, calls):
        """Do one call after the other."""
        for place, call in enumerate(calls):
            yield place, task(*call)


def test_an_encoder_that_fails_at_the_very_end_ends_the_film(
    shots, trace, tmp_path, monkeypatch
):
    """In one line that names the shot; nothing of it is kept."""

    def fails(encoder):
        raise av.error.ExternalError(1, "Generic error in an external library")

    monkeypatch.setattr("film.render.encoder.BeatEncoder.finish", fails)
    cache = Cache(tmp_path, tmp_path)
    with pytest.raises(RenderError, match=r"Failed to encode shot \w+@0 .*: Gen"):
        render(shots[:1], trace, cache, work=Work(Broken()))
    told = [entry.told for entry in cache.stores["clips"].entries()]
    assert len(told) == 1
    assert told[0].endswith("measured")


def test_a_killed_worker_ends_the_film(shots, trace, tmp_path):
    """A worker that the system kills is an error, and leaves no other behind."""

    def kill(progress):
        if progress.frames_done:
            for process in _workers():
                os.kill(process, signal.SIGKILL)

    with pytest.raises(RenderError, match="ended from outside"):
        rendered(shots, trace, tmp_path, 1, kill)
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
          chapters=("neuron",))
print("once")
"""


@pytest.mark.proof
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
