"""The outlines of glyphs as cairo keeps paths, each made once in a process."""

from collections.abc import Callable
from functools import cache

import cairo

from scenes.engine.typesetting import Outline

# Cairo keeps paths in steps of 1/256 of a device unit: glyphs, measured in em, are
# recorded this many times larger so that their curves stay smooth.
GLYPH_SCALE = 4096.0


@cache
def path(outline: Outline) -> cairo.Path:
    """Return an outline as cairo keeps it."""
    recorder = cairo.Context(cairo.RecordingSurface(cairo.CONTENT_ALPHA, None))
    recorder.scale(GLYPH_SCALE, GLYPH_SCALE)
    verbs: dict[str, Callable[..., None]] = {
        "move": recorder.move_to,
        "line": recorder.line_to,
        "curve": recorder.curve_to,
        "close": recorder.close_path,
    }
    for verb, numbers in outline.steps:
        verbs[verb](*numbers)
    return recorder.copy_path()
