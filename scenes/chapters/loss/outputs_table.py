"""The outputs as a table: answer, target, difference, and a square for each.

Its rows stand at the heights of the output units. It is made before the network, so
that the network gets the room that is left.
"""

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from scenes import layout, style
from scenes.chapters.loss import loss_letters
from scenes.diagram.charts.squares import Squares
from scenes.diagram.formulas import Formula
from scenes.engine.drawing import Box, Drawing
from scenes.layout import Slot
from scenes.notation.loss_formulas import PARTS, Quantity

if TYPE_CHECKING:
    from scenes.step_chapter import StepChapter

GAP = 0.26  # between columns
HEADING = 0.36  # em; the square of a formula can just be read
FEW = 4  # outputs, with room for larger numbers
FEW_EM = 0.32
LARGEST_SIDE = 1.0


@dataclass(frozen=True, slots=True)
class TableColumn:
    """Letters on top and a number for each output that is drawn."""

    heading: Formula
    numbers: dict[Slot, Drawing]

    @property
    def width(self) -> float:
        """The width of its widest part."""
        parts = [self.heading, *self.numbers.values()]
        return max(part.box.width for part in parts)

    @property
    def whole(self) -> Drawing:
        """Heading and numbers as one drawing."""
        return Drawing(self.heading, *self.numbers.values())


@dataclass(frozen=True, slots=True)
class LossTable:
    """The columns from left to right; the squares stand in the last one."""

    answers: TableColumn
    targets: TableColumn
    differences: TableColumn
    summands: TableColumn

    @property
    def columns(self) -> tuple[TableColumn, ...]:
        """All columns, from left to right."""
        return self.answers, self.targets, self.differences, self.summands

    @property
    def width(self) -> float:
        """The width of all columns and the gaps between them."""
        return sum(column.width + GAP for column in self.columns) - GAP


def loss_table(chapter: "StepChapter") -> LossTable:
    """Return the table, not yet placed."""
    return LossTable(
        _column(chapter, loss_letters.answers(chapter)),
        _column(chapter, loss_letters.targets(chapter)),
        _column(chapter, loss_letters.differences(chapter)),
        _summands(chapter),
    )


def _column(chapter: "StepChapter", quantity: Quantity) -> TableColumn:
    numbers: dict[Slot, Drawing] = {
        unit: loss_letters.number(chapter, quantity, unit, em=_em(chapter))
        for unit in loss_letters.output_slots(chapter)
        if isinstance(unit, int)
    }
    return TableColumn(_heading(chapter, quantity), numbers)


def _summands(chapter: "StepChapter") -> TableColumn:
    """Return what is added up; a gap shows the sum of those that it hides."""
    quantity, places = (
        loss_letters.summands(chapter),
        loss_letters.summand_places(chapter),
    )
    numbers: dict[Slot, Drawing] = {
        slot: chapter.number(path, quantity.kind, em=_em(chapter), decimals=places)
        for slot, path in loss_letters.summand_sums(chapter).items()
    }
    return TableColumn(_heading(chapter, quantity), numbers)


def _em(chapter: "StepChapter") -> float:
    return style.SMALL if chapter.sizes[-1] > FEW else FEW_EM


def _heading(chapter: "StepChapter", quantity: Quantity) -> Formula:
    em = HEADING if chapter.sizes[-1] > FEW else style.FORMULA
    return chapter.formula(quantity.letters, PARTS, em=em)


# Where it stands.


def output_x(chapter: "StepChapter", table: LossTable, right: float) -> float:
    """Return where the output units stand for a table that ends at ``right``."""
    tallest = max(
        len(layout.slots(units, unit))
        for units, unit in zip(chapter.sizes, chapter.focus, strict=True)
    )
    radius = layout.unit_radius(tallest, chapter.regions.diagram)
    ring = 0.2 + 0.35 * radius
    return right - table.width - ring - chapter.class_width() - radius


def place(chapter: "StepChapter", table: LossTable, right: float) -> None:
    """Put the rows beside their units; the last column ends at ``right``."""
    heights = {slot: y for slot, (_, y) in chapter.network.slot_places(-1)}
    half = max(chapter.network.radius + 0.13, _largest_side(chapter) / 2)
    top = max(heights.values()) + half + 0.2
    for column in reversed(table.columns):
        middle = right - column.width / 2
        column.heading.at(middle, top).y = top
        end = middle + max(part.box.width for part in column.numbers.values()) / 2
        for slot, number in column.numbers.items():
            number.at(end, heights[slot], align=1.0)
        right -= column.width + GAP


def squares(chapter: "StepChapter", table: LossTable, vessel: Box) -> Squares:
    """Return a square in each row of the last column, none of them shown yet."""
    places = chapter.network.slot_places(-1)
    middle = table.summands.heading.box.centre[0]
    paths = loss_letters.summand_sums(chapter)
    return Squares(
        [float(chapter.value(paths[slot])) for slot, _ in places],
        [(middle, y) for _, (_, y) in places],
        _largest_side(chapter),
        vessel,
        piles=[i for i, (slot, _) in enumerate(places) if isinstance(slot, range)],
        kept=loss_letters.factor(chapter)[1],
    )


def _largest_side(chapter: "StepChapter") -> float:
    """Return the side at which squares in neighbouring rows do not touch."""
    heights = [y for _, (_, y) in chapter.network.slot_places(-1)]
    rows = [above - below for above, below in pairwise(heights)]
    return min(0.92 * min(rows, default=LARGEST_SIDE), LARGEST_SIDE)
