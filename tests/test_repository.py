"""What the repository must not hold: addresses of registries, places on a machine."""

import re
import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
# Put together here, so that this file does not name them either.
HOSTS = ["pypi" + ".org", "python" + "hosted", "npm" + "js.", "conda" + ".anaconda"]
HOSTS += ["crates" + ".io", "proxy.golang" + ".org"]
PLACES = re.compile(r"(?<![\w.~/}-])/(?:work|root|home|opt|Users)/\w")
BINARY = {".gz", ".gif", ".mp4", ".npz", ".otf", ".png", ".safetensors", ".ttf"}


def tracked() -> list[Path]:
    """Return the files that git keeps, or skip where there is no git."""
    if not (ROOT / ".git").exists() or not shutil.which("git"):
        pytest.skip("not a git checkout")
    listed = subprocess.run(
        ["git", "ls-files", "-z"], cwd=ROOT, check=True, capture_output=True, text=True
    )
    files = (ROOT / name for name in listed.stdout.split("\0") if name)
    return [path for path in files if path.is_file()]


def texts() -> dict[str, str]:
    """Return the text of every tracked file that is one, by its name."""
    return {
        path.relative_to(ROOT).as_posix(): path.read_text("utf-8")
        for path in tracked()
        if path.suffix not in BINARY
    }


def test_no_file_names_a_registry():
    """Where libraries come from is the user's choice: no file says it."""
    found = texts()
    assert "pyproject.toml" in found
    assert "requirements/all.txt" in found
    named = [name for name, text in found.items() for host in HOSTS if host in text]
    assert named == []


def test_no_file_names_a_place_on_a_machine():
    """No file holds the path of somebody's folder."""
    place = "/home" + "/ann/films"
    assert PLACES.search(f"see {place}")
    assert not PLACES.search(f"https://example.org{place}, .{place}, $HOME{place}")
    found = {name: PLACES.findall(text) for name, text in texts().items()}
    assert {name: places for name, places in found.items() if places} == {}


@pytest.mark.parametrize("guide", ["README.md", "CONTRIBUTING.md"])
def test_guides_name_files_that_are_there(guide):
    """Whoever follows a path in a guide finds something at its end."""
    text = (ROOT / guide).read_text("utf-8")
    folders = "backprop_core|scenes|film|tests|requirements|assets"
    named = set(re.findall(rf"\b(?:{folders})/[\w./]*\w", text))
    assert len(named) >= 4
    placeholders = {"scenes/chapters/NAME"}
    gone = [name for name in named - placeholders if not (ROOT / name).exists()]
    assert gone == []


def test_no_second_lock():
    """The only locks are those in requirements/, which name no registry."""
    others = {"uv.lock", "poetry.lock", "Pipfile.lock", "pdm.lock", "pylock.toml"}
    assert others & {path.name for path in tracked()} == set()
