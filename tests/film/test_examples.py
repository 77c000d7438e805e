"""The examples of a chapter and of a network of one's own run as they are."""

import os
import re
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from backprop_core import train
from backprop_core.assets import asset
from film.make import make_film, setting_of
from film.plan.shots import plan
from film.plan.target import Target
from film.render.playing import manim_set_up, played
from film.render.still import still
from film.spec import Experiment

README = (Path(__file__).parents[2] / "README.md").read_text(encoding="utf-8")
CHAPTER = asset("examples/own_chapter.py")
TARGET = Target(160, 90, 5)


@pytest.fixture(params=["examples/own_chapter.py", "starter_chapter.py"])
def path(request, tmp_path):
    """A chapter of one's own, in an empty folder."""
    path = tmp_path / Path(request.param).name
    text = asset(request.param).read_text("utf-8")
    path.write_text(text.replace("TITLE", "Mine"))
    return path


def shot_of(experiment, path, **changes):
    """What a chapter of an experiment is rendered from: the trace and the shot."""
    told = Experiment.load(asset(f"experiments/{experiment}.toml"))
    told = told.amended(chapters=(str(path),), **changes)
    trace = train(told.run, told.recording())
    setting = setting_of(told.film, captions=False, experiment="")
    return trace, plan(trace, told.film, TARGET, setting)[0]


@pytest.mark.parametrize("experiment", ["tiny", "xor", "digits"])
def test_a_chapter_plays_and_ends_where_it_says(path, experiment, tmp_path):
    """Its last picture is the home that it closes on; its numbers are the trace's."""
    trace, shot = shot_of(experiment, path)
    with manim_set_up(TARGET, tmp_path, writes=False):
        chapter = played(shot, trace)
    assert 2 <= len(chapter.cues) <= 3
    assert len(chapter.ledger) >= 3
    home = "CHAPTER = {'title': 'a', 'about': 'step', 'reads': [], 'opens': "
    home += f"'{chapter.closes}', 'closes': '{chapter.closes}'}}\n"
    code = "from scenes.step_chapter import StepChapter\nclass A(StepChapter):\n"
    code += "    def construct(self):\n        with self.say('a'):\n            pass\n"
    (tmp_path / "home.py").write_text(home + code)
    there = still(*shot_of(experiment, tmp_path / "home.py"))
    assert np.array_equal(there, still(trace, shot))


def test_a_chapter_is_told_in_spanish_and_classic_letters(path, tmp_path):
    """Its own sentences stay; words that are common to all are translated."""
    trace, shot = shot_of("xor", path, language="es", notation="classic")
    with manim_set_up(TARGET, tmp_path, writes=False):
        assert played(shot, trace).cues


def test_plain_manim_plays_the_chapter(path):
    """By itself, as the README says."""
    small = ["-ql", "--resolution", "160,90", "--fps", "5", "--disable_caching"]
    done = subprocess.run(
        [sys.executable, "-m", "manim", *small, path.name],
        cwd=path.parent,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
        capture_output=True,
        text=True,
        timeout=200,
    )
    assert done.returncode == 0, done.stderr
    assert list(path.parent.glob("media/videos/*/*/*.mp4"))


def test_the_network_of_ones_own_is_filmed(tmp_path, monkeypatch):
    """The script becomes a video; a small one here."""
    pytest.importorskip("sklearn")
    monkeypatch.chdir(tmp_path)
    text = asset("examples/own_network.py").read_text("utf-8")
    small = f"from film.plan.target import Target\n{text}".replace(
        "make_film(trace,", "make_film(trace, target=Target(160, 90, 5),"
    )
    names = {"__name__": "__main__"}
    exec(compile(small, "own_network.py", "exec"), names)
    assert names["make_film"] is make_film
    assert Path("flowers.mp4").stat().st_size > 10_000


@pytest.mark.parametrize("name", ["scene", "chapter", "network"])
def test_the_readme_links_the_example(name):
    """All three are a click away."""
    assert re.search(rf"\]\(assets/examples/own_{name}\.py\)", README)


def test_the_keys_of_a_chapter_in_the_readme_are_right(tmp_path):
    """What it shows of CHAPTER is one that is taken."""
    shown = README.partition("```python\nCHAPTER")[2].partition("```")[0]
    (tmp_path / "mine.py").write_text(f"CHAPTER{shown}")
    assert shot_of("xor", tmp_path / "mine.py")[1].title == "My chapter"
