"""Colours, tags, beats and bytes of what the encoder makes."""

import av
import numpy as np
import pytest

from film.plan.target import Target
from film.render.encoder import Converter


def bt709(frame, x, y):
    """Red, green and blue of a pixel, by the definition of BT.709 in studio range."""
    luma, blue, red = (
        plane[y // step, x // step] / 1.0
        for plane, step in zip(_planes(frame), (1, 2, 2), strict=True)
    )
    light = (luma - 16) / 219
    r = light + 1.5748 * (red - 128) / 224
    b = light + 1.8556 * (blue - 128) / 224
    g = (light - 0.2126 * r - 0.0722 * b) / 0.7152
    return 255 * np.array([r, g, b])


def _planes(frame):
    return [
        np.frombuffer(plane, np.uint8).reshape(plane.height, plane.line_size)
        for plane in frame.planes
    ]


COLOURS = ["0F131A", "E8EAED", "F7B5FF", "3D87FF", "CE9C0E", "FFEB00", "E3536B"]


@pytest.mark.parametrize("code", [*COLOURS, "00E99F", "00FF00", "FF0000"])
def test_colours_survive_to_the_decoder(code, write_clip, target):
    """A decoded flat picture has the drawn colour within 2 levels, read as BT.709."""
    pixels = np.full((target.height, target.width, 4), 255, np.uint8)
    drawn = np.frombuffer(bytes.fromhex(code), np.uint8)
    pixels[..., :3] = drawn
    clip = write_clip([[(pixels, 5)]])
    with av.open(clip.path) as file:
        frames = list(file.decode(video=0))
    assert len(frames) == 5
    for frame in frames:
        assert np.abs(bt709(frame, 80, 45) - drawn).max() <= 2


def test_stream_is_tagged_bt709_studio_range(write_clip, moving):
    """The stream says how its colours are meant: 1, 1, 1 and tv."""
    with av.open(write_clip([moving(5)]).path) as file:
        codec = file.streams.video[0].codec_context
        tags = (codec.color_primaries, codec.color_trc, codec.colorspace)
        assert tags == (1, 1, 1)
        assert codec.color_range == 1


def test_every_beat_begins_with_a_key_frame(write_clip, moving):
    """A player can jump to each beat, also after beats of one and two frames."""
    beats = [moving(20), moving(1, 3), moving(2, 9), moving(30, 50)]
    with av.open(write_clip(beats).path) as file:
        packets = [packet for packet in file.demux(video=0) if packet.size]
    tick = packets[0].duration
    assert [p.pts // tick for p in packets if p.is_keyframe] == [0, 20, 21, 23]
    decoding = [packet.dts // tick for packet in packets]
    assert decoding == list(range(decoding[0], decoding[0] + 53))
    assert sorted(packet.pts // tick for packet in packets) == list(range(53))


def read(clip):
    """The packets of a clip."""
    with av.open(clip.path) as file:
        yield from (packet for packet in file.demux(video=0) if packet.size)


def test_a_beat_alone_has_the_same_bytes(write_clip, moving):
    """A beat encoded after another one, or first in the shot: only its times differ."""
    clips = write_clip([moving(25)]), write_clip([moving(40), moving(25)], "two.mp4")
    here, there = ([*read(clip)][-25:] for clip in clips)
    assert [bytes(packet) for packet in here] == [bytes(packet) for packet in there]
    shift = 40 * here[0].duration
    assert [packet.pts + shift for packet in here] == [packet.pts for packet in there]
    assert [packet.dts + shift for packet in here] == [packet.dts for packet in there]


def test_held_picture_is_the_repeated_picture(write_clip, picture):
    """Holding a picture for 12 frames and drawing it 12 times are the same bytes."""
    held = write_clip([[(picture(1), 1), (picture(2), 12)]], "held.mp4")
    drawn = write_clip([[(picture(n), 1) for n in [1, *[2] * 12]]], "drawn.mp4")
    assert held.path.read_bytes() == drawn.path.read_bytes()


def test_pictures_are_numbered_at_a_constant_rate(write_clip, moving, target):
    """Frame n is shown at n / rate, to the last."""
    with av.open(write_clip([moving(13), moving(9)]).path) as file:
        times = [frame.time for frame in file.decode(video=0)]
    assert times == pytest.approx([n / target.rate for n in range(22)])


def test_conversion_does_not_depend_on_the_array(target, picture):
    """The array of a converted picture may be drawn over."""
    pixels = picture(3)
    converted = Converter(target).picture(pixels)
    before = bytes(converted.planes[0])
    pixels[...] = 0
    assert bytes(converted.planes[0]) == before


def test_target_reads_well():
    """A message can say what was being encoded."""
    assert str(Target(1920, 1080, 60)) == "libx264, 1920×1080 at 60 frames/s"


@pytest.mark.parametrize(
    "area",
    [
        (0, 0, 1, 1),
        (63, 13, 65, 14),
        (64, 64, 128, 128),
        (100, 31, 301, 193),
        (0, 150, 480, 200),
        (479, 0, 480, 270),
        (450, 269, 470, 270),
    ],
)
def test_what_changed_is_enough(area):
    """A picture of which a part was converted is the one converted whole."""
    target = Target(480, 270, 15)
    random = np.random.default_rng(0)
    pixels = random.integers(0, 256, (270, 480, 4), np.uint8)
    converter = Converter(target)
    before = [plane.copy() for plane in _planes(converter.picture(pixels))]
    left, top, right, bottom = area
    changed = pixels[top:bottom, left:right]
    changed[:] = random.integers(0, 256, changed.shape)
    part = _planes(converter.picture(pixels, area))
    whole = _planes(Converter(target).picture(pixels))
    assert not all(np.array_equal(*both) for both in zip(before, whole, strict=True))
    for one, other, step in zip(part, whole, (1, 2, 2), strict=True):
        assert np.array_equal(one[:, : 480 // step], other[:, : 480 // step])
