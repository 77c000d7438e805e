"""The sum of the squares as it grows, and the loss that it becomes, in numbers."""

from typing import TYPE_CHECKING

from scenes import encoding
from scenes.chapters.loss.loss_letters import (
    factor,
    sample_letter,
    summand_places,
    summand_sum,
    summand_sums,
    whole_sum,
)
from scenes.diagram.text import Row, Source, Text
from scenes.engine.drawing import Box, Drawing
from scenes.notation.loss_formulas import PARTS
from scenes.vocabulary.beside_panel.written_sums import span

if TYPE_CHECKING:
    from scenes.step_chapter import StepChapter

VESSEL_DOWN = 2.0  # of its upper edge, below that of the panel
VESSEL = 1.5  # side of the square that all squares fill
LINES_DOWN = (3.95, 4.63, 5.3)  # of the baselines below it
EM = 0.28
FACTOR = 0.47  # the room that it takes before the sum


def vessel(chapter: "StepChapter") -> Box:
    """Return the square in the panel that all squares fill together."""
    box = chapter.regions.panel
    x, top, half = box.centre[0], box.top - VESSEL_DOWN, VESSEL / 2
    return Box(x - half, top - VESSEL, x + half, top)


def sums_so_far(chapter: "StepChapter") -> list[Drawing]:
    """Return the sum after each row of the table, all at the same place."""
    sums, places = summand_sums(chapter), summand_places(chapter)
    terms = [float(chapter.value(path)) for path in sums.values()]
    lines = []
    for count, slot in enumerate(sums, start=1):
        path = summand_sum(chapter, slice(0, span(slot).stop))
        exact = encoding.adds(terms[:count], float(chapter.value(path)), places)
        number = chapter.number(path, "cost", em=EM, decimals=places)
        name = chapter.words("sum", em=EM, role="muted")
        lines.append(_line(chapter, 0, name, exact=exact, right=number))
    return lines


def loss_lines(chapter: "StepChapter") -> Drawing:
    """Return C = ½ × sum, and what that is."""
    total, loss = whole_sum(chapter), chapter.here(f"sample_losses[{chapter.row}]")
    places = summand_places(chapter)
    letters, value = factor(chapter)
    factors = ((value, 3), (float(chapter.value(total)), places))
    exact = encoding.multiplies(factors, (float(chapter.value(loss)), places))
    whole = chapter.number(total, "cost", em=EM, decimals=places)
    product = Row(letters, chapter.words("×", em=EM, role="muted"), whole, gap=0.1)
    letter = chapter.formula(f"cost({sample_letter(chapter)})", PARTS, em=0.36)
    number = chapter.number(loss, "cost", em=1.2 * EM, decimals=places)
    if value == 1.0:
        return _line(chapter, 1, letter, exact=exact, right=number)
    return Drawing(
        _line(chapter, 1, letter, exact=True, right=product),
        _line(chapter, 2, Drawing(), exact=exact, right=number),
    )


def _line(
    chapter: "StepChapter", number: int, left: Drawing, *, exact: bool, right: Drawing
) -> Drawing:
    """Return left = right (or ≈) on one of the lines, all signs below each other."""
    panel = chapter.regions.panel
    name = chapter.words("sum", em=EM).box.width
    digits = chapter.number(whole_sum(chapter), "cost", em=EM).box.width
    x = panel.centre[0] + (name - FACTOR - digits) / 2
    y = panel.top - LINES_DOWN[number]
    sign = Text(Source("=" if exact else "≈"), em=1.2 * EM, role="muted")
    sign.at(x, y).y = y
    right.x, right.y = x + 0.25, y
    if left.has_extent:
        left.x, left.y = x - 0.25 - left.box.width, y
    return Drawing(left, sign, right)
