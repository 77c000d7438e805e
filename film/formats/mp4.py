"""Clips become one mp4 file: chapter marks, captions and a poster."""

import struct
from pathlib import Path

import av
from av.container import OutputContainer
from av.packet import Packet
from av.stream import Disposition

from film.files import beside
from film.formats.film import Film
from film.formats.mp4_boxes import switch_captions_off
from film.formats.poster import poster
from film.formats.tracks import AnyPacket, add_captions, add_video, fill_video


def write_mp4(path: Path, film: Film) -> None:
    """Join clips to an mp4 with chapter marks, a caption track and a poster.

    Its index stands in front, so that it plays while it loads. It appears whole or
    not at all.
    """
    options = {"movflags": "+faststart", "fflags": "+bitexact"}
    with beside(path) as unfinished:
        with av.open(unfinished, "w", "mp4", container_options=options) as file:
            video = add_video(file, film)
            captions = add_captions(file, film, "mov_text", _with_length)
            file.mux([poster_packet(file, film), *captions])
            fill_video(file, video, film)
        if captions and not film.label.captions_on:
            switch_captions_off(unfinished)


def _with_length(text: bytes) -> bytes:
    return struct.pack(">H", len(text)) + text


def poster_packet(file: OutputContainer, film: Film) -> AnyPacket:
    """Add a stream that players know not to play and return its only packet."""
    target = film.target
    stream = file.add_mux_stream("mjpeg", width=target.width, height=target.height)
    stream.disposition = Disposition.attached_pic
    packet = Packet(poster(film.clips))
    packet.stream, packet.is_keyframe = stream, True
    packet.time_base, packet.pts, packet.dts = target.tick, 0, 0
    return packet
