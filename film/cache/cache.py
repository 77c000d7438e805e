"""What is kept from run to run: measured shots, drawn beats, and traces."""

import json
import os
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import asdict
from importlib.metadata import version
from pathlib import Path
from platform import python_version

from backprop_core import SpecError, Trace, train
from film.cache.store import Notes, Store
from film.clip import Measurement
from film.files import check_writable
from film.plan import source_files
from film.plan.digests import digest
from film.plan.keys import Key
from film.room import COPIES, LEAST, NoSpaceError, naming_need
from film.scratch import clear_up, scratch
from film.spec import Experiment
from scenes.cues import Cue, LedgerEntry

SCHEMA = "backprop training 1"
MOST = 10_000_000_000  # bytes that are kept without being asked to prune
VARIABLE = "BACKPROP_CACHE"
OTHER_DISK = "Choose another with --cache DIR"
# The parts of a key that a list of beats shows.
TOLD = ("scene", "step", "target.width", "target.rate", "target.codec")


def cache_folder() -> Path:
    """Return where things are kept unless the command says otherwise."""
    if named := os.environ.get(VARIABLE):
        return Path(named)
    from platformdirs import user_cache_path

    return user_cache_path("backprop", appauthor=False)


class Cache:
    """What is kept, and a folder for what a run has in hand; see `opened`.

    What it returns is a copy in that folder, so that whoever prunes disturbs nobody.
    """

    def __init__(self, folder: Path, scratch_folder: Path) -> None:
        self.folder, self.scratch = folder, scratch_folder
        self.stores = {name: Store(folder / name) for name in ("clips", "traces")}
        self.last_keys = Notes(folder / "last")  # of each shot of each experiment
        self.films = Notes(folder / "films")  # what finished films were made of

    def measurement(self, key: Key) -> Measurement | None:
        """Return what was measured of a shot."""
        file = self.stores["clips"].take(digest(key), self.scratch)
        if file is None:
            return None
        found = json.loads(file.read_bytes())
        cues = tuple(Cue(**cue) for cue in found["cues"])
        return Measurement(cues, tuple(LedgerEntry(**each) for each in found["ledger"]))

    def keep_measurement(self, key: Key, measured: Measurement) -> None:
        """Keep what was measured of a shot."""
        file = self.scratch / digest(key)
        file.write_text(json.dumps(asdict(measured)), "utf-8")
        self.stores["clips"].put(digest(key), file, told=f"{_told(key)} measured")

    def beat(self, key: Key, number: int) -> Path | None:
        """Return the file of a beat of a shot."""
        return self.stores["clips"].take(f"{digest(key)}-{number}", self.scratch)

    def keep_beat(self, key: Key, number: int, file: Path) -> None:
        """Keep a beat of a shot."""
        told = f"{_told(key)} beat {number}"
        self.stores["clips"].put(f"{digest(key)}-{number}", file, told=told)

    def prune(self, most: int) -> int:
        """Delete what was not used for longest until `most` bytes are left.

        Returns how many bytes were deleted.
        """
        entries = [each for store in self.stores.values() for each in store.entries()]
        total, deleted = sum(each.size for each in entries), 0
        for entry in sorted(entries, key=lambda each: each.used):
            if total - deleted <= most:
                break
            entry.remove()
            deleted += entry.size
        for store in self.stores.values():
            store.clear_up()
        return deleted


def _told(key: Key) -> str:
    return " ".join(key.get(name, "") for name in TOLD)


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
        with naming_need(folder, lambda: LEAST, OTHER_DISK):
            running.mkdir(parents=True, exist_ok=True)
            check_writable(running / "run")
    except NoSpaceError:
        raise
    except OSError as error:
        reason = f"{error.strerror}. Choose another with --cache DIR or --no-cache"
        raise OSError(error.errno, reason, str(folder)) from error
    clear_up(Path(tempfile.gettempdir()))
    with naming_need(folder, lambda: LEAST, OTHER_DISK), scratch(running) as mine:
        cache = Cache(folder, mine)
        yield cache
        cache.prune(MOST)


def trace_of(
    experiment: Experiment,
    cache: Cache,
    report: Callable[[float], None] = lambda share: None,
) -> Trace:
    """Return what an experiment was trained to, or train it now; `report` hears it."""
    name, kept = digest(training_key(experiment)), cache.stores["traces"]
    if found := kept.take(name, cache.scratch):
        with suppress(SpecError):  # whole, but not what this program writes
            return Trace.load(found)
    trace = train(experiment.run, experiment.recording(), report=report)
    content = trace.to_bytes()
    with naming_need(cache.folder, lambda: LEAST + COPIES * len(content), OTHER_DISK):
        file = cache.scratch / f"{name}.safetensors"
        file.write_bytes(content)
        kept.put(name, file, told="trace")
    return trace


def training_key(experiment: Experiment) -> Key:
    """Return the key of a trace: all that decides what is recorded."""
    run, data = experiment.run, experiment.run.dataset()
    return {
        "schema": SCHEMA,
        "run": digest(run.identity()),
        "names": digest([data.name, data.classes, data.features, data.image]),
        "recording": digest(asdict(experiment.recording())),
        **source_files.digests("backprop_core", ("backprop_core",)),
        "python": python_version(),
        **{library: version(library) for library in ("numpy", "scipy")},
    }
