"""What is written around the network: names of layers and classes, numbers of units.

All of it goes with the network as a part of it: names stand below the wide shot alone,
what is beside a unit goes where the unit goes.

network.add(labels.numbers_beside(chapter, network, 2, paths, "delta"))
"""

from collections.abc import Mapping, Sequence
from itertools import pairwise

import numpy as np

from scenes import style
from scenes.diagram.following import BelowColumns, BesideUnits
from scenes.diagram.layered_network import LayeredNetwork
from scenes.diagram.panels import Plate
from scenes.diagram.text import Row, Source, Text
from scenes.engine.drawing import Drawing
from scenes.path_texts import NO_VALUES, PathTexts

NAME_ROOM = 1.5  # that the name of a class has at most
AWAY = 0.16  # from the rim of a unit to what stands beside it


def layer_names(chapter: PathTexts, network: LayeredNetwork) -> Drawing:
    """Return the name below each column; (1), (2) … where names would touch."""
    count = len(network.plan.sizes)
    xs = [float(each[:, 0].mean()) for each in network.stage.places]
    gap = min((b - a for a, b in pairwise(xs)), default=9.0)
    names = [_layer_name(chapter, column, count) for column in range(count)]
    if any(name.box.width > gap - 0.1 for name in names):
        names = [
            small(chapter, "({layer})", {"layer": layer_number(column)})
            for column in range(count)
        ]
    return BelowColumns(network, names)


def layer_number(column: int) -> str:
    """Return the path of a column's number on screen; the input is 0."""
    return f"count(network.layers[1:{column + 1}])"


def unit_number(network: LayeredNetwork, column: int, unit: int) -> str:
    """Return the path of a unit's number on screen, counted from 1."""
    sums = network.units[column].paths[0].partition("[{")[0]
    return f"count({sums.replace('{unit}', f':{unit + 1}')})"


def unit_name(
    chapter: PathTexts, network: LayeredNetwork, column: int, unit: int
) -> Text:
    """Return what a hidden unit or an output is called in a line of text."""
    last = len(network.plan.sizes) - 1
    if column == last and len(chapter.trace.data.classes) == network.plan.sizes[-1]:
        return small(chapter, "output “{name}”", {"name": f"data.classes[{unit}]"})
    paths = {"unit": unit_number(network, column, unit)}
    if column == last:
        return small(chapter, "output {unit}", paths)
    paths["layer"] = layer_number(column)
    return small(chapter, "hidden {layer}, unit {unit}", paths)


def _layer_name(chapter: PathTexts, column: int, count: int) -> Text:
    if column == 0:
        return small(chapter, "input")
    if column == count - 1:
        return small(chapter, "output")
    return small(chapter, "hidden {layer}", {"layer": layer_number(column)})


def small(
    chapter: PathTexts, sentence: str, values: Mapping[str, str] = NO_VALUES
) -> Text:
    """Return words in small print, with names as long as there is room for."""
    return chapter.words(sentence, values, em=style.SMALL, role="muted", room=NAME_ROOM)


def class_names(chapter: PathTexts, network: LayeredNetwork) -> BesideUnits:
    """Return the name of each class right of its output; nothing without any."""
    names: dict[int, Drawing] = {}
    if len(chapter.trace.data.classes) == network.plan.sizes[-1]:
        for unit in network.plan.drawn[-1]:
            names[unit] = small(chapter, "{name}", {"name": f"data.classes[{unit}]"})
    beside = BesideUnits(network.units[-1], names, after=AWAY)
    beside.shown = np.ones(network.plan.sizes[-1])
    return beside


def numbers_beside(
    chapter: PathTexts,
    network: LayeredNetwork,
    column: int,
    paths: Sequence[str],
    kind: str,
    *,
    em: float = style.SMALL,
    away: float = AWAY,
    sign: str = "",
) -> BesideUnits:
    """Return a number right of each drawn unit; ``paths`` has one for every unit.

    They are still to come out of their units. A ``sign`` such as × stands before each;
    where only some units of a hidden layer are drawn, so do their true numbers.
    """
    drawn = network.plan.drawn[column]
    decimals = chapter.decimals([paths[unit] for unit in drawn], kind)
    hidden = column < len(network.plan.sizes) - 1
    found: dict[int, Drawing] = {}
    for unit in drawn:
        before = [Text(Source(sign), em=em, role="muted")] if sign else []
        if hidden and len(drawn) < network.plan.sizes[column]:
            number = {"unit": unit_number(network, column, unit)}
            before.append(small(chapter, "{unit}", number))
        value = chapter.number(paths[unit], kind, em=em, decimals=decimals)
        found[unit] = Plate(Row(*before, value) if before else value)
    return BesideUnits(network.units[column], found, after=away)
