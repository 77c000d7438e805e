"""A talk for manim-slides: its JSON file, a clip a beat, and each clip backwards.

Paths in that file begin at the folder above its own, as that program reads them. Tried
with its version 5.7: `present`, and `convert` to html, pptx, pdf and zip.
"""

import json
import re
from collections.abc import Iterator
from pathlib import Path

import av

from film.files import folder_beside, write_text
from film.formats.film import Film
from film.formats.pages import Page, folder_of, pages_of
from film.formats.tracks import decoded
from film.render.encoder import BeatEncoder, ClipFile, VideoPicture

NAMES = re.compile(r"\d{3,}(_reversed)?\.mp4")


def write_json(path: Path, film: Film) -> None:
    """Write a talk that `manim-slides present` and `convert` read."""
    folder, slides = folder_of(path), []
    with folder_beside(folder) as unfinished:
        for page in pages_of(film):
            there, back = f"{page.name}.mp4", f"{page.name}_reversed.mp4"
            page.write(unfinished / there)
            write_reversed(unfinished / back, page)
            place = f"{path.absolute().parent.name}/{folder.name}"
            slides.append(
                {
                    "file": f"{place}/{there}",
                    "rev_file": f"{place}/{back}",
                    "notes": page.sentence,
                }
            )
    talk = {
        "slides": slides,
        "resolution": [film.target.width, film.target.height],
        "background_color": film.label.ground,
    }
    write_text(path, json.dumps(talk, indent=2, ensure_ascii=False) + "\n")


def write_reversed(path: Path, page: Page) -> None:
    """Write the clip of a page from its last frame to its first."""
    encoder, file = BeatEncoder(page.target), ClipFile(path, page.target)
    for picture in backwards(page):
        file.write(encoder.encode(picture))
    file.write(encoder.finish())
    file.close()


def backwards(page: Page) -> Iterator[VideoPicture]:
    """Yield a page's pictures, the last first.

    They are decoded from one key frame to the next, so that never more than the 250
    between two of them are in memory.
    """
    runs: list[list[bytes]] = []
    with av.open(page.clip) as clip:
        head = clip.streams.video[0].codec_context.extradata
    for packet in page.packets():
        if packet.is_keyframe:
            runs.append([])
        runs[-1].append(bytes(packet))
    for run in reversed(runs):
        yield from reversed(decoded(run, head))
