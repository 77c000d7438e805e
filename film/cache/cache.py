"""The shot cache: clips and traces, found again by any later run that needs them."""

import os
import tempfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path
from typing import Any

from backprop_core import SpecError, Trace
from film.cache.notes import Notes
from film.cache.store import Store
from film.clip import Clip
from film.files import check_writable
from film.plan.keys import Key
from film.render.pieces import Piece
from film.render.shares import KeptPiece, in_a_row
from film.scratch import clear_up, scratch
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
        found = self._found(key.digest)
        return found and found[0]

    def keep_clip(self, key: Key, clip: Clip) -> None:
        """Keep a clip that was rendered in this run's folder; its pieces go."""
        self._keep(key.digest, clip, _told(key))
        for piece in self._pieces(key):
            self.stores["clips"].remove(_name(key, *piece))

    def pieces(self, key: Key) -> list[KeptPiece]:
        """Return what is there of a shot, in its order; a whole clip is one piece.

        The pieces do not overlap and are held for this run.
        """
        if clip := self.clip(key):
            return [KeptPiece(0, len(clip.cues), len(clip.cues), clip)]
        found = []
        for first, end in in_a_row(self._pieces(key)):
            if kept := self._found(_name(key, first, end)):
                found.append(KeptPiece(first, end, kept[1]["beats"], kept[0]))
        return found

    def keep_piece(self, key: Key, piece: Piece, beats: int, clip: Clip) -> None:
        """Keep a piece of a shot that has so many beats, for whoever joins it."""
        told = f"{_told(key)} beats {piece.first} to {piece.end - 1}"
        self._keep(_name(key, piece.first, piece.end), clip, told, beats=beats)

    def _found(self, name: str) -> tuple[Clip, Mapping[str, Any]] | None:
        found = self.stores["clips"].get(name, self.scratch)
        if found is None:
            return None
        path, facts = found
        cues = tuple(Cue(**cue) for cue in facts["cues"])
        ledger = tuple(LedgerEntry(**entry) for entry in facts["ledger"])
        return Clip(path, facts["frames"], cues, ledger), facts

    def _keep(self, name: str, clip: Clip, told: str, **more: int) -> None:
        facts = {name: each for name, each in asdict(clip).items() if name != "path"}
        self.stores["clips"].put(name, clip.path, {**facts, **more}, told=told)

    def _pieces(self, key: Key) -> list[tuple[int, int]]:
        """Return first beat and the one after of each piece of a shot."""
        found = self.stores["clips"].names(f"{key.digest}-")
        cuts = [name.split("-")[1:] for name in found]
        return [(int(first), int(end)) for first, end in cuts]

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


def _told(key: Key) -> str:
    return " ".join(key.parts.get(name, "") for name in TOLD)


def _name(key: Key, first: int, end: int) -> str:
    return f"{key.digest}-{first}-{end}"


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
