"""A chapter of the user's own is read, and refused, without running it."""

from pathlib import Path

import pytest

from backprop_core import SpecError, train
from backprop_core.assets import asset
from film.plan.keys import key_of
from film.plan.shots import plan
from film.plan.target import Target
from film.spec import Experiment, FilmSpec
from scenes.setting import Setting

HEAD = {
    "title": "Mine",
    "about": "step",
    "question": "Why?",
    "opens": "answered",
    "closes": "answered",
    "reads": ["step.layers.sums"],
    "probes": ["nudge"],
}
XOR = asset("experiments/xor.toml").read_text("utf-8").partition("[film]")[0]


@pytest.fixture
def write(tmp_path):
    """A function that writes a chapter beside an experiment; returns the latter."""

    def write(head=HEAD, name="mine.py", film='chapters = ["forward_pass", "mine.py"]'):
        text = head if isinstance(head, str) else f"CHAPTER = {head!r}\n1 / 0\n"
        (tmp_path / name).write_text(text)
        (tmp_path / "x.toml").write_text(f"{XOR}\n[film]\n{film}\n")
        return tmp_path / "x.toml"

    return write


def refusal(path):
    """What is said of an experiment, on one line."""
    with pytest.raises(SpecError) as found:
        Experiment.load(path)
    (line,) = str(found.value).splitlines()
    return line


def test_it_is_found_beside_the_experiment_and_not_run(write, tmp_path, monkeypatch):
    """From whichever folder; its last line would fail. Its probes are recorded."""
    path = write()
    monkeypatch.chdir("/")
    experiment = Experiment.load(path)
    assert experiment.film.chapters == ("forward_pass", str(tmp_path / "mine.py"))
    assert experiment.recording().probes == ("nudge",)


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"about": "stepp"}, "CHAPTER.about: unknown 'stepp'. Choose from step, once,"),
        ({"about": "stepp"}, "Did you mean 'step'?"),
        ({"opens": "answerd"}, "Did you mean 'answered'?"),
        ({"probes": ["nudg"]}, "CHAPTER.probes[0]: unknown 'nudg'. Choose from nudge,"),
        ({"reads": ["step.sumz"]}, "CHAPTER.reads[0]: 'step.sumz': unknown 'sumz'."),
        ({"reads": "step"}, "got 'step', where a list belongs."),
        ({"titel": "Mine"}, "unknown key. Choose from title, about, reads, probes,"),
        ({"title": 3}, "CHAPTER.title: got 3, where text in quotes belongs."),
    ],
)
def test_a_typo_is_named_with_what_is_allowed(write, change, message):
    """File, line, key and value, beside the place in the experiment that names it."""
    line = refusal(write({**HEAD, **change}))
    assert message in line
    assert "film.chapters[1]: " in line
    assert "mine.py:1: CHAPTER" in line


def test_all_faults_of_a_file_are_told_at_once(write):
    """A line each, in a file or on the command line."""
    path = write({**HEAD, "about": "stepp", "opens": "answerd", "reads": ["stp"]})
    xor = Experiment.load(asset("experiments/xor.toml"))
    own = (str(path.with_name("mine.py")),)
    for told in lambda: Experiment.load(path), lambda: xor.amended(chapters=own):
        with pytest.raises(SpecError) as found:
            told()
        lines = str(found.value).splitlines()
        assert [line.count("mine.py:1: CHAPTER.") for line in lines] == [1, 1, 1]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("chapter = {}", 'has no CHAPTER. Write CHAPTER = {"title"'),
        ("CHAPTR = {}", "Did you mean 'CHAPTR'?"),
        ("a = 1\nCHAPTER = dict(title='a')", "mine.py:2: CHAPTER: is not a literal."),
        ("CHAPTER = {\n", "mine.py:1: not Python: '{' was never closed."),
        ("CHAPTER = 3", "CHAPTER: "),
    ],
)
def test_a_file_that_says_nothing_is_refused(write, text, message):
    """What cannot be read without running it does not count."""
    assert message in refusal(write(text))


def test_a_file_that_is_not_there_is_named(write):
    """By its path."""
    line = refusal(write(film='chapters = ["yours.py"]'))
    assert "yours.py: no such file." in line


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("loss.py", "the name 'loss' is one of ours. Rename the file, my_loss.py"),
        ("card.py", "one of ours"),
        ("random.py", "the name 'random' is Python's own."),
        ("scenes.py", "one of ours"),
    ],
)
def test_a_name_that_is_taken_is_refused(write, name, message):
    """It would hide what bears it, or be mixed up with it."""
    assert message in refusal(write(name=name, film=f'chapters = ["{name}"]'))


def test_two_files_of_one_name_are_refused(write, tmp_path):
    """Messages and captions tell chapters by their names."""
    (tmp_path / "more").mkdir()
    write(name="more/mine.py")
    line = refusal(write(film='chapters = ["mine.py", "more/mine.py"]'))
    assert "bear one name. Rename one of them." in line


@pytest.fixture(scope="module")
def trace():
    """The first step of exclusive or, with what the chapter asks for."""
    experiment = Experiment.load(asset("experiments/xor.toml"))
    told = experiment.amended(chapters=["nudge"])
    return train(told.run, told.recording())


def planned(trace, path, **changes):
    """The shots of the film of an experiment."""
    film = Experiment.load(path).film.model_copy(update=changes)
    setting = Setting(language=film.language)
    return plan(trace, film, Target(160, 90, 5), setting)


def test_with_homes_it_is_joined_and_asked_for(write, trace):
    """Like a chapter of ours, and untranslated in another language."""
    path = write(film='chapters = ["mine.py", "hidden_deltas"]')
    shots = planned(trace, path, language="es")
    assert " ".join(shot.name for shot in shots) == (
        "card-mine@0 mine@0 dissolve-mine@0 card-hidden_deltas@0 hidden_deltas@0"
    )
    assert shots[0].interlude.question == "Why?"
    assert (shots[0].title, shots[3].interlude.count) == ("Mine", 2)


def test_without_homes_it_stands_alone(write, trace):
    """No card and no dissolve; it reads what the stage shows of a network."""
    head = {key: HEAD[key] for key in ("title", "about", "reads")}
    shots = planned(trace, write(head))
    assert [shot.scene for shot in shots][:2] == ["card", "forward_pass"]
    assert [shot.name for shot in shots][2:] == ["mine@0"]
    assert {"step.layers.weights", "step.layers.sums"} <= set(shots[-1].reads)


def test_its_key_follows_it_and_what_it_imports_from_its_folder(write, trace, tmp_path):
    """Whatever runs when it runs, ours included; where the folder lies is no part."""
    (tmp_path / "parts").mkdir()
    (tmp_path / "parts" / "more.py").write_text("import far\n")
    (tmp_path / "far.py").write_text("A = 1\n")
    (tmp_path / "other.py").write_text("A = 1\n")
    code = "def f():\n    from parts import more\nfrom scenes.step_chapter import A\n"
    path = write(f"CHAPTER = {HEAD}\n{code}")

    def key():
        return key_of(planned(trace, path)[-1], trace)

    before = key()
    assert {"mine.py", "parts/more.py", "far.py"} < set(before)
    assert {"scenes/step_chapter.py", "film/render/encoder.py"} < set(before)
    assert not any("other.py" in name or str(tmp_path) in name for name in before)
    assert not any(str(tmp_path) in value for value in before.values())
    (tmp_path / "far.py").write_text("A = 2\n")
    assert {name for name in before if before[name] != key()[name]} == {"far.py"}


def test_paths_from_python_are_found_from_the_current_folder(
    write, tmp_path, monkeypatch
):
    """As with any other file that a program names."""
    write()
    monkeypatch.chdir(tmp_path)
    assert FilmSpec(chapters=("mine.py",)).chapters == (
        str(Path("mine.py").absolute()),
    )
