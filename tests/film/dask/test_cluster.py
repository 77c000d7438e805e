"""A film rendered by the workers of a Dask cluster, on this machine."""

import json
import os
import shlex
import signal
import subprocess
import sys
import time
from contextlib import contextmanager
from importlib.metadata import version
from pathlib import Path

import pytest

from backprop_core.assets import asset
from film.cli.commands import run
from film.dask import cluster
from film.dask.cluster import Cluster

TINY = str(asset("experiments/tiny.toml"))
README = (Path(__file__).parents[3] / "README.md").read_text(encoding="utf-8")
SMALL = ["-ql", "--size", "160x90", "-c", "hidden_deltas", "--no-cache"]


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
    """Have the README's workers for a while; lends the number of their group."""
    command = of_the_readme("dask worker", address.rpartition(":")[2])
    command += ["--nworkers", str(count), "--local-directory", str(folder)]
    process = started(folder, *command, **environment)
    try:
        yield process.pid
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


@pytest.fixture(scope="module")
def two(scheduler, tmp_path_factory):
    """Two workers: the folder for their temporary files, and their group."""
    folder = tmp_path_factory.mktemp("workers")
    with workers(scheduler, folder) as group:
        wait_for(scheduler, 2)
        yield folder, group


def wait_for(address, count):
    """Wait until a scheduler has so many workers."""
    with cluster.connected(address) as client:
        client.wait_for_workers(count, timeout=60)


def easels(group):
    """The processes of a group that draw."""
    found = []
    for process in Path("/proc").glob("[0-9]*"):
        try:
            command = (process / "cmdline").read_bytes()
            if (
                b"film.dask.drawing_process" in command
                and os.getpgid(int(process.name)) == group
            ):
                found.append(int(process.name))
        except OSError:
            continue  # it has ended just now
    return found


def killing(group, killed):
    """A report that kills a worker of a group as soon as it draws."""

    def report(progress):
        drawing = easels(group) if progress.frames else []
        if drawing and not killed:
            killed.append(Path(f"/proc/{drawing[0]}/stat").read_text().split()[3])
            os.kill(int(killed[0]), signal.SIGKILL)

    return report


def test_workers_make_the_film_of_one_process(
    filmed, made_by_one, scheduler, two, tmp_path
):
    """One of three has another version and is named, one dies: the same bytes."""
    folder, group = two
    other = tmp_path / "numpy-9.9.9.dist-info"
    other.mkdir()
    (other / "METADATA").write_text("Name: numpy\nVersion: 9.9.9\n")
    told, killed = [], []
    with workers(scheduler, tmp_path, 1, first_on_path=str(tmp_path)):
        wait_for(scheduler, 3)
        crew, report = Cluster(scheduler, told.append), killing(group, killed)
        assert filmed(tmp_path, crew=crew, report=report) == made_by_one
    assert killed
    (line,) = told
    assert line.startswith("tcp://127.0.0.1:")
    assert f"is not used: numpy is 9.9.9 there and {version('numpy')} here" in line
    assert easels(group) == []
    assert len(list(folder.glob("backprop-*"))) <= 1  # of the worker that was killed


def test_ctrl_c_ends_what_the_workers_do(scheduler, two, tmp_path):
    """One line, status 130, no file, and no process draws on."""
    _, group = two
    begin = "from film.cli.commands import main; main()"
    options = ["film", TINY, *SMALL, "--dask", scheduler, "-o", "a.mp4"]
    process = started(tmp_path, "-c", begin, *options)
    assert "frames 0/" in process.stderr.readline()
    assert easels(group)
    process.send_signal(signal.SIGINT)
    told = process.communicate(timeout=30)[1].splitlines()
    assert told[-1:] == ["Stopped. No unfinished file is left."]
    assert process.returncode == 130
    assert easels(group) == []
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
