"""A scene of your own: Manim's, with our camera; it needs no trace."""

from typing import Any

from manim import Scene

from scenes import style
from scenes.engine.camera import ChapterRenderer

NEEDS_STAGE = (
    "NetworkDiagram is painted by our camera: let your scene inherit from "
    "scenes.Stage instead of manim's Scene."
)


def check_scene(scene: Scene) -> None:
    """Raise TypeError where a scene's camera is not ours."""
    if not isinstance(scene.renderer, ChapterRenderer):
        raise TypeError(NEEDS_STAGE)


class StageScene(Scene):
    """Manim's Scene whose camera paints our drawings beside Manim's own mobjects.

    ``theme`` is "dark" or "light", of a class of yours or of one scene: the colour of
    the ground, and of what is ours. A play lasts as long as you like.

    class Mine(Stage):
        theme = "light"
    """

    theme = "dark"

    def __init__(self, *, theme: str | None = None, **manim: Any) -> None:
        self.theme = theme or self.theme
        if self.theme not in style.THEMES:
            raise ValueError(f"theme {self.theme!r} is none of {tuple(style.THEMES)}")
        renderer = ChapterRenderer(
            style.THEMES[self.theme],
            skip_animations=manim.pop("skip_animations", False),
        )
        super().__init__(renderer=renderer, **manim)
