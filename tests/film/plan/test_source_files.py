"""What a chapter is made of is found without importing it."""

import ast
from pathlib import Path

import pytest

from film.plan import source_files
from scenes.chapters import CHAPTERS

FILES = sorted(
    path
    for name in source_files.PACKAGES
    for path in (source_files.ROOT / name).rglob("*.py")
)


def _parsed(path):
    """The modules of ours that a file imports, as Python's own parser sees them."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (each.name for each in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            inside = [f"{node.module}.{each.name}" for each in node.names]
            modules = [name for name in inside if source_files._is_module(name)]
            yield from modules
            if len(modules) < len(inside):
                yield node.module


def test_imports_are_those_that_python_sees():
    """No import of any of our files is overlooked."""
    for path in FILES:
        ours = {
            name
            for name in _parsed(path)
            if name.split(".")[0] in source_files.PACKAGES
        }
        assert ours <= set(source_files._looked_at(path)[1]), path


@pytest.mark.parametrize("chapter", CHAPTERS)
def test_a_chapter_is_made_of_its_file_and_what_that_imports(chapter):
    """Its own file, the look and the core are in it; no other chapter, no film."""
    found = list(source_files.digests(f"scenes.chapters.{chapter}.{chapter}"))
    assert {
        "scenes/style.py",
        "scenes/engine/camera.py",
        "backprop_core/trace/paths.py",
    } < {*found}
    chapters = [name for name in found if name.startswith("scenes/chapters/")]
    assert f"scenes/chapters/{chapter}/{chapter}.py" in chapters
    assert {Path(name).parts[2] for name in chapters} == {chapter}
    assert not [name for name in found if Path(name).parts[0] == "film"]


def test_a_worker_is_made_of_what_draws_and_encodes():
    """The encoder counts; joining and caching change no clip."""
    found = source_files.digests("film.render.worker", ("film",))
    assert {
        "film/render/encoder.py",
        "film/render/beat_writer.py",
        "film/render/playing.py",
    } < set(found)
    assert not {
        "film/formats/mp4.py",
        "film/cache/cache.py",
        "film/cli/commands.py",
    } & set(found)
