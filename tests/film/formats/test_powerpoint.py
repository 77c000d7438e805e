"""A talk for PowerPoint: pages, clips that start by themselves, notes."""

import pytest

from film.formats import powerpoint
from film.formats.film import NO_WISHES, Film, Label
from film.formats.powerpoint import write_pptx
from film.formats.registry import Output

pptx = pytest.importorskip("pptx", reason="python-pptx is not installed")
LABEL = Label("A title", "tiny", "en", captions_on=False, ground="#0F131A")


@pytest.fixture
def written(write_clip, moving, target, tmp_path):
    """A function that writes a talk of two beats."""
    clip = write_clip([moving(12), moving(3, 30)])

    def write(name="talk.pptx"):
        path = tmp_path / "films" / name
        write_pptx(path, Film.of([("one", clip)], LABEL, target))
        return path

    return write


def test_a_page_a_beat_with_its_sentence_as_note(written):
    """Each page is all clip, 16:9, and the speaker reads the sentence."""
    talk = pptx.Presentation(written())
    assert talk.core_properties.title == "A title"
    assert talk.slide_width * 9 == talk.slide_height * 16
    notes = [slide.notes_slide.notes_text_frame.text for slide in talk.slides]
    assert notes == ["This is sentence number 0.", "This is sentence number 1."]
    for slide in talk.slides:
        (movie,) = slide.shapes
        size = (movie.left, movie.top, movie.width, movie.height)
        assert size == (0, 0, talk.slide_width, talk.slide_height)


def test_clips_start_by_themselves_and_play_once(written):
    """No click is waited for, and nothing says to repeat or to rewind."""
    for slide in pptx.Presentation(written()).slides:
        (node,) = slide.element.xpath(".//p:video/p:cMediaNode/p:cTn")
        assert node.get("fill") == "hold"
        assert node.get("repeatCount") is None
        (start,) = slide.element.xpath(".//p:video//p:stCondLst/p:cond")
        assert start.get("delay") == "0"


def test_the_same_clips_are_the_same_talk(written):
    """Written twice, the bytes are equal: no time of day is inside."""
    assert written("a.pptx").read_bytes() == written("b.pptx").read_bytes()


def test_a_missing_library_is_named_before_rendering(monkeypatch, target):
    """Without python-pptx one line says what to install."""
    monkeypatch.setattr(powerpoint, "find_spec", lambda name: None)
    with pytest.raises(ValueError, match=r"pip install 'backprop-film\[slides\]'"):
        Output.of("talk.pptx", target, NO_WISHES)
