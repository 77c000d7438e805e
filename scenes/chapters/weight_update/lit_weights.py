"""What is lit in the network while weights change: one thread, one edge, all light."""

from collections.abc import Collection, Iterable, Mapping
from typing import TYPE_CHECKING

import numpy as np

from scenes import style
from scenes.chapters.weight_update.told_weight import PARTS
from scenes.diagram.network.network_diagram import NetworkDiagram, UnitColumn
from scenes.diagram.network.update_glow import UpdateGlow
from scenes.diagram.panels import Plate
from scenes.engine.arrays import Numbers
from scenes.engine.drawing import Box, Drawing
from scenes.vocabulary.beside_panel import around_network
from scenes.vocabulary.motions import Motion, tween

if TYPE_CHECKING:
    from scenes.step_chapter import StepChapter

NUMBER_OF_UNIT = 0.5  # room left of the units of an elided column for their numbers
PAIR_BELOW_TOP = 3.56
UNIT_SHARE = 0.37  # of the height of its slot that a unit's radius takes at most
LETTER = 0.38
NUMBER_WIDTH = 1.1  # of most activations and deltas
ABOVE = 0.4  # room above a unit for a number


def glows(chapter: "StepChapter") -> list[UpdateGlow]:
    """Return the update of each layer as light that is not on yet."""
    network = chapter.network
    return [
        UpdateGlow(edges, units, layer.weight_update, layer.bias_update)
        for edges, units, layer in zip(
            network.edges, network.units[1:], chapter.step.layers, strict=True
        )
    ]


def share_scale(chapter: "StepChapter") -> None:
    """Measure edges by the widest before and after: none may outgrow its width."""
    for edges, layer in zip(chapter.network.edges, chapter.step.layers, strict=True):
        edges.largest = max(edges.largest, float(np.abs(layer.weights_after).max()))


def focus_edge(chapter: "StepChapter") -> Numbers:
    """Return 1 for the edge in focus and 0 for the others into the output layer."""
    mask: Numbers = np.zeros(chapter.network.edges[-1].lit.shape)
    mask[chapter.focus[-1], chapter.focus[-2]] = 1.0
    return mask


def light(
    chapter: "StepChapter",
    units: Mapping[int, Collection[int]],
    edges: Mapping[int, Numbers],
    *,
    seconds: float = style.QUICK,
) -> list[Motion]:
    """Light these units of columns and edges of layers, dim the rest."""
    motions: list[Motion] = []
    for column, drawn in enumerate(chapter.network.units):
        lit = np.zeros(len(drawn.places))
        lit[list(units.get(column, ()))] = 1.0
        if not np.array_equal(lit, drawn.lit):
            motions.append(tween(drawn, lit=lit, seconds=seconds))
    for layer, lines in enumerate(chapter.network.edges):
        target = edges.get(layer, np.zeros(lines.lit.shape))
        if not np.array_equal(target, lines.lit):
            motions.append(tween(lines, lit=target, seconds=seconds))
    return motions


def light_all(chapter: "StepChapter") -> list[Motion]:
    """Light the whole network."""
    units = {column: range(size) for column, size in enumerate(chapter.sizes)}
    edges: dict[int, Numbers] = {
        layer: np.ones(lines.lit.shape)
        for layer, lines in enumerate(chapter.network.edges)
    }
    return light(chapter, units, edges)


def light_column(
    chapter: "StepChapter", column: int, edges: int | None, seconds: float
) -> list[Motion]:
    """Light a whole column, and the edges of a layer with it."""
    units = chapter.network.units[column]
    motions = [tween(units, lit=np.ones(len(units.places)), seconds=seconds)]
    if edges is not None:
        lines = chapter.network.edges[edges]
        motions.append(tween(lines, lit=np.ones(lines.lit.shape), seconds=seconds))
    return motions


def all_light(glows: Iterable[UpdateGlow], lit: float) -> list[Motion]:
    """Turn the light of all updates on or off."""
    return [
        tween(
            glow,
            weights_lit=np.full(glow.weights_lit.shape, lit),
            biases_lit=np.full(glow.biases_lit.shape, lit),
        )
        for glow in glows
    ]


def all_change(chapter: "StepChapter") -> list[Motion]:
    """Move every edge to its new weight; the deltas have done their work."""
    motions = []
    for layer, record in enumerate(chapter.step.layers):
        edges, units = chapter.network.edges[layer], chapter.network.units[layer + 1]
        none = np.zeros(len(units.places))
        motions.append(tween(edges, weights=record.weights_after, seconds=style.SLOW))
        motions.append(
            tween(units, shown_deltas=none, shown_activations=none, seconds=style.SLOW)
        )
    return motions


def fill_source(chapter: "StepChapter", kind: str) -> Motion:
    """Fill the unit that the focus edge comes from by its activation or its δ."""
    units, unit = chapter.network.units[-2], chapter.focus[-2]
    activations, deltas = units.shown_activations.copy(), units.shown_deltas.copy()
    activations[unit] = 1.0 if kind == "activation" else 0.0
    deltas[unit] = 1.0 if kind == "delta" else 0.0
    return tween(units, shown_activations=activations, shown_deltas=deltas)


def keep_number(chapter: "StepChapter", numbers: Drawing, column: int) -> list[Motion]:
    """Let the numbers of a column fade, but for that of the unit in focus."""
    kept = chapter.network.units[column].drawn.index(chapter.focus[column])
    return [
        tween(number, opacity=0.0, seconds=style.QUICK)
        for place, number in enumerate(numbers.parts)
        if place != kept
    ]


def number_beside(chapter: "StepChapter", path: str, kind: str) -> Drawing:
    """Return a number at the unit that the focus edge comes from.

    Left of it, else above or below, where the edge does not pass; nothing without
    room, or beside an input, whose value is told elsewhere.
    """
    column, unit = len(chapter.sizes) - 2, chapter.focus[-2]
    number = chapter.number(path, kind, em=style.SMALL)
    network, units = chapter.network, chapter.network.units[column]
    x, y = network.place(column, unit)
    left = x - around_network.reach(chapter) - (NUMBER_OF_UNIT if units.gaps else 0.0)
    if column == 0:
        return Drawing()
    rim = float(network.columns[column - 1].places[0, 0]) + network.radius
    if left - NUMBER_WIDTH > rim + 0.05:
        return Plate(number.at(left, y, align=1.0))
    heights = [place[1] for _, place in network.slot_places(column)]
    if np.diff(heights).max(initial=-2.0) < -2 * network.radius - ABOVE:
        rises = network.place(column + 1, chapter.focus[-1])[1] > y
        away = network.radius + 0.55 * ABOVE
        return Plate(number.at(x, y - away if rises else y + away))
    return Drawing()


def pair(chapter: "StepChapter") -> Drawing:
    """Return the edge in focus with its two units, large, in the panel.

    They look as they do in the network: every unit and edge is there, on the same
    scales, but only those in focus are drawn.
    """
    box, network = chapter.regions.panel, chapter.network
    y, half = box.top - PAIR_BELOW_TOP, style.UNIT_RADIUS / UNIT_SHARE
    area = Box(box.left + 1.2, y - half, box.right - 1.2, y + half)
    ends = [
        UnitColumn((unit,), np.tile((x, y), (size, 1)))
        for unit, size, x in zip(
            chapter.focus[-2:], chapter.sizes[-2:], (area.left, area.right), strict=True
        )
    ]
    edge = focus_edge(chapter)
    large = NetworkDiagram(ends, [edge * network.edges[-1].weights], area)
    large.edges[0].largest = network.edges[-1].largest
    large.edges[0].lit[:] = edge
    (source, target), (before, after) = large.units, network.units[-2:]
    source.activations, target.deltas = before.activations, after.deltas
    source.activation_scale = before.activation_scale
    source.shown_activations = np.ones(len(before.places))
    target.shown_deltas = np.ones(len(after.places))
    letters = zip(
        ("source({a}_j)", "weight(w_(k j))", "error(delta_k)"),
        (area.left, box.centre[0], area.right),
        strict=True,
    )
    above = y + large.radius + 0.25
    names = [
        chapter.formula(letter, PARTS, em=LETTER).at(x, above) for letter, x in letters
    ]
    return Drawing(large, *names)
