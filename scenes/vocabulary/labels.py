"""What stands beside the network in its wide shot: names of layers and classes, δ.

Each is a drawing that fades as a whole; numbers of units are at their own units.
"""

from collections.abc import Mapping, Sequence
from itertools import pairwise

from scenes import style
from scenes.diagram.layered_network import LayeredNetwork
from scenes.diagram.panels import Plate
from scenes.diagram.text import Text
from scenes.engine.drawing import Drawing
from scenes.path_texts import NO_VALUES, PathTexts

AWAY = 0.16  # from the rim of a unit to what stands beside it
BELOW = 0.24  # from the lowest unit to the top of the names


def layer_names(chapter: PathTexts, network: LayeredNetwork) -> Drawing:
    """Return the name below each column; (1), (2) … where names would touch."""
    stage, count = network.stage, len(network.plan.sizes)
    xs = [float(each[:, 0].mean()) for each in stage.places]
    low = min(
        float((each[:, 1] - radii).min())
        for each, radii in zip(stage.places, stage.radii, strict=True)
    )
    gap = min((b - a for a, b in pairwise(xs)), default=9.0)
    names = [_layer_name(chapter, column, count) for column in range(count)]
    if any(name.box.width > gap - 0.1 for name in names):
        names = [
            small(chapter, "({layer})", {"layer": layer_number(column)})
            for column in range(count)
        ]
    for name, x in zip(names, xs, strict=True):
        name.at(x, low - BELOW)
        name.y = low - BELOW - style.SMALL * 0.73
    return Drawing(*names)


def layer_number(column: int) -> str:
    """Return the path of a column's number on screen; the input is 0."""
    return f"count(network.layers[1:{column + 1}])"


def _layer_name(chapter: PathTexts, column: int, count: int) -> Text:
    if column == 0:
        return small(chapter, "input")
    if column == count - 1:
        return small(chapter, "output")
    return small(chapter, "hidden {layer}", {"layer": layer_number(column)})


def small(
    chapter: PathTexts, sentence: str, values: Mapping[str, str] = NO_VALUES
) -> Text:
    """Return words in small print."""
    return chapter.words(sentence, values, em=style.SMALL, role="muted")


def class_names(chapter: PathTexts, network: LayeredNetwork) -> Drawing:
    """Return the name of each class right of its output; nothing without any."""
    last = len(network.plan.sizes) - 1
    labels: list[Drawing] = []
    if len(chapter.trace.data.classes) == network.plan.sizes[-1]:
        for unit in network.plan.drawn[last]:
            x, y = network.place(last, unit)
            name = small(chapter, "{name}", {"name": f"data.classes[{unit}]"})
            labels.append(name.at(x + network.radius(last, unit) + AWAY, y, align=0.0))
    return Drawing(*labels)


def numbers_beside(
    chapter: PathTexts,
    network: LayeredNetwork,
    column: int,
    paths: Sequence[str],
    kind: str,
    *,
    em: float = style.SMALL,
    away: float = AWAY,
) -> Drawing:
    """Return a number right of each drawn unit; ``paths`` has one for every unit.

    Numbers between two columns stand on plates, clear of the grey ground.
    """
    drawn = network.plan.drawn[column]
    decimals = chapter.decimals([paths[unit] for unit in drawn], kind)
    found: list[Drawing] = []
    for unit in drawn:
        x, y = network.place(column, unit)
        number = chapter.number(paths[unit], kind, em=em, decimals=decimals)
        number.at(x + network.radius(column, unit) + away, y, align=0.0)
        found.append(Plate(number))
    return Drawing(*found)
