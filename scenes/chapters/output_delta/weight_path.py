"""Where the weight in focus is: its name, its place, and the way on to the cost."""

from typing import TYPE_CHECKING

from scenes import encoding, layout, style
from scenes.diagram.charts.charts import PixelImage
from scenes.diagram.fan import Fan
from scenes.diagram.panels import Arrow, Line, Plate
from scenes.engine.drawing import Box, Drawing
from scenes.vocabulary.beside_panel import around_network, weight_to_cost

if TYPE_CHECKING:
    from scenes.engine.pen import Point
    from scenes.step_chapter import StepChapter

COST_RADIUS = 0.3
BESIDE_EDGE = 0.22  # from an edge to the letter of its weight
ALONG_EDGE = (0.36, 0.26, 0.46, 0.16)  # where it may be, as shares of the edge
ROOM_BELOW = 0.4  # what a number takes between two units
RING = 0.42  # what a ring around a unit adds to its radius, in radii


def heading(chapter: "StepChapter") -> Drawing:
    """Return the panel with the name of the weight in focus."""
    last = len(chapter.sizes) - 1
    values = {
        "source": chapter.unit_number(last - 1, chapter.focus[-2]),
        "output": chapter.output_name(chapter.focus[-1]),
    }
    output = "“{output}”" if chapter.has_class_labels else "{output}"
    if last == 1:
        return chapter.panel(f"Weight: input {{source}} → output {output}", values)
    values["layer"] = chapter.layer_number(last - 1)
    return chapter.panel(
        f"Weight: hidden {{layer}}, unit {{source}} → output {output}", values
    )


def shows_sample(chapter: "StepChapter") -> bool:
    """Say whether the sample is drawn: a picture only where the weight reads it."""
    return chapter.trace.data.image is None or len(chapter.sizes) == 2


def room_before(chapter: "StepChapter") -> float:
    """Return the room left of the inputs: for their values, or their numbers."""
    return chapter.sample_width() if shows_sample(chapter) else layout.GAPS_ROOM


def sample(chapter: "StepChapter") -> Drawing:
    """Return the sample beside its inputs, the pixel in focus marked."""
    if not shows_sample(chapter):
        return Drawing()
    found = around_network.sample(chapter, chapter.regions.diagram)
    if isinstance(found, PixelImage):
        found.marked = chapter.focus[0]
    return found


def cost_fan(chapter: "StepChapter") -> Fan:
    """Return the cost right of the outputs, with a line from each one drawn."""
    area = chapter.regions.diagram
    node = weight_to_cost.cost_node(chapter, COST_RADIUS)
    node.x = area.right - COST_RADIUS
    node.y = chapter.network_box(area).centre[1]
    reach = around_network.reach(chapter) + chapter.class_width()
    return Fan(
        {
            slot: (x + reach, y)
            for slot, (x, y) in chapter.network.slot_places(-1)
            if isinstance(slot, int)
        },
        node,
    )


def weight_label(chapter: "StepChapter") -> Drawing:
    """Return the letter w beside the edge in focus, on no unit if there is room."""
    letter = chapter.formula("w", {})
    letter.role = weight_to_cost.weight_role(chapter)
    for along in ALONG_EDGE:
        for side in (1, -1):
            letter.at(*_beside_edge(chapter, along, side * BESIDE_EDGE))
            if not any(letter.box.overlaps(unit) for unit in _units(chapter)):
                return _on_visible_edge(chapter, letter)
    letter.at(*_beside_edge(chapter, ALONG_EDGE[0], BESIDE_EDGE))
    return _on_visible_edge(chapter, letter)


def _beside_edge(chapter: "StepChapter", along: float, distance: float) -> "Point":
    """Return the point at a share of the edge in focus, so far to its left."""
    (x0, y0), (x1, y1) = _edge(chapter)
    dx, dy = x1 - x0, y1 - y0
    away = distance / (dx * dx + dy * dy) ** 0.5
    return x0 + along * dx - away * dy, y0 + along * dy + away * dx


def _units(chapter: "StepChapter") -> list[Box]:
    """Return the boxes of the drawn units of the last two layers."""
    r = chapter.network.radius
    return [
        Box(x - r, y - r, x + r, y + r)
        for column in (-2, -1)
        for slot, (x, y) in chapter.network.slot_places(column)
        if isinstance(slot, int)
    ]


def _on_visible_edge(chapter: "StepChapter", letter: Drawing) -> Drawing:
    """Return a letter with a hairline for an edge of almost no weight."""
    source, unit = chapter.focus[-2:]
    edges = chapter.network.edges[-1]
    width = encoding.edge_width(float(edges.weights[unit, source]), edges.largest)
    hairline = Line(_edge(chapter)) if width < style.HAIRLINE else Drawing()
    return Drawing(hairline, Plate(letter, margin=0.03))


def arrow_to_weight(chapter: "StepChapter") -> Arrow:
    """Return the arrow from the output back to the weight in focus, not yet grown."""
    (x0, y0), (x1, y1) = _edge(chapter)
    length = ((x1 - x0) ** 2 + (y1 - y0) ** 2) ** 0.5
    start, end = RING * chapter.network.radius / length, 0.5
    arrow = Arrow(
        (x1 + (x0 - x1) * start, y1 + (y0 - y1) * start),
        (x1 + (x0 - x1) * end, y1 + (y0 - y1) * end),
        "error",
    )
    arrow.shown = 0.0
    return arrow


def _edge(chapter: "StepChapter") -> "tuple[Point, Point]":
    """Return both ends of the edge in focus, at the rims of its units."""
    source, unit = chapter.focus[-2:]
    start, end = chapter.network.ends(len(chapter.sizes) - 2)[unit, source]
    return (float(start[0]), float(start[1])), (float(end[0]), float(end[1]))


def incoming_number(chapter: "StepChapter") -> Drawing:
    """Return the activation of the unit in focus beside it, where there is room."""
    column, unit = len(chapter.sizes) - 2, chapter.focus[-2]
    network, path = chapter.network, weight_to_cost.paths(chapter).incoming
    x, y = network.place(column, unit)
    number = chapter.number(path, "activation", em=style.SMALL)
    slots = [place for _, place in network.slot_places(column)]
    apart = slots[0][1] - slots[1][1] if len(slots) > 1 else ROOM_BELOW + 1.0
    if column == 0 and len(network.columns[0].shown) == chapter.sizes[0]:
        return Drawing(number.at(x - around_network.reach(chapter), y, align=1.0))
    if apart < 2 * network.radius + ROOM_BELOW:
        return Drawing()
    # The edge leaves to the right, so the number stands below and left.
    number.at(x + 0.5 * network.radius, y - network.radius - 0.2, align=1.0)
    return Plate(number, margin=0.03)
