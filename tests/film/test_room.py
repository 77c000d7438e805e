"""A full disk is one line: which, and how much is needed there."""

import os
import re
import subprocess
from dataclasses import replace
from errno import ENOSPC
from pathlib import Path
from shutil import which
from types import SimpleNamespace

import pytest

from backprop_core import Recording, RunSpec, train
from backprop_core.assets import asset
from film.cache.cache import opened
from film.cli.commands import run
from film.make import film_about, make_film, setting_of
from film.plan.shots import plan
from film.plan.target import Target, lossless
from film.render.backend import Local
from film.render.rendering import Beats, Work
from film.render.shares import ALL
from film.room import Stretch, megabytes, naming_need, size_of

TINY = str(asset("experiments/tiny.toml"))
SMALL = Target(160, 90, 15)
COMMAND = ["film", TINY, "-ql", "--size", "160x90", "-c", "loss", "--jobs", "1"]


def full(*_):
    """Raise what the system does where a disk is full."""
    raise OSError(ENOSPC, "No space left on device")


@pytest.fixture(scope="module")
def beats(tmp_path_factory):
    """The beats of a small film without anything drawn, and the drawn ones' bytes."""
    steps = Recording(steps=(0,), whole=False)
    tiny = train(RunSpec.load(asset("experiments/tiny.toml")), steps)
    film = film_about(tiny, chapters=("neuron",))
    shots = plan(tiny, film, SMALL, setting_of(film, captions=True, experiment=""))
    with opened(tmp_path_factory.mktemp("room")) as cache:
        every = Beats(shots, tiny, cache)
        unknown = every.needed()
        every.complete(ALL, Work(Local(1)))
        kept = sum(each.size for each in cache.stores["clips"].entries())
        yield every, unknown, kept


def test_what_is_said_to_be_needed_is(beats):
    """Within a factor of three before anything is measured; three copies when drawn."""
    every, unknown, kept = beats
    assert every.needed() / 3 < unknown < every.needed() * 3
    assert kept < every.needed() < 4 * kept


def test_what_is_drawn_tells_of_the_rest():
    """Twice as long takes twice as much; lossless pictures take far more."""
    drawn = Stretch(SMALL, 20.0, 1000)
    assert size_of([drawn, Stretch(SMALL, 40.0)]) == 3000
    short = Stretch(SMALL, 1.0, 10**9)
    assert size_of([short, Stretch(SMALL, 40.0)]) < 10**9 + 10**6
    exact = Stretch(lossless(SMALL), 20.0)
    assert size_of([exact]) > 5 * size_of([replace(exact, target=SMALL)])
    assert size_of([drawn, exact]) == 1000 + size_of([exact])


def test_the_fuller_disk_is_named(tmp_path, monkeypatch):
    """It may be the one for temporary files, where little goes."""
    folders = {str(tmp_path): 64_000, "/": 10**9}
    usage = lambda folder: SimpleNamespace(free=folders.get(str(folder), 10**9))  # noqa: E731
    monkeypatch.setattr("shutil.disk_usage", usage)
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    with (
        pytest.raises(OSError, match=r"about 1\.0 MB are needed. Name another") as told,
        naming_need(Path("/"), lambda: 10**8, "Choose another"),
    ):
        full()
    assert told.value.filename == str(tmp_path)


@pytest.mark.parametrize(
    ("size", "text"), [(1, "0.1 MB"), (2_340_000, "2.3 MB"), (10_100_001, "11 MB")]
)
def test_sizes_are_told_in_megabytes(size, text):
    """Rounded up where it is many."""
    assert megabytes(size) == text


@pytest.mark.parametrize(
    "place", ["film.cache.store.shutil.copyfile", "film.scratch.claimed"]
)
def test_a_cache_without_room_is_one_line(place, tmp_path, monkeypatch, capsys):
    """While it is opened, and when the training is kept."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(place, full)
    assert run([*COMMAND, "--cache", "c"]) == 1
    (line,) = capsys.readouterr().err.splitlines()
    assert line.startswith("c: No space left on this disk; about 1.")
    assert line.endswith("MB are needed. Choose another with --cache DIR.")


@pytest.fixture(scope="module")
def cache(tmp_path_factory):
    """One cache for films of all formats, most of which have the same clips."""
    with opened(tmp_path_factory.mktemp("cache")) as lent:
        yield lent


@pytest.mark.parametrize("output", ["a.mp4", "a.html", "a/"])
def test_an_output_without_room_says_what_it_needs(
    output, tiny, cache, tmp_path, monkeypatch
):
    """Within a factor of two, but for the 0.2 MB of a talk's player."""
    monkeypatch.setattr("film.formats.registry.write_text", full)
    film = film_about(tiny, chapters=("loss",))
    with pytest.raises(OSError, match=r"needed\. Choose another with -o") as told:
        make_film(
            tiny, film, out=f"{tmp_path}/{output}", target=SMALL, jobs=1, cache=cache
        )
    # All but the captions has been written.
    written = sum(file.stat().st_size for file in tmp_path.rglob("*") if file.is_file())
    (needed,) = re.findall(r"about ([0-9.,]+) MB", told.value.strerror)
    needed = 1e6 * float(needed.replace(",", ""))
    assert written / 2 - 200_000 < needed < max(2 * written, 110_000)


@pytest.fixture
def small_disk(tmp_path):
    """A disk of 64 kB, where whoever runs this may have one."""
    folder = tmp_path / "disk"
    folder.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=64k", "none", str(folder)]
    if not which("mount") or subprocess.run(mount, capture_output=True).returncode:
        pytest.skip("nobody but root may mount a disk")
    yield folder
    subprocess.run(["umount", str(folder)], check=True)


def test_a_disk_of_64_kilobytes(small_disk, tmp_path, monkeypatch, capsys):
    """A real one, in the middle of the work: its last line says all."""
    monkeypatch.chdir(tmp_path)
    assert run([*COMMAND, "--cache", str(small_disk)]) == 1
    told = capsys.readouterr().err.splitlines()
    assert told[-1].startswith(f"{small_disk}: No space left on this disk; about ")
    assert not [line for line in told[:-1] if not line.startswith("shots ")]


def test_a_worker_that_died_of_a_full_disk(tiny, tmp_path, monkeypatch):
    """Whoever was ended by a signal there wanted room, not memory."""
    with Local(1).at_work(tiny, tmp_path) as hands:
        usage = SimpleNamespace(free=64_000)
        monkeypatch.setattr("shutil.disk_usage", lambda folder: usage)
        with pytest.raises(OSError, match="No space left on device"):
            list(hands.results(os.abort, [()]))
