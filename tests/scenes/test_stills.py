"""Each chapter's first and last picture, held against one that was looked at.

After a wanted change: pytest tests/scenes/test_stills.py --update-stills, then look at
the new files before you commit them.
"""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from checks.tracing import is_told
from PIL import Image

from scenes.chapters import CHAPTERS
from scenes.engine.camera import ChapterCamera
from scenes.style import THEMES

STILLS = Path(__file__).parent.parent / "stills"
# Another version of cairo smooths edges a little differently; a moved or recoloured
# thing differs in more pixels, by more.
LEVELS = 24
SHARE_OF_PIXELS = 0.005


def painted(scene: Any) -> dict[str, Any]:
    """Return what stands there in every theme: nothing but the paint differs."""
    found, camera = {}, scene.renderer.camera
    for theme, palette in THEMES.items():
        scene.renderer.camera = ChapterCamera(palette)
        found[theme] = np.array(scene.renderer.picture(scene)[:, :, :3])
    scene.renderer.camera = camera
    return found


@pytest.mark.parametrize(
    ("chapter", "experiment"),
    [
        (name, experiment)
        for experiment in ("digits", "xor")
        for name in CHAPTERS
        if is_told(name, experiment)
    ],
)
def test_first_and_last_picture_are_as_looked_at(
    tell: Callable[..., Any],
    chapter: str,
    experiment: str,
    pytestconfig: pytest.Config,
) -> None:
    """What a chapter shows at the end of its first and last beat has not changed."""
    first: dict[str, Any] = {}

    def look(scene: Any) -> None:
        if not first:
            first.update(painted(scene))

    last = painted(tell(chapter, experiment, look=look))
    faults = []
    for theme in THEMES:
        ground = "-light" if theme == "light" else ""
        for which, pixels in (("first", first[theme]), ("last", last[theme])):
            path = STILLS / f"{chapter}-{experiment}-{which}{ground}.png"
            if pytestconfig.getoption("update_stills"):
                Image.fromarray(pixels).save(path)
            known = np.asarray(Image.open(path).convert("RGB"), dtype=int)
            apart = (np.abs(known - pixels).max(axis=2) > LEVELS).mean()
            if apart > SHARE_OF_PIXELS:
                faults.append(f"{path.name}: {apart:.1%}")
    assert not faults
