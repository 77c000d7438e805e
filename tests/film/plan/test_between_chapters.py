"""What stands between chapters: which asks, which joins, and what renders again."""

from dataclasses import replace

import pytest

from backprop_core import Recording, RunSpec, train
from film.make import film_about
from film.plan import own_chapters, shots
from film.plan.keys import key_of
from film.plan.shots import plan
from film.plan.target import Target
from film.spec import FilmSpec
from scenes import wording
from scenes.chapters import CHAPTERS, ChapterEntry
from scenes.setting import Setting

TARGET = Target(160, 90, 15)
KNOWN, DONE = "first layer known", "all know"
TABLE = {
    entry.name: entry
    for entry in (
        ChapterEntry("a", "A", "step", (), question="A?", opens=KNOWN, closes=KNOWN),
        ChapterEntry("b", "B", "step", (), question="B?", opens=KNOWN, closes=DONE),
        ChapterEntry("old", "Old", "step", ()),
        ChapterEntry("on", "On", "step", (), opens=DONE, closes=KNOWN),
        ChapterEntry("c", "C", "training", ()),
        ChapterEntry("in", "In", "once", (), opens="aside", closes=KNOWN, further=2),
        ChapterEntry("far", "Far", "training", (), opens="aside", closes="aside"),
    )
}


@pytest.fixture(scope="module")
def trace():
    """Two bits and six steps."""
    run = RunSpec(
        data={"name": "xor"}, network={"layers": [2, 2, 1]}, training={"max_steps": 6}
    )
    asked = {probe for entry in CHAPTERS.values() for probe in entry.probes}
    return train(run, Recording(probes=tuple(sorted(asked))))


@pytest.fixture
def planned(trace, monkeypatch):
    """A function that plans a film of made-up chapters."""

    def planned(chapters, **changes):
        told = {"chapters": tuple(chapters.split()), **changes}
        film = film_about(trace).model_copy(update=told)
        monkeypatch.setattr(own_chapters, "CHAPTERS", TABLE)
        return plan(trace, film, TARGET, Setting())

    return planned


@pytest.mark.parametrize(
    ("chapters", "steps", "names"),
    [
        ("a", (0,), "a@0"),
        ("b", (0, 5), "b@0 dissolve-b@5 b@5"),
        ("a b", (5, 0), "card-a@5 a@5 card-b@5 b@5 dissolve-b@0 a@0 b@0"),
        ("a b", (0,), "card-a@0 a@0 card-b@0 b@0"),
        ("in a", (0, 5), "in@0 card-a@0 a@0 dissolve-a@5 a@5"),
        ("a far far", (5,), "card-a@5 a@5 dissolve-a far far"),
        ("far a", (5,), "far dissolve-far@5 card-a@5 a@5"),
        ("b a", (0,), "card-b@0 b@0 dissolve-b@0 card-a@0 a@0"),
        ("b on a", (0,), "card-b@0 b@0 on@0 card-a@0 a@0"),
        ("b old a", (0,), "card-b@0 b@0 old@0 card-a@0 a@0"),
        ("b c a", (0,), "card-b@0 b@0 c card-a@0 a@0"),
        ("a a", (0,), "card-a@0 a@0 a@0"),
    ],
)
def test_what_stands_between_chapters(planned, chapters, steps, names):
    """A card where a chapter is told first, a dissolve where two do not meet."""
    assert " ".join(shot.name for shot in planned(chapters, steps=steps)) == names


def test_a_film_without_cards_keeps_its_dissolves(planned):
    """Nothing is asked, but nothing jumps either."""
    names = [shot.name for shot in planned("b a", cards=False)]
    assert names == ["b@0", "dissolve-b@0", "a@0"]


def test_a_dissolve_shows_both_steps(planned):
    """It leaves the home of the one step and arrives at that of the other."""
    joint = planned("a b", steps=(0, 5))[4]
    between = joint.interlude
    assert (between.before, between.left) == (DONE, 0)
    assert (between.after, joint.step) == (KNOWN, 5)
    assert joint.about == (0, 5)


def test_cards_count_the_chapters_of_the_film(planned):
    """Also those that have no card, once, however many steps are told."""
    cards = [shot.interlude for shot in planned("old a c b", steps=(0, 5))]
    numbers = [(card.question, card.number) for card in cards if card and card.count]
    assert numbers == [("A?", 2), ("B?", 4)]
    assert {card.count for card in cards if card and card.question} == {4}


def test_a_mark_begins_at_the_card(planned):
    """The chapter after it and a dissolve go on under its title."""
    titles = [shot.title for shot in planned("b old a", steps=(0, 5))]
    assert titles == [
        "B · 1",
        "",
        "Old · 1",
        "A · 1",
        "",
        "",
        "B · 6",
        "Old · 6",
        "A · 6",
    ]


ASKING = [name for name, entry in CHAPTERS.items() if entry.question]


@pytest.mark.parametrize("chapter", ASKING)
def test_questions_are_in_the_language_of_the_film(trace, chapter):
    """What is drawn is translated before, so no card knows a catalogue."""
    other = next(name for name in CHAPTERS if name != chapter)
    film = FilmSpec(chapters=[chapter, other], language="es")
    card = plan(trace, film, TARGET, Setting(language="es"))[0].interlude
    assert card is not None
    assert card.question.startswith("¿")
    assert card.title != CHAPTERS[chapter].title


def keys(trace, chapters, **film):
    """The key of each shot of a film, by the shot's name."""
    about = film_about(trace, chapters=chapters, **film)
    setting = Setting(title=film.get("title"), experiment="mine")
    return {
        shot.name: key_of(shot, trace) for shot in plan(trace, about, TARGET, setting)
    }


@pytest.mark.parametrize("dropped", CHAPTERS)
def test_a_dropped_chapter_changes_no_key_but_of_cards(trace, dropped):
    """And of those only what they count."""
    before = keys(trace, tuple(CHAPTERS))
    after = keys(trace, tuple(name for name in CHAPTERS if name != dropped))
    for name in {*before} & {*after}:
        one, other = before[name], after[name]
        changed = {part for part in one if one[part] != other[part]}
        assert changed <= ({"film.number", "film.count"} if "card" in name else set())


def test_neither_cards_nor_titles_of_the_film_are_in_a_key(trace):
    """A chapter knows nothing of its card, and a card not what the film is called.

    Nor does a chapter, but for those that say so.
    """
    plain = keys(trace, tuple(CHAPTERS), cards=False)
    asked, named = (keys(trace, tuple(CHAPTERS), title=t) for t in (None, "Mine"))
    assert plain.items() <= asked.items()
    told = {name for name, entry in CHAPTERS.items() if "setting.title" in entry.reads}
    assert {name.partition("@")[0] for name in asked if asked[name] != named[name]} == (
        told & {name.partition("@")[0] for name in asked}
    )


def test_a_dissolve_waits_for_the_numbers_of_both_steps(trace):
    """Another step at either end is another picture; its kind of key names them."""
    (joint,) = (
        shot
        for shot in plan(
            trace,
            film_about(trace, chapters=("neuron",), steps=[0, 5]),
            TARGET,
            Setting(),
        )
        if shot.interlude
    )
    key = key_of(joint, trace)
    other = replace(joint, interlude=replace(joint.interlude, left=3))
    changed = {part for part in key if key[part] != key_of(other, trace)[part]}
    assert {"step.layers.weights", "film.left"} <= changed


def test_questions_belong_to_no_chapter():
    """Another translation of a question renders its card again and nothing else."""
    asked = [context for context, text in wording.catalogue("es") if text in QUESTIONS]
    assert set(asked) == {shots.CARDS}


QUESTIONS = [entry.question for entry in CHAPTERS.values() if entry.question]
