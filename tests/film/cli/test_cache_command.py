"""`backprop cache` says what is kept, and what it did with it."""

import os
import shutil
from pathlib import Path

import pytest

from film.cache.cache import Cache, opened
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
FILM = ["film", "mine.toml", "-ql", "--size", "64x36", "-c", "hidden_deltas"]
CLIP = "hidden_deltas 0 64 15 libx264"


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


def entries(folder):
    """The trace and the clip that are kept, whichever are there, by their kind."""
    stores = Cache(folder, folder).stores
    return {kind: each for kind, store in stores.items() for each in store.entries()}


def said(capsys, *arguments, status=0):
    """The lines that `backprop cache` prints."""
    assert run(["cache", *arguments]) == status
    return capsys.readouterr().out.splitlines()


def test_another_film_shares_clips_and_trace(cache, capsys):
    """Whatever it is called and wherever it goes, the same shot is not made twice."""
    os.rename("mine.toml", "other.toml")
    assert run(["film", "other.toml", *FILM[2:], "-o", "there/b.mp4"]) == 0
    assert capsys.readouterr().err.splitlines()[-1] == "hidden_deltas@0: cached"
    assert len(entries(cache)) == 2
    assert Path("there/b.mp4").exists()


def test_size_counts_clips_and_traces(cache, capsys):
    """Without a subcommand it says where, how much and in how many files."""
    total = sum(entry.size for entry in entries(cache).values())
    assert said(capsys) == [f"cache: {total / 1e6:.1f} MB in 2 files"]
    assert said(capsys, "--cache", "none") == ["none: 0.0 MB in 0 files"]


def test_list_says_what_each_is_and_when_it_was_used(cache, capsys):
    """The least recently used stands first."""
    os.utime(entries(cache)["clips"].note, (1, 1))
    first, second = said(capsys, "list")
    assert first.startswith(("1970-01-01", "1969-12-31"))
    assert first.endswith(f" MB  {CLIP}")
    assert second.endswith(" MB  trace")


@pytest.mark.parametrize("oldest", ["clips", "traces"])
def test_prune_deletes_what_was_not_used_for_longest(cache, capsys, oldest):
    """It goes until the rest is as small as asked for, and its size is said."""
    (stays,) = {"clips", "traces"} - {oldest}
    os.utime(entries(cache)[oldest].note, (1, 1))
    goes = entries(cache)[oldest].size
    size = f"{entries(cache)[stays].size}B"
    assert said(capsys, "prune", "--size", size) == [f"{goes / 1e6:.1f} MB deleted"]
    assert list(entries(cache)) == [stays]
    assert said(capsys, "prune", "--size", size) == ["0.0 MB deleted"]
    assert run(["cache", "prune"]) == 0
    assert not entries(cache)


def test_prune_leaves_what_a_run_has_in_hand(cache, capsys):
    """The oldest stays as long as another run holds it, and something else goes."""
    clip, trace = entries(cache)["clips"], entries(cache)["traces"]
    with opened(cache) as other:
        link = other.scratch / clip.file.name
        os.link(clip.file, link)
        os.utime(clip.note, (1, 1))
        assert said(capsys, "prune") == [f"{trace.size / 1e6:.1f} MB deleted"]
        assert list(entries(cache)) == ["clips"]
    assert said(capsys, "prune") == [f"{clip.size / 1e6:.1f} MB deleted"]


def test_a_size_that_is_none_is_refused(cache, capsys):
    """One line with an example, status 2, and nothing is deleted."""
    assert run(["cache", "prune", "--size", "4"]) == 2
    assert "'--size': '4' is not like 4MB or 900kB." in capsys.readouterr().err
    assert len(entries(cache)) == 2


def test_verify_deletes_what_is_damaged_and_names_it(used, cache, capsys):
    """Then the film is made again, the same, and the reason is said."""
    assert said(capsys, "verify") == ["all whole"]
    clip = entries(cache)["clips"]
    with clip.file.open("r+b") as file:
        file.seek(99)
        file.write(b"scribble")
    assert said(capsys, "verify", status=1) == [
        f"{clip.file}: {CLIP}: damaged. Deleted; it will be made again."
    ]
    assert list(entries(cache)) == ["traces"]
    assert said(capsys, "verify") == ["all whole"]
    assert run(FILM) == 0
    reason = "rendered, because its clip is not in the cache any more"
    assert capsys.readouterr().err.splitlines()[-1] == f"hidden_deltas@0: {reason}"
    film = Path("films/mine.mp4")
    assert film.read_bytes() == (used / film).read_bytes()


def test_verify_deletes_a_note_that_was_changed(cache, capsys):
    """Nobody knows then what the clip is, so the clip is none."""
    note = entries(cache)["clips"].note
    note.write_text(note.read_text().replace("hidden", "hitten"))
    assert said(capsys, "verify", status=1) == [
        f"{note}: unreadable note: damaged. Deleted; it will be made again."
    ]
    assert list(entries(cache)) == ["traces"]
