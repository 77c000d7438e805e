"""What is rendered again after a change, and what the command says of each shot."""

import os
import shutil
import subprocess
import sys
from contextlib import contextmanager

import pytest

from backprop_core.assets import asset
from film.plan import source_files

SMALLEST = """
[data]
inputs = [[1.0]]
targets = [[0.0]]
[network]
layers = [1, 1]
[training]
learning_rate = 0.5
max_steps = 1
[film]
cards = false
"""
TOLD = ("output_delta", "hidden_deltas", "weight_update")
CACHED = dict.fromkeys(TOLD, "cached")


class Project:
    """A copy of the program that a test may change, with a cache of its own."""

    def __init__(self, folder):
        self.folder = folder
        for package in source_files.PACKAGES:
            shutil.copytree(source_files.ROOT / package, folder / package)
        (folder / "assets").symlink_to(asset(""))
        (folder / "mine.toml").write_text(SMALLEST)

    @contextmanager
    def changed(self, file, old, new):
        """Have a text in a file replaced for a while."""
        path = self.folder / file
        text = path.read_text("utf-8")
        assert old in text
        path.write_text(text.replace(old, new, 1), "utf-8")
        yield
        path.write_text(text, "utf-8")

    def started(self, *wishes, chapters=TOLD):
        """Begin to make the film."""
        program = [sys.executable, "-c", "from film.cli.commands import main; main()"]
        told = [f"-c{name}" for name in chapters]
        wishes = ("-ql", "--size", "64x36", "--jobs", "1", *told, *wishes)
        return subprocess.Popen(
            [*program, "film", "mine.toml", *wishes],
            cwd=self.folder,
            env={**os.environ, "PYTHONPATH": ".", "BACKPROP_CACHE": "cache"},
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )

    def outcomes(self, *wishes, **chapters):
        """Make the film; return what was said of each shot."""
        process = self.started(*wishes, **chapters)
        told = process.communicate()[1]
        assert process.returncode == 0, told
        lines = [line for line in told.splitlines() if "@0: " in line]
        return dict(line.split("@0: ") for line in lines)

    def traces(self):
        """How many trainings the cache holds."""
        return len(list(self.folder.glob("cache/traces/*/*.json")))


@pytest.fixture(scope="module")
def filmed(tmp_path_factory):
    """A project whose film was made once."""
    project = Project(tmp_path_factory.mktemp("project"))
    assert project.outcomes() == dict.fromkeys(TOLD, "rendered, because it is new")
    return project


def test_nothing_changed_renders_nothing(filmed):
    """A second run finds every shot."""
    assert filmed.outcomes() == CACHED


def test_another_sentence_renders_its_chapter_alone(filmed):
    """The reason is the file with the sentence."""
    file = "scenes/chapters/hidden_deltas/hidden_sentences.py"
    with filmed.changed(file, "Wait. | Its end", "Stop. | Its end"):
        reason = f"rendered, because {file} changed"
        assert filmed.outcomes() == {**CACHED, "hidden_deltas": reason}


def test_another_learning_rate_renders_the_update_alone(filmed):
    """The reason is what the update shows of it; the training is done again."""
    before = filmed.traces()
    with filmed.changed("mine.toml", "learning_rate = 0.5", "learning_rate = 0.25"):
        outcomes = filmed.outcomes()
    assert filmed.traces() == before + 1
    reason = outcomes.pop("weight_update")
    assert reason.startswith("rendered, because step.learning_rate, step.loss_after, ")
    assert set(outcomes.values()) == {"cached"}


def test_another_way_to_the_same_numbers_renders_nothing(filmed):
    """An edit of what trains is tried out, and comes to the same pictures."""
    before = filmed.traces()
    with filmed.changed(
        "backprop_core/optimizers.py", "import numpy", "# New.\nimport numpy"
    ):
        assert filmed.outcomes() == CACHED
    assert filmed.traces() == before + 1


def test_another_way_to_draw_renders_again(filmed):
    """An edit of what pictures are made with is not overlooked, in the core either."""
    file = "backprop_core/losses.py"  # of which the curve of an output's loss is drawn
    with filmed.changed(file, "import numpy", "# New.\nimport numpy"):
        reason = f"rendered, because {file} changed"
        assert filmed.outcomes() == {**CACHED, "output_delta": reason}


@pytest.mark.proof
def test_a_dropped_chapter_renders_cards_alone(filmed):
    """Cards count the chapters of the film; no beat of a chapter does."""
    with filmed.changed("mine.toml", "cards = false", "cards = true"):
        asked = filmed.outcomes()
        fewer = filmed.outcomes(chapters=TOLD[1:])
    new = "rendered, because it is new"
    assert asked == {**dict.fromkeys(asked, new), **CACHED}
    assert {name: fewer.pop(name) for name in TOLD[1:]} == dict.fromkeys(
        TOLD[1:], "cached"
    )
    reason = "rendered, because film.number, film.count changed"
    assert fewer["card-hidden_deltas"] == reason
    assert set(fewer.values()) == {reason}


@pytest.mark.proof
def test_what_is_drawn_during_an_edit_is_made_again(filmed):
    """Its beats belong to no key, and the film made of them is not a finished one."""
    process = filmed.started("--language", "es")
    process.stderr.readline()
    with filmed.changed("scenes/style.py", '"""', '"""An edit. '):
        process.communicate()
    assert process.returncode == 0
    again = filmed.outcomes("--language", "es")
    assert "rendered, because its clip is not in the cache any more" in again.values()
