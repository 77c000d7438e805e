"""A talk for manim-slides: its JSON file, a clip a beat, and each clip backwards.

Paths in that file begin at the folder above its own, as that program reads them. Tried
with its version 5.7: `present`, and `convert` to html, pptx, pdf and zip.
"""

import json
import re
from collections.abc import Iterator, Sequence
from itertools import count
from pathlib import Path

import av
from av.video.codeccontext import VideoCodecContext

from film.files import folder_beside, write_text
from film.formats.captions import Block
from film.formats.html_slides import folder_of
from film.formats.pages import Page, packets, pages_of, write_clip
from film.formats.timeline import Label, Part
from film.plan.target import Target
from film.render.encoder import BeatEncoder, ClipFile, VideoPicture

NAMES = re.compile(r"\d{3,}(_reversed)?\.mp4")


def write_json(
    path: Path,
    parts: Sequence[Part],
    captions: Sequence[Block],
    *,
    label: Label,
    target: Target,
) -> None:
    """Write a talk that `manim-slides present` and `convert` read."""
    pages = pages_of(parts)
    folder = folder_of(path)
    with folder_beside(folder) as unfinished:
        for number, page in enumerate(pages):
            write_clip(unfinished / f"{number:03}.mp4", page, target)
            write_reversed(unfinished / f"{number:03}_reversed.mp4", page, target)
    place = f"{path.absolute().parent.name}/{folder.name}"
    slides = [
        {
            "file": f"{place}/{number:03}.mp4",
            "rev_file": f"{place}/{number:03}_reversed.mp4",
            "notes": page.sentence,
        }
        for number, page in enumerate(pages)
    ]
    talk = {
        "slides": slides,
        "resolution": [target.width, target.height],
        "background_color": label.ground,
    }
    write_text(path, json.dumps(talk, indent=2, ensure_ascii=False) + "\n")


def write_reversed(path: Path, page: Page, target: Target) -> None:
    """Write the clip of a page from its last frame to its first."""
    encoder, file = BeatEncoder(target), ClipFile(path, target)
    for picture in backwards(page, target):
        file.write(encoder.encode(picture))
    file.write(encoder.finish())
    file.close()


def backwards(page: Page, target: Target) -> Iterator[VideoPicture]:
    """Yield a page's pictures, the last first.

    They are decoded from one key frame to the next, so that never more than the 250
    between two of them are in memory.
    """
    runs: list[list[bytes]] = []
    with av.open(page.clip) as clip:
        head = clip.streams.video[0].codec_context.extradata
    for packet in packets(page, target):
        if packet.is_keyframe:
            runs.append([])
        runs[-1].append(bytes(packet))
    for run in reversed(runs):
        yield from reversed(_decoded(run, head))


def _decoded(run: Sequence[bytes], head: bytes | None) -> list[VideoPicture]:
    decoder = av.CodecContext.create("h264", "r")
    assert isinstance(decoder, VideoCodecContext)
    decoder.extradata, decoder.thread_count = head, 1
    found: list[VideoPicture] = []
    for content, number in zip(run, count(), strict=False):
        packet = av.Packet(content)
        packet.pts = packet.dts = number
        found += decoder.decode(packet)
    return [*found, *decoder.decode(None)]
