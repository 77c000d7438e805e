"""A shot is rendered again exactly if something changed that it shows or is made of."""

import pytest

from backprop_core import Recording, RunSpec, train
from film.clips import changes
from film.keys import key_of
from film.shots import plan
from film.spec import FilmSpec
from film.target import Target
from scenes.chapters import CHAPTERS
from scenes.setting import Setting


def keys(*, learning_rate=0.5, language="en"):
    """The key of each chapter about the first step of a small training."""
    run = RunSpec(
        data={"name": "xor"},
        network={"layers": [2, 3, 1], "activation": "tanh"},
        training={"learning_rate": learning_rate, "max_steps": 4, "seed": 4},
    )
    trace = train(run, Recording(steps=(0,)))
    setting = Setting(language=language)
    shots = plan(trace, FilmSpec(language=language), Target(160, 90, 15), setting)
    return {shot.chapter: key_of(shot, trace) for shot in shots}


def test_another_learning_rate_renders_the_update_alone():
    """What the step showed before its update is the same, and so are its clips."""
    before, after = keys(), keys(learning_rate=0.25)
    changed = [name for name in CHAPTERS if before[name].digest != after[name].digest]
    assert changed == ["weight_update"]


def test_the_same_training_renders_nothing():
    """Keys do not depend on when they are made."""
    assert {name: key.digest for name, key in keys().items()} == {
        name: key.digest for name, key in keys().items()
    }


def test_a_reason_names_what_changed():
    """The learning rate is said to be why the update is rendered again."""
    before, after = (keys(learning_rate=rate)["weight_update"] for rate in (0.5, 0.1))
    assert "learning_rate" in changes(before.parts, after.parts)


@pytest.mark.parametrize("chapter", CHAPTERS)
def test_a_changed_sentence_concerns_its_chapter_alone(chapter):
    """The file with a chapter's sentences is part of its own key, of no other."""
    file = f"scenes/chapters/{chapter}.py"
    assert [name for name, key in keys().items() if file in key.parts] == [chapter]


def test_a_translation_concerns_its_language_alone():
    """Chapters in English do not ask for a catalogue, those in Spanish do."""
    english, spanish = keys(), keys(language="es")
    for name in CHAPTERS:
        assert english[name].parts["wording"] != spanish[name].parts["wording"]
