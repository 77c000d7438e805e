"""The README runs as it stands, block after block, in an empty folder.

Not here: `make` (continuous integration), the Dask cluster (its own tests), and what
needs a checkout. Films are small.
"""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from backprop_core.assets import asset

README = (Path(__file__).parents[2] / "README.md").read_text(encoding="utf-8")
# Films of the README are small here: one chapter, 160×90 pixels.
BACKPROP = """#!/bin/sh
exec {python} -c 'from film.cli.commands import main
main()' "$@" -ql --size 160x90 -c loss --jobs 1
"""


def shell(word):
    """The shell example of the README that a word stands in."""
    examples = README.split("```sh\n")[1:]
    return next(text for text in examples if word in text.partition("```")[0])


@pytest.fixture
def here(tmp_path, monkeypatch):
    """A folder with the command on the path, and an experiment."""
    script = tmp_path / "bin" / "backprop"
    script.parent.mkdir()
    script.write_text(BACKPROP.format(python=sys.executable))
    script.chmod(0o755)
    shutil.copy(asset("experiments/tiny.toml"), tmp_path / "mine.toml")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PATH", f"{script.parent}{os.pathsep}{os.environ['PATH']}")
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join(filter(None, sys.path)))
    return tmp_path


def ran(commands):
    """Run shell commands and return what they said."""
    options = {"capture_output": True, "text": True, "timeout": 400}
    done = subprocess.run(["sh", "-e", "-c", commands], **options)
    assert done.returncode == 0, done.stderr
    return done


def test_shares_make_the_film(here):
    """Three jobs over one cache render, and the last command joins what they left."""
    done = ran(shell("--shard").partition("```")[0])
    assert done.stderr.count("rendered, because it is new") == 3
    assert "loss@0: cached" in done.stderr
    assert done.stdout.split()[0] == "films/mine.mp4"
    assert (here / "films" / "mine.mp4").stat().st_size > 1000


# What a block of the README is run by: pictures of 160×90, a chapter if none is chosen.
SMALL = """\
import sys
from film.plan import target
for name in target.QUALITIES:
    target.QUALITIES[name] = target.Target(160, 90, 5)
"""
COMMAND = f"""#!{sys.executable}
{SMALL}
from film.cli.commands import main
if sys.argv[1] == "film" and "-c" not in sys.argv:
    sys.argv += ["-c", "loss"]
main()
"""
ELSEWHERE = ("make film", "dask scheduler", "manim -ql scenes/")
BLOCKS = [
    (kind, text)
    for kind, text in re.findall(
        r"^```(\w+)\n(.*?)^```", README, re.MULTILINE | re.DOTALL
    )
    if not text.startswith(ELSEWHERE)
]


def run_block(kind, text):
    """Do with a block of the README what it asks a reader to do."""
    if kind == "toml":
        name = text.partition("\n")[0].removeprefix("# ")
        Path(name).write_text(text, encoding="utf-8")
    elif kind == "sh":
        ran(text)
    elif "run `manim" in text:
        Path("own_scene.py").write_text(text, encoding="utf-8")
        ran("manim -ql -r 160,90 --fps 5 own_scene.py")
    else:
        Path("example.py").write_text(SMALL + text, encoding="utf-8")
        ran("python example.py")


@pytest.mark.long
@pytest.mark.patience(120)
def test_the_readme_runs_word_for_word(tmp_path, monkeypatch):
    """Each block works with what those before it left behind."""
    pytest.importorskip("pptx")
    pytest.importorskip("sklearn")
    command = tmp_path / "bin" / "backprop"
    command.parent.mkdir()
    command.write_text(COMMAND)
    command.chmod(0o755)
    (tmp_path / "here").mkdir()
    monkeypatch.chdir(tmp_path / "here")
    tools = [str(command.parent), str(Path(sys.executable).parent), os.environ["PATH"]]
    monkeypatch.setenv("PATH", os.pathsep.join(tools))
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join(filter(None, sys.path)))
    monkeypatch.setenv("BACKPROP_CACHE", str(tmp_path / "cache"))
    for kind, text in BLOCKS:
        run_block(kind, text)
    made = {path.name for path in Path().rglob("*.mp4")}
    assert {"mine.mp4", "mine.es.mp4", "talk.mp4", "ours.mp4", "OwnScene.mp4"} <= made


def test_no_block_is_left_out():
    """The kinds of blocks are known, and those for elsewhere are there."""
    assert {kind for kind, _ in BLOCKS} == {"toml", "sh", "python"}
    for words in ELSEWHERE:
        assert f"```sh\n{words}" in README
