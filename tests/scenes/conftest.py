"""Chapters told without drawing a frame, looked at after every beat."""

from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from checks.unpainted import trace_for

from backprop_core import Recording, RunSpec, Trace, train
from backprop_core.assets import asset
from backprop_core.trace.view import view

EXPERIMENTS = ("digits", "xor", "tiny", "digits14")


@cache
def trace_of(experiment: str, probes: tuple[str, ...] = ()) -> Trace:
    """Return the first step of a shipped experiment, or of a file, with its probes."""
    path = Path(experiment)
    if path.suffix != ".toml":
        path = asset(f"experiments/{experiment}.toml")
    recording = Recording(steps=(0,), whole=False, probes=probes)
    return train(RunSpec.load(path), recording)


@pytest.fixture(scope="module", autouse=True)
def manim_without_files(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Let Manim write nothing, and draw small; in these tests alone."""
    from manim import tempconfig

    settings = {
        "media_dir": str(tmp_path_factory.mktemp("manim")),
        "dry_run": True,
        "disable_caching": True,
        "progress_bar": "none",
        "pixel_width": 320,
        "pixel_height": 180,
        "frame_rate": 15,
    }
    with tempconfig(settings):
        yield


Look = Callable[[Any], None]


@pytest.fixture(scope="session")
def tell() -> Callable[..., Any]:
    """Return a function that tells a chapter and looks at it after each beat."""
    from scenes.chapters import CHAPTERS, chapter_class
    from scenes.setting import Setting

    def told(
        chapter: str,
        experiment: str,
        *,
        look: Look = lambda _: None,
        **setting: Any,
    ) -> Any:
        class Watched(chapter_class(chapter)):  # type: ignore[misc]
            def note_numbers(self) -> None:
                super().note_numbers()
                look(self)

        entry, step = CHAPTERS[chapter], 0
        trace = trace_of(experiment, entry.probes)
        if entry.about != "step":
            trace = trace_for(chapter, experiment)
            step = None if entry.about == "training" else 0
        scene = Watched(
            view=view(trace, entry.fields, step, chapter),
            step=step,
            setting=Setting(**setting),
            skip_animations=True,
        )
        scene.render()
        return scene

    return told
