"""Arrangement by relation: what stands below or beside or in what, at no number.

self.add(within(row(letters, number), layout.BELOW_UNIT))
self.add(stack(heading, formula).at(0.0, 1.0))
"""

from typing import TypeVar

from scenes import style
from scenes.diagram.packed_row import PackedRow
from scenes.diagram.text import Row
from scenes.engine.drawing import Box, Drawing
from scenes.vocabulary.motions import Motion, tween

AnyDrawing = TypeVar("AnyDrawing", bound=Drawing)


def row(*parts: Drawing, gap: float = 0.14) -> Row:
    """Return drawings side by side on one baseline."""
    return Row(*parts, gap=gap)


def stack(*parts: Drawing, gap: float = 0.2, align: float = 0.5) -> Drawing:
    """Return drawings one below the other; ``align``: 0 left, 0.5 centre, 1 right."""
    y = 0.0
    for part in parts:
        box = part.box
        part.x -= box.left + align * box.width
        part.y += y - box.top
        y -= box.height + gap
    return Drawing(*parts)


def within(part: AnyDrawing, box: Box, *, align: float = 0.5) -> AnyDrawing:
    """Return a drawing, moved into a box; too large a one is made to fit."""
    part.size *= min(1.0, box.width / part.box.width, box.height / part.box.height)
    x = box.left + align * box.width
    return part.at(x, box.centre[1], align=align)


def pack(packed: PackedRow, *shown: str, seconds: float = style.QUICK) -> list[Motion]:
    """Return the motions by which a row shows just these parts, and closes up."""
    places = packed.places(shown)
    return [
        tween(part, x=places[name], opacity=float(name in shown), seconds=seconds)
        for name, part in packed.named.items()
    ]
