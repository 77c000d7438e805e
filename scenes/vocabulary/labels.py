"""What is written around the network: names of layers and classes, numbers of units.

labels.name(chapter, network)
deltas = labels.numbers(chapter, 2, lambda unit: layer.deltas[row, unit], "delta")
self.play(staggered(deltas, "shown", np.linspace(0, 1, units), seconds=1.2))
"""

from collections.abc import Callable
from typing import TYPE_CHECKING

from scenes import style
from scenes.diagram.following import BelowColumns, BesideUnits
from scenes.diagram.layered_network import LayeredNetwork
from scenes.diagram.text import Row, Source, Text
from scenes.engine.drawing import Drawing
from scenes.path_builder import Path, count, nth

if TYPE_CHECKING:
    from scenes.stage_chapter import StageChapter

AFTER = 0.16  # between a unit and the first label


def name(chapter: "StageChapter", network: LayeredNetwork) -> None:
    """Write the name below each layer, and that of its class beside each output."""
    columns = range(len(chapter.sizes))
    network.add(BelowColumns(network, [_layer_name(chapter, each) for each in columns]))
    if chapter.has_classes:
        units = network.units[-1]
        names = {unit: _class_name(chapter, unit) for unit in units.drawn}
        beside = BesideUnits(units, names, after=AFTER)
        beside.shown[:] = 1.0
        units.add(beside)


def numbers(
    chapter: "StageChapter",
    column: int,
    path: Callable[[int], Path],
    kind: str,
    *,
    sign: str = "",
) -> BesideUnits:
    """Return a number for each unit drawn of a column, unseen, all in one form.

    They stand where names end, after a ``sign`` such as ×. Where only some units of a
    hidden layer are drawn, their true numbers stand in front.
    """
    units = chapter.network.units[column]
    paths = {unit: str(path(unit)) for unit in units.drawn}
    places = chapter.decimals(list(paths.values()), kind)
    elided = len(units.drawn) < chapter.sizes[column] and column < chapter.last
    rows: dict[int, Drawing] = {}
    for unit, each in paths.items():
        number = chapter.number(each, kind, em=style.BODY, decimals=places)
        before = [Text(Source(sign), role="muted")] if sign else []
        before += [_index(chapter, column, unit)] if elided else []
        rows[unit] = Row(*before, number) if before else number
    beside = BesideUnits(units, rows, after=names_end(chapter, column))
    units.add(beside)
    return beside


def names_end(chapter: "StageChapter", column: int) -> float:
    """Return how far beside the units of a column the names end, and numbers begin."""
    width = chapter.class_width() if column == chapter.last else 0.0
    return AFTER + (width and width + AFTER)


def _layer_name(chapter: "StageChapter", column: int) -> Text:
    if column == 0:
        return chapter.words("input", role="muted")
    if column == chapter.last:
        return chapter.words("output", role="muted")
    layer = {"layer": str(layer_number(column))}
    return chapter.words("hidden {layer}", layer, role="muted")


def layer_number(column: int) -> Path:
    """Return the path of a column's number on screen; the input is 0."""
    return count(Path("network").layers[1 : column + 1])


def unit_number(chapter: "StageChapter", column: int, unit: int) -> Path:
    """Return the path of a unit's number on screen, counted from 1."""
    if column == 0:
        return count(chapter.path.inputs[chapter.row, : unit + 1])
    return count(chapter.layer(column).biases[: unit + 1])


def thread_number(chapter: "StageChapter", column: int) -> Path:
    """Return the path of the number of the thread's unit in a column."""
    focus = chapter.path.focus
    return nth(focus.units[column - 1] if column else focus.input)


def unit_name(chapter: "StageChapter", column: int, unit: int) -> Text:
    """Return what a unit is called in a line of text."""
    if column == chapter.last and chapter.has_classes:
        path = {"name": f"data.classes[{unit}]"}
        return chapter.words("output “{name}”", path, role="muted")
    paths = {"unit": str(unit_number(chapter, column, unit))}
    if column == chapter.last:
        return chapter.words("output {unit}", paths, role="muted")
    paths["layer"] = str(layer_number(column))
    return chapter.words("hidden {layer}, unit {unit}", paths, role="muted")


def _index(chapter: "StageChapter", column: int, unit: int) -> Text:
    path = {"unit": str(unit_number(chapter, column, unit))}
    return chapter.words("{unit}", path, role="muted")


def _class_name(chapter: "StageChapter", unit: int) -> Text:
    path = {"name": f"data.classes[{unit}]"}
    return chapter.words("{name}", path, role="muted")
