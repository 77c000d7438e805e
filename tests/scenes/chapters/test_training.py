"""What the network makes of the same samples: each look is that of the trace."""

from collections.abc import Callable

from checks.unpainted import play

from backprop_core import Trace
from scenes import wording
from scenes.chapters import CHAPTERS
from scenes.chapters.training import training_sentences as sentences
from scenes.chapters.training.training import Training

NAME = "training"


def test_it_asks_for_the_probes_of_the_table() -> None:
    """What plain Manim records of it is what a film does."""
    entry = CHAPTERS[NAME]
    assert Training.probes == (*entry.probes, *entry.extras)
    assert Training.title == entry.title


def test_the_one_that_holds_out_is_followed_if_there_is_one(
    trace: Callable[[str], Trace],
) -> None:
    """Exclusive or has a sample that is wrong at first; a curve has no classes."""
    scenes = [play(NAME, trace(name)) for name in ("xor", "curve")]
    told = [" ".join(cue.text for cue in scene.cues) for scene in scenes]
    assert ["holds out long" in each for each in told] == [True, False]
    assert [len(scene.cues) for scene in scenes] == [5, 4]


def test_every_outcome_has_a_sentence_of_its_own() -> None:
    """What came out decides what is said, and each sentence is translated."""
    tables = sentences.ASKED, sentences.LEARNED, sentences.HELD_OUT
    tables += sentences.PULLED, sentences.FURTHEST
    said = {each for table in tables for each in table.values()}
    assert len(said) == sum(map(len, tables))
    told = {
        key: text for key, text in wording.catalogue("es").items() if key[0] == NAME
    }
    assert said == {english for _, english in told if "|" in english}
    for (_, english), other in told.items():
        assert english.count("|") == other.count("|"), english
