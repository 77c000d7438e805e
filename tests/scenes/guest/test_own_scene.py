"""The example of a scene of one's own runs as the README shows it."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from backprop_core.assets import asset

README = (Path(__file__).parents[3] / "README.md").read_text(encoding="utf-8")
EXAMPLE = asset("examples/own_scene.py")
SMALL = ["-ql", "--resolution", "160,90", "--fps", "5", "--disable_caching"]


def manim(folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    """Run plain Manim in a folder."""
    path = os.pathsep.join(filter(None, sys.path))
    return subprocess.run(
        [sys.executable, "-m", "manim", *SMALL, *words],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": path, "COLUMNS": "200"},
        capture_output=True,
        text=True,
        timeout=200,
    )


def test_the_readme_shows_the_example() -> None:
    """It stands there word for word, in at most 25 lines."""
    text = EXAMPLE.read_text("utf-8")
    assert f"```python\n{text}```" in README
    assert len(text.splitlines()) <= 25


def test_manim_plays_the_example_in_an_empty_folder(tmp_path: Path) -> None:
    """Saved under its name, it becomes a video with the command of the README."""
    (tmp_path / "own_scene.py").write_text(EXAMPLE.read_text("utf-8"))
    done = manim(tmp_path, "own_scene.py")
    assert done.returncode == 0, done.stderr
    (video,) = tmp_path.glob("media/videos/own_scene/*/OwnScene.mp4")
    assert video.stat().st_size > 10_000


@pytest.mark.parametrize(
    "shown",
    ["FadeIn(network)", pytest.param("network.forward()", marks=pytest.mark.proof)],
)
def test_a_plain_scene_says_what_to_inherit_from(tmp_path: Path, shown: str) -> None:
    """In Manim's own Scene nothing is left out in silence."""
    text = EXAMPLE.read_text("utf-8").partition("        words =")[0]
    text = text.replace("OwnScene(Stage)", "OwnScene(Scene)")
    text = text.replace("import DOWN, LEFT,", "import DOWN, LEFT, Scene,")
    (tmp_path / "plain.py").write_text(f"{text}        self.play({shown})\n")
    done = manim(tmp_path, "plain.py")
    assert done.returncode != 0
    assert "let your scene inherit from scenes.Stage" in done.stdout + done.stderr
