"""The boxes of an mp4 file: where they begin, and one switch that the writer lacks."""

import struct
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

ENABLED = 1  # the lowest bit of a track header's flags
FLAGS_AT, HANDLER_AT = 11, 16  # of that bit's byte and of the handler, in their boxes


def boxes(file: BinaryIO, begin: int, end: int) -> Iterator[tuple[bytes, int, int]]:
    """Yield type, begin and end of each box between two places of a file."""
    while begin < end:
        file.seek(begin)
        size, kind = struct.unpack(">I4s", file.read(8))
        if size == 1:  # a box above 4 GB says its size after its type
            (size,) = struct.unpack(">Q", file.read(8))
        yield kind, begin, begin + (size or end - begin)
        begin += size or end - begin


def switch_captions_off(path: Path) -> None:
    """Leave a film's caption tracks to be chosen in the player.

    FFmpeg enables the first track of each kind even if it is not the default.
    """
    with path.open("r+b") as file:
        for track in _tracks(file):
            handler = _find(file, track, b"mdia", b"hdlr")
            file.seek(handler + HANDLER_AT)
            if file.read(4) == b"sbtl":
                flags = _find(file, track, b"tkhd") + FLAGS_AT
                file.seek(flags)
                (old,) = file.read(1)
                file.seek(flags)
                file.write(bytes([old & ~ENABLED]))


def _tracks(file: BinaryIO) -> list[tuple[int, int]]:
    size = file.seek(0, 2)
    tops = [
        (begin, end) for kind, begin, end in boxes(file, 0, size) if kind == b"moov"
    ]
    return [
        (begin + 8, end)
        for top, bottom in tops
        for kind, begin, end in boxes(file, top + 8, bottom)
        if kind == b"trak"
    ]


def _find(file: BinaryIO, inside: tuple[int, int], *kinds: bytes) -> int:
    begin, end = inside
    for wanted in kinds:
        begin, end = next(
            (place + 8, stop)
            for kind, place, stop in boxes(file, begin, end)
            if kind == wanted
        )
    return begin - 8
