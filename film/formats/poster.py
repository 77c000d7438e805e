"""The picture that stands for the film in a file browser."""

from collections.abc import Iterable
from io import BytesIO
from pathlib import Path

import av
from av.video.frame import VideoFrame
from av.video.reformatter import ColorRange, Colorspace
from PIL import Image

from film.formats.tracks import decoded

QUALITY = 90  # of the JPEG


def poster(clips: Iterable[Path]) -> bytes:
    """Return, as a JPEG, the key frame with the most to see: the one of most bytes."""
    found = max((_largest_key_frame(clip) for clip in clips), key=lambda one: one[0])
    _, key_frame, head = found
    return _jpeg(decoded([key_frame], head)[0])


def first_picture(clip: Path) -> bytes:
    """Return the first picture of a clip as a JPEG."""
    with av.open(clip) as file:
        return _jpeg(next(file.decode(video=0)))


def _largest_key_frame(clip: Path) -> tuple[int, bytes, bytes | None]:
    with av.open(clip) as file:
        stream = file.streams.video[0]
        keys = (packet for packet in file.demux(stream) if packet.is_keyframe)
        # The first of several as large, so that the choice never depends on order.
        size, _, frame = max((key.size, -place, key) for place, key in enumerate(keys))
        return size, bytes(frame), stream.codec_context.extradata


def _jpeg(picture: VideoFrame) -> bytes:
    pixels = picture.reformat(
        format="rgb24",
        src_colorspace=Colorspace.ITU709,
        src_color_range=ColorRange.MPEG,
        dst_color_range=ColorRange.JPEG,
        threads=1,
    ).to_ndarray()
    file = BytesIO()
    # Full colour resolution: thin coloured lines on black are what it shows.
    Image.fromarray(pixels).save(file, "JPEG", quality=QUALITY, subsampling=0)
    return file.getvalue()
