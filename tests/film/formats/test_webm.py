"""Webm: VP9 with marks and captions, its ground open if asked for."""

import av
import numpy as np
import pytest
from av.stream import Disposition

from backprop_core import RunSpec, train
from film.formats.film import Film, Label
from film.formats.webm import write_webm
from film.make import film_about
from film.plan.shots import plan
from film.plan.target import Target, vp9
from film.render.encoder import apart
from film.render.still import still
from scenes.setting import Setting

PLAIN = vp9(Target(160, 90, 15), transparent=False)
OPEN = vp9(Target(160, 90, 15), transparent=True)


@pytest.fixture
def join(write_clip, moving, tmp_path):
    """A function that joins two clips of 12 and 7 frames."""

    def write(target=PLAIN, *, on=False, name="film.webm"):
        clips = [
            write_clip([moving(8), moving(4, 30)], "0.webm", target),
            write_clip([moving(7, 5)], "1.webm", target),
        ]
        label = Label("A title", "tiny", "en", captions_on=on)
        path = tmp_path / "films" / name
        titled = zip(["one", "two"], clips, strict=True)
        write_webm(path, Film.of(titled, label, target))
        return path

    return write


def test_every_frame_is_there_in_time(join):
    """All frames of all clips follow each other, in VP9 and BT.709."""
    with av.open(join()) as film:
        codec = film.streams.video[0].codec_context
        assert (codec.name, codec.colorspace, codec.color_range) == ("vp9", 1, 1)
        times = [frame.time for frame in film.decode(video=0)]
    assert times == pytest.approx([n / 15 for n in range(19)], abs=1e-3)


def test_says_what_it_is(join):
    """Title, experiment, language and chapter marks are in the file."""
    with av.open(join()) as film:
        assert film.metadata["title"] == "A title"
        assert film.metadata["COMMENT"] == "tiny"
        assert film.streams.video[0].language == "eng"
        marks = [mark["metadata"]["title"] for mark in film.chapters()]
    assert marks == ["one", "two"]


@pytest.mark.parametrize("on", [True, False])
def test_captions_are_there_and_on_only_where_none_are_drawn(join, on):
    """The track says the sentences; it is on by default without drawn ones."""
    with av.open(join(on=on)) as film:
        track = film.streams.subtitles[0]
        assert bool(track.disposition & Disposition.default) is on
        said = [bytes(packet).decode() for packet in film.demux(track) if packet.size]
    assert said[0] == "This is sentence number 0."
    assert len(said) == 3


def test_the_same_clips_are_the_same_webm(join):
    """Joined twice, the bytes are equal."""
    assert join(name="a.webm").read_bytes() == join(name="b.webm").read_bytes()


def decoded(path):
    """The first picture as a browser reads it, RGBA."""
    decoder = av.CodecContext.create("libvpx-vp9", "r")
    with av.open(path) as film:
        packet = next(film.demux(video=0))
        (frame,) = [*decoder.decode(packet), *decoder.decode(None)]
    return frame.to_ndarray(format="rgba")


def test_an_open_ground_shows_what_is_behind(write_clip, tmp_path):
    """Opacity survives clip and film: nothing, half and all of a colour."""
    pixels = np.zeros((90, 160, 4), np.uint8)
    pixels[:, 60:100] = (100, 60, 20, 128)  # multiplied by its opacity, as cairo does
    pixels[:, 100:] = (200, 120, 40, 255)
    clip = write_clip([[(pixels, 3)]], "clip.webm", OPEN)
    label = Label("A title", "tiny", "en", captions_on=False)
    path = tmp_path / "film.webm"
    write_webm(path, Film.of([("", clip)], label, OPEN))
    found = decoded(path)[45, [20, 80, 130]].astype(int)
    assert found[:, 3] == pytest.approx([0, 128, 255], abs=3)
    assert np.abs(found[1:, :3] - (200, 120, 40)).max() <= 6


def test_colours_are_freed_of_their_opacity():
    """What cairo multiplied is divided again; where nothing is, nothing is."""
    drawn = np.array([[[0, 0, 0, 0], [64, 32, 0, 128], [9, 8, 7, 255]]], np.uint8)
    freed = [[[0, 0, 0, 0], [128, 64, 0, 128], [9, 8, 7, 255]]]
    assert apart(drawn).tolist() == freed


def test_a_chapter_is_drawn_on_an_open_ground():
    """The camera paints no ground, and what it paints is solid where it is full."""
    run = RunSpec(
        data={"name": "and"}, network={"layers": [2, 1]}, training={"max_steps": 1}
    )
    trace = train(run)
    film = film_about(trace, chapters=("neuron",))
    for target, opacity in ((OPEN, 0), (PLAIN, 255)):
        shot = plan(trace, film, target, Setting())[0]
        pixels = still(trace, shot, 0)
        assert pixels[1, 1, 3] == pixels[-1, -1, 3] == opacity
        assert pixels[..., 3].max() == 255
