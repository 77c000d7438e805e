"""Arrangement by relation: what stands above, beside or in what, never at which number.

title, rows = stack(heading, formula), grid(table, gap=0.3)
self.add(within(row(letters, number), layout.BELOW_UNIT))
network.attach(beside(network, 2, 4, number))
"""

from collections.abc import Sequence
from typing import TypeVar

from scenes import style
from scenes.diagram.network.beside import Beside
from scenes.diagram.network.layered_network import LayeredNetwork
from scenes.diagram.packed_row import PackedRow
from scenes.diagram.panels import Panel
from scenes.diagram.text import Row, Text
from scenes.engine.drawing import Box, Drawing
from scenes.vocabulary.motions import Motion, tween

AnyDrawing = TypeVar("AnyDrawing", bound=Drawing)
MARGIN = 0.2  # within a panel


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


def grid(rows: Sequence[Sequence[Drawing]], *, gap: float = 0.2) -> Drawing:
    """Return a table: each column as wide as its widest cell, each row as its tallest.

    Cells end at the right of their columns, as numbers do.
    """
    columns = list(zip(*rows, strict=True))
    rights, x = [], 0.0
    for column in columns:
        x += max(cell.box.width for cell in column) + gap
        rights.append(x - gap)
    y = 0.0
    for cells in rows:
        tallest = max(cell.box.height for cell in cells)
        for cell, right in zip(cells, rights, strict=True):
            cell.at(right, y - tallest / 2, align=1.0)
        y -= tallest + gap
    return Drawing(*(cell for cells in rows for cell in cells))


def within(part: AnyDrawing, box: Box, *, align: float = 0.5) -> AnyDrawing:
    """Return a drawing, moved into a box; too large a one is made to fit."""
    part.size *= min(1.0, box.width / part.box.width, box.height / part.box.height)
    x = box.left + align * box.width
    return part.at(x, box.centre[1], align=align)


def panel(title: Text, *parts: Drawing, box: Box) -> Drawing:
    """Return a panel with its title at the top and its parts below, made to fit."""
    inner = Box(
        box.left + MARGIN, box.bottom + MARGIN, box.right - MARGIN, box.top - MARGIN
    )
    title.size *= min(1.0, inner.width / title.box.width)
    title.at(inner.left, inner.top - title.box.height / 2, align=0.0)
    below = Box(inner.left, inner.bottom, inner.right, title.box.bottom - MARGIN)
    return Drawing(Panel(box), title, within(stack(*parts), below))


def beside(
    network: LayeredNetwork,
    column: int,
    unit: int,
    label: Drawing,
    *,
    side: str = "right",
) -> Beside:
    """Return a label left or right of a unit, to be attached to the network."""
    return Beside(network.stage, column, unit, label, side)


def pack(packed: PackedRow, *shown: str, seconds: float = style.QUICK) -> list[Motion]:
    """Return the motions by which a row shows just these parts, and closes up."""
    places = packed.places(shown)
    return [
        tween(part, x=places[name], opacity=float(name in shown), seconds=seconds)
        for name, part in packed.named.items()
    ]
