"""A film before it is written: clips in their places."""

from pathlib import Path

from film.clip import Clip
from film.formats.captions import Block
from film.formats.film import ChapterMark, Film, Label
from scenes.cues import Cue

LABEL = Label("A title", "tiny", "en", captions_on=False)


def test_clips_and_captions_follow_each_other(target):
    """Each clip begins where the one before ends, and so do its sentences."""
    one = Clip(Path("1"), 7, (Cue(0, 5, "one", "a"), Cue(5, 2, "two", "b")), ())
    two = Clip(Path("2"), 3, (Cue(0, 3, "three", "a"),), ())
    film = Film.of([("First", one), ("Second", two)], LABEL, target)
    assert [(part.title, part.start) for part in film.parts] == [
        ("First", 0),
        ("Second", 7),
    ]
    assert film.frames == 10
    blocks = Block(0, 5, "one"), Block(5, 2, "two"), Block(7, 3, "three")
    assert film.captions == blocks


def test_a_mark_begins_at_the_card_and_lasts_to_the_next_one(target):
    """A chapter and the dissolve after it go on under the title of its card."""
    shots = [("One", 3, "What?"), ("", 9, "So."), ("", 2, ""), ("Two", 4, "And?")]
    clips = [
        (title, Clip(Path(text), frames, (Cue(0, frames, text, "a"),), ()))
        for title, frames, text in shots
    ]
    film = Film.of(clips, LABEL, target)
    assert film.marks == (ChapterMark("One", 0, 14), ChapterMark("Two", 14, 18))
    assert [block.text for block in film.captions] == ["What?", "So.", "And?"]
