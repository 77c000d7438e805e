"""A film before it is written: clips in their places."""

from pathlib import Path

from film.clip import Clip
from film.formats.captions import Block
from film.formats.film import Film, Label
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
