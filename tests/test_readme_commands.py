"""The shell of the README runs as it stands, on one machine."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from backprop_core.assets import asset

README = (Path(__file__).parents[1] / "README.md").read_text(encoding="utf-8")
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
    options = {"capture_output": True, "text": True, "timeout": 120}
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
