"""A talk in a browser: one page and one folder, nothing fetched from outside."""

import re
import shutil
from html import escape
from pathlib import Path
from string import Template
from urllib.parse import quote

from backprop_core.assets import asset
from film.files import folder_beside, write_text
from film.formats.film import Film
from film.formats.pages import folder_of, pages_of

REVEAL = ("reveal.js", "reveal.css", "notes.js", "LICENSE")
NAMES = re.compile("|".join([r"\d{3,}\.mp4", *map(re.escape, REVEAL)]))

PAGE = """\
<section>
<video data-autoplay data-src="{clip}" muted playsinline preload="auto"></video>
<aside class="notes">{sentence}</aside>
</section>"""


def write_html(path: Path, film: Film) -> None:
    """Write a talk for a browser: a page a beat, its sentence the speaker's note.

    A clip plays once, and its last frame stands until the speaker goes on.
    """
    with folder_beside(folder_of(path)) as unfinished:
        for page in pages_of(film):
            page.write(unfinished / f"{page.name}.mp4")
        for name in REVEAL:
            shutil.copyfile(asset(f"slides/reveal.js/{name}"), unfinished / name)
    write_text(path, _html(film, quote(folder_of(path).name)))


def _html(film: Film, folder: str) -> str:
    """Return the page; `folder` is an address, as a name may hold # or ?."""
    sections = [
        PAGE.format(clip=f"{folder}/{page.name}.mp4", sentence=escape(page.sentence))
        for page in pages_of(film)
    ]
    template = Template(asset("slides/talk.html").read_text("utf-8"))
    return template.substitute(
        language=film.label.language,
        title=escape(film.label.title),
        ground=film.label.ground,
        folder=folder,
        width=film.target.width,
        height=film.target.height,
        pages="\n".join(sections),
    )
