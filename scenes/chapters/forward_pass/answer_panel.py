"""The panel of the answer: all outputs as bars, and what they are read as."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from scenes import encoding, style
from scenes.chapters.forward_pass.answer import classes
from scenes.diagram.charts.many_values import Bars, Frame, RingSample
from scenes.diagram.panels import Line
from scenes.diagram.text import Row
from scenes.engine.drawing import Box, Drawing
from scenes.layout import Slot
from scenes.vocabulary.beside_panel.activation_panel import Squashing
from scenes.vocabulary.motions import Motion, tween

if TYPE_CHECKING:
    from scenes.step_chapter import StepChapter

KEY_LEADING = 0.42
MOST_LEADING = 0.85
THICKEST = 0.3  # of a bar
BASELINE = 0.09  # of a small text, below its middle


def answer_panel(chapter: "StepChapter") -> "BarPanel | CurvePanel":
    """Return the panel of the answer: bars, or for a single output its curve."""
    if chapter.sizes[-1] == 1:
        return CurvePanel(chapter)
    return BarPanel(chapter)


class BarPanel(Drawing):
    """All outputs as bars, and what they are read as."""

    def __init__(self, chapter: "StepChapter") -> None:
        box, keys = chapter.regions.panel, _keys(chapter)
        slots = chapter.network.columns[-1].shown
        top, floor = box.top - 1.1, box.bottom + 0.4 + KEY_LEADING * len(keys)
        leading = min(MOST_LEADING, (top - floor) / len(slots))
        heights = {slot: top - leading * line for line, slot in enumerate(slots)}
        cells = _cells(chapter, heights)
        left = cells.box.right + 0.2
        self.bars = _bars(chapter, heights, box.right - 0.35 - left, leading)
        self.bars.x = left
        super().__init__(chapter.panel("The answer"), cells, self.bars, *keys)

    def arrive(self) -> Motion:
        """Let the bars grow."""
        return tween(self.bars, shown=1.0)

    def mark(self) -> Motion:
        """Let the targets appear, where there are any."""
        return tween(self.bars, marked=1.0)


class CurvePanel(Drawing):
    """A single output on its activation function, and its target across it."""

    def __init__(self, chapter: "StepChapter") -> None:
        box, keys = chapter.regions.panel, _keys(chapter)
        floor = box.bottom + 0.6 + KEY_LEADING * len(keys)
        middle = box.centre[0]
        cells = _cells(chapter, {0: box.top - 1.1})
        cells.x = middle - cells.box.centre[0]
        area = Box(middle - 2.0, floor, middle + 2.0, box.top - 1.85)
        shown = Squashing(chapter, len(chapter.step.layers) - 1, area)
        self.curve = shown.curve
        height = self.curve.across(0.0, float(chapter.step.targets[chapter.row, 0]))[1]
        ends = ((area.left, height), (area.right, height))
        self.target_line = Line(ends, "text", width=style.LINE, dashes=style.DASH)
        self.target_line.opacity = 0.0
        self.in_sight = area.bottom - 0.01 <= height <= area.top + 0.01
        parts = (cells, shown, self.target_line, *keys)
        super().__init__(chapter.panel("The answer"), *parts)

    def arrive(self) -> Motion:
        """Let the output appear on the curve."""
        return tween(self.curve, point=1.0)

    def mark(self) -> Motion:
        """Let the target appear, unless it lies beyond the curve."""
        return tween(self.target_line, opacity=1.0 if self.in_sight else 0.0)


def _bars(
    chapter: "StepChapter", heights: Mapping[Slot, float], width: float, leading: float
) -> Bars:
    row, layer = chapter.row, chapter.step.layers[-1]
    drawn = [slot for slot in heights if isinstance(slot, int)]
    named = chapter.has_class_labels
    targets = chapter.step.targets[row]
    return Bars(
        [float(layer.activations[row, unit]) for unit in drawn],
        [heights[unit] for unit in drawn],
        width,
        thickness=min(THICKEST, 0.6 * leading),
        targets=[] if named else [float(targets[unit]) for unit in drawn],
    )


def _cells(chapter: "StepChapter", heights: Mapping[Slot, float]) -> Drawing:
    """Return what stands before the bars: names, or outputs beside their targets."""
    drawn = [slot for slot in heights if isinstance(slot, int)]
    columns = (
        [_names(chapter, drawn)]
        if chapter.has_class_labels
        else [
            *([_units(chapter, drawn)] if chapter.sizes[-1] > 1 else []),
            _values(chapter, drawn, "output", "activation"),
            _values(chapter, drawn, "target", "target"),
        ]
    )
    lines = [chapter.regions.panel.top - 0.75, *(heights[unit] for unit in drawn)]
    right = chapter.regions.panel.left + 0.15
    for cells in columns:
        right += 0.2 + max(cell.box.width for cell in cells)
        for cell, y in zip(reversed(cells), reversed(lines), strict=False):
            cell.x, cell.y = right - cell.box.right, y - BASELINE
    gaps = [_gap(chapter, slot, y, right) for slot, y in heights.items()]
    return Drawing(*(cell for cells in columns for cell in cells), *gaps)


def _names(chapter: "StepChapter", drawn: list[int]) -> list[Drawing]:
    marked = classes(chapter) or ()
    return [
        chapter.words(
            "{name}",
            {"name": f"data.classes[{unit}]"},
            em=style.SMALL,
            role="text" if unit in marked else "muted",
        )
        for unit in drawn
    ]


def _units(chapter: "StepChapter", drawn: list[int]) -> list[Drawing]:
    column = len(chapter.sizes) - 1
    return [
        chapter.small_print("{unit}", {"unit": chapter.unit_number(column, u)})
        for u in drawn
    ]


def _values(
    chapter: "StepChapter", drawn: list[int], name: str, kind: str
) -> list[Drawing]:
    """Return a column of outputs or targets below its name."""
    last = len(chapter.step.layers) - 1
    field = "targets" if kind == "target" else f"layers[{last}].activations"
    paths = [chapter.here(f"{field}[{chapter.row}, {unit}]") for unit in drawn]
    places = chapter.decimals(paths, kind)
    numbers = [
        chapter.number(path, kind, em=style.SMALL, decimals=places) for path in paths
    ]
    role = encoding.KINDS[kind].role
    return [chapter.words(name, em=style.SMALL, role=role), *numbers]


def _gap(chapter: "StepChapter", slot: Slot, y: float, right: float) -> Drawing:
    """Return how many outputs a row leaves out; nothing for a row with an output."""
    if not isinstance(slot, range):
        return Drawing()
    hidden = chapter.units_in(len(chapter.sizes) - 1, slot)
    text = chapter.small_print("{hidden} more", {"hidden": hidden})
    text.x, text.y = right - text.box.right, y - BASELINE
    if text.box.left < chapter.regions.panel.left + 0.3:
        text.x = chapter.regions.panel.left + 0.3
    return text


def _keys(chapter: "StepChapter") -> list[Row]:
    """Return what ring and frame mean, each with the class that it marks."""
    found = classes(chapter)
    if found is None:
        return []
    read, right = ({"name": f"data.classes[{number}]"} for number in found)
    ring, frame = RingSample("activation"), Frame(Box(0.045, 0.035, 0.155, 0.145))
    ring.y = BASELINE
    em, box = style.SMALL, chapter.regions.panel
    rows = [
        Row(ring, chapter.words("read as: {name}", read, em=em), gap=0.16),
        Row(frame, chapter.words("right answer: {name}", right, em=em), gap=0.16),
    ]
    size = min(1.0, *((box.width - 0.6) / row.box.width for row in rows))
    for line, row in enumerate(reversed(rows)):
        row.size, row.x = size, box.left + 0.35
        row.y = box.bottom + 0.35 + KEY_LEADING * line
    return rows
