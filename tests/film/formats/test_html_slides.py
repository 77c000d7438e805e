"""Talks: a page a beat, with a clip and a note of its own."""

import json
import re
from dataclasses import replace

import av
import numpy as np
import pytest

from film.files import check_replaceable
from film.formats.film import Film, Label
from film.formats.html_slides import NAMES, write_html
from film.formats.manim_slides import backwards, write_json
from film.formats.pages import pages_of
from film.formats.registry import named

LABEL = Label("δ < 1 & more", "tiny", "en", captions_on=False, ground="#0F131A")


@pytest.fixture
def film(write_clip, moving, picture, target):
    """Two clips; the beats have 12, 3 and 270 frames; captions are drawn."""
    held = [*moving(2, 9), (picture(40), 268)]
    clips = [
        write_clip([moving(12), moving(3, 30)], "0.mp4"),
        write_clip([held], "1.mp4"),
    ]
    return Film.of(zip(["one", "two"], clips, strict=True), LABEL, target)


def pictures(path):
    """All pictures of a clip, as they are decoded."""
    with av.open(path) as file:
        return [frame.to_ndarray() for frame in file.decode(video=0)]


def test_each_beat_is_a_clip(film, tmp_path):
    """A page's clip shows the frames of its beat in time, not encoded again."""
    path = tmp_path / "talk.html"
    write_html(path, film)
    clips = sorted((tmp_path / "talk_html").glob("*.mp4"))
    assert [clip.name for clip in clips] == ["000.mp4", "001.mp4", "002.mp4"]
    assert [len(pictures(clip)) for clip in clips] == [12, 3, 270]
    whole = pictures(film.clips[0])
    assert np.array_equal(pictures(clips[1]), whole[12:])
    assert path.read_text("utf-8").count("<section>") == 3


def test_a_dissolve_is_played_by_the_click_that_turns_it(film, tmp_path):
    """It is no page; its frames come before those of the next beat, none is lost."""
    first, last = film.parts
    dissolve = replace(last.clip, cues=(replace(last.clip.cues[0], text=""),))
    parts = [
        (part.title, clip) for part, clip in ((first, first.clip), (last, dissolve))
    ]
    joint = Film.of([*parts, ("three", first.clip)], LABEL, film.target)
    pages = pages_of(joint)
    assert [page.sentence for page in pages] == [
        cue.text for clip in (first.clip, first.clip) for cue in clip.cues
    ]
    pages[2].write(tmp_path / "page.mp4")
    expected = [*pictures(last.clip.path), *pictures(first.clip.path)[:12]]
    assert np.array_equal(pictures(tmp_path / "page.mp4"), expected)
    back = [picture.to_ndarray() for picture in backwards(pages[2])]
    assert np.array_equal(back, expected[::-1])


def test_page_says_the_sentence_and_nothing_of_elsewhere(film, tmp_path):
    """Sentences are notes, what HTML would read is escaped, all paths are beside."""
    write_html(tmp_path / "talk.html", film)
    text = (tmp_path / "talk.html").read_text("utf-8")
    notes = re.findall(r'<aside class="notes">(.*)</aside>', text)
    assert notes == [page.sentence for page in pages_of(film)]
    assert "<title>δ &lt; 1 &amp; more</title>" in text
    sources = re.findall(r'(?:src|href)="([^"]*)"', text)
    assert len(sources) == 6
    assert all((tmp_path / source).is_file() for source in sources)


def test_talk_is_written_again_but_never_over_other_files(film, tmp_path):
    """The folder of an old talk is replaced; any other is left alone."""
    write_html(tmp_path / "talk.html", film)
    check_replaceable(tmp_path / "talk_html", named(NAMES))
    write_html(tmp_path / "talk.html", replace(film, parts=film.parts[:1]))
    assert len(list((tmp_path / "talk_html").glob("*.mp4"))) == 2
    (tmp_path / "talk_html" / "mine.txt").touch()
    with pytest.raises(FileExistsError, match="left alone"):
        check_replaceable(tmp_path / "talk_html", named(NAMES))


def test_manim_slides_finds_every_clip(film, tmp_path):
    """Its file names clips from the folder above, with notes, size and ground."""
    path = tmp_path / "slides" / "talk.json"
    write_json(path, film)
    talk = json.loads(path.read_text("utf-8"))
    assert talk["resolution"] == [160, 90]
    assert talk["background_color"] == "#0F131A"
    notes = [slide["notes"] for slide in talk["slides"]]
    assert notes == [page.sentence for page in pages_of(film)]
    for slide in talk["slides"]:
        there, back = (tmp_path / slide[key] for key in ("file", "rev_file"))
        assert len(pictures(there)) == len(pictures(back))


def test_backwards_is_the_same_pictures_from_the_end(film):
    """Also across key frames inside a long beat."""
    for page in pages_of(film):
        forwards = [
            picture
            for clip, cue in page.beats
            for picture in pictures(clip)[cue.start : cue.start + cue.frames]
        ]
        found = [picture.to_ndarray() for picture in backwards(page)]
        assert np.array_equal(found, forwards[::-1])
