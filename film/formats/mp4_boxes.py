"""The boxes of an mp4 file: where they begin, and one switch that the writer lacks."""

import struct
from collections.abc import Container, Iterator
from pathlib import Path
from typing import BinaryIO

ENABLED = 1  # the lowest bit of a track header's flags
FLAGS_AT, HANDLER_AT = 11, 16  # of that bit's byte and of the handler, in their boxes
OUTER = {b"moov", b"trak", b"mdia"}  # in which a track's header and handler lie


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
