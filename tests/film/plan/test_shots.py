"""Which shots a film has, and that planning them is cheap."""

import subprocess
import sys

import pytest

from backprop_core import Recording, RunSpec, SpecError, train
from film.make import film_about
from film.plan import own_chapters
from film.plan.shots import plan
from film.plan.target import Target
from film.spec import FilmSpec
from scenes.chapters import CHAPTERS, ChapterEntry
from scenes.setting import Setting

TARGET = Target(160, 90, 15)
ABOUT = {"a": "step", "b": "step", "c": "training", "d": "step"}


@pytest.fixture(scope="module")
def trace():
    """Two bits and six steps."""
    run = RunSpec(
        data={"name": "xor"}, network={"layers": [2, 2, 1]}, training={"max_steps": 6}
    )
    asked = {probe for entry in CHAPTERS.values() for probe in entry.probes}
    return train(run, Recording(probes=tuple(sorted(asked))))


def test_steps_are_told_whole_one_after_the_other(trace, monkeypatch):
    """A run of step chapters is told for each step; the training once."""
    table = {name: ChapterEntry(name, name, about, ()) for name, about in ABOUT.items()}
    film = film_about(trace).model_copy(
        update={"chapters": tuple("abcd"), "steps": (0, 5)}
    )
    monkeypatch.setattr(own_chapters, "CHAPTERS", table)
    names = [shot.name for shot in plan(trace, film, TARGET, Setting())]
    assert names == ["a@0", "b@0", "a@5", "b@5", "c", "d@0", "d@5"]


def test_a_chapter_knows_that_it_was_told_of_another_step(trace):
    """The first step is told whole; the same chapter is told again for the next."""
    film = film_about(trace).model_copy(
        update={"chapters": ("neuron", "loss"), "steps": (0, 5)}
    )
    shots = plan(trace, film, TARGET, Setting())
    told = [(shot.name, shot.setting.again) for shot in shots if not shot.interlude]
    names = ("neuron@0", False), ("loss@0", False), ("neuron@5", True), ("loss@5", True)
    assert told == [*names]


@pytest.mark.parametrize("chapter", CHAPTERS)
def test_titles_are_in_the_language_of_the_film(trace, chapter):
    """Chapter marks speak the viewer's language."""
    english, spanish = (
        plan(
            trace,
            FilmSpec(chapters=[chapter], language=language),
            TARGET,
            Setting(language=language),
        )[0].title
        for language in ("en", "es")
    )
    assert english == CHAPTERS[chapter].title
    assert spanish != english


def test_titles_tell_steps_apart(trace):
    """With several steps, marks count them as the screen does, from 1."""
    film = film_about(trace, chapters=["loss"], steps=[0, 4])
    titles = [shot.title for shot in plan(trace, film, TARGET, Setting())]
    assert titles == ["Loss · 1", "", "Loss · 5"]  # a dissolve belongs to the first


def test_a_step_that_was_not_recorded_is_named(trace):
    """A film about a step that is not in the trace says which are."""
    film = film_about(trace).model_copy(update={"steps": (7,)})
    with pytest.raises(KeyError, match=r"step 7 was not recorded\. Recorded: 0, 1"):
        plan(trace, film, TARGET, Setting())


def test_a_trace_of_all_steps_is_told_by_its_first(trace):
    """A trace recorded without wishes makes a film of bearable length."""
    assert film_about(trace).steps == (0,)


def test_wrong_wishes_come_all_at_once(trace):
    """Changed keys of [film] are checked like those of a file."""
    with pytest.raises(SpecError) as refused:
        film_about(trace, language="fr", chapters=("neurn",))
    assert len(refused.value.faults) == 2


def test_planning_imports_no_manim():
    """A film is planned without the 1.8 s that Manim takes to import."""
    program = (
        "import sys; import film.make, film.cli.options, film.cli.commands;"
        "import film.formats.film;"
        "sys.exit('manim' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0
