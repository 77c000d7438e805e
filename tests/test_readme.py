"""What the README shows works as it stands."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

from film.spec import Experiment

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")


def blocks(language: str) -> list[str]:
    """Return the fenced blocks in a language."""
    return re.findall(rf"^```{language}\n(.*?)^```", README, re.DOTALL | re.MULTILINE)


def test_the_first_experiment_is_valid(tmp_path: Path) -> None:
    """The file that the README opens with can be filmed."""
    path = tmp_path / "mine.toml"
    path.write_text(blocks("toml")[0], encoding="utf-8")
    assert Experiment.load(path).run.network.layers == (64, 10, 5, 10)


@pytest.mark.parametrize(
    "command", sorted(set(re.findall(r"backprop (\w+)", "\n".join(blocks("sh")))))
)
def test_each_command_exists(command: str) -> None:
    """Every command in the README is one of the program's."""
    from film.cli import commands

    assert command in commands.commands


def test_it_names_the_two_commands() -> None:
    """The set-up is these two commands, and the Makefile has them."""
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    for target in ("film", "test"):
        assert f"make {target} " in README
        assert re.search(rf"^{target}:", makefile, re.MULTILINE)


def test_the_numbers_from_python_are_real() -> None:
    """The README's Python prints a loss and deltas; its film is another test's."""
    code = blocks("python")[0].replace("\nmake_film(", "\n# make_film(")
    result = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True
    )
    assert result.returncode == 0, result.stderr
    assert float(result.stdout.split()[0]) > 0
