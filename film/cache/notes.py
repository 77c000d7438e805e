"""Small values that a run leaves for the next one; lost without harm."""

import json
from pathlib import Path
from typing import Any

from film.cache.store import read_note
from film.files import write_text
from film.plan.digests import digest


class Notes:
    """A folder with a note for each subject, signed so that damage is noticed."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def __getitem__(self, subject: str) -> dict[str, Any]:
        """Return what was noted of a subject; nothing if that is lost or damaged."""
        found: dict[str, Any] = read_note(self._path(subject)) or {}
        return found

    def __setitem__(self, subject: str, content: dict[str, Any]) -> None:
        signed = {**content, "note": digest(content)}
        write_text(self._path(subject), json.dumps(signed, sort_keys=True))

    def _path(self, subject: str) -> Path:
        return self.folder / f"{digest(subject)[:32]}.json"
