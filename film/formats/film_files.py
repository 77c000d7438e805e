"""The files of a film as a notebook shows them: a video plays, a talk turns its pages.

Everywhere else they are paths.
"""

import os
from base64 import b64encode
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote

if TYPE_CHECKING:
    AnyPath = Path
else:
    AnyPath = type(Path())  # before Python 3.12 no other has subclasses

MOST = 32_000_000  # bytes that a notebook takes into itself; above, it links to them
PLAYED = '<video controls src="{source}" style="max-width: 100%"></video>'
SEEN = '<img src="{source}" alt="{name}" style="max-width: 100%">'
OPENED = '<iframe src="{address}" width="960" height="540" allowfullscreen></iframe>'
NAMED = '<a href="{address}">{name}</a>'
VIEWS = {
    ".mp4": ("video/mp4", PLAYED),
    ".webm": ("video/webm", PLAYED),
    ".gif": ("image/gif", SEEN),
    ".png": ("image/png", SEEN),
    ".html": ("text/html", OPENED),
}


class FilmFile(AnyPath):
    """A path of a file or folder that was written; a notebook shows what is in it."""

    def _repr_html_(self) -> str:
        """Return what is seen: a folder of frames by its last one."""
        frames = sorted(self.glob("*.png"))
        shown = frames[-1] if frames else self
        kind, view = VIEWS.get(shown.suffix if shown.is_file() else "", ("", NAMED))
        source = _address(shown)
        if "{source}" in view and shown.stat().st_size <= MOST:
            source = f"data:{kind};base64,{b64encode(shown.read_bytes()).decode()}"
        name = escape(str(self))
        return view.format(source=source, address=_address(self), name=name)


class FilmFiles(tuple[FilmFile, ...]):
    """All that was written of a film; a notebook shows one below the other."""

    def _repr_html_(self) -> str:
        """Return each file as it is seen."""
        return "\n".join(f"<p>{file._repr_html_()}</p>" for file in self)


def _address(file: Path) -> str:
    return quote(Path(os.path.relpath(file)).as_posix())
