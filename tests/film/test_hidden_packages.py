"""A file of the user's that is named like one of our packages is told by its name."""

import os
import subprocess
import sys
import sysconfig
from pathlib import Path

import pytest

from backprop_core.assets import asset

SCRIPT = "from film.make import make_film\nprint(make_film.__name__)\n"


def run(folder, *command):
    """What a command answers in a folder that Python looks into first."""
    kept = {key: value for key, value in os.environ.items() if key != "PYTHONPATH"}
    return subprocess.run(
        command, cwd=folder, env=kept, capture_output=True, text=True, check=False
    )


@pytest.fixture
def mine(tmp_path):
    """A folder with a script of the user's in it."""
    (tmp_path / "mine.py").write_text(SCRIPT)
    return tmp_path


@pytest.mark.parametrize(
    "name", ["scenes.py", "scenes/__init__.py", "backprop_core.py"]
)
def test_a_file_that_hides_a_package_is_named(mine, name):
    """The error of a script ends with the file to rename, not with what it lacks."""
    (mine / name).parent.mkdir(exist_ok=True)
    (mine / name).touch()
    done = run(mine, sys.executable, "mine.py")
    package = name.partition("/")[0].removesuffix(".py")
    told = f"{mine / name} hides the package {package} of backprop-film. Rename it."
    assert done.returncode == 1
    assert done.stderr.splitlines()[-1] == f"ImportError: {told}"
    done = run(mine, sys.executable, "-m", "film", "chapters")
    assert (done.returncode, done.stdout) == (1, "")
    (line,) = done.stderr.splitlines()
    assert told in line


def test_a_script_that_hides_a_package_is_named_itself(mine):
    """The script itself may be the file to rename."""
    script = (mine / "mine.py").rename(mine / "scenes.py")
    done = run(mine, sys.executable, "scenes.py")
    assert f"{script} hides the package scenes" in done.stderr.splitlines()[-1]


def test_a_folder_of_other_files_hides_nothing(mine):
    """Pictures or films may lie in folders of any name."""
    for name in ("scenes", "film", "backprop_core"):
        (mine / name).mkdir()
    done = run(mine, sys.executable, "mine.py")
    assert (done.stdout, done.stderr) == ("make_film\n", "")


@pytest.mark.proof
def test_the_command_and_its_workers_look_elsewhere(mine, tmp_path):
    """`backprop` films beside a `scenes.py`: it does not look there, nor do workers."""
    command = Path(sysconfig.get_path("scripts"), "backprop")
    if not command.exists():
        pytest.skip("the command is not installed")
    (mine / "scenes.py").touch()
    small = ["-ql", "--size", "160x90", "-c", "neuron", "--no-cache"]
    tiny = asset("experiments/tiny.toml")
    done = run(mine, command, "film", tiny, *small, "--jobs", "2", "-o", "a.mp4")
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "a.mp4").stat().st_size > 0
