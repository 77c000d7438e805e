"""One output closely: the way from its target to its answer, and the square on it."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from scenes import style
from scenes.diagram.drawing import Drawing
from scenes.diagram.panels import Arrow, Line
from scenes.diagram.squares import Slab
from scenes.diagram.text import Column, Number, Text
from scenes.loss_formulas import PARTS, Quantity
from scenes.loss_panels import PICTURE_DOWN, output_name
from scenes.loss_table import decimals, formula_of

if TYPE_CHECKING:
    from scenes.step_chapter import StepChapter

LENGTH = 1.75  # of the difference, and the side of its square


@dataclass(frozen=True, slots=True)
class CloseUp:
    """The parts, to be shown one after the other."""

    heading: Text
    answer: Drawing
    target: Drawing
    arrow: Arrow
    difference: Number
    square: Slab
    area: Number

    @property
    def parts(self) -> tuple[Drawing, ...]:
        """All parts."""
        ends = (self.heading, self.answer, self.target, self.arrow)
        return (*ends, self.difference, self.square, self.area)


def close_up(chapter: "StepChapter", unit: int) -> CloseUp:
    """Return the close-up of an output, which must not be at its target."""
    loss, notation = formula_of(chapter), chapter.setting.notation
    middle = chapter.regions.panel.centre[0]
    low = chapter.regions.panel.top - PICTURE_DOWN - 0.15 - LENGTH
    too_high = float(chapter.step.output_errors[chapter.row, unit]) > 0
    answer, target = (1, -1) if too_high else (-1, 1)
    last = len(chapter.step.layers) - 1
    letters = {
        answer: Quantity("output({a})", f"layers[{last}].activations", "activation"),
        target: Quantity("target({y})", "targets", "target"),
    }
    ends = {side: middle + side * LENGTH / 2 for side in (-1, 1)}
    labels = {
        side: _end(chapter, quantity, unit, (ends[side], low))
        for side, quantity in letters.items()
    }
    # The arrow of a − y goes from y to a, that of y − a from a to y.
    start, stop = (target, answer) if notation == "modern" else (answer, target)
    arrow = Arrow((ends[start], low), (ends[stop], low), "cost")
    square = Slab(LENGTH, LENGTH, alpha=0.2)
    square.x, square.y = middle, low + LENGTH / 2
    heights = {"difference": low + 0.3, "area": low + 0.62 * LENGTH}
    return CloseUp(
        _heading(chapter, unit),
        labels[answer],
        labels[target],
        arrow,
        _number(chapter, loss.difference[notation], unit, heights["difference"]),
        square,
        _number(chapter, loss.summand[notation], unit, heights["area"]),
    )


def _heading(chapter: "StepChapter", unit: int) -> Text:
    only = chapter.sizes[-1] == 1
    heading = (
        chapter.words("The only output", em=style.SMALL, role="muted")
        if only
        else chapter.words(
            "Furthest off: output {name}",
            output_name(chapter, unit),
            em=style.SMALL,
            role="muted",
        )
    )
    box = chapter.regions.panel
    return heading.at(box.centre[0], box.top - PICTURE_DOWN + 0.2)


def _end(
    chapter: "StepChapter", quantity: Quantity, unit: int, at: tuple[float, float]
) -> Drawing:
    """Return the mark at an end, with letter and number below it."""
    path = chapter.here(f"{quantity.field}[{chapter.row}, {unit}]")
    places = decimals(chapter, [path], quantity.kind)
    x, y = at
    mark = Line(((x, y - 0.12), (x, y + 0.12)), "text", width=style.LINE)
    label = Column(
        chapter.formula(quantity.letters, PARTS, em=0.36),
        chapter.number(path, quantity.kind, em=style.SMALL, decimals=places),
        leading=0.36,
        align=0.5,
    )
    label.x, label.y = x, y - 0.42
    return Drawing(mark, label)


def _number(chapter: "StepChapter", quantity: Quantity, unit: int, y: float) -> Number:
    path = chapter.here(f"{quantity.field}[{chapter.row}, {unit}]")
    number = chapter.number(path, quantity.kind)
    return number.at(chapter.regions.panel.centre[0], y)
