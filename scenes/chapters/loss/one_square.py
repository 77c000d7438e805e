"""One output closely: the way from its target to its answer, and the square on it."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from scenes import style
from scenes.chapters.loss import loss_letters
from scenes.chapters.loss.loss_letters import number, output_label
from scenes.diagram.charts.squares import Slab
from scenes.diagram.panels import Arrow, Line
from scenes.diagram.text import Column, Number, Text
from scenes.engine.drawing import Drawing
from scenes.notation.loss_formulas import PARTS, Quantity

if TYPE_CHECKING:
    from scenes.step_chapter import StepChapter

LENGTH = 1.75  # of the difference, and the side of its square
FURTHEST = ("Furthest off: output {name}", "Furthest off: {name}", "{name}")
HEADING_DOWN = 2.05  # below the upper edge of the panel


@dataclass(frozen=True, slots=True)
class OneSquare:
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


def close_up(chapter: "StepChapter", unit: int) -> OneSquare:
    """Return the close-up of an output, which must not be at its target."""
    middle = chapter.regions.panel.centre[0]
    low = chapter.regions.panel.top - HEADING_DOWN - 0.35 - LENGTH
    too_high = float(chapter.step.output_errors[chapter.row, unit]) > 0
    answer, target = (1, -1) if too_high else (-1, 1)
    quantities = {
        answer: loss_letters.answers(chapter),
        target: loss_letters.targets(chapter),
    }
    ends = {side: middle + side * LENGTH / 2 for side in (-1, 1)}
    labels = {
        side: _end(chapter, quantity, unit, (ends[side], low))
        for side, quantity in quantities.items()
    }
    # The arrow of a − y goes from y to a, that of y − a from a to y.
    modern = chapter.setting.notation == "modern"
    start, stop = (target, answer) if modern else (answer, target)
    arrow = Arrow((ends[start], low), (ends[stop], low), "cost")
    square = Slab(LENGTH, LENGTH, alpha=0.2)
    square.x, square.y = middle, low + LENGTH / 2
    difference, area = (
        number(chapter, quantity(chapter), unit, em=style.BODY)
        for quantity in (loss_letters.differences, loss_letters.summands)
    )
    return OneSquare(
        _heading(chapter, unit),
        labels[answer],
        labels[target],
        arrow,
        difference.at(middle, low + 0.3),
        square,
        area.at(middle, low + 0.62 * LENGTH),
    )


def _heading(chapter: "StepChapter", unit: int) -> Text:
    heading = (
        chapter.words("The only output", em=style.SMALL, role="muted")
        if chapter.sizes[-1] == 1
        else output_label(chapter, unit, *FURTHEST)
    )
    box = chapter.regions.panel
    return heading.at(box.centre[0], box.top - HEADING_DOWN)


def _end(
    chapter: "StepChapter", quantity: Quantity, unit: int, at: tuple[float, float]
) -> Drawing:
    """Return the mark at an end, with letter and number below it."""
    x, y = at
    mark = Line(((x, y - 0.12), (x, y + 0.12)), "text", width=style.LINE)
    label = Column(
        chapter.formula(quantity.letters, PARTS, em=0.36),
        number(chapter, quantity, unit, em=style.SMALL),
        leading=0.36,
        align=0.5,
    )
    label.x, label.y = x, y - 0.42
    return Drawing(mark, label)
