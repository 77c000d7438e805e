"""A shot is rendered in pieces of whole beats, so that no process waits for another.

Each beat is encoded by an encoder of its own, so a clip joined from pieces is, byte
for byte, the clip rendered in one go.
"""

from bisect import bisect_left
from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate, pairwise
from math import ceil, inf
from pathlib import Path
from struct import Struct
from typing import NamedTuple, cast

from av.packet import Packet

from film.clip import Clip
from film.plan.target import Target
from film.render.encoder import ClipFile, VideoPacket

# Frames: to find its first beat, a worker plays what comes before it without drawing.
SHORTEST = 30
# Pieces of a process, at least: whoever is done early takes another one. Five chapters
# ended 3 instead of 17 % later than with equal shares on two processes, 9 instead of
# 51 % on four; more pieces cost more playing ahead than they balance.
PARTS = 3

# Before each packet: when it is shown and decoded, whether a key frame, its bytes.
HEADER = Struct("<qq?Q")


class Stretch(NamedTuple):
    """Beats of a shot in a row: the shot's place, first beat, the one after."""

    shot: int
    first: int
    end: int


@dataclass(frozen=True, slots=True)
class Piece:
    """Some beats of a shot: the shot's place in the film, first beat, the one after."""

    shot: int
    first: int
    end: int
    frames: int
    is_whole: bool


def pieces_of(
    shots: Sequence[Sequence[int]],
    jobs: int,
    whole: Container[int] = (),
    stretches: Iterable[Stretch] | None = None,
) -> list[Piece]:
    """Return what is rendered at once, the longest first.

    `shots` are the frames of each shot's beats; what is rendered of them is all, or
    some `stretches`. No piece is longer than a third of the share of one of the `jobs`
    processes, as far as beats allow; shots in `whole` are not split, nor is any for a
    single process.
    """
    wanted = [
        (each, shots[each.shot][each.first : each.end])
        for each in (all_of(shots) if stretches is None else stretches)
    ]
    frames = sum(sum(beats) for _, beats in wanted)
    longest = max(SHORTEST, frames / most_pieces(0, jobs)) if jobs > 1 else inf
    pieces = [
        Piece(
            *(each.shot, each.first + first, each.first + end),
            frames=sum(beats[first:end]),
            is_whole=end - first == len(shots[each.shot]),
        )
        for each, beats in wanted
        for first, end in _cuts(beats, inf if each.shot in whole else longest)
    ]
    return sorted(pieces, key=lambda piece: -piece.frames)


def most_pieces(stretches: int, jobs: int) -> int:
    """Return how many pieces at most so many stretches become."""
    return stretches + PARTS * jobs


def all_of(shots: Sequence[Sequence[int]]) -> list[Stretch]:
    """Return the whole of each shot."""
    return [Stretch(number, 0, len(beats)) for number, beats in enumerate(shots)]


def _cuts(beats: Sequence[int], share: float) -> Iterator[tuple[int, int]]:
    """Yield first beat and end of pieces that are about equally long."""
    ends = list(accumulate(beats))
    count = ceil(ends[-1] / share) or 1
    wanted = [ends[-1] * part / count for part in range(1, count)]
    cuts = {bisect_left(ends, frame) + 1 for frame in wanted}
    yield from pairwise(sorted({0, *cuts, len(beats)}))


class PieceFile:
    """A piece as its encoder left it, packet by packet; no player knows the format.

    A video file would not do: packets of H.264 come back from an mp4 changed.
    """

    def __init__(self, path: Path, target: Target) -> None:
        self._file = path.open("wb")

    def write(self, packets: Iterable[VideoPacket]) -> None:
        """Append packets, in decoding order."""
        for packet in packets:
            times = packet.pts, packet.dts, packet.is_keyframe
            self._file.write(HEADER.pack(*times, packet.size))
            self._file.write(bytes(packet))

    def close(self) -> None:
        """Write what is left."""
        self._file.close()


def joined(path: Path, pieces: Sequence[Clip], target: Target) -> Clip:
    """Return the clip that pieces make, written to `path`; they are deleted."""
    file = ClipFile(path, target)
    start, cues = 0, []
    for piece in pieces:
        file.write(_packets(piece.path, start, target))
        cues += [replace(cue, start=start + cue.start) for cue in piece.cues]
        start += piece.frames
        piece.path.unlink()
    file.close()
    ledger = tuple(entry for piece in pieces for entry in piece.ledger)
    return Clip(path, start, tuple(cues), ledger)


def _packets(path: Path, start: int, target: Target) -> Iterator[VideoPacket]:
    """Yield the packets of a piece that begins at a frame of the shot."""
    with path.open("rb") as file:
        while header := file.read(HEADER.size):
            pts, dts, is_keyframe, size = HEADER.unpack(header)
            packet = cast("VideoPacket", Packet(file.read(size)))
            packet.pts, packet.dts = start + pts, start + dts
            packet.is_keyframe = is_keyframe
            packet.duration, packet.time_base = 1, target.tick
            yield packet
