"""A film rendered by the workers of a Dask cluster, on this machine."""

import importlib
import json
import os
import shlex
import signal
import subprocess
import sys
import time
from contextlib import contextmanager, nullcontext
from importlib.metadata import version
from pathlib import Path

import pytest

from backprop_core.assets import asset
from film.cli.commands import run
from film.dask import cluster
from film.dask.cluster import Cluster
from film.make import film_about, setting_of
from film.plan.shots import plan
from film.plan.target import Target
from film.render.worker import RenderError

TINY = str(asset("experiments/tiny.toml"))
README = (Path(__file__).parents[3] / "README.md").read_text(encoding="utf-8")
SMALL = ["-ql", "--size", "160x90", "-c", "neuron", "--no-cache"]


def started(folder, *command, **environment):
    """Start a program of ours or of Dask's in a session and a folder of its own."""
    path = filter(None, [environment.pop("first_on_path", ""), *sys.path])
    return subprocess.Popen(
        [sys.executable, *command],
        cwd=folder,
        env={
            **os.environ,
            **{"PYTHONPATH": os.pathsep.join(path), "TMPDIR": str(folder)},
        },
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE if command[0] == "-c" else subprocess.DEVNULL,
        text=True,
        start_new_session=True,
    )


def of_the_readme(word, port):
    """A command of the README that starts with a word, for another port."""
    line = next(line for line in README.splitlines() if line.startswith(word))
    assert line.endswith(" &")
    return ["-m", *shlex.split(line[:-2].replace("8786", port))]


@contextmanager
def workers(address, folder, count=2, **environment):
    """Have the README's workers for a while; they end with their group."""
    command = of_the_readme("dask worker", address.rpartition(":")[2])
    command += ["--nworkers", str(count), "--local-directory", str(folder)]
    process = started(folder, *command, **environment)
    try:
        yield
    finally:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()


@pytest.fixture(scope="module")
def scheduler(tmp_path_factory):
    """The address of the README's scheduler, at a port that was free."""
    folder = tmp_path_factory.mktemp("scheduler")
    file = folder / "scheduler.json"
    command = of_the_readme("dask scheduler", "0")
    process = started(folder, *command, "--scheduler-file", str(file))
    while not file.exists() or not file.read_text():
        assert process.poll() is None
        time.sleep(0.05)
    yield json.loads(file.read_text())["address"]
    process.kill()
    process.wait()


ODD_TASKS = """import ctypes, time

def slow(shot):
    time.sleep(2)
    return shot.name

def crash(shot):
    ctypes.string_at(0)
"""


@pytest.fixture(scope="module")
def two(scheduler, tmp_path_factory):
    """Two workers; lends the folder for their temporary files."""
    folder = tmp_path_factory.mktemp("workers")
    (folder / "odd_tasks.py").write_text(ODD_TASKS)
    with (
        workers(scheduler, folder, first_on_path=str(folder)),
        cluster.connected(scheduler) as client,
    ):
        client.wait_for_workers(2)
        yield folder


@pytest.fixture
def odd_tasks(two, monkeypatch):
    """What the workers can be asked to do besides drawing."""
    monkeypatch.syspath_prepend(two)
    return importlib.import_module("odd_tasks")


def drawing(client):
    """The process of each worker that draws, or is about to, by its address."""
    busy = client.run(lambda dask_worker: dask_worker.state.executing_count)
    pids = client.run(os.getpid)
    return {worker: pids[worker] for worker in pids if busy[worker]}


def test_workers_make_the_film_of_one_process(
    filmed, made_by_one, scheduler, two, tmp_path
):
    """One of three has another version and is named, two die: the same bytes."""
    other = tmp_path / "numpy-9.9.9.dist-info"
    other.mkdir()
    (other / "METADATA").write_text("Name: numpy\nVersion: 9.9.9\n")
    told, killed = [], []
    with (
        workers(scheduler, tmp_path, 1, first_on_path=str(tmp_path)),
        cluster.connected(scheduler) as client,
    ):
        client.wait_for_workers(3)

        def report(progress):
            """End a worker while it measures, and later one that draws."""
            kind = signal.SIGKILL if progress.frames else signal.SIGSEGV
            if kind not in killed and (busy := drawing(client)):
                killed.append(kind)
                os.kill(next(iter(busy.values())), kind)

        crew = Cluster(scheduler, told.append)
        assert filmed(tmp_path, crew=crew, report=report) == made_by_one
        assert drawing(client) == {}
        assert not client.run_on_scheduler(lambda: "film.dask.tasks" in sys.modules)
    assert killed == [signal.SIGSEGV, signal.SIGKILL]
    (line,) = told
    assert line.startswith("tcp://127.0.0.1:")
    assert f"is not used: numpy is 9.9.9 there and {version('numpy')} here" in line
    assert list(two.rglob("*.beat")) == []


@pytest.fixture
def hands(scheduler, two, tiny, tmp_path):
    """The two workers, set to work."""
    with Cluster(scheduler).at_work(tiny, tmp_path) as hands:
        yield hands


@pytest.fixture
def shot(tiny):
    """A shot that is measured in no time."""
    setting = setting_of(film_about(tiny), captions=True, experiment="")
    film = film_about(tiny, chapters=("loss",))
    return plan(tiny, film, Target(160, 90, 5), setting)[0]


def test_a_call_that_kills_its_workers_ends_in_one_line(
    hands, shot, odd_tasks, scheduler
):
    """A crash in C ends the worker, and as many more as Dask allows."""
    few = "allowed_failures"
    with cluster.connected(scheduler) as client:
        client.run_on_scheduler(lambda dask_scheduler: setattr(dask_scheduler, few, 1))
        with pytest.raises(RenderError, match=r"^loss@0: each worker .* died over it"):
            list(hands.results(odd_tasks.crash, [(shot,)]))
        client.run_on_scheduler(lambda dask_scheduler: setattr(dask_scheduler, few, 3))


@pytest.mark.parametrize("rounds", [1, pytest.param(3, marks=pytest.mark.proof)])
def test_when_all_workers_die_at_once_new_ones_are_waited_for(
    hands, shot, odd_tasks, scheduler, monkeypatch, rounds
):
    """They are started again elsewhere, where Dask would not look; not for ever."""
    monkeypatch.setattr(cluster, "ROUNDS", rounds)
    killed = []

    def kill():
        with cluster.connected(scheduler) as client:
            pids = () if killed else client.run(os.getpid).values()
        for pid in pids:
            killed.append(pid)
            os.kill(pid, signal.SIGKILL)

    with pytest.raises(RenderError) if rounds == 1 else nullcontext():
        results = hands.results(odd_tasks.slow, [(shot,)])
        assert [each for each in results if each or kill()] == [(0, "loss@0")]
    assert len(killed) == 2


def test_what_a_task_raises_is_raised_here(hands, shot):
    """With its own type and message."""
    with pytest.raises(TypeError, match="'Shot' has no len"):
        list(hands.results(len, [(shot,)]))


@pytest.mark.proof
def test_ctrl_c_ends_what_the_workers_do(scheduler, two, tmp_path):
    """One line, status 130, no file, and no worker draws on."""
    begin = "from film.cli.commands import main; main()"
    large = ["-qp", "-c", "neuron", "--no-cache", "-o", "a.mp4"]
    options = ["film", TINY, *large, "--dask", scheduler]
    process = started(tmp_path, "-c", begin, *options)
    assert "frames 0/" in process.stderr.readline()
    with cluster.connected(scheduler) as client:
        assert drawing(client)
        process.send_signal(signal.SIGINT)
        told = process.communicate(timeout=30)[1].splitlines()
        assert told[-1:] == ["Stopped. No unfinished file is left."]
        assert process.returncode == 130
        stopped = time.monotonic()
        while drawing(client):
            time.sleep(0.1)
        assert time.monotonic() - stopped < 10
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("address", ["tcp://127.0.0.1:1", "nowhere"])
def test_a_scheduler_that_is_not_there_is_one_line(
    monkeypatch, tmp_path, capsys, address
):
    """Status 1, and the line says how one is started."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(cluster, "CONNECTING", 0.2)
    assert run(["film", TINY, *SMALL, "--dask", address]) == 1
    told = capsys.readouterr().err.splitlines()
    assert len(told) == 1
    assert told[0].startswith(f"{address}: no Dask scheduler answers there.")


def test_without_dask_the_extra_is_named(monkeypatch, capsys):
    """Status 2 and the command that installs it, before anything is read."""
    monkeypatch.setattr(cluster, "find_spec", lambda name: None)
    assert run(["film", "nowhere.toml", "--dask", "tcp://127.0.0.1:1"]) == 2
    assert "pip install 'backprop-film[dask]'" in capsys.readouterr().err


@pytest.mark.parametrize("other", [["--jobs", "2"], ["--shard", "1/2"]])
def test_only_one_way_to_render_is_chosen(other, capsys):
    """A cluster goes neither with processes nor with a share."""
    assert run(["film", "nowhere.toml", "--dask", "tcp://127.0.0.1:1", *other]) == 2
    assert f"choose either that or {other[0]}" in capsys.readouterr().err


OWN_CHAPTER = """\
from scenes.step_chapter import StepChapter

CHAPTER = {"title": "Mine", "about": "step", "reads": []}

class Mine(StepChapter):
    def construct(self):
        with self.say("One"):
            self.hold(1.0)
"""


def test_workers_draw_a_chapter_of_the_users_own(
    scheduler, two, tmp_path, monkeypatch, capsys
):
    """They read it where it lies, again after an edit, and say where it fails."""
    monkeypatch.chdir(tmp_path)
    command = ["film", TINY, *SMALL[:3], "--no-cache", "-c", "mine.py", "-o", "a.mp4"]
    for told in "One", "Two":
        Path("mine.py").write_text(OWN_CHAPTER.replace("One", told))
        assert run([*command, "--dask", scheduler]) == 0
        assert told in Path("a.srt").read_text()
    Path("mine.py").write_text(OWN_CHAPTER.replace("hold(1.0)", "hold(one)"))
    capsys.readouterr()
    assert run([*command, "--dask", scheduler]) == 1
    first, line = capsys.readouterr().err.splitlines()[-2:]
    assert first.endswith(
        "mine.py:8: in construct: NameError: name 'one' is not defined"
    )
    assert line.strip() == "self.hold(one)"
