"""The cache keeps whole files, finds them again, and never trusts a damaged one."""

import os

import pytest

from film.cache.cache import Cache, cache_folder, opened
from film.cache.store import read_note
from film.plan.keys import Key
from film.scratch import LOCK, scratch

KEY, OTHER = Key({"a": "1"}), Key({"a": "2"})


@pytest.fixture
def clip(write_clip, moving):
    """A clip of five frames."""
    return write_clip([moving(5)])


@pytest.fixture
def folder(tmp_path):
    """Where the cache is."""
    return tmp_path / "cache"


@pytest.fixture
def filled(folder, clip):
    """A cache that holds the clip under KEY."""
    with opened(folder) as cache:
        cache.keep_clip(KEY, clip)
    return folder


def kept(folder):
    """The clips and traces that a cache holds, by size."""
    cache = Cache(folder, folder)
    return [entry for store in cache.stores.values() for entry in store.entries()]


def test_a_clip_is_found_by_a_later_run(filled, clip):
    """The same bytes, sentences and numbers; another key finds nothing."""
    with opened(filled) as cache:
        found = cache.clip(KEY)
        assert found.path.read_bytes() == clip.path.read_bytes()
        assert (found.frames, found.cues) == (clip.frames, clip.cues)
        assert cache.clip(OTHER) is None


@pytest.mark.parametrize("kind", ["mp4", "json"])
@pytest.mark.parametrize(
    "damage",
    [
        lambda content: content[:-7],
        lambda content: b"",
        lambda content: content[:50] + b"scribble" + content[58:],
        lambda content: b"[1, 2]",
    ],
)
def test_a_damaged_entry_is_no_entry(filled, clip, kind, damage):
    """Whatever was truncated or scribbled in is rendered again, and then whole."""
    (path,) = filled.glob(f"clips/??/*.{kind}")
    path.write_bytes(damage(path.read_bytes()))
    with opened(filled) as cache:
        assert cache.clip(KEY) is None
        cache.keep_clip(KEY, clip)
        assert cache.clip(KEY).path.read_bytes() == clip.path.read_bytes()


def test_what_another_run_prunes_meanwhile_is_not_damaged(filled):
    """Half an entry is damaged, one that is gone altogether is not."""
    (entry,) = kept(filled)
    entry.file.unlink()
    assert not entry.is_whole()
    entry.remove()
    assert entry.is_whole()


def test_the_least_recently_used_goes_first(filled, clip, write_clip, moving):
    """What was used last stays when room is needed."""
    another = write_clip([moving(5)], "another.mp4")
    with opened(filled) as cache:
        cache.keep_clip(OTHER, another)
    for each in clip, another:
        each.path.unlink()  # a clip is in use as long as a run has it
    old, new = kept(filled)
    os.utime(old.note, (1, 1))
    with opened(filled) as cache:
        assert cache.prune(new.size) == old.size
    assert [entry.note for entry in kept(filled)] == [new.note]


def test_what_is_in_use_is_never_pruned(filled, clip):
    """A clip that another run has in hand stays; later it goes."""
    clip.path.unlink()
    with opened(filled) as other:
        assert other.clip(KEY)
        with opened(filled) as cache:
            assert cache.prune(0) == 0
    with opened(filled) as cache:
        assert cache.prune(0) > 0
    assert kept(filled) == []


def test_a_full_disk_leaves_no_half_entry(filled, clip, monkeypatch):
    """A clip that cannot be kept is an error, and no entry."""

    def full(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("film.files.os.fsync", full)
    with opened(filled) as cache:
        with pytest.raises(OSError, match="No space left"):
            cache.keep_clip(OTHER, clip)
        assert cache.clip(OTHER) is None
    assert len([*filled.glob("clips/*/*")]) == 2


def test_folders_of_dead_runs_are_cleared_up(tmp_path):
    """A folder whose lock nobody holds goes; that of a living run stays."""
    dead = tmp_path / "backprop-dead"
    dead.mkdir()
    (dead / LOCK).touch()
    (dead / "half.mp4").touch()
    with scratch(tmp_path) as living, scratch(tmp_path) as mine:
        assert not dead.exists()
        assert sorted(tmp_path.iterdir()) == sorted([living, mine])
    assert list(tmp_path.iterdir()) == []


def test_the_folders_of_other_machines_are_left_to_them(tmp_path):
    """Their locks may not be seen here, so they go only when long forgotten."""
    for name, when in {"recent": None, "forgotten": (0, 0)}.items():
        folder = tmp_path / f"backprop-{name}"
        folder.mkdir()
        (folder / LOCK).write_text("a machine elsewhere")
        os.utime(folder, when)
    with scratch(tmp_path) as mine:
        there = {each.name for each in tmp_path.iterdir()}
        assert there == {"backprop-recent", mine.name}


def test_notes_that_somebody_changed_are_lost(folder):
    """A note is read as it was written, or not at all."""
    with opened(folder) as cache:
        cache.last_keys["a shot"] = {"step.loss": "1"}
        (path,) = (folder / "last").iterdir()
        assert cache.last_keys["a shot"] == {"step.loss": "1"}
        path.write_text(path.read_text().replace("1", "2"))
        assert read_note(path) is None
        assert cache.last_keys["a shot"] == {}


def test_the_folder_can_be_named(monkeypatch, tmp_path):
    """$BACKPROP_CACHE wins over the user's cache folder."""
    monkeypatch.setenv("BACKPROP_CACHE", str(tmp_path))
    assert cache_folder() == tmp_path
    monkeypatch.delenv("BACKPROP_CACHE")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    assert "backprop" in cache_folder().name


def test_without_a_folder_nothing_stays(clip, tmp_path, monkeypatch):
    """A cache for one run only leaves nothing behind."""
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "t"))
    (tmp_path / "t").mkdir()
    with opened(None) as cache:
        cache.keep_clip(KEY, clip)
        assert cache.clip(KEY)
    assert list((tmp_path / "t").iterdir()) == []
