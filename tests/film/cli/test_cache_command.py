"""`backprop cache` says what is kept, and what it did with it."""

import os
import shutil
from pathlib import Path

import pytest

from film.cache.cache import Cache
from film.cli.commands import run

SMALLEST = """
[data]
inputs = [[1.0]]
targets = [[0.0]]
[network]
layers = [1, 1]
[training]
max_steps = 1
"""
SIZE = ["-ql", "--size", "64x36", "--jobs", "1"]
FILM = ["film", "mine.toml", *SIZE, "-c", "neuron"]
CLIP = "neuron 0 64 15 libx264"


@pytest.fixture(scope="module")
def used(tmp_path_factory):
    """The folder where a film was made, with the cache beside it."""
    folder = tmp_path_factory.mktemp("used")
    (folder / "mine.toml").write_text(SMALLEST)
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        assert run([*FILM, "--cache", "cache"]) == 0
    return folder


@pytest.fixture
def cache(used, tmp_path, monkeypatch):
    """A copy of that cache; commands run beside it."""
    shutil.copytree(used / "cache", tmp_path / "cache")
    shutil.copy(used / "mine.toml", tmp_path)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("BACKPROP_CACHE", "cache")
    return Path("cache")


def entries(folder, kind="clips"):
    """What is kept of shots, or of traces."""
    return list(Cache(folder, folder).stores[kind].entries())


def everything(folder):
    """All that is kept."""
    return [*entries(folder), *entries(folder, "traces")]


def said(capsys, *arguments, status=0):
    """The lines that `backprop cache` prints."""
    assert run(["cache", *arguments]) == status
    return capsys.readouterr().out.splitlines()


@pytest.mark.proof
def test_another_film_shares_beats_and_trace(cache, capsys):
    """Whatever it is called and wherever it goes, the same shot is not made twice."""
    before = len(everything(cache))
    os.rename("mine.toml", "other.toml")
    assert run(["film", "other.toml", *FILM[2:], "-o", "there/b.mp4"]) == 0
    assert capsys.readouterr().err.splitlines()[-1] == "neuron@0: cached"
    assert len(everything(cache)) == before
    assert Path("there/b.mp4").exists()


def test_size_counts_beats_and_traces(cache, capsys):
    """Without a subcommand it says where, how much and in how many files."""
    found = everything(cache)
    total = sum(entry.size for entry in found)
    assert len(entries(cache)) > len(entries(cache, "traces")) == 1
    assert said(capsys) == [f"cache: {total / 1e6:.1f} MB in {len(found)} files"]
    assert said(capsys, "--cache", "none") == ["none: 0.0 MB in 0 files"]


def test_list_says_what_each_is_and_when_it_was_used(cache, capsys):
    """The least recently used stands first."""
    found = everything(cache)
    os.utime(next(each for each in found if each.told == f"{CLIP} beat 0").note, (1, 1))
    first, *others = said(capsys, "list")
    assert first.startswith(("1970-01-01", "1969-12-31"))
    assert first.endswith(f" MB  {CLIP} beat 0")
    assert len(others) == len(found) - 1
    assert sum(line.endswith(" MB  trace") for line in others) == 1
    assert sum(line.endswith(f" MB  {CLIP} measured") for line in others) == 1


@pytest.mark.parametrize("oldest", ["clips", "traces"])
def test_prune_deletes_what_was_not_used_for_longest(cache, capsys, oldest):
    """It goes until the rest is as small as asked for, and its size is said."""
    goes = entries(cache, oldest)[-1]
    os.utime(goes.note, (1, 1))
    left = [each for each in everything(cache) if each.note != goes.note]
    size = f"{sum(each.size for each in left)}B"
    assert said(capsys, "prune", "--size", size) == [
        f"{goes.size / 1e6:.1f} MB deleted"
    ]
    assert [each.note for each in everything(cache)] == [each.note for each in left]
    assert said(capsys, "prune", "--size", size) == ["0.0 MB deleted"]
    assert run(["cache", "prune"]) == 0
    assert not everything(cache)


def test_a_size_that_is_none_is_refused(cache, capsys):
    """One line with an example, status 2, and nothing is deleted."""
    before = len(everything(cache))
    assert run(["cache", "prune", "--size", "4"]) == 2
    assert "'--size': '4' is not like 4MB or 900kB." in capsys.readouterr().err
    assert len(everything(cache)) == before


def test_verify_deletes_what_is_damaged_and_names_it(used, cache, capsys):
    """Then the film is made again, the same, and the reason is said."""
    assert said(capsys, "verify") == ["all whole"]
    beat = next(each for each in entries(cache) if each.told == f"{CLIP} beat 0")
    with beat.file.open("r+b") as file:
        file.seek(99)
        file.write(b"scribble")
    assert said(capsys, "verify", status=1) == [
        f"{beat.file}: {CLIP} beat 0: damaged. Deleted; it will be made again."
    ]
    assert beat.note not in [each.note for each in entries(cache)]
    assert said(capsys, "verify") == ["all whole"]
    assert run(FILM) == 0
    reason = "rendered, because its clip is not in the cache any more"
    assert capsys.readouterr().err.splitlines()[-1] == f"neuron@0: {reason}"
    film = Path("films/mine.mp4")
    assert film.read_bytes() == (used / film).read_bytes()


def test_verify_deletes_what_cannot_be_known(cache, capsys):
    """Without what was put down about a file, the file is nothing."""
    (trace,) = entries(cache, "traces")
    trace.note.write_text("{")
    assert said(capsys, "verify", status=1) == [
        f"{trace.file}: unreadable note: damaged. Deleted; it will be made again."
    ]
    assert not entries(cache, "traces")
