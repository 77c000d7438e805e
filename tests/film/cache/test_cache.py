"""The cache keeps whole files, finds them again, and never trusts a damaged one."""

import json
import os

import pytest

from film.cache.cache import Cache, cache_folder, opened
from film.clip import Measurement
from film.plan.digests import digest
from film.scratch import LOCK, scratch
from scenes.cues import Cue, LedgerEntry

KEY, OTHER = {"a": "1"}, {"a": "2"}
MEASURED = Measurement(
    (Cue(0, 5, "One.", "a-0"), Cue(5, 9, "Two — ½.", "a-1")),
    (LedgerEntry(0, "steps[0].loss", "0.1", 0.1), LedgerEntry(1, "run", "x", "x")),
)
HOUR = 3600


@pytest.fixture
def beat(tmp_path):
    """A beat that was drawn."""
    path = tmp_path / "drawn.beat"
    path.write_bytes(bytes(range(256)) * 9)
    return path


@pytest.fixture
def folder(tmp_path):
    """Where the cache is."""
    return tmp_path / "cache"


@pytest.fixture
def filled(folder, beat):
    """A cache that holds the beat under KEY."""
    with opened(folder) as cache:
        cache.keep_beat(KEY, 3, beat)
    return folder


def kept(folder):
    """What a cache holds."""
    cache = Cache(folder, folder)
    return [entry for store in cache.stores.values() for entry in store.entries()]


def test_a_beat_is_found_by_a_later_run(filled, beat):
    """The same bytes; another key, and another beat, find nothing."""
    with opened(filled) as cache:
        assert cache.beat(KEY, 3).read_bytes() == beat.read_bytes()
        assert cache.beat(OTHER, 3) is None
        assert cache.beat(KEY, 4) is None
        assert cache.measurement(KEY) is None


def test_what_was_measured_is_found_by_a_later_run(folder):
    """The same sentences and numbers."""
    with opened(folder) as cache:
        cache.keep_measurement(KEY, MEASURED)
    with opened(folder) as cache:
        assert cache.measurement(KEY) == MEASURED
        assert cache.measurement(OTHER) is None


@pytest.mark.parametrize("ending", ["-3", "-3.json"])
@pytest.mark.parametrize(
    "damage",
    [
        lambda content: content[:-7],
        lambda content: b"",
        lambda content: content[:50] + b"scribble" + content[58:],
        lambda content: b"[1, 2]",
        lambda content: b"{}",
    ],
)
def test_a_damaged_entry_is_no_entry(filled, beat, ending, damage):
    """Whatever was truncated or scribbled in is drawn again, and then whole."""
    (path,) = filled.glob(f"clips/??/*{ending}")
    path.write_bytes(damage(path.read_bytes()))
    with opened(filled) as cache:
        assert cache.beat(KEY, 3) is None
        cache.keep_beat(KEY, 3, beat)
        assert cache.beat(KEY, 3).read_bytes() == beat.read_bytes()


def test_what_older_versions_kept_is_not_served_and_goes(filled):
    """A fresh start: no entry, and after an hour no file either."""
    (entry,) = kept(filled)
    old = [entry.file.with_name(f"{digest(KEY)}.{end}") for end in ("mp4", "json")]
    old[0].write_bytes(b"a clip")
    old[1].write_text(json.dumps({"file": old[0].name, "digest": "", "facts": {}}))
    for path in old:
        os.utime(path, (entry.used - 2 * HOUR,) * 2)
    with opened(filled) as cache:
        assert len(kept(filled)) == 1
        assert cache.measurement(OTHER) is None
    assert not any(path.exists() for path in old)
    assert len(kept(filled)) == 1


def test_what_another_run_prunes_meanwhile_is_not_damaged(filled):
    """Half an entry is damaged, one that is gone altogether is not."""
    (entry,) = kept(filled)
    entry.file.unlink()
    assert not entry.is_whole()
    entry.remove()
    assert entry.is_whole()


def test_the_least_recently_used_goes_first(filled, beat):
    """What was used last stays when room is needed."""
    with opened(filled) as cache:
        cache.keep_beat(KEY, 4, beat)
        for entry in kept(filled):
            os.utime(entry.note, (1, 1))
        assert cache.beat(KEY, 3)
        used, old = kept(filled)
        assert cache.prune(used.size) == old.size
        assert cache.beat(KEY, 3)
        assert cache.beat(KEY, 4) is None


def test_who_prunes_disturbs_nobody(filled, beat):
    """A beat that another run has in hand stays with it, whole."""
    with opened(filled) as other:
        found = other.beat(KEY, 3)
        with opened(filled) as cache:
            assert cache.prune(0) > 0
        assert found.read_bytes() == beat.read_bytes()
        assert other.beat(KEY, 3) is None
    assert kept(filled) == []


def test_a_full_disk_leaves_no_half_entry(filled, beat, monkeypatch):
    """A beat that cannot be kept is an error, and no entry."""

    def full(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("film.files.os.fsync", full)
    with opened(filled) as cache:
        with pytest.raises(OSError, match="No space left"):
            cache.keep_beat(OTHER, 0, beat)
        assert cache.beat(OTHER, 0) is None
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


@pytest.mark.parametrize("damaged", ["", "{", "[1]", "null"])
def test_notes_that_cannot_be_read_are_lost(folder, damaged):
    """A note that is no table any more counts as none."""
    with opened(folder) as cache:
        cache.last_keys["a shot"] = {"step.loss": "1"}
        (path,) = (folder / "last").iterdir()
        assert cache.last_keys["a shot"] == {"step.loss": "1"}
        path.write_text(damaged)
        assert cache.last_keys["a shot"] == {}


def test_the_folder_can_be_named(monkeypatch, tmp_path):
    """$BACKPROP_CACHE wins over the user's cache folder."""
    monkeypatch.setenv("BACKPROP_CACHE", str(tmp_path))
    assert cache_folder() == tmp_path
    monkeypatch.delenv("BACKPROP_CACHE")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    assert "backprop" in cache_folder().name


def test_without_a_folder_nothing_stays(beat, tmp_path, monkeypatch):
    """A cache for one run only leaves nothing behind."""
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "t"))
    (tmp_path / "t").mkdir()
    with opened(None) as cache:
        cache.keep_beat(KEY, 0, beat)
        assert cache.beat(KEY, 0)
    assert list((tmp_path / "t").iterdir()) == []
