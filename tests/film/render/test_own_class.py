"""A chapter of the user's own is filmed, kept and blamed like one of ours."""

import re
from pathlib import Path

import pytest

from backprop_core import Recording, RunSpec, train
from backprop_core.assets import asset
from film.cli.commands import run
from film.make import make_film
from film.plan.target import Target
from film.render.own_class import ENCODING, OwnChapterError, own_folder

CHAPTER = """\
from scenes.step_chapter import StepChapter
from words import WORDS

CHAPTER = {"title": "Mine", "about": "step", "reads": []}

class Mine(StepChapter):
    def construct(self):
        with self.say(WORDS):
            self.play(*self.moved())
        with self.say("And that is all."):
            pass

    def moved(self):
        return []
"""
SMALL = ["--size", "160x90", "--fps", "20", "--jobs", "2"]


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """The current folder: an experiment, a chapter, and a module that it imports."""
    monkeypatch.chdir(tmp_path)
    xor = asset("experiments/xor.toml").read_text("utf-8").partition("[film]")[0]
    Path("x.toml").write_text(f'{xor}\n[film]\nchapters = ["mine.py"]\n')
    Path("mine.py").write_text(CHAPTER)
    Path("words.py").write_text('WORDS = "One"\n')
    return tmp_path


def filmed(capsys, *words):
    """The status of `backprop film`, and what it prints for the user."""
    status = run(["film", "x.toml", *SMALL, "--cache", "kept", "-o", "x.mp4", *words])
    return status, capsys.readouterr().err


def test_an_edit_beside_it_renders_again_and_nothing_else_does(folder, capsys):
    """Two processes film it; the second run renders nothing, an edit all of it."""
    status, told = filmed(capsys)
    assert (status, "mine@0: rendered, because it is new" in told) == (0, True)
    assert "One" in Path("x.srt").read_text()
    Path("x.mp4").unlink()
    assert filmed(capsys) == (0, "mine@0: cached\n")
    Path("words.py").write_text('WORDS = "Two"\n')  # as long, in the same second
    status, told = filmed(capsys)
    assert "mine@0: rendered, because words.py changed" in told
    assert "Two" in Path("x.srt").read_text()
    assert not list(folder.rglob("__pycache__"))


def test_another_folder_with_the_same_files_renders_nothing(folder, capsys):
    """Shares may be rendered on machines where the chapter lies elsewhere."""
    filmed(capsys)
    Path("elsewhere").mkdir()
    for name in ("x.toml", "mine.py", "words.py"):
        Path(name).rename(f"elsewhere/{name}")
    run(["film", "elsewhere/x.toml", *SMALL, "--cache", "kept", "--shard", "1/2"])
    assert "rendered" not in capsys.readouterr().err


@pytest.mark.parametrize(
    ("edit", "place", "message"),
    [
        (
            ("return []", "return self.mov()"),
            "mine.py:14: in moved",
            "has no attribute",
        ),
        (("return []", "return 1 / 0"), "mine.py:14: in moved", "ZeroDivisionError"),
        (("[]\n", "self.shown(self.here('x'))\n"), "mine.py:14: in moved", "'x'"),
        (("class", "fail()\nclass"), "mine.py:6: in <module>", "name 'fail' is not"),
        (("import WORDS", "import NONE"), "mine.py:2: in <module>", "cannot import"),
        (("(StepChapter)", ""), "mine.py", "its chapters are: none. Write one class"),
        (('reads": []}', 'reads": []}\nimport bad'), "bad.py:1", "SyntaxError"),
    ],
)
def test_an_error_names_their_file_and_line(folder, capsys, edit, place, message):
    """In one message, whichever process it happened in."""
    Path("bad.py").write_text("a = (\n")
    Path("mine.py").write_text(CHAPTER.replace(*edit))
    status, told = filmed(capsys)
    assert status == 1
    first, *rest = told.splitlines()
    assert first.startswith(f"{place}: ")
    assert message in first
    assert len(rest) <= 1
    assert "Traceback" not in told


def test_what_it_reads_and_does_not_say_is_named(folder, capsys):
    """As with chapters of ours."""
    edited = CHAPTER.replace("return []", "self.step.loss")
    Path("mine.py").write_text(edited)
    _, told = filmed(capsys)
    assert "mine.py:14: in moved: HiddenField: mine reads steps.loss, which" in told


def test_an_error_from_python_has_no_other_cause(folder):
    """A notebook shows it without the traceback of a worker process."""
    Path("words.py").write_text("WORDS = 1 / 0\n")
    trace = train(RunSpec.load("x.toml"), Recording(steps=(0,), whole=False))
    with pytest.raises(OwnChapterError, match=r"^words\.py:1: in <module>") as found:
        make_film(trace, chapters=["mine.py"], target=Target(160, 90, 5))
    assert found.value.__cause__ is None


def test_a_full_disk_is_no_fault_of_the_chapter(folder):
    """What goes wrong while a picture is written is said as of any chapter."""
    names: dict[str, object] = {}
    exec(
        compile("def write():\n    raise OSError(28, 'full')", ENCODING[0], "exec"),
        names,
    )
    theirs = compile("write()", str(folder / "mine.py"), "exec")
    with (
        pytest.raises(OSError, match="full"),
        own_folder(str(folder / "mine.py")),
    ):
        exec(theirs, names)


def test_a_still_of_it_is_drawn(folder):
    """By its path from the current folder."""
    assert run(["still", "x.toml", "mine.py", "--beat", "1", "--size", "160x90"]) == 0
    assert Path("films/x-mine-1.png").is_file()


def test_new_writes_a_chapter_that_films_as_it_stands(folder, capsys):
    """A question for its card and two beats, joined to a chapter of ours."""
    assert run(["new", "--chapter", "a_start.py"]) == 0
    status, told = filmed(capsys, "-c", "a_start.py", "-c", "hidden_deltas")
    assert status == 0
    scenes = re.findall(r"^(\S+)@0: ", told, re.M)
    assert scenes[:3] == ["card-a_start", "a_start", "dissolve-a_start"]
    assert run(["new", "--chapter", "a_start.py"]) == 2
    assert run(["new", "--chapter", "loss.py"]) == 2
    assert run(["new", "b_start.py"]) == 2
    assert "A chapter takes --chapter." in capsys.readouterr().err
