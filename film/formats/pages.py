"""A film taken apart for a talk: a page a beat, each with a clip of its own."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import av

from film.formats.timeline import Part
from film.plan.target import Target
from film.render.encoder import VideoPacket


@dataclass(frozen=True, slots=True)
class Page:
    """A beat: the clip of its shot, its frames there, its sentence and its chapter."""

    clip: Path
    start: int
    frames: int
    sentence: str
    chapter: str


def pages_of(parts: Sequence[Part]) -> tuple[Page, ...]:
    """Return the pages of a talk, in the order of the film."""
    return tuple(
        Page(part.path, cue.start, cue.frames, cue.text, part.title)
        for part in parts
        for cue in part.cues
    )


def write_clip(path: Path, page: Page, target: Target) -> None:
    """Write the clip of a page; no picture is encoded again.

    A beat begins with a key frame, and its frames need no others.
    """
    options = {"movflags": "+faststart", "fflags": "+bitexact"}
    with (
        av.open(page.clip) as clip,
        av.open(path, "w", "mp4", container_options=options) as file,
    ):
        stream = file.add_stream_from_template(clip.streams.video[0])
        for packet in packets(page, target):
            packet.stream = stream
            file.mux(packet)


def packets(page: Page, target: Target) -> Iterator[VideoPacket]:
    """Yield the packets of a page's frames, timed from its first one."""
    with av.open(page.clip) as clip:
        for packet in clip.demux(clip.streams.video[0]):
            if packet.pts is None or packet.dts is None:
                continue  # the empty packet that ends a file
            rate = packet.time_base / target.tick
            frame = round(packet.pts * rate) - page.start
            if 0 <= frame < page.frames:
                packet.dts = round(packet.dts * rate) - page.start
                packet.pts, packet.duration = frame, 1
                packet.time_base = target.tick
                yield packet
