"""What the README promises is there, and what is there is in the README."""

import re
from pathlib import Path

import pytest

from backprop_core.activations import ACTIVATIONS
from backprop_core.data.datasets import DATASETS
from backprop_core.data.scalings import SCALINGS
from backprop_core.initializers import INITIALIZERS
from backprop_core.losses import LOSSES
from backprop_core.optimizers import OPTIMIZERS
from backprop_core.spec.run_tables import DataSpec, NetworkSpec, TrainingSpec
from film.cli.commands import commands
from film.spec import Experiment, FilmSpec

README = (Path(__file__).parents[1] / "README.md").read_text(encoding="utf-8")
TABLE = README.partition("### The keys of an experiment file")[2].partition("\n## ")[0]
TABLES = {
    "data": DataSpec,
    "network": NetworkSpec,
    "training": TrainingSpec,
    "film": FilmSpec,
}
KEYS = [(name, key) for name, table in TABLES.items() for key in table.model_fields]
REGISTRIES = {
    "name": DATASETS,
    "scaling": SCALINGS,
    "activation": ACTIVATIONS,
    "initializer": INITIALIZERS,
    "loss": LOSSES,
    "optimizer": OPTIMIZERS,
}


def rows(name):
    """The rows of the table of keys that belong to one table of a file."""
    after = TABLE.partition(f"| **`[{name}]`**")[2]
    return "| " + after.partition("| **`[")[0]


def row(key):
    """The row that explains a key."""
    lines = [line for line in TABLE.splitlines() if line.startswith("|")]
    return next(line for line in lines if f"`{key}`" in line.split("|")[1])


@pytest.mark.parametrize(("table", "key"), KEYS, ids=lambda each: each)
def test_every_key_of_a_file_has_a_row(table, key):
    """The table of keys lists each key below the table that it belongs to."""
    firsts = [line.split("|")[1] for line in rows(table).splitlines() if "|" in line]
    assert any(f"`{key}`" in first for first in firsts)


@pytest.mark.parametrize("key", REGISTRIES)
def test_every_registered_name_has_its_place(key):
    """Each name that a key may have stands in the key's row."""
    missing = [name for name in REGISTRIES[key] if f'`"{name}"`' not in row(key)]
    assert missing == []


def test_the_first_file_of_the_readme_is_an_experiment(tmp_path):
    """The file that the README opens with can be copied and loaded."""
    text = README.partition("```toml\n")[2].partition("```")[0]
    path = tmp_path / "mine.toml"
    path.write_text(text, encoding="utf-8")
    assert Experiment.load(path).run.data.name == "digits"


@pytest.mark.parametrize("name", ["film", "still", "train", "show", "check", "new"])
def test_commands_of_the_readme_are_there(name):
    """Each command is shown once, and exists."""
    assert name in commands.commands
    assert re.search(rf"^backprop {name} ", README, re.MULTILINE)


@pytest.mark.parametrize(
    "line", [line for line in README.splitlines() if line.startswith("backprop ")]
)
def test_options_of_the_readme_are_there(line):
    """Each command that is shown takes the options that it is shown with."""
    _, name, *words = line.partition(" #")[0].split()
    known = {each for option in commands.commands[name].params for each in option.opts}
    options = {word for word in words if word.startswith("-")}
    short = {option[:2] for option in options if not option.startswith("--")}
    long = {option for option in options if option.startswith("--")}
    assert short | long <= known


@pytest.mark.parametrize("target", ["film", "test"])
def test_the_two_commands_are_targets(target):
    """The set-up is these two commands, and the Makefile has them."""
    makefile = (Path(__file__).parents[1] / "Makefile").read_text(encoding="utf-8")
    assert f"make {target} " in README
    assert re.search(rf"^{target}:", makefile, re.MULTILINE)
