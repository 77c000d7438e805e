"""A talk in a browser: one page and one folder, nothing fetched from outside."""

import re
import shutil
from collections.abc import Sequence
from html import escape
from pathlib import Path
from string import Template
from urllib.parse import quote

from backprop_core.assets import asset
from film.files import folder_beside, write_text
from film.formats.captions import Block
from film.formats.pages import Page, pages_of, write_clip
from film.formats.timeline import Label, Part
from film.plan.target import Target

REVEAL = ("reveal.js", "reveal.css", "notes.js", "LICENSE")
NAMES = re.compile("|".join([r"\d{3,}\.mp4", *map(re.escape, REVEAL)]))

PAGE = """\
<section>
<video data-autoplay data-src="{clip}" muted playsinline preload="auto"></video>
<aside class="notes">{sentence}</aside>
</section>"""


def folder_of(path: Path) -> Path:
    """Return the folder of a talk's clips: `talk_html` for `talk.html`."""
    return path.with_name(f"{path.stem}_{path.suffix[1:]}")


def write_html(
    path: Path,
    parts: Sequence[Part],
    captions: Sequence[Block],
    *,
    label: Label,
    target: Target,
) -> None:
    """Write a talk for a browser: a page a beat, its sentence the speaker's note.

    A clip plays once, and its last frame stands until the speaker goes on.
    """
    pages = pages_of(parts)
    folder = folder_of(path)
    with folder_beside(folder) as unfinished:
        for number, page in enumerate(pages):
            write_clip(unfinished / f"{number:03}.mp4", page, target)
        for name in REVEAL:
            shutil.copyfile(asset(f"slides/reveal.js/{name}"), unfinished / name)
    write_text(path, _html(pages, folder.name, label, target))


def _html(pages: Sequence[Page], folder: str, label: Label, target: Target) -> str:
    folder = quote(folder)  # as an address: a name may hold # or ?
    sections = [
        PAGE.format(clip=f"{folder}/{number:03}.mp4", sentence=escape(page.sentence))
        for number, page in enumerate(pages)
    ]
    template = Template(asset("slides/talk.html").read_text("utf-8"))
    return template.substitute(
        language=label.language,
        title=escape(label.title),
        ground=label.ground,
        folder=folder,
        width=target.width,
        height=target.height,
        pages="\n".join(sections),
    )
