"""The outputs as a table: answer, target, difference, and a square for each.

Its rows stand at the heights of the output units. It is made before the network, so
that the network gets the room that is left.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from scenes import beside, encoding, layout, style
from scenes.diagram.drawing import Box, Drawing
from scenes.diagram.formulas import Formula
from scenes.diagram.squares import Squares
from scenes.layout import Slot
from scenes.loss_formulas import LOSS_FORMULAS, PARTS, LossFormula, Quantity
from scenes.sums import span

if TYPE_CHECKING:
    from scenes.step_chapter import StepChapter

GAP = 0.26  # between columns
HEADING = 0.36  # em; the square of a formula can just be read
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

    outputs: TableColumn
    targets: TableColumn
    differences: TableColumn
    summands: TableColumn

    @property
    def columns(self) -> tuple[TableColumn, ...]:
        """All columns, from left to right."""
        return self.outputs, self.targets, self.differences, self.summands

    @property
    def width(self) -> float:
        """The width of all columns and the gaps between them."""
        return sum(column.width + GAP for column in self.columns) - GAP


def formula_of(chapter: "StepChapter") -> LossFormula:
    """Return how the loss of this training is written."""
    return LOSS_FORMULAS[chapter.trace.run.training.loss]


def output_slots(chapter: "StepChapter") -> tuple[Slot, ...]:
    """Return what is drawn of the output layer."""
    return layout.slots(chapter.sizes[-1], chapter.focus[-1])


def summand_path(chapter: "StepChapter", units: slice) -> str:
    """Return the path of what a run of outputs adds up to."""
    field = formula_of(chapter).summand[chapter.setting.notation].field
    return chapter.here(f"{field}[{chapter.row}, {units.start}:{units.stop}]")


def loss_table(chapter: "StepChapter") -> LossTable:
    """Return the table, not yet placed."""
    loss, notation = formula_of(chapter), chapter.setting.notation
    last = len(chapter.step.layers) - 1
    letters = (
        Quantity("output({a})", f"layers[{last}].activations", "activation"),
        Quantity("target({y})", "targets", "target"),
        loss.difference[notation],
    )
    outputs, targets, differences = (_column(chapter, one) for one in letters)
    summands = _summands(chapter, loss.summand[notation])
    return LossTable(outputs, targets, differences, summands)


def _column(chapter: "StepChapter", quantity: Quantity) -> TableColumn:
    units = [slot for slot in output_slots(chapter) if isinstance(slot, int)]
    paths = [chapter.here(f"{quantity.field}[{chapter.row}, {unit}]") for unit in units]
    places = decimals(chapter, paths, quantity.kind)
    numbers: dict[Slot, Drawing] = {
        unit: chapter.number(path, quantity.kind, em=style.SMALL, decimals=places)
        for unit, path in zip(units, paths, strict=True)
    }
    return TableColumn(_heading(chapter, quantity), numbers)


def _summands(chapter: "StepChapter", quantity: Quantity) -> TableColumn:
    """Return what is added up; a gap shows the sum of those that it hides."""
    slots = output_slots(chapter)
    paths = [f"sum({summand_path(chapter, span(slot))})" for slot in slots]
    places = chapter.decimals(paths, quantity.kind)
    numbers: dict[Slot, Drawing] = {
        slot: chapter.number(path, quantity.kind, em=style.SMALL, decimals=places)
        for slot, path in zip(slots, paths, strict=True)
    }
    return TableColumn(_heading(chapter, quantity), numbers)


def _heading(chapter: "StepChapter", quantity: Quantity) -> Formula:
    return chapter.formula(quantity.letters, PARTS, em=HEADING)


def decimals(chapter: "StepChapter", paths: Sequence[str], kind: str) -> int:
    """Return the decimals of a column; targets that are whole get none."""
    places = chapter.decimals(paths, kind)
    if kind == "target":
        values = [float(chapter.value(path)) for path in paths]
        if all(value.is_integer() for value in values):
            return 0
        return min(places, max(map(encoding.exact_decimals, values)))
    return places


def place(chapter: "StepChapter", table: LossTable, right: float) -> None:
    """Put the rows beside their units; the last column ends at ``right``."""
    heights = {slot: y for slot, (_, y) in chapter.network.slot_places(-1)}
    top = max(heights.values()) + max(chapter.network.radius, 0.18) + 0.35
    for column in reversed(table.columns):
        middle = right - column.width / 2
        column.heading.at(middle, top).y = top
        end = middle + max(part.box.width for part in column.numbers.values()) / 2
        for slot, number in column.numbers.items():
            number.at(end, heights[slot], align=1.0)
        right -= column.width + GAP


def squares(chapter: "StepChapter", table: LossTable, vessel: Box) -> Squares:
    """Return a square in each row of the last column, none of them shown yet."""
    slots = output_slots(chapter)
    heights = {slot: y for slot, (_, y) in chapter.network.slot_places(-1)}
    ys = sorted(heights.values())
    rows = min((b - a for a, b in pairwise(ys)), default=LARGEST_SIDE)
    heading = table.summands.heading.box
    values = [
        float(chapter.value(f"sum({summand_path(chapter, span(slot))})"))
        for slot in slots
    ]
    return Squares(
        values,
        [(heading.centre[0], heights[slot]) for slot in slots],
        min(0.92 * rows, LARGEST_SIDE),
        vessel,
        piles=[i for i, slot in enumerate(slots) if isinstance(slot, range)],
    )


def output_x(chapter: "StepChapter", table: LossTable, right: float) -> float:
    """Return where the output units stand for a table that ends at ``right``."""
    tallest = max(
        len(layout.slots(units, unit))
        for units, unit in zip(chapter.sizes, chapter.focus, strict=True)
    )
    radius = layout.unit_radius(tallest, chapter.regions.diagram)
    return right - table.width - 0.24 - beside.class_width(chapter) - radius
