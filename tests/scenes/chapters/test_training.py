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
    assert [scene.holds_out for scene in scenes] == [True, False]
    assert [len(scene.cues) for scene in scenes] == [5, 4]


def test_every_outcome_has_a_sentence_of_its_own() -> None:
    """What came out decides what is said, and each sentence is translated."""
    kinds = ("pictures", "plane", "line")
    said = {
        *(sentences.asked(is_unseen=u, kind=k) for u in (True, False) for k in kinds),
        *(
            sentences.learned(kind, fell, steps=steps)
            for kind in kinds
            for fell in (-1, 0.2, 0.9)
            for steps in (1, 9)
        ),
        *(
            sentences.held_out(ended, kind=kind, is_wavering=wavers)
            for ended in ("late", "last", "wrong", "never")
            for kind in kinds[:2]
            for wavers in (True, False)
        ),
        *(
            sentences.measured(fell, is_early=early, is_better=better)
            for fell in (-1.0, 0.2, 0.9)
            for early in (True, False)
            for better in (True, False)
        ),
        *(sentences.pulled("opposed", left) for left in (0.0, 1 / 3, 0.95)),
        *(sentences.pulled(case, 1.0) for case in ("agreed", "silent")),
        *(
            sentences.shared_out(sizes, ends[: len(sizes)], 8)
            for sizes in ((1, 4, 8), (1, 8))
            for ends in ((0.1, 0.2, 0.3), (0.2, 0.1, 0.3), (0.3, 0.2, 0.1), (1, 1, 1))
        ),
        sentences.ONE,
    }
    told = {
        key: text for key, text in wording.catalogue("es").items() if key[0] == NAME
    }
    assert said == {english for _, english in told if "|" in english}
    assert len(said) == 44
    for (_, english), other in told.items():
        assert english.count("|") == other.count("|"), english
