"""A beat as its encoder left it, packet by packet; no player knows the format.

A video file would not do: packets of H.264 come back from an mp4 changed. Every beat
has an encoder of its own, so the clip that its beats are joined to is the same bytes
whoever drew them, and when.
"""

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from struct import Struct
from typing import cast

from av.packet import (
    Packet,
    PacketSideData,
    PktSideDataT,
    packet_sidedata_type_from_literal,
)

from film.clip import Clip, Measurement
from film.plan.target import Target
from film.render.encoder import ClipFile, VideoPacket

# Before each packet: when it is shown and decoded, whether a key frame, its bytes and
# those of its opacity, which VP9 has encoded as a picture of its own.
HEADER = Struct("<qq?QQ")
OPACITY: PktSideDataT = "matroska_block_additional"


class BeatFile:
    """The file of a beat, which grows by packets."""

    def __init__(self, path: Path) -> None:
        self._file = path.open("wb")

    def write(self, packets: Iterable[VideoPacket]) -> None:
        """Append packets, in decoding order."""
        for packet in packets:
            opacity = b""
            if packet.has_sidedata(OPACITY):
                opacity = bytes(packet.get_sidedata(OPACITY))
            times = packet.pts, packet.dts, packet.is_keyframe
            self._file.write(HEADER.pack(*times, packet.size, len(opacity)))
            self._file.write(bytes(packet) + opacity)

    def close(self) -> None:
        """Write what is left."""
        self._file.close()


def packets_of(path: Path, start: int, target: Target) -> Iterator[VideoPacket]:
    """Yield the packets of a beat that begins at a frame of its shot."""
    with path.open("rb") as file:
        while header := file.read(HEADER.size):
            pts, dts, is_keyframe, size, opacity_size = HEADER.unpack(header)
            packet = cast("VideoPacket", Packet(file.read(size)))
            packet.pts, packet.dts = start + pts, start + dts
            packet.is_keyframe = is_keyframe
            packet.duration, packet.time_base = 1, target.tick
            if opacity_size:
                _add_opacity(packet, file.read(opacity_size))
            yield packet


def joined(
    path: Path, beats: Sequence[Path], measured: Measurement, target: Target
) -> Clip:
    """Return the clip that the beats of a shot make, written to `path`."""
    file, start = ClipFile(path, target), 0
    for beat, frames in zip(beats, measured.frames, strict=True):
        file.write(packets_of(beat, start, target))
        start += frames
    file.close()
    return Clip(path, start, measured.cues, measured.ledger)


def _add_opacity(packet: VideoPacket, opacity: bytes) -> None:
    # Its types do not tell how one is made.
    made = cast("type", PacketSideData)(
        packet_sidedata_type_from_literal(OPACITY), len(opacity)
    )
    made.update(opacity)
    packet.set_sidedata(made, move=True)
