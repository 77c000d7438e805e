"""One weight on its edge: a number line on which it trembles, and its value above."""

from typing import TYPE_CHECKING

from scenes import encoding
from scenes.diagram.charts.number_lines import HALF, NumberLine
from scenes.diagram.text import Number
from scenes.vocabulary.wiggling import number_line

if TYPE_CHECKING:
    from scenes.step_chapter import StepChapter


def weight_on_edge(
    chapter: "StepChapter",
    gap: int,
    unit: int,
    source: int,
    *,
    largest: float = 1.0,
    half: float = HALF,
) -> tuple[NumberLine, Number]:
    """Return a number line of a weight and its value, clear of its edge.

    The weight leads from a ``source`` of column ``gap`` to a ``unit`` of the next;
    ``half`` is that of the line.
    """
    network = chapter.network
    path = str(chapter.layer(gap + 1).weights[unit, source])
    role = encoding.sign_role(float(chapter.value(path)))
    line = number_line(chapter, None, role=role, largest=largest, half=half)
    start, end = network.place(gap, source), network.place(gap + 1, unit)
    # A picture covers the beginning of its edges.
    left = network.units[gap].extent().right
    radius = network.radius(gap + 1, unit)
    right = end[0] - radius
    x, steep = (left + right) / 2, (end[1] - start[1]) / (end[0] - start[0])
    above = start[1] + steep * (x - start[0]) + 0.3 + half * abs(steep)
    if right - left < 2.5 * half:
        above = max(start[1], end[1]) + radius + 0.2
    number = chapter.number(path, "weight")
    return line.at(x, above), number.at(x, above + 0.3)
