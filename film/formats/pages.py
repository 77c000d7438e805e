"""A film taken apart for a talk: a page a beat, each with a clip of its own.

A dissolve says nothing and is no page: the click that turns it plays it first.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import av

from film.formats.film import Film
from film.formats.tracks import packets_of
from film.plan.target import Target
from film.render.encoder import VideoPacket
from scenes.cues import Cue


@dataclass(frozen=True, slots=True)
class Page:
    """A beat, with a dissolve that leads to it: for each, its shot's clip and its cue.

    `number` is its place in the talk.
    """

    number: int
    beats: tuple[tuple[Path, Cue], ...]
    target: Target

    @property
    def sentence(self) -> str:
        """What the speaker says to it."""
        return self.beats[-1][1].text

    @property
    def clip(self) -> Path:
        """The clip that its first frame is of."""
        return self.beats[0][0]

    @property
    def name(self) -> str:
        """What the files of the page are called, without their ending."""
        return f"{self.number:03}"

    def packets(self) -> Iterator[VideoPacket]:
        """Yield the packets of the page's frames, timed from its first one.

        A beat begins with a key frame, and its frames need no others.
        """
        start = 0
        for clip, cue in self.beats:
            end = start + cue.frames
            for packet in packets_of(clip, self.target, start - cue.start):
                if packet.pts is not None and start <= packet.pts < end:
                    yield packet
            start = end

    def write(self, path: Path) -> None:
        """Write the clip of the page; no picture is encoded again."""
        options = {"movflags": "+faststart", "fflags": "+bitexact"}
        with (
            av.open(self.clip) as clip,
            av.open(path, "w", "mp4", container_options=options) as file,
        ):
            stream = file.add_stream_from_template(clip.streams.video[0])
            for packet in self.packets():
                packet.stream = stream
                file.mux(packet)


def pages_of(film: Film) -> tuple[Page, ...]:
    """Return the pages of a talk, in the order of the film."""
    pages: list[Page] = []
    beats: list[tuple[Path, Cue]] = []
    for part in film.parts:
        for cue in part.clip.cues:
            beats.append((part.clip.path, cue))
            if cue.text:
                pages.append(Page(len(pages), tuple(beats), film.target))
                beats = []
    return tuple(pages)


def folder_of(path: Path) -> Path:
    """Return the folder of a talk's clips: `talk_html` for `talk.html`."""
    return path.with_name(f"{path.stem}_{path.suffix[1:]}")
