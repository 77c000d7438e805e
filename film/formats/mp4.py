"""Clips become one film file, without encoding a picture again."""

import struct
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TypeAlias

import av
from av.container import OutputContainer
from av.packet import Packet
from av.stream import Disposition, Stream
from av.subtitles.stream import SubtitleStream

from film.files import beside
from film.formats.captions import Block
from film.formats.mp4_boxes import switch_captions_off
from film.formats.poster import poster
from film.formats.timeline import Label, Part
from film.plan.target import Target
from film.render.encoder import VideoPacket

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


def write_mp4(
    path: Path,
    parts: Sequence[Part],
    captions: Sequence[Block],
    *,
    label: Label,
    target: Target,
) -> None:
    """Join clips to an mp4 with chapter marks, a caption track and a poster.

    Its index stands in front, so that it plays while it loads. It appears whole or
    not at all.
    """
    options = {"movflags": "+faststart", "fflags": "+bitexact"}
    with beside(path) as unfinished:
        with av.open(unfinished, "w", "mp4", container_options=options) as film:
            film.metadata.update(title=label.title, comment=label.experiment)
            mark_chapters(film, parts, target)
            fill(film, parts, captions, label=label, target=target)
        if captions and not label.captions_on:
            switch_captions_off(unfinished)


def mark_chapters(film: OutputContainer, parts: Sequence[Part], target: Target) -> None:
    """Mark where each clip begins."""
    film.set_chapters(
        [
            {
                "id": number,
                "start": part.start,
                "end": part.start + part.frames,
                "time_base": target.tick,
                "metadata": {"title": part.title},
            }
            for number, part in enumerate(parts)
        ]
    )


def fill(
    film: OutputContainer,
    parts: Sequence[Part],
    captions: Sequence[Block],
    *,
    label: Label,
    target: Target,
) -> None:
    """Add the streams, the video first, then all that goes into them."""
    language = LANGUAGE_CODES[label.language]
    with av.open(parts[0].path) as clip:
        video = film.add_stream_from_template(clip.streams.video[0])
    video.metadata["language"] = language
    sentences = list(caption_packets(film, captions, language, target))
    film.mux([poster_packet(film, parts, target), *sentences])
    for packet in video_packets(parts, target):
        packet.stream = video
        film.mux(packet)


def video_packets(parts: Sequence[Part], target: Target) -> Iterator[VideoPacket]:
    """Yield the packets of all clips, timed from the begin of the film."""
    for part in parts:
        with av.open(part.path) as clip:
            for packet in clip.demux(clip.streams.video[0]):
                if packet.pts is None or packet.dts is None:
                    continue  # the empty packet that ends a file
                # Counted in frames again: webm counts in whole milliseconds.
                rate = packet.time_base / target.tick
                packet.pts = part.start + round(packet.pts * rate)
                packet.dts = part.start + round(packet.dts * rate)
                packet.duration, packet.time_base = 1, target.tick
                yield packet


def caption_packets(
    film: OutputContainer, captions: Sequence[Block], language: str, target: Target
) -> Iterator[AnyPacket]:
    """Add a caption track, unless there is nothing to say, and yield its packets."""
    if not captions:
        return
    track = film.add_stream("mov_text")
    assert isinstance(track, SubtitleStream)
    track.codec_context.subtitle_header = SCRIPT_HEAD
    track.time_base, track.metadata["language"] = target.tick, language
    for block in captions:
        text = block.text.encode()
        packet = Packet(struct.pack(">H", len(text)) + text)
        packet.stream, packet.is_keyframe = track, True
        packet.time_base, packet.duration = target.tick, block.frames
        packet.pts = packet.dts = block.start
        yield packet


def poster_packet(
    film: OutputContainer, parts: Sequence[Part], target: Target
) -> AnyPacket:
    """Add a stream that players know not to play and return its only packet."""
    stream = film.add_mux_stream("mjpeg", width=target.width, height=target.height)
    stream.disposition = Disposition.attached_pic
    packet = Packet(poster(part.path for part in parts))
    packet.stream, packet.is_keyframe = stream, True
    packet.time_base, packet.pts, packet.dts = target.tick, 0, 0
    return packet
