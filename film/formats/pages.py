"""A film taken apart for a talk: a page a beat, each with a clip of its own."""

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
    """A beat: its place in the talk, the clip of its shot and its cue there."""

    number: int
    clip: Path
    cue: Cue
    target: Target

    @property
    def name(self) -> str:
        """What the files of the page are called, without their ending."""
        return f"{self.number:03}"

    def packets(self) -> Iterator[VideoPacket]:
        """Yield the packets of the page's frames, timed from its first one.

        A beat begins with a key frame, and its frames need no others.
        """
        for packet in packets_of(self.clip, self.target, -self.cue.start):
            if packet.pts is not None and 0 <= packet.pts < self.cue.frames:
                yield packet

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
    beats = [(part.clip.path, cue) for part in film.parts for cue in part.clip.cues]
    return tuple(
        Page(number, clip, cue, film.target) for number, (clip, cue) in enumerate(beats)
    )


def folder_of(path: Path) -> Path:
    """Return the folder of a talk's clips: `talk_html` for `talk.html`."""
    return path.with_name(f"{path.stem}_{path.suffix[1:]}")
