"""Clips become one webm file: VP9, with chapter marks, captions and transparency."""

from collections.abc import Iterator, Sequence
from pathlib import Path

import av
from av.container import OutputContainer
from av.packet import Packet
from av.subtitles.stream import SubtitleStream

from film.files import beside
from film.formats.captions import Block
from film.formats.mp4 import (
    LANGUAGE_CODES,
    SCRIPT_HEAD,
    AnyPacket,
    mark_chapters,
    video_packets,
)
from film.formats.timeline import Label, Part
from film.plan.target import Target


def write_webm(
    path: Path,
    parts: Sequence[Part],
    captions: Sequence[Block],
    *,
    label: Label,
    target: Target,
) -> None:
    """Join clips to a webm with chapter marks and a caption track.

    The track is on by default only where no captions are drawn in the picture.
    """
    options = {
        "fflags": "+bitexact",
        "default_mode": "infer" if label.captions_on else "infer_no_subs",
    }
    language = LANGUAGE_CODES[label.language]
    with (
        beside(path) as unfinished,
        av.open(unfinished, "w", "webm", container_options=options) as film,
    ):
        film.metadata.update(title=label.title, comment=label.experiment)
        mark_chapters(film, parts, target)
        with av.open(parts[0].path) as clip:
            video = film.add_stream_from_template(clip.streams.video[0])
        video.metadata["language"] = language
        if target.is_transparent:
            video.metadata["alpha_mode"] = "1"
        sentences = list(caption_packets(film, captions, language, target))
        film.mux(sentences)
        for packet in video_packets(parts, target):
            packet.stream = video
            film.mux(packet)


def caption_packets(
    film: OutputContainer, captions: Sequence[Block], language: str, target: Target
) -> Iterator[AnyPacket]:
    """Add a caption track, unless there is nothing to say, and yield its packets."""
    if not captions:
        return
    track = film.add_stream("webvtt")
    assert isinstance(track, SubtitleStream)
    track.codec_context.subtitle_header = SCRIPT_HEAD
    track.time_base, track.metadata["language"] = target.tick, language
    for block in captions:
        packet = Packet(block.text.encode())
        packet.stream, packet.is_keyframe = track, True
        packet.time_base, packet.duration = target.tick, block.frames
        packet.pts = packet.dts = block.start
        yield packet
