"""What is installed, locked and shipped is what the program needs."""

import ast
import os
import re
import struct
import subprocess
import sys
import sysconfig
import tomllib
import zipfile
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parents[1]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
PACKAGES = ("backprop_core", "scenes", "film")
LOCKS = {
    "film": PROJECT["project"]["dependencies"],
    "all": PROJECT["project"]["dependencies"]
    + PROJECT["project"]["optional-dependencies"]["dev"],
    "build": PROJECT["dependency-groups"]["build"],
}


def imported() -> set[str]:
    """Return the top-level modules that the three packages import."""
    found = set()
    for package in PACKAGES:
        for path in (ROOT / package).rglob("*.py"):
            for node in ast.walk(ast.parse(path.read_text("utf-8"))):
                if isinstance(node, ast.Import):
                    found |= {alias.name.partition(".")[0] for alias in node.names}
                elif isinstance(node, ast.ImportFrom):
                    found.add(str(node.module).partition(".")[0])
    return found


def locked(name: str) -> dict[str, str]:
    """Return the library versions of a lock, checking that each has its hashes."""
    text = (ROOT / "requirements" / f"{name}.txt").read_text("utf-8")
    found = {}
    for block in re.split(r"\n(?=[a-z])", text)[1:]:
        library, version = re.match(r"([\w.-]+)==([\w.]+)", block).groups()
        assert "--hash=sha256:" in block, library
        found[canonicalize_name(library)] = version
    return found


@pytest.fixture(scope="module")
def wheel(tmp_path_factory):
    """The wheel of this checkout."""
    folder = tmp_path_factory.mktemp("wheel")
    build = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", folder]
    subprocess.run(build, cwd=ROOT, check=True, capture_output=True)
    (built,) = folder.glob("*.whl")
    return built


@pytest.fixture(scope="module")
def installed(wheel, tmp_path_factory):
    """The commands of an environment that got our packages from the wheel alone.

    The libraries are lent by the environment that runs the tests.
    """
    home = tmp_path_factory.mktemp("installed")
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", home], check=True)
    pip = [sys.executable, "-m", "pip", "--python", home / "bin" / "python"]
    install = [*pip, "install", "--quiet", "--no-deps", "--no-index", wheel]
    subprocess.run(install, check=True)
    (site,) = home.glob("lib/python*/site-packages")
    # A path named in a .pth file is searched, but .pth files found there are not read:
    # the editable installation of this checkout stays out of sight.
    (site / "lent.pth").write_text(sysconfig.get_path("purelib"))
    return home / "bin"


def run(command: list, folder: Path) -> str:
    """Return what a command prints in a folder without our sources."""
    kept = {key: value for key, value in os.environ.items() if key != "PYTHONPATH"}
    done = subprocess.run(
        command, cwd=folder, env=kept, capture_output=True, text=True, timeout=300
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_every_imported_library_is_declared():
    """Nothing is imported that an installation from the wheel would not bring."""
    names = imported() - sys.stdlib_module_names - set(PACKAGES)
    assert {"numpy", "manim", "av"} <= names
    extras = PROJECT["project"]["optional-dependencies"]
    wanted = PROJECT["project"]["dependencies"] + [
        text for extra in extras.keys() - {"dev"} for text in extras[extra]
    ]
    declared = {canonicalize_name(Requirement(text).name) for text in wanted}
    homes = packages_distributions()
    undeclared = [
        name
        for name in names
        if not {canonicalize_name(home) for home in homes[name]} & declared
    ]
    assert undeclared == []


@pytest.mark.parametrize("name", LOCKS)
def test_lock_agrees_with_what_is_declared(name):
    """Every declared library is locked, with hashes, in a version of its range."""
    versions = locked(name)
    for requirement in map(Requirement, LOCKS[name]):
        version = versions[canonicalize_name(requirement.name)]
        assert version in requirement.specifier, requirement


@pytest.mark.parametrize("name", ["build", "film"])
def test_locks_agree_with_each_other(name):
    """A library that two locks name has one version, so none replaces the other."""
    part, whole = locked(name), locked("all")
    assert {library: whole.get(library, part[library]) for library in part} == part


def test_wheel_holds_the_packages_and_their_assets(wheel):
    """The wheel brings code and assets, and neither tests nor anything at the top."""
    names = zipfile.ZipFile(wheel).namelist()
    assert {name.partition("/")[0] for name in names if ".dist-info" not in name} == {
        *PACKAGES
    }
    # Who imports them has their types checked.
    assert {f"{package}/py.typed" for package in PACKAGES} <= set(names)
    assert "backprop_core/assets/experiments/digits.toml" in names
    assert "backprop_core/assets/data/digits.csv.gz" in names
    for example in "scene", "chapter", "network":
        assert f"backprop_core/assets/examples/own_{example}.py" in names
    assert "backprop_core/assets/slides/reveal.js/LICENSE" in names
    assert not [name for name in names if "readme" in name.lower() and ".gif" in name]


def test_installed_wheel_draws_from_any_folder(installed, tmp_path):
    """From the wheel alone, in another folder, a still is drawn at the size asked."""
    where = "import film, backprop_core.assets as a; print(film.__file__, a.asset(''))"
    home = str(installed.parent)
    code, assets = run([installed / "python", "-c", where], tmp_path).split()
    assert code.startswith(home)
    assert assets.startswith(home)
    experiment = Path(assets, "experiments", "xor.toml")
    still = [experiment, "hidden_deltas", "--size", "320x180", "-o", "still.png"]
    run([installed / "backprop", "still", *still], tmp_path)
    drawn = (tmp_path / "still.png").read_bytes()
    assert struct.unpack(">II", drawn[16:24]) == (320, 180)
    run([installed / "backprop", "doctor"], tmp_path)


@pytest.mark.proof
def test_installed_wheel_plays_the_own_scene_of_the_readme(installed, tmp_path):
    """Copied out of the README into an empty folder, it becomes a video."""
    readme = (ROOT / "README.md").read_text("utf-8")
    (code,) = [
        text.partition("```")[0]
        for text in readme.split("```python\n")
        if "(Stage)" in text.partition("```")[0]
    ]
    (tmp_path / "own_scene.py").write_text(code, encoding="utf-8")
    small = ["-ql", "--resolution", "160,90", "--fps", "5"]
    run([installed / "python", "-m", "manim", *small, "own_scene.py"], tmp_path)
    (video,) = tmp_path.glob("media/videos/own_scene/*/OwnScene.mp4")
    assert video.stat().st_size > 10_000


@pytest.mark.proof
def test_installed_wheel_films_chapters_of_ones_own(installed, tmp_path):
    """In an empty folder: the start that it writes, and the example that it carries."""
    asked = "from backprop_core.assets import asset; print(asset('examples'))"
    examples = Path(run([installed / "python", "-c", asked], tmp_path).strip())
    (tmp_path / "own_chapter.py").write_bytes(
        (examples / "own_chapter.py").read_bytes()
    )
    backprop = installed / "backprop"
    run([backprop, "new", "mine.toml"], tmp_path)
    run([backprop, "new", "--chapter", "my_chapter.py"], tmp_path)
    chapters = ["-c", "my_chapter.py", "-c", "own_chapter.py"]
    small = ["--size", "160x90", "--fps", "20", "--no-cache", "-o", "a.mp4"]
    run([backprop, "film", "mine.toml", *chapters, *small], tmp_path)
    assert (tmp_path / "a.mp4").stat().st_size > 10_000
