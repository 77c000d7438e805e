"""A shot is rendered again exactly if something changed that it shows or is made of."""

import re
import sys
from copy import copy
from dataclasses import fields, replace
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

from backprop_core import Recording, RunSpec, Trace, train
from backprop_core.assets import asset
from film.cache.cache import training_key
from film.plan import source_files
from film.plan.digests import digest
from film.plan.keys import LIBRARIES, MAKERS, drawn_by, installed, key_of
from film.plan.shots import plan
from film.plan.target import Target
from film.render.playing import manim_set_up, played
from film.render.reports import changes
from film.spec import Experiment, FilmSpec, objection
from scenes import wording
from scenes.chapters import CHAPTERS
from scenes.engine import numerals, typesetting
from scenes.home import Interlude
from scenes.setting import Setting

TINY = asset("experiments/tiny.toml")


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
    told = [shot for shot in shots if shot.interlude is None]
    return {shot.chapter: key_of(shot, trace) for shot in told}


def test_another_learning_rate_renders_what_follows_from_it():
    """What the step showed before its update is the same, and so are its clips."""
    before, after = keys(), keys(learning_rate=0.25)
    changed = [name for name in CHAPTERS if before[name] != after[name]]
    since_then = ("descent", "training", "depth", "rivals", "history", "closing")
    assert changed == ["weight_update", "algorithm", *since_then]


def test_the_same_training_renders_nothing():
    """Keys do not depend on when they are made."""
    assert keys() == keys()


def test_a_reason_names_what_changed():
    """The learning rate is said to be why the update is rendered again."""
    before, after = (keys(learning_rate=rate)["weight_update"] for rate in (0.5, 0.1))
    assert "learning_rate" in changes(before, after)


@pytest.mark.parametrize("chapter", CHAPTERS)
def test_a_changed_sentence_concerns_its_chapter_alone(chapter):
    """The file with a chapter's sentences is part of its own key, of no other."""
    file = f"scenes/chapters/{chapter}/{chapter}.py"
    assert [name for name, key in keys().items() if file in key] == [chapter]


def test_a_translation_concerns_its_language_alone():
    """Chapters in English do not ask for a catalogue, those in Spanish do."""
    english, spanish = keys(), keys(language="es")
    for name in CHAPTERS:
        assert english[name]["wording"] != spanish[name]["wording"]


@pytest.mark.parametrize(
    ("context", "chapters"), [("loss", ["loss"]), ("common", list(CHAPTERS))]
)
def test_another_translation_concerns_the_chapters_that_say_it(
    context, chapters, monkeypatch
):
    """A sentence belongs to one chapter, or is common to all."""
    before, entries = keys(language="es"), dict(wording.catalogue("es"))
    entries[next(key for key in entries if key[0] == context)] = "otra"
    monkeypatch.setattr(wording, "catalogue", {"es": entries}.get)
    after = keys(language="es")
    changed = [name for name in CHAPTERS if before[name] != after[name]]
    assert changed == chapters


@pytest.fixture(scope="module")
def loaded(tmp_path_factory):
    """A small trace as a worker has it: from a file."""
    path = tmp_path_factory.mktemp("trace") / "tiny.safetensors"
    run = RunSpec.load(TINY)
    asked = {probe for entry in CHAPTERS.values() for probe in entry.probes}
    probes = tuple(sorted(probe for probe in asked if not objection(run, probe)))
    train(run, Recording(steps=(0,), probes=probes)).save(path)
    return Trace.load(path)


BETWEEN = {
    "card": Interlude("sample arrives", question="Why?", title="So", number=1, count=2),
    "dissolve": Interlude("sample arrives", "all know"),
}


@pytest.mark.parametrize("scene", [*CHAPTERS, *BETWEEN])
def test_all_that_runs_while_a_shot_is_drawn_is_in_its_key(loaded, scene, tmp_path):
    """No file or library is overlooked whose change could change a picture."""
    target, ran, between = Target(160, 90, 5), set(), BETWEEN.get(scene)
    chapter = "neuron" if between else scene
    (shot,) = plan(loaded, FilmSpec(chapters=(chapter,)), target, Setting())
    for each in (*vars(typesetting).values(), *vars(numerals).values()):
        if hasattr(each, "cache_clear"):  # what an earlier test had set is set again
            each.cache_clear()
    shot = replace(shot, interlude=between)
    with manim_set_up(target, tmp_path, writes=False):
        sys.setprofile(lambda frame, *_: ran.add(frame.f_code))
        try:
            played(shot, loaded)
        finally:
            sys.setprofile(None)
    files = {code.co_filename for code in ran if code.co_name != "<module>"}
    drawing = {file for file in map(_ours, files) if not file.startswith("film/")}
    # The table of chapters is in the key, and where a scene is found changes none.
    tables = {f"scenes{room}/__init__.py" for room in ("", "/chapters", "/interludes")}
    drawing -= {"", *tables}
    assert {"backprop_core/trace/paths.py", "scenes/engine/pen.py"} < drawing
    assert drawing <= set(drawn_by(scene))
    libraries = {library for file in files for library in _libraries(file)}
    assert {"manim", "numpy"} <= libraries  # svgelements reads a glyph once
    assert libraries <= {name.lower() for name in (*LIBRARIES, *PLUMBING)}


# These check and carry values on their way, and change none.
PLUMBING = ("pydantic", "typing-extensions")
LOCK = (source_files.ROOT / "requirements" / "film.txt").read_text("utf-8")
LOCKED = set(re.findall(r"^([\w.-]+)==", LOCK, re.M))  # without the tools of tests
HOMES = packages_distributions()


def _libraries(file):
    """The libraries of a film that an installed file may be of."""
    module = file.partition("site-packages/")[2].partition("/")[0]
    homes = HOMES.get(module.removesuffix(".py"), [])
    return LOCKED & {home.lower().replace("_", "-") for home in homes}


def _ours(file):
    """The path of a file of ours in the project; "" of others."""
    path = Path(file)
    if not any(
        path.is_relative_to(source_files.ROOT / each) for each in source_files.PACKAGES
    ):
        return ""
    return path.relative_to(source_files.ROOT).as_posix()


VALID = {"language": "es", "notation": "classic", "theme": "light"}


def with_another(value, name):
    """A frozen value with one field changed; most need not be valid in a key."""
    old = getattr(value, name)
    other = (not old) if isinstance(old, bool) else (old, "other")
    changed = copy(value)
    object.__setattr__(changed, name, VALID.get(name, other))
    return changed


SETTING, TARGET = Setting(), Target(160, 90, 15)


def key_with(trace, chapter, *, setting=SETTING, target=TARGET):
    """The key of a chapter that is told like this, for that target."""
    (shot,) = plan(trace, FilmSpec(chapters=(chapter,)), target, setting)
    return digest(key_of(shot, trace))


@pytest.mark.parametrize("field", [field.name for field in fields(Target)])
def test_whatever_a_target_says_is_in_the_key(loaded, field):
    """A field that was added to the target today renders anew as well."""
    other = with_another(TARGET, field)
    assert key_with(loaded, "loss", target=other) != key_with(loaded, "loss")


@pytest.mark.parametrize("field", [field.name for field in fields(Setting)])
@pytest.mark.parametrize("chapter", CHAPTERS)
def test_whatever_a_chapter_reads_of_a_setting_is_in_its_key(
    loaded, chapter, field, monkeypatch
):
    """Every field is read by all; title and experiment where it is declared."""
    entry, other = CHAPTERS[chapter], with_another(SETTING, field)
    shown = field not in ("title", "experiment") or f"setting.{field}" in entry.reads
    before = key_with(loaded, chapter)
    assert (key_with(loaded, chapter, setting=other) != before) is shown
    declared = replace(entry, reads=(*entry.reads, f"setting.{field}"))
    monkeypatch.setitem(CHAPTERS, chapter, declared)
    assert key_with(loaded, chapter, setting=other) != before


@pytest.mark.parametrize("maker", MAKERS)
def test_what_makes_numbers_is_in_the_key_of_the_trace_alone(maker):
    """Another way to train is tried out; shots wait for other numbers."""
    trained = training_key(Experiment.load(TINY))
    path = maker.replace(".", "/")
    within = re.compile(rf"{path}(\.py|/.*)")
    assert any(map(within.fullmatch, trained)) == path.startswith("backprop_core")
    for key in keys().values():
        assert not any(map(within.fullmatch, key))


@pytest.mark.parametrize(("chapter", "draws"), [("chain_rule", True), ("loss", False)])
def test_a_drawing_is_in_the_key_of_what_may_draw_it(chapter, draws):
    """A changed drawing renders the chapters that can paint drawings, and no other."""
    made_of = installed(chapter, "en")
    assert ("assets/drawings/hare.svg" in made_of) == draws
