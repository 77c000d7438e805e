"""Files kept under names, each with facts about it: whole, or not there.

An entry is a file and, written after it, a note in JSON with the file's digest and
its own. Entries are found by their notes, so a file without one is nobody's.
"""

import json
import os
import shutil
import time
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from film.files import beside, write_text
from film.plan.digests import digest, file_digest

OLD = 3600.0  # seconds that a file may wait for its note


@dataclass(frozen=True, slots=True)
class Kept:
    """An entry of a store; in use while a run has a link to its file."""

    note: Path
    file: Path
    size: int  # bytes of both
    used: float  # seconds since the epoch
    in_use: bool

    @property
    def told(self) -> str:
        """Return what the entry was put down as."""
        return str((read_note(self.note) or {"told": "unreadable note"})["told"])

    def is_whole(self) -> bool:
        """Whether note and file are as they were written, or both are gone."""
        note = read_note(self.note)
        with suppress(FileNotFoundError):
            if note is not None:
                return bool(file_digest(self.file) == note["digest"])
        return not self.note.exists()  # another run has just pruned it

    def remove(self) -> None:
        """Delete the entry; first the note, so that it is never half there."""
        self.note.unlink(missing_ok=True)
        self.file.unlink(missing_ok=True)


class Store:
    """A folder of entries."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def put(
        self, name: str, file: Path, facts: Mapping[str, Any], *, told: str
    ) -> None:
        """Keep a finished file, which stays where it is, under a name.

        `told` is what a list of all entries says of it.
        """
        kept = self._file(name, file.suffix)
        with beside(kept) as unfinished:
            held(file, unfinished)
        content = {"file": kept.name, "digest": file_digest(file), "facts": facts}
        content["told"] = told
        signed = {**content, "note": digest(content)}
        write_text(self._file(name, ".json"), json.dumps(signed, sort_keys=True))

    def get(self, name: str, into: Path) -> tuple[Path, Mapping[str, Any]] | None:
        """Return a link in the folder `into` to a file, and its facts.

        Nothing if there is no such entry. One that is damaged is deleted.
        """
        note = self._file(name, ".json")
        content = read_note(note)
        if content is None:
            note.unlink(missing_ok=True)
            return None
        link = into / content["file"]
        try:
            held(note.with_name(content["file"]), link)
            if file_digest(link) == content["digest"]:
                os.utime(note)
                return link, content["facts"]
        except FileNotFoundError:
            pass  # another run has pruned it just now
        note.unlink(missing_ok=True)
        return None

    def names(self, prefix: str) -> list[str]:
        """Return the names that begin like this, of at least two letters, sorted."""
        found = (self.folder / prefix[:2]).glob(f"{prefix}*.json")
        return sorted(note.stem for note in found)

    def remove(self, name: str) -> None:
        """Delete an entry; a run that has it in hand keeps its link."""
        note = self._file(name, ".json")
        for file in (note, *note.parent.glob(f"{name}.*")):
            file.unlink(missing_ok=True)

    def entries(self) -> Iterator[Kept]:
        """Yield what is kept; of what is damaged, the note stands for the file."""
        for note in sorted(self.folder.glob("??/*.json")):
            content = read_note(note) or {}
            file = note.with_name(str(content.get("file", note.name)))
            with suppress(FileNotFoundError):  # another run has just pruned it
                facts, bulk = note.stat(), file.stat()
                size = facts.st_size + bulk.st_size
                yield Kept(note, file, size, facts.st_mtime, bulk.st_nlink > 1)

    def clear_up(self) -> None:
        """Delete files without a note, which dead runs left, once they are old."""
        for file in self.folder.glob("??/*"):
            with suppress(FileNotFoundError):
                is_old = time.time() - file.stat().st_mtime > OLD
                if is_old and not file.with_suffix(".json").exists():
                    file.unlink()

    def _file(self, name: str, suffix: str) -> Path:
        return self.folder / name[:2] / f"{name}{suffix}"


def read_note(path: Path) -> Any:
    """Return the content of a note, None if there is none or somebody changed it."""
    try:
        content = json.loads(path.read_text("utf-8"))
        signature = content.pop("note")
    except (OSError, ValueError, LookupError, AttributeError, TypeError):
        return None
    return content if signature == digest(content) else None


def held(file: Path, link: Path) -> None:
    """Make a second name for a file; a copy where the file system knows no links."""
    link.unlink(missing_ok=True)
    try:
        os.link(file, link)
    except FileNotFoundError:
        raise
    except OSError:
        shutil.copyfile(file, link)
