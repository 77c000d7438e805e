"""Files kept under names, each with a JSON beside it that holds its SHA-256.

Only a file whose content is the one in its JSON is believed. Whatever else lies about,
of older versions too, is nobody's and deleted in time.
"""

import json
import os
import shutil
import time
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from film.files import beside, write_text
from film.plan.digests import digest, file_digest

OLD = 3600.0  # seconds that a file may wait for its JSON, or the other way round
SUFFIX = ".json"


@dataclass(frozen=True, slots=True)
class Kept:
    """A file that is kept, and its JSON."""

    note: Path
    size: int  # bytes of both
    used: float  # seconds since the epoch

    @property
    def file(self) -> Path:
        """Return the file."""
        return self.note.with_suffix("")

    @property
    def told(self) -> str:
        """Return what the file was put down as."""
        return str(read_json(self.note).get("told", "unreadable note"))

    def is_whole(self) -> bool:
        """Whether the file is as it was written, or both are gone."""
        with suppress(FileNotFoundError):
            return file_digest(self.file) == read_json(self.note).get("digest")
        return not self.note.exists()  # another run has just pruned it

    def remove(self) -> None:
        """Delete both; the JSON first, so that nobody believes the rest."""
        self.note.unlink(missing_ok=True)
        self.file.unlink(missing_ok=True)


class Store:
    """A folder of such files."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def put(self, name: str, file: Path, *, told: str) -> None:
        """Keep a copy of a file; `told` is what a list of all says of it."""
        kept = self._file(name)
        with beside(kept) as unfinished:
            shutil.copyfile(file, unfinished)
        note = {"digest": file_digest(file), "told": told}
        write_text(_note_of(kept), json.dumps(note))

    def take(self, name: str, into: Path) -> Path | None:
        """Return a copy of a file, in the folder `into`: nobody prunes that.

        Nothing if there is none. One that is damaged is deleted.
        """
        kept, copy = self._file(name), into / name
        note = _note_of(kept)
        with suppress(FileNotFoundError):
            shutil.copyfile(kept, copy)
            if file_digest(copy) == read_json(note).get("digest"):
                os.utime(note)
                return copy
        note.unlink(missing_ok=True)
        return None

    def entries(self) -> Iterator[Kept]:
        """Yield what is kept."""
        for note in sorted(self.folder.glob(f"??/*{SUFFIX}")):
            with suppress(FileNotFoundError):  # another run has just pruned it
                facts, size = note.stat(), note.with_suffix("").stat().st_size
                yield Kept(note, facts.st_size + size, facts.st_mtime)

    def clear_up(self) -> None:
        """Delete what has lost its other half for long."""
        for file in self.folder.glob("??/*"):
            is_note = file.suffix == SUFFIX
            half = file.with_suffix("") if is_note else _note_of(file)
            with suppress(FileNotFoundError):
                if time.time() - file.stat().st_mtime > OLD and not half.exists():
                    file.unlink()

    def _file(self, name: str) -> Path:
        return self.folder / name[:2] / name


class Notes:
    """Small values by subject that a run leaves for the next; lost without harm."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def __getitem__(self, subject: str) -> dict[str, Any]:
        """Return what was noted of a subject; nothing if that is lost or damaged."""
        return read_json(self._path(subject))

    def __setitem__(self, subject: str, content: dict[str, Any]) -> None:
        write_text(self._path(subject), json.dumps(content, sort_keys=True))

    def _path(self, subject: str) -> Path:
        return self.folder / f"{digest(subject)[:32]}{SUFFIX}"


def read_json(path: Path) -> dict[str, Any]:
    """Return the table in a file; an empty one if there is none that can be read."""
    try:
        content = json.loads(path.read_text("utf-8"))
    except (OSError, ValueError):
        return {}
    return content if isinstance(content, dict) else {}


def _note_of(file: Path) -> Path:
    return file.with_name(f"{file.name}{SUFFIX}")
