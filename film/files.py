"""Whole files or none: written beside, synced, then renamed."""

import os
import re
import shutil
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from errno import EEXIST, EISDIR, ENOTDIR
from glob import escape
from pathlib import Path
from platform import node
from tempfile import TemporaryFile


def beside(path: Path) -> AbstractContextManager[Path]:
    """Lend a path in the same folder; what is written there becomes `path` at the end.

    Whatever is raised inside leaves `path` as it was and the folder without the
    unfinished file.
    """
    mark = f"{node()}-{os.getpid()}"
    return _replacing(path, path.with_name(f".{path.stem}.{mark}{path.suffix}"))


@contextmanager
def folder_beside(path: Path) -> Iterator[Path]:
    """Lend an empty folder; at the end it takes the place of `path`.

    A folder that was there is deleted then, and not before. Whatever is raised
    inside leaves it as it was.
    """
    mark = f"{node()}-{os.getpid()}"
    with _replacing(path, path.with_name(f".{path.name}.{mark}")) as unfinished:
        unfinished.mkdir()
        yield unfinished


@contextmanager
def _replacing(path: Path, unfinished: Path) -> Iterator[Path]:
    """Lend the name of a file or folder that becomes `path` at the end."""
    path.parent.mkdir(parents=True, exist_ok=True)
    clear_up(path)
    old = unfinished.with_name(f"{unfinished.name}.old")
    try:
        yield unfinished
        for file in unfinished.iterdir() if unfinished.is_dir() else [unfinished]:
            _sync(file)
        if unfinished.is_dir() and path.exists():
            os.replace(path, old)
        os.replace(unfinished, path)
        _sync(path.parent)
    except OSError as error:
        # Name the file that was asked for, not the one beside it.
        raise OSError(error.errno, error.strerror or str(error), str(path)) from error
    finally:
        for left in (unfinished, old):
            _remove(left)


def clear_up(path: Path) -> None:
    """Delete what processes of this machine that no longer live left beside a path."""
    for left in path.parent.glob(f".{escape(path.stem)}*.{escape(node())}-*"):
        process = re.search(r"-(\d+)(\.\w+)?$", left.name)
        if process and not _lives(int(process[1])):
            _remove(left)


def _remove(left: Path) -> None:
    if left.is_dir():
        shutil.rmtree(left, ignore_errors=True)
    else:
        left.unlink(missing_ok=True)


def _lives(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except OSError:
        return True  # somebody else's
    return True


def write_text(path: Path, text: str) -> None:
    """Write a small text file, whole or not at all."""
    with beside(path) as unfinished:
        unfinished.write_text(text, encoding="utf-8", newline="\n")


def check_writable(path: Path) -> None:
    """Raise OSError if `path` can never be written, before hours go into it."""
    if path.is_dir():
        raise IsADirectoryError(EISDIR, "Is a folder", str(path))
    folder = path.absolute().parent
    while not folder.exists():
        folder = folder.parent
    if not folder.is_dir():
        raise NotADirectoryError(ENOTDIR, "Not a folder", str(folder))
    try:
        # Asking for permissions would not see a file system that is read-only.
        TemporaryFile(dir=folder).close()
    except OSError as error:
        raise OSError(error.errno, error.strerror, str(folder)) from error


def check_replaceable(folder: Path, is_ours: Callable[[Path], bool]) -> None:
    """Raise OSError if a folder cannot be written, or has files that are not ours."""
    check_writable(folder / "file")
    inside = folder.iterdir() if folder.is_dir() else ()
    if other := next((each for each in inside if not is_ours(each)), None):
        cause = f"Holds {other.name}, which is not of a film; it is left alone"
        raise FileExistsError(EEXIST, cause, str(folder))


def _sync(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
