"""A folder for what a run has in hand; the next run clears up after a killed one."""

import fcntl
import os
import platform
import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import mkdtemp
from typing import TextIO

PREFIX, FRESH = "backprop-", ".backprop-"
PYTHONS = "pymp-"  # folders that Python makes, some of them for us; see `claimed`
LOCK = "backprop.lock"
STALE = 3600.0  # seconds after which a folder that was never locked is given up
# … and one of another machine: in a shared folder, its locks may not be seen here.
FORGOTTEN = 7 * 24 * 3600.0


@contextmanager
def scratch(parent: Path) -> Iterator[Path]:
    """Lend an empty folder in `parent`, gone at the end; those of dead runs go first.

    A run holds a lock, which the system lets go of however the run ends.
    """
    clear_up(parent)
    fresh = Path(mkdtemp(prefix=FRESH, dir=parent))
    folder = fresh.with_name(fresh.name[1:])
    try:
        with claimed(fresh):
            os.rename(fresh, folder)  # nobody sees it without its lock
            yield folder
    finally:
        shutil.rmtree(fresh, ignore_errors=True)
        shutil.rmtree(folder, ignore_errors=True)


def claimed(folder: Path) -> TextIO:
    """Lock a folder as that of a living run for as long as the result is open."""
    lock = (folder / LOCK).open("w", encoding="utf-8")
    fcntl.flock(lock, fcntl.LOCK_EX)
    lock.write(platform.node())
    lock.flush()
    return lock


def clear_up(parent: Path) -> None:
    """Delete the folders of runs that no longer live."""
    for folder in (*parent.glob(f"{PREFIX}*"), *parent.glob(f"{PYTHONS}*")):
        if _is_dead(folder):
            shutil.rmtree(folder, ignore_errors=True)
    for folder in parent.glob(f"{FRESH}*"):
        if _age(folder) > STALE:
            shutil.rmtree(folder, ignore_errors=True)


def _is_dead(folder: Path) -> bool:
    """Whether nobody holds a folder's lock; one without a lock is not ours."""
    try:
        with (folder / LOCK).open("r+", encoding="utf-8") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            machine = lock.read()
    except (OSError, UnicodeError):
        return False
    return machine in ("", platform.node()) or _age(folder) > FORGOTTEN


def _age(folder: Path) -> float:
    try:
        return time.time() - folder.stat().st_mtime
    except OSError:
        return 0.0
