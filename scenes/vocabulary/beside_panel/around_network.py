"""What stands around the network: sample, names of layers and classes, numbers."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

from scenes import style
from scenes.diagram.charts.charts import PixelImage
from scenes.diagram.network.network_diagram import ring_reach
from scenes.diagram.panels import Plate
from scenes.diagram.text import Column, Text
from scenes.engine.drawing import Box, Drawing
from scenes.layout import BEFORE_CLASS, IMAGE_SIDE

if TYPE_CHECKING:
    from scenes.step_chapter import StepChapter


def reach(chapter: "StepChapter") -> float:
    """Return how far from the middle of a unit begins what stands beside its ring."""
    return ring_reach(chapter.network.radius)


def frame(chapter: "StepChapter", area: Box) -> list[Drawing]:
    """Return all that stands around a network from a chapter's first frame on."""
    columns = range(len(chapter.sizes))
    return [
        layer_names(chapter, area),
        sample(chapter, area),
        *(elisions(chapter, column) for column in columns),
        class_labels(chapter),
    ]


def layer_names(chapter: "StepChapter", area: Box) -> Drawing:
    """Return name and size below each column; (1), (2) … where names are too wide."""
    xs = [float(column.places[0, 0]) for column in chapter.network.columns]
    names = []
    for number, x in enumerate(xs):
        name = _layer_name(chapter, number)
        if name.box.width > xs[1] - xs[0] - 0.1:
            layer = chapter.layer_number(number)
            name = chapter.small_print("({layer})", {"layer": layer})
        units = chapter.small_print("{units}", {"units": f"network.layers[{number}]"})
        lines = Column(name, units, leading=0.3, align=0.5)
        lines.x, lines.y = x, area.bottom + 0.42
        names.append(lines)
    return Drawing(*names)


def _layer_name(chapter: "StepChapter", number: int) -> Text:
    if number == 0:
        return chapter.small_print("input")
    if number == len(chapter.sizes) - 1:
        return chapter.small_print("output")
    layer = chapter.layer_number(number)
    return chapter.small_print("hidden {layer}", {"layer": layer})


def elisions(chapter: "StepChapter", column: int) -> Drawing:
    """Return what an elided column hides, and the true numbers of its units."""
    labels: list[Drawing] = []
    slots = chapter.network.slot_places(column)
    if all(isinstance(slot, int) for slot, _ in slots):
        return Drawing()
    for slot, (x, y) in slots:
        if isinstance(slot, range):
            hidden = chapter.units_in(column, slot)
            label = chapter.small_print("{hidden} more", {"hidden": hidden})
        else:
            unit = chapter.unit_number(column, slot)
            label = chapter.small_print("{unit}", {"unit": unit})
        label.at(x - reach(chapter), y, align=1.0)
        if column == 0 or label.box.left > _right_of(chapter, column - 1):
            labels.append(Plate(label, margin=0.02))
    return Drawing(*labels)


def _right_of(chapter: "StepChapter", column: int) -> float:
    """Return where the units of a column end."""
    return chapter.network.units[column].extent().right


def sample(chapter: "StepChapter", area: Box) -> Drawing:
    """Return the sample at the left: its picture, or each input's value."""
    if not chapter.trace.data.image:
        return _sample_values(chapter)
    pixels = np.reshape(chapter.step.inputs[chapter.row], chapter.trace.data.image)
    image = PixelImage(pixels, IMAGE_SIDE)
    middle = area.top - image.box.height / 2
    return image.at(area.left, middle, align=0.0)


def _sample_values(chapter: "StepChapter") -> Drawing:
    away = reach(chapter)
    if len(chapter.network.units[0].drawn) < chapter.sizes[0]:
        away += chapter.unit_number_width() + 0.12
    return Drawing(
        *(
            chapter.input_number(slot).at(x - away, y, align=1.0)
            for slot, (x, y) in chapter.network.slot_places(0)
            if isinstance(slot, int)
        )
    )


def class_labels(chapter: "StepChapter") -> Drawing:
    """Return the name of each class right of its output; nothing without any."""
    labels: list[Drawing] = []
    if chapter.has_class_labels:
        for slot, (x, y) in chapter.network.slot_places(-1):
            if isinstance(slot, int):
                label = chapter.class_label(slot)
                label.at(x + reach(chapter) + BEFORE_CLASS, y, align=0.0)
                labels.append(label)
    return Drawing(*labels)


def numbers(
    chapter: "StepChapter",
    column: int,
    paths: Sequence[str],
    kind: str,
    *,
    left: bool = False,
) -> Drawing:
    """Return a number beside each drawn unit; ``paths`` has one for each unit.

    Where columns stand so close that a number would reach the units of the next
    one, there are none.
    """
    places = [
        (slot, place)
        for slot, place in chapter.network.slot_places(column)
        if isinstance(slot, int)
    ]
    decimals = chapter.decimals([paths[slot] for slot, _ in places], kind)
    away = reach(chapter)
    if not left and column == len(chapter.sizes) - 1:
        away += chapter.class_width()
    plates = []
    for slot, (x, y) in places:
        number = chapter.number(paths[slot], kind, em=style.SMALL, decimals=decimals)
        number.at(x - away if left else x + away, y, align=1.0 if left else 0.0)
        plates.append(Plate(number))
    between = column > 0 if left else column < len(chapter.sizes) - 1
    if between and not _fits(chapter, Drawing(*plates)):
        return Drawing()
    return Drawing(*plates)


def _fits(chapter: "StepChapter", numbers: Drawing) -> bool:
    """Say whether numbers beside a column leave the column next to it free."""
    xs = [float(column.places[0, 0]) for column in chapter.network.columns]
    taken = reach(chapter) + numbers.box.width + chapter.network.radius + 0.01
    return taken <= xs[1] - xs[0]
