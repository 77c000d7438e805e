"""What the network carries along: names of layers and classes, inputs by their names.

network.attach(*labels.around(chapter, network, row=0, y=-2.3))
"""

from collections.abc import Sequence
from itertools import pairwise

import numpy as np

from scenes import style
from scenes.diagram.network.beside import BelowUnit, Beside, Follower, reach
from scenes.diagram.network.beside_units import BesideUnits
from scenes.diagram.network.layered_network import LayeredNetwork
from scenes.diagram.packed_row import PackedRow
from scenes.diagram.text import Source, Text
from scenes.engine.drawing import Drawing
from scenes.path_texts import PathTexts
from scenes.vocabulary.arrangement import pack
from scenes.vocabulary.arrangement import row as side_by_side
from scenes.vocabulary.motions import Motion, tween

LONGEST_NAME = 1.5  # of an input, in Manim units
LONGEST_CLASS = 1.9
APART = 0.3  # from what is beside a unit to the next one: nearer to its own
ELLIPSIS = "\N{HORIZONTAL ELLIPSIS}"


def around(
    texts: PathTexts, network: LayeredNetwork, *, row: int, y: float
) -> list[Follower]:
    """Return all labels of the wide shot; the names of the layers stand at height y."""
    found: list[Follower] = [*layer_names(texts, network, y)]
    if network.plan.picture is None:
        drawn = network.plan.drawn[0]
        for unit, label in zip(drawn, inputs(texts, drawn, row=row), strict=True):
            found.append(Beside(network.stage, 0, unit, label, "left"))
    if has_class_names(texts):
        last = len(network.plan.sizes) - 1
        for unit in network.plan.drawn[-1]:
            name = class_name(texts, unit)
            found.append(Beside(network.stage, last, unit, name, "right"))
    return found


def layer_names(texts: PathTexts, network: LayeredNetwork, y: float) -> list[BelowUnit]:
    """Return the name of each column below it; (1), (2) … where names are too wide."""
    columns = range(len(network.plan.sizes))
    names = [layer_name(texts, column) for column in columns]
    xs = [float(places[0, 0]) for places in network.stage.places]
    room = min((b - a for a, b in pairwise(xs)), default=9.0)
    if max(name.box.width for name in names) > room - 0.1:
        names = [
            small_print(texts, "({layer})", layer=layer_number(column))
            for column in columns
        ]
    return [
        BelowUnit(network.stage, column, name, y) for column, name in enumerate(names)
    ]


def layer_name(texts: PathTexts, column: int) -> Text:
    """Return what a layer is called in all chapters: input, hidden 2, output."""
    if column == 0:
        return small_print(texts, "input")
    if column == len(texts.trace.network.layers) - 1:
        return small_print(texts, "output")
    return small_print(texts, "hidden {layer}", layer=layer_number(column))


def unit_name(texts: PathTexts, column: int, unit: int) -> Text:
    """Return which unit of which layer it is: hidden 1, unit 4."""
    number = unit_number(texts, column, unit)
    if column == len(texts.trace.network.layers) - 1:
        if has_class_names(texts):
            name = f"data.classes[{unit}]"
            return small_print(texts, "output “{name}”", name=name)
        return small_print(texts, "output, unit {unit}", unit=number)
    layer = layer_number(column)
    return small_print(texts, "hidden {layer}, unit {unit}", layer=layer, unit=number)


def layer_number(column: int) -> str:
    """Return the path of a column's number on screen; the input is 0."""
    return f"count(network.layers[1:{column + 1}])"


def unit_number(texts: PathTexts, column: int, unit: int) -> str:
    """Return the path of a unit's number on screen, counted from 1."""
    if column == 0:
        return f"count({texts.here(f'inputs[0, :{unit + 1}]')})"
    return f"count({texts.here(f'layers[{column - 1}].biases[:{unit + 1}]')})"


def inputs(texts: PathTexts, units: Sequence[int], *, row: int) -> list[PackedRow]:
    """Return name and value of inputs, the values with as many decimals each."""
    paths = [texts.here(f"inputs[{row}, {unit}]") for unit in units]
    decimals = texts.decimals(paths, "input")
    return [
        PackedRow(
            {
                "name": input_name(texts, unit),
                "value": texts.number(path, "input", em=style.SMALL, decimals=decimals),
            },
            shown=["name", "value"],
        )
        for unit, path in zip(units, paths, strict=True)
    ]


def name_inputs(
    texts: PathTexts, network: LayeredNetwork, units: Sequence[int], *, row: int
) -> None:
    """Attach name and value to inputs that have none yet, still hidden."""
    for unit, label in zip(units, inputs(texts, units, row=row), strict=True):
        if unit not in labels_of(network, 0):
            label.opacity = 0.0
            network.attach(Beside(network.stage, 0, unit, label, "left"))


def write_weight(
    texts: PathTexts, label: PackedRow, path: str, *, decimals: int, seconds: float
) -> list[Motion]:
    """Return the motions that write weight × before the value of an input."""
    number = texts.number(path, "weight", em=style.SMALL, decimals=decimals)
    times = texts.words("×", em=style.SMALL, role="muted")
    label.take_in("factor", side_by_side(number, times), before="value")
    there = tween(label, opacity=1.0, seconds=seconds)
    return [there, *pack(label, "name", "factor", "value", seconds=seconds)]


def input_name(texts: PathTexts, unit: int) -> Text:
    """Return what the data calls an input, else its number."""
    if unit < len(texts.trace.data.features):
        name = small_print(texts, "{name}", name=f"data.features[{unit}]")
        return shortened(name, LONGEST_NAME)
    return small_print(texts, "{unit}", unit=unit_number(texts, 0, unit))


def has_class_names(texts: PathTexts) -> bool:
    """Say whether each output stands for a class of its own."""
    data, layers = texts.trace.data, texts.trace.network.layers
    return len(data.classes) == layers[-1]


def class_name(texts: PathTexts, unit: int) -> Text:
    """Return the name of the class that an output stands for."""
    name = small_print(texts, "{name}", name=f"data.classes[{unit}]")
    return shortened(name, LONGEST_CLASS)


def class_width(texts: PathTexts) -> float:
    """Return the room that the names of the classes take."""
    if not has_class_names(texts):
        return 0.0
    units = range(len(texts.trace.data.classes))
    return max(class_name(texts, unit).box.width for unit in units)


def deltas(
    texts: PathTexts, network: LayeredNetwork, column: int, *, row: int
) -> BesideUnits:
    """Return δ beside each drawn unit of a column, still to come out of it."""
    path = texts.here(f"layers[{column - 1}].deltas[{row}, {{unit}}]")
    return numbers(texts, network, column, path, "delta")


def numbers(
    texts: PathTexts,
    network: LayeredNetwork,
    column: int,
    path: str,
    kind: str,
    *,
    sign: str = "",
    decimals: int | None = None,
) -> BesideUnits:
    """Return a number beside each drawn unit, where names end, all in one form.

    ``path`` is that of ``{unit}``. A ``sign`` such as × stands before each; where only
    some units of a hidden layer are drawn, so do their true numbers.
    """
    drawn, hidden = network.plan.drawn[column], column < len(network.plan.sizes) - 1
    paths = {unit: path.format(unit=unit) for unit in drawn}
    if decimals is None:
        decimals = texts.decimals(list(paths.values()), kind)
    found: dict[int, Drawing] = {}
    for unit in drawn:
        before = [Text(Source(sign), em=style.SMALL, role="muted")] if sign else []
        if hidden and len(drawn) < network.plan.sizes[column]:
            number = unit_number(texts, column, unit)
            before.append(small_print(texts, "{unit}", unit=number))
        value = texts.number(paths[unit], kind, em=style.SMALL, decimals=decimals)
        found[unit] = side_by_side(*before, value) if before else value
    after = 0.0 if hidden else class_room(texts)
    widest = max(label.box.width for label in found.values())
    below = hidden and widest > _room_after(network, column)
    return BesideUnits(network.units[column], found, after=after, below=below)


def sum_decimals(
    texts: PathTexts, network: LayeredNetwork, column: int, *, row: int
) -> int | None:
    """Return the decimals of a column's sums: what no curve bends stays as it reads.

    None where all are bent, and sums are written as sums are.
    """
    record = texts.trace.steps[texts.step_number].layers[column - 1]
    sums, found = (np.array(each[row]) for each in (record.sums, record.activations))
    if not (sums == found).any():
        return None
    path = texts.here(f"layers[{column - 1}].activations[{row}, {{unit}}]")
    drawn = network.plan.drawn[column]
    return texts.decimals([path.format(unit=unit) for unit in drawn], "activation")


def _room_after(network: LayeredNetwork, column: int) -> float:
    """Return the room for what is beside the units of a column, and not the next's."""
    home = network.home
    one, other = (float(home.places[c][0, 0]) for c in (column, column + 1))
    radii = [float(home.radii[c][0]) for c in (column, column + 1)]
    return other - one - reach(radii[0]) - radii[1] - APART


def class_room(texts: PathTexts) -> float:
    """Return the room that names of classes take before the numbers beside outputs."""
    width = class_width(texts)
    return width and width + 0.14


def shortened(name: Text, most: float) -> Text:
    """Return a name, or its beginning with … where it is too wide."""
    text, shown = name.text, name
    while shown.box.width > most and len(text) > 1:
        text = text[:-1].rstrip()
        shown = Text(
            Source("{n}", {}, {"n": text + ELLIPSIS}), em=name.em, role="muted"
        )
    return shown


def small_print(texts: PathTexts, sentence: str, **values: str) -> Text:
    """Return a small muted label; values are paths."""
    return texts.words(sentence, values, em=style.SMALL, role="muted")


def labels_of(network: LayeredNetwork, column: int) -> dict[int, PackedRow]:
    """Return the rows beside the units of a column, by unit."""
    return {
        each.unit: each.label
        for each in network.labels
        if isinstance(each, Beside)
        and each.column == column
        and isinstance(each.label, PackedRow)
    }
