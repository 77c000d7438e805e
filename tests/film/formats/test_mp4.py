"""The film file: what players, browsers and file managers find in it."""

import json
import shutil
import struct
import subprocess
from fractions import Fraction
from io import BytesIO

import av
import pytest
from av.stream import Disposition
from PIL import Image

from film.formats.film import Film, Label
from film.formats.mp4 import boxes, write_mp4

LABEL = Label("Un título", "digits", "es", captions_on=False)


@pytest.fixture
def clips(write_clip, moving):
    """Two clips, of two beats and of one."""
    return [
        write_clip([moving(20), moving(11, 30)], "0.mp4"),
        write_clip([moving(16, 5)], "1.mp4"),
    ]


@pytest.fixture
def join(clips, tmp_path, target):
    """A function that joins the clips to a film."""

    def write(name="film.mp4", label=LABEL):
        path = tmp_path / "films" / name
        titled = zip(["Adelante", "Atrás"], clips, strict=True)
        write_mp4(path, Film.of(titled, label, target))
        return path

    return write


def test_every_frame_is_there_in_time(join, target):
    """All frames of all clips follow each other at a constant rate."""
    with av.open(join()) as film:
        assert film.streams.video[0].average_rate == target.rate
        times = [frame.time for frame in film.decode(video=0)]
    assert times == pytest.approx([n / target.rate for n in range(47)])


def test_pictures_are_not_encoded_again(join, clips):
    """The film holds the very packets of its clips."""

    def packets(path):
        with av.open(path) as file:
            return [bytes(packet) for packet in file.demux(video=0) if packet.size]

    assert packets(join()) == packets(clips[0].path) + packets(clips[1].path)


def test_marks_its_chapters(join):
    """Each clip has a chapter mark with its title, from its first frame to its last."""
    with av.open(join()) as film:
        marks = [
            (mark["metadata"]["title"], mark["start"] * mark["time_base"])
            for mark in film.chapters()
        ]
    assert marks == [("Adelante", 0), ("Atrás", pytest.approx(31 / 15, abs=1e-3))]


def test_says_what_it_is(join):
    """Title, experiment and language are in the metadata."""
    with av.open(join()) as film:
        assert film.metadata["title"] == "Un título"
        assert film.metadata["comment"] == "digits"
        assert film.streams[0].language == "spa"


def test_index_stands_in_front(join):
    """A browser can play it while it loads."""
    path = join()
    with path.open("rb") as file:
        kinds = [kind for kind, _, _ in boxes(file, 0, path.stat().st_size)]
    assert kinds.index(b"moov") < kinds.index(b"mdat")


def test_poster_is_a_picture_of_the_film(join, target):
    """The poster is a JPEG of the film's size, and stream 0 is still the film."""
    with av.open(join()) as film:
        assert film.streams.best("video").index == 0
        poster = next(
            stream
            for stream in film.streams
            if stream.disposition & Disposition.attached_pic
        )
        image = Image.open(BytesIO(bytes(next(film.demux(poster)))))
    assert (image.format, image.size) == ("JPEG", (target.width, target.height))
    assert image.getpixel((2, 2)) == pytest.approx((15, 19, 26), abs=4)


@pytest.mark.parametrize("on", [True, False])
def test_caption_track_is_on_only_without_drawn_captions(join, on):
    """Captions that are drawn in the picture are not shown a second time."""
    label = Label("title", "digits", "en", captions_on=on)
    with av.open(join(label=label)) as film:
        track = film.streams.subtitles[0]
        assert bool(track.disposition & Disposition.default) is on
        assert film.streams.video[0].disposition & Disposition.default


def test_caption_track_has_the_sentences_in_time(join, clips, target):
    """The track says each sentence for the frames that the clip's cue says."""
    with av.open(join()) as film:
        packets = list(film.demux(subtitles=0))
    said = [
        (packet.pts * packet.time_base, packet.duration * packet.time_base, text)
        for packet in packets
        if packet.size > 2 and (text := _text(packet))
    ]
    assert said == [
        (
            Fraction(block.start, target.rate),
            Fraction(block.frames, target.rate),
            block.text,
        )
        for block in Film.of([("", clip) for clip in clips], LABEL, target).captions
    ]


def _text(packet):
    content = bytes(packet)
    (length,) = struct.unpack(">H", content[:2])
    return content[2 : 2 + length].decode()


def test_the_same_clips_are_the_same_film(join):
    """Joined twice, the bytes are equal."""
    assert join("one.mp4").read_bytes() == join("two.mp4").read_bytes()


@pytest.mark.skipif(not shutil.which("ffprobe"), reason="ffprobe is not installed")
def test_an_independent_reader_finds_no_fault(join):
    """Ffprobe reads it to the end without an error and counts every frame."""
    done = subprocess.run(
        [
            "ffprobe",
            "-v",
            "error",
            "-count_frames",
            "-of",
            "json",
            "-show_streams",
            join(),
        ],
        capture_output=True,
        check=True,
    )
    assert done.stderr == b""
    video = json.loads(done.stdout)["streams"][0]
    assert (video["codec_name"], video["nb_read_frames"]) == ("h264", "47")
    assert video["r_frame_rate"] == video["avg_frame_rate"] == "15/1"
    assert video["color_space"] == video["color_primaries"] == "bt709"
    assert (video["color_transfer"], video["color_range"]) == ("bt709", "tv")


def test_a_broken_clip_leaves_no_film(join, clips):
    """What fails halfway leaves neither a film nor a part of one."""
    clips[1].path.write_bytes(b"not a film")
    with pytest.raises(av.error.InvalidDataError):
        join()
    assert not list(clips[0].path.parent.glob("films/*"))
