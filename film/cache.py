"""The shot cache: clips and traces, found again by any later run that needs them."""

import os
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path

from backprop_core import SpecError, Trace
from film.clip import Clip
from film.files import check_writable
from film.keys import Key
from film.notes import Notes
from film.scratch import clear_up, scratch
from film.store import Store
from scenes.cues import Cue, LedgerEntry

MOST = 10_000_000_000  # bytes that are kept without being asked to prune
VARIABLE = "BACKPROP_CACHE"
# The parts of a key that a list of clips shows.
TOLD = ("chapter", "step", "target.width", "target.rate", "target.codec")


def cache_folder() -> Path:
    """Return where clips are kept unless the command says otherwise."""
    if named := os.environ.get(VARIABLE):
        return Path(named)
    from platformdirs import user_cache_path

    return user_cache_path("backprop", appauthor=False)


class Cache:
    """What is kept, and a folder for what a run has in hand; see `opened`."""

    def __init__(self, folder: Path, scratch_folder: Path) -> None:
        self.scratch = scratch_folder
        self.stores = {"clips": Store(folder / "clips")}
        self.stores["traces"] = Store(folder / "traces")
        self.last_keys = Notes(folder / "last")  # of each shot of each experiment
        self.films = Notes(folder / "films")  # what finished films were made of

    def clip(self, key: Key) -> Clip | None:
        """Return the clip of a key, held for this run; None if it is not there."""
        found = self.stores["clips"].get(key.digest, self.scratch)
        if found is None:
            return None
        path, facts = found
        return Clip(
            path,
            facts["frames"],
            tuple(Cue(**cue) for cue in facts["cues"]),
            tuple(LedgerEntry(**entry) for entry in facts["ledger"]),
        )

    def keep_clip(self, key: Key, clip: Clip) -> None:
        """Keep a clip that was rendered in this run's folder."""
        told = " ".join(key.parts.get(name, "") for name in TOLD)
        facts = {name: each for name, each in asdict(clip).items() if name != "path"}
        self.stores["clips"].put(key.digest, clip.path, facts, told=told)

    def trace(self, key: Key, make: Callable[[], Trace]) -> Trace:
        """Return the trace of a key, made now if it is not kept."""
        found = self.stores["traces"].get(key.digest, self.scratch)
        if found is not None:
            try:
                return Trace.load(found[0])
            except SpecError:
                pass  # whole, but not what this program writes
        trace = make()
        file = self.scratch / f"{key.digest}.safetensors"
        trace.save(file)
        self.stores["traces"].put(key.digest, file, {}, told="trace")
        return trace

    def prune(self, most: int) -> int:
        """Delete what was not used for longest until `most` bytes are left.

        What a run has in hand stays. Returns how many bytes were deleted.
        """
        entries = [each for store in self.stores.values() for each in store.entries()]
        total, deleted = sum(each.size for each in entries), 0
        for entry in sorted(entries, key=lambda each: each.used):
            if total - deleted <= most:
                break
            if not entry.in_use:
                entry.remove()
                deleted += entry.size
        for store in self.stores.values():
            store.clear_up()
        return deleted


@contextmanager
def opened(folder: Path | None) -> Iterator[Cache]:
    """Lend the cache in a folder, or without one a cache that nobody finds again.

    Raises OSError if the folder cannot be written.
    """
    if folder is None:
        with scratch(Path(tempfile.gettempdir())) as alone:
            yield Cache(alone, alone)
        return
    running = folder / "running"
    try:
        running.mkdir(parents=True, exist_ok=True)
        check_writable(running / "run")
    except OSError as error:
        reason = f"{error.strerror}. Choose another with --cache DIR or --no-cache"
        raise OSError(error.errno, reason, str(folder)) from error
    clear_up(Path(tempfile.gettempdir()))
    with scratch(running) as mine:
        cache = Cache(folder, mine)
        yield cache
        cache.prune(MOST)
