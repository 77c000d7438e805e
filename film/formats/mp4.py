"""Clips become one mp4 file: chapter marks, captions and a poster."""

import struct
from collections.abc import Container, Iterator
from pathlib import Path
from typing import BinaryIO

import av
from av.container import OutputContainer
from av.packet import Packet
from av.stream import Disposition

from film.files import beside
from film.formats.film import Film
from film.formats.poster import poster
from film.formats.tracks import AnyPacket, add_captions, add_video, fill_video

ENABLED = 1  # the lowest bit of a track header's flags
FLAGS_AT, HANDLER_AT = 11, 16  # of that bit's byte and of the handler, in their boxes
OUTER = {b"moov", b"trak", b"mdia"}  # in which a track's header and handler lie


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


def boxes(
    file: BinaryIO, begin: int, end: int, inside: Container[bytes] = ()
) -> Iterator[tuple[bytes, int, int]]:
    """Yield type, begin and end of each box between two places of a file.

    Those that lie `inside` of boxes of some types follow their outer one.
    """
    while begin < end:
        file.seek(begin)
        size, kind = struct.unpack(">I4s", file.read(8))
        if size == 1:  # a box above 4 GB says its size after its type
            (size,) = struct.unpack(">Q", file.read(8))
        size = size or end - begin
        yield kind, begin, begin + size
        if kind in inside:
            yield from boxes(file, begin + 8, begin + size, inside)
        begin += size


def switch_captions_off(path: Path) -> None:
    """Leave a film's caption tracks to be chosen in the player.

    FFmpeg enables the first track of each kind even if it is not the default.
    """
    with path.open("r+b") as file:
        header = 0
        for kind, begin, _ in boxes(file, 0, file.seek(0, 2), OUTER):
            if kind == b"tkhd":
                header = begin
            elif kind == b"hdlr" and _read(file, begin + HANDLER_AT, 4) == b"sbtl":
                (flags,) = _read(file, header + FLAGS_AT, 1)
                file.seek(header + FLAGS_AT)
                file.write(bytes([flags & ~ENABLED]))


def _read(file: BinaryIO, place: int, size: int) -> bytes:
    file.seek(place)
    return file.read(size)
