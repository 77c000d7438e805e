"""Chapters told without drawing a frame, looked at after every beat."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from checks.tracing import handed, trace_for

EXPERIMENTS = ("digits", "xor", "tiny", "digits14")


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
    from scenes.chapters import chapter_class
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

        scene = Watched(
            **handed(chapter, trace_for(chapter, experiment)),
            setting=Setting(**setting),
            skip_animations=True,
        )
        scene.render()
        return scene

    return told
