"""What mp4 and webm have in common: a video track, captions, chapter marks.

No picture is encoded again: the packets of the clips are counted on.
"""

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import TypeAlias

import av
from av.container import OutputContainer
from av.packet import Packet
from av.stream import Stream
from av.subtitles.stream import SubtitleStream
from av.video.codeccontext import VideoCodecContext
from av.video.stream import VideoStream

from film.formats.film import Film
from film.plan.target import Target
from film.render.encoder import VideoPacket, VideoPicture

AnyPacket: TypeAlias = "Packet[Stream]"

LANGUAGE_CODES = {"en": "eng", "es": "spa"}  # mp4 writes three letters

# The caption encoder wants the head of a subtitle script; players use fonts and
# colours of their own.
SCRIPT_HEAD = b"""[Script Info]
ScriptType: v4.00+
[V4+ Styles]
Format: Name, Fontname, Fontsize, PrimaryColour, Alignment
Style: Default,Sans,18,&HFFFFFF,2
"""


def add_video(file: OutputContainer, film: Film) -> VideoStream:
    """Say what the film is, mark where its chapters begin, add its video track."""
    file.metadata.update(title=film.label.title, comment=film.label.experiment)
    file.set_chapters(
        [
            {
                "id": number,
                "start": mark.start,
                "end": mark.end,
                "time_base": film.target.tick,
                "metadata": {"title": mark.title},
            }
            for number, mark in enumerate(film.marks)
        ]
    )
    with av.open(film.clips[0]) as clip:
        video = file.add_stream_from_template(clip.streams.video[0])
    video.metadata["language"] = LANGUAGE_CODES[film.label.language]
    if film.target.is_transparent:
        video.metadata["alpha_mode"] = "1"
    return video


def add_captions(
    file: OutputContainer, film: Film, codec: str, content: Callable[[bytes], bytes]
) -> list[AnyPacket]:
    """Add a caption track, unless there is nothing to say, and return its packets.

    `content` turns the text of a caption into what the codec writes.
    """
    if not film.captions:
        return []
    track = file.add_stream(codec)
    assert isinstance(track, SubtitleStream)
    track.codec_context.subtitle_header = SCRIPT_HEAD
    track.metadata["language"] = LANGUAGE_CODES[film.label.language]
    track.time_base = film.target.tick
    packets: list[AnyPacket] = []
    for block in film.captions:
        packet = Packet(content(block.text.encode()))
        packet.stream, packet.is_keyframe = track, True
        packet.time_base, packet.duration = film.target.tick, block.frames
        packet.pts = packet.dts = block.start
        packets.append(packet)
    return packets


def fill_video(file: OutputContainer, video: VideoStream, film: Film) -> None:
    """Write the packets of all clips, each from its first frame on."""
    for part in film.parts:
        for packet in packets_of(part.clip.path, film.target, part.start):
            packet.stream = video
            file.mux(packet)


def packets_of(clip: Path, target: Target, start: int = 0) -> Iterator[VideoPacket]:
    """Yield the packets of a clip, counted in frames from `start` on."""
    with av.open(clip) as file:
        for packet in file.demux(file.streams.video[0]):
            if packet.pts is None or packet.dts is None:
                continue  # the empty packet that ends a file
            # Counted in frames again: webm counts in whole milliseconds.
            rate = packet.time_base / target.tick
            packet.pts = start + round(packet.pts * rate)
            packet.dts = start + round(packet.dts * rate)
            packet.duration, packet.time_base = 1, target.tick
            yield packet


def decoded(packets: Iterable[bytes], head: bytes | None) -> list[VideoPicture]:
    """Return the pictures of H.264 packets that begin with a key frame.

    `head` is what the stream they are from says of itself, its extradata.
    """
    decoder = av.CodecContext.create("h264", "r")
    assert isinstance(decoder, VideoCodecContext)
    decoder.extradata, decoder.thread_count = head, 1
    found: list[VideoPicture] = []
    for number, content in enumerate(packets):
        packet = av.Packet(content)
        packet.pts = packet.dts = number
        found += decoder.decode(packet)
    return [*found, *decoder.decode(None)]
