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

STILLS = Path(__file__).parent.parent / "stills"
# Another version of cairo smooths edges a little differently; a moved or recoloured
# thing differs in more pixels, by more.
LEVELS = 24
SHARE_OF_PIXELS = 0.005
ON_WHITE = tuple(CHAPTERS)


@pytest.mark.parametrize(
    ("chapter", "theme", "experiment"),
    [
        (name, theme, experiment)
        for experiment in ("digits", "xor")
        for theme, names in (("dark", CHAPTERS), ("light", ON_WHITE))
        for name in names
        if is_told(name, experiment)
    ],
)
def test_first_and_last_picture_are_as_looked_at(
    tell: Callable[..., Any],
    chapter: str,
    theme: str,
    experiment: str,
    pytestconfig: pytest.Config,
) -> None:
    """What a chapter shows at the end of its first and last beat has not changed."""
    pictures: list[Any] = []

    def look(scene: Any) -> None:
        pictures.append(scene.renderer.picture(scene))

    tell(chapter, experiment, look=look, theme=theme)
    ground = "-light" if theme == "light" else ""
    for which, pixels in (("first", pictures[0]), ("last", pictures[-1])):
        path = STILLS / f"{chapter}-{experiment}-{which}{ground}.png"
        if pytestconfig.getoption("update_stills"):
            Image.fromarray(pixels[:, :, :3]).save(path)
        known = np.asarray(Image.open(path).convert("RGB"), dtype=int)
        apart = np.abs(known - pixels[:, :, :3]).max(axis=2) > LEVELS
        assert apart.mean() <= SHARE_OF_PIXELS, f"{path.name}: {apart.mean():.1%}"
