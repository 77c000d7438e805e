"""Talks: a page a beat, with a clip and a note of its own."""

import json
import re

import av
import numpy as np
import pytest

from film.files import check_replaceable
from film.formats.html_slides import NAMES, write_html
from film.formats.manim_slides import backwards, write_json
from film.formats.pages import pages_of
from film.formats.timeline import Label, Part

LABEL = Label("δ < 1 & more", "tiny", "en", captions_on=False, ground="#0F131A")


@pytest.fixture
def parts(write_clip, moving, picture):
    """Two clips; the beats have 12, 3 and 270 frames."""
    held = [*moving(2, 9), (picture(40), 268)]
    clips = [
        write_clip([moving(12), moving(3, 30)], "0.mp4"),
        write_clip([held], "1.mp4"),
    ]
    return [
        Part(clips[0].path, "one", 0, 15, clips[0].cues),
        Part(clips[1].path, "two", 15, 270, clips[1].cues),
    ]


def write(writer, path, parts, target):
    """Write a talk with captions that are drawn."""
    writer(path, parts, [], label=LABEL, target=target)
    return path


def pictures(path):
    """All pictures of a clip, as they are decoded."""
    with av.open(path) as file:
        return [frame.to_ndarray() for frame in file.decode(video=0)]


def test_each_beat_is_a_clip(parts, target, tmp_path):
    """A page's clip shows the frames of its beat in time, not encoded again."""
    path = write(write_html, tmp_path / "talk.html", parts, target)
    clips = sorted((tmp_path / "talk_html").glob("*.mp4"))
    assert [clip.name for clip in clips] == ["000.mp4", "001.mp4", "002.mp4"]
    assert [len(pictures(clip)) for clip in clips] == [12, 3, 270]
    whole = pictures(parts[0].path)
    assert np.array_equal(pictures(clips[1]), whole[12:])
    assert path.read_text("utf-8").count("<section>") == 3


def test_page_says_the_sentence_and_nothing_of_elsewhere(parts, target, tmp_path):
    """Sentences are notes, what HTML would read is escaped, all paths are beside."""
    text = write(write_html, tmp_path / "talk.html", parts, target).read_text("utf-8")
    notes = re.findall(r'<aside class="notes">(.*)</aside>', text)
    assert notes == [page.sentence for page in pages_of(parts)]
    assert "<title>δ &lt; 1 &amp; more</title>" in text
    sources = re.findall(r'(?:src|href)="([^"]*)"', text)
    assert len(sources) == 6
    assert all((tmp_path / source).is_file() for source in sources)


def test_talk_is_written_again_but_never_over_other_files(parts, target, tmp_path):
    """The folder of an old talk is replaced; any other is left alone."""
    write(write_html, tmp_path / "talk.html", parts, target)
    check_replaceable(tmp_path / "talk_html", NAMES)
    write(write_html, tmp_path / "talk.html", parts[:1], target)
    assert len(list((tmp_path / "talk_html").glob("*.mp4"))) == 2
    (tmp_path / "talk_html" / "mine.txt").touch()
    with pytest.raises(FileExistsError, match="left alone"):
        check_replaceable(tmp_path / "talk_html", NAMES)


def test_manim_slides_finds_every_clip(parts, target, tmp_path):
    """Its file names clips from the folder above, with notes, size and ground."""
    path = write(write_json, tmp_path / "slides" / "talk.json", parts, target)
    talk = json.loads(path.read_text("utf-8"))
    assert talk["resolution"] == [160, 90]
    assert talk["background_color"] == "#0F131A"
    notes = [slide["notes"] for slide in talk["slides"]]
    assert notes == [page.sentence for page in pages_of(parts)]
    for slide in talk["slides"]:
        there, back = (tmp_path / slide[key] for key in ("file", "rev_file"))
        assert len(pictures(there)) == len(pictures(back))


def test_backwards_is_the_same_pictures_from_the_end(parts, target):
    """Also across key frames inside a long beat."""
    for page in pages_of(parts):
        forwards = pictures(page.clip)[page.start : page.start + page.frames]
        found = [picture.to_ndarray() for picture in backwards(page, target)]
        assert np.array_equal(found, forwards[::-1])
