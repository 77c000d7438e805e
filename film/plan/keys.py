"""The key of a shot: a digest of everything that changes a byte of its clip.

A key is made of named parts, so that one can say which of them changed.
"""

import platform
from collections.abc import Mapping
from dataclasses import asdict
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import Any, TypeAlias

from backprop_core import Trace
from backprop_core.assets import asset
from backprop_core.trace.view import readings
from film.plan import source_files
from film.plan.digests import digest, file_digest
from film.plan.own_chapters import is_own
from film.plan.shots import Shot
from scenes import wording
from scenes.chapters import CHAPTERS

SCHEMA = "backprop beat 1"
FIGURES = "scenes/engine/svg_outlines.py"  # who imports it may draw any of the drawings
LIBRARIES = (
    *("manim", "av", "numpy", "scipy", "typst", "pycairo", "svgelements"),
    "Babel",  # writes the numbers
    "pillow",  # draws Manim's ImageMobject
)

# What makes the values that a shot is drawn from, and draws none of them: the values
# are in its key. So another way to the same numbers renders nothing again.
MAKERS = (
    "backprop_core.initializers",
    "backprop_core.optimizers",
    "backprop_core.probes",
    "backprop_core.spec.run_spec",
    "backprop_core.verify",
    "film.plan.own_chapters",
    "film.plan.shots",
    "film.spec",
    "scenes.standalone",  # for plain Manim
)


# The parts by name, such as `step.loss` or `scenes/style.py`, each a digest.
Key: TypeAlias = Mapping[str, str]


def key_of(shot: Shot, trace: Trace) -> Key:
    """Return the key of a shot of a trace."""
    setting, target, between = shot.setting, shot.target, shot.interlude
    values = readings(trace, shot.reads, shot.about)
    wishes: dict[str, Any] = {"setting": setting, "target": target, "film": between}
    return {
        "schema": SCHEMA,
        "scene": Path(shot.scene).stem,  # wherever a chapter of one's own lies
        "step": str(shot.step),
        **{name: digest(value) for name, value in values.items()},
        **{
            f"{kind}.{name}": str(value)
            for kind, wish in wishes.items()
            for name, value in (asdict(wish) if wish else {}).items()
        },
        **installed(shot.scene, setting.language),
    }


def installed(scene: str, language: str) -> Mapping[str, str]:
    """Return what this machine draws a scene with: sources, fonts and versions."""
    sources = drawn_by(scene)
    return {
        **sources,
        **(_files("drawings") if FIGURES in sources else {}),
        "wording": digest(_sentences(language, scene)),
        **_files("fonts"),
        **_versions(),
    }


def drawn_by(scene: str) -> Mapping[str, str]:
    """Return the digests of the source files that decide the bytes of a scene.

    That is a chapter by its name, one of the user's own by its path, or what stands
    between: `card` or `dissolve`.
    """
    encoded = source_files.digests("film.render.worker", ("film",), without=MAKERS)
    if is_own(scene):
        return {**source_files.own_digests(Path(scene), without=MAKERS), **encoded}
    is_chapter = scene in CHAPTERS
    module = f"chapters.{scene}.{scene}" if is_chapter else f"interludes.{scene}"
    return {**source_files.digests(f"scenes.{module}", without=MAKERS), **encoded}


def _sentences(language: str, scene: str) -> list[tuple[str, str, str]]:
    if language == "en":
        return []
    return [
        (context, sentence, translation)
        for (context, sentence), translation in wording.catalogue(language).items()
        if context in (scene, wording.COMMON)
    ]


@cache
def _files(folder: str) -> Mapping[str, str]:
    paths = sorted(path for path in asset(folder).iterdir() if path.is_file())
    return {f"assets/{folder}/{path.name}": file_digest(path) for path in paths}


@cache
def _versions() -> Mapping[str, str]:
    import cairo

    return {
        "python": platform.python_version(),
        **{name: version(name) for name in LIBRARIES},
        "cairo": cairo.cairo_version_string(),
    }
