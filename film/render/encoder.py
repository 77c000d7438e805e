"""Pictures become packets: exact colours, one encoder a beat.

Every beat is encoded by an encoder of its own and the packets are appended: so a beat
is the same bytes wherever it is drawn, and starts with a key frame that a player can
jump to.
"""

import ctypes
from collections.abc import Iterable
from fractions import Fraction
from pathlib import Path
from typing import Any, TypeAlias, cast

import av
import numpy as np
from av.codec.context import Flags
from av.packet import Packet
from av.video.codeccontext import VideoCodecContext
from av.video.frame import PictureType
from av.video.reformatter import (
    ColorPrimaries,
    ColorRange,
    Colorspace,
    ColorTrc,
    Interpolation,
    VideoReformatter,
)
from av.video.stream import VideoStream
from numpy.typing import NDArray

from film.plan.target import Target

Pixels: TypeAlias = NDArray[np.uint8]  # (height, width, 4), RGBA
VideoPacket: TypeAlias = "Packet[VideoStream]"
VideoPicture: TypeAlias = av.VideoFrame

Area: TypeAlias = tuple[int, int, int, int]  # left, top, right, bottom, in pixels

# Pixels beside a part are converted with it; whole blocks come in fewer sizes.
BLOCK, MARGIN, REACH = 64, 8, 4
MOST = 0.75  # from this share of a picture on, all of it is as quick

# Rounding that gives the same bytes on every processor. It costs 1.4 of the 8 ms
# that the conversion of a picture of 1920×1080 takes.
EXACT = Interpolation.BILINEAR | Interpolation.ACCURATE_RND | Interpolation.BITEXACT
M_PERTURB = -6  # of mallopt, in glibc: fill new memory with the complement of a byte


def configure(codec: VideoCodecContext, target: Target) -> None:
    """Give an encoder the target's size, rate and options, and the BT.709 tags."""
    codec.width, codec.height = target.width, target.height
    codec.pix_fmt = target.pixel_format
    codec.framerate, codec.time_base = Fraction(target.rate), target.tick
    codec.options = dict(target.options)
    if not target.is_rgb:
        codec.colorspace = Colorspace.ITU709
        codec.color_primaries = ColorPrimaries.BT709
        codec.color_trc = ColorTrc.BT709
        codec.color_range = ColorRange.MPEG
    codec.flags |= Flags.global_header | Flags.bitexact


def around(begin: int, end: int, length: int) -> tuple[slice, slice]:
    """Return the blocks that hold all that a change between pixels changes.

    With them, what is converted: a margin beside them, too.
    """
    # A pixel takes part in the colours of its neighbours.
    first = max(0, begin - REACH) // BLOCK * BLOCK
    last = min(-(-(end + REACH) // BLOCK) * BLOCK, length)
    return slice(first, last), slice(max(0, first - MARGIN), min(last + MARGIN, length))


def _samples(pixels: slice, scale: int, origin: int = 0) -> slice:
    """Return some rows or columns of a plane with a sample for ``scale`` pixels."""
    return slice((pixels.start - origin) // scale, (pixels.stop - origin) // scale)


class Converter:
    """Turns drawn pixels into pictures for an encoder, in BT.709, studio range."""

    def __init__(self, target: Target) -> None:
        self._target = target
        # They keep their tables between pictures of one size.
        self._whole, self._part = VideoReformatter(), VideoReformatter()
        self._known: VideoPicture | None = None  # the picture before

    def picture(self, pixels: Pixels, part: Area | None = None) -> VideoPicture:
        """Return a picture that no longer depends on the array it came from.

        Only what lies within a ``part`` of it, from left and top up to right and
        bottom, differs from the array before; without one, anything may.
        """
        if self._target.is_rgb:
            opaque = np.ascontiguousarray(pixels[:, :, :3])
            return av.VideoFrame.from_ndarray(opaque, format="rgb24")
        if self._target.is_transparent:
            return self._converted(apart(pixels), self._whole)
        left, top, right, bottom = part or (0, 0, *pixels.shape[1::-1])
        changed = (right - left) * (bottom - top)
        known = self._known
        if known is None or changed > MOST * pixels[:, :, 0].size:
            self._known = self._converted(pixels, self._whole)
        elif changed > 0:
            self._known = self._patched(known, pixels, (top, bottom), (left, right))
        assert self._known is not None
        return self._known

    def _patched(
        self,
        known: VideoPicture,
        pixels: Pixels,
        rows: tuple[int, int],
        columns: tuple[int, int],
    ) -> VideoPicture:
        """Return a picture as before, but between some rows and some columns."""
        down, rows_seen = around(*rows, len(pixels))
        across, columns_seen = around(*columns, pixels.shape[1])
        seen = np.ascontiguousarray(pixels[rows_seen, columns_seen])
        patched = av.VideoFrame(known.width, known.height, known.format.name)
        parts = _planes(self._converted(seen, self._part))
        for old, new, part in zip(_planes(known), _planes(patched), parts, strict=True):
            scale = len(pixels) // len(old)  # pixels to a sample of colour, in a line
            new[:] = old
            new[_samples(down, scale), _samples(across, scale)] = part[
                _samples(down, scale, rows_seen.start),
                _samples(across, scale, columns_seen.start),
            ]
        return patched

    def _converted(self, pixels: Pixels, scaler: VideoReformatter) -> VideoPicture:
        return scaler.reformat(
            av.VideoFrame.from_numpy_buffer(pixels, format="rgba"),
            format=self._target.pixel_format,
            src_color_range=ColorRange.JPEG,
            dst_color_range=ColorRange.MPEG,
            dst_colorspace=Colorspace.ITU709,
            interpolation=EXACT,
            threads=1,
        )


def _planes(picture: VideoPicture) -> list[NDArray[np.uint8]]:
    """Return the planes of a picture, to read and to write, (height, width)."""
    return [
        np.frombuffer(memoryview(cast("Any", plane)), np.uint8).reshape(
            plane.height, plane.line_size
        )[:, : plane.width]
        for plane in picture.planes
    ]


def apart(pixels: Pixels) -> Pixels:
    """Return pixels with full colours: cairo's are multiplied by their opacity."""
    opacity = np.maximum(pixels[:, :, 3:], 1).astype(np.uint16)
    colours = (pixels[:, :, :3] * np.uint16(255) + opacity // 2) // opacity
    return np.dstack([np.minimum(colours, 255).astype(np.uint8), pixels[:, :, 3]])


def start_from_zeros() -> None:
    """Have the C library hand out zeros from now on, where it can.

    Where width or height is not a multiple of 16, x264 decides by memory that it has
    not written: the same pictures at 480×270 gave eight different files in ten.
    """
    try:
        ctypes.CDLL(None).mallopt(M_PERTURB, 0xFF)
    except (AttributeError, OSError, TypeError):
        return  # another C library


class BeatEncoder:
    """Encodes the frames of one beat, timed from its first one."""

    def __init__(self, target: Target) -> None:
        self.frames = 0  # taken so far
        self._target = target
        self._packets = 0
        start_from_zeros()
        codec = av.CodecContext.create(target.codec, "w")
        assert isinstance(codec, VideoCodecContext)
        configure(codec, target)
        codec.open()
        self._codec = codec

    def encode(self, picture: VideoPicture, repeat: int = 1) -> list[VideoPacket]:
        """Encode a picture that is held for ``repeat`` frames."""
        done: list[VideoPacket] = []
        for _ in range(repeat):
            picture.pts, picture.time_base = self.frames, self._target.tick
            picture.pict_type = PictureType.NONE
            self.frames += 1
            done += self._timed(self._codec.encode(picture))
        return done

    def finish(self) -> list[VideoPacket]:
        """Return the packets that the encoder still held back."""
        return self._timed(self._codec.encode(None))

    def _timed(self, packets: Iterable[VideoPacket]) -> list[VideoPacket]:
        # x264 gives a beat of one or two frames other decoding times than a long
        # one. Counted here instead, those of consecutive beats join without a gap.
        timed = []
        for packet in packets:
            packet.dts = self._packets - self._codec.reorder_depth
            packet.duration, packet.time_base = 1, self._target.tick
            self._packets += 1
            timed.append(packet)
        return timed


class ClipFile:
    """A video file that grows by packets of beats; it plays on its own."""

    def __init__(self, path: Path, target: Target) -> None:
        options = {"fflags": "+bitexact"}
        self._container = av.open(
            path, "w", target.container, container_options=options
        )
        stream = self._container.add_stream(target.codec, rate=target.rate)
        assert isinstance(stream, VideoStream)
        # Never asked to encode: it tells the file what the beats' encoders produce.
        configure(stream.codec_context, target)
        if target.is_transparent:
            stream.metadata["alpha_mode"] = "1"
        self._stream = stream

    def write(self, packets: Iterable[VideoPacket]) -> None:
        """Append packets, in decoding order."""
        for packet in packets:
            packet.stream = self._stream
            self._container.mux(packet)

    def close(self) -> None:
        """Write what is left and the index."""
        self._container.close()
