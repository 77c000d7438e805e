"""What stands between chapters: cards with a question, and dissolves.

Imports the stage and the homes; knows no chapter.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from scenes.stage_chapter import StageChapter


def interlude_class(kind: str) -> "type[StageChapter]":
    """Return the Scene class of a card or a dissolve; this imports Manim."""
    module: Any = import_module(f"scenes.interludes.{kind}")
    found: type[StageChapter] = getattr(module, kind.title())
    return found
