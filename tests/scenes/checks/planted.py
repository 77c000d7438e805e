"""Faults to plant in a chapter: each makes a picture lie, and a check must say so.

A fault replaces a function; no file is edited. ``seen`` begins what a check has to say.
"""

from collections.abc import Callable
from copy import copy
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import pytest

from scenes import encoding, style
from scenes.diagram import layered_network, lit_edges, travellers, units
from scenes.diagram.beside_units import BesideUnits
from scenes.diagram.pile import Pile
from scenes.path_texts import PathTexts
from scenes.stage_chapter import StageChapter
from scenes.vocabulary import labels

Plant = Callable[[pytest.MonkeyPatch], None]


@dataclass(frozen=True, slots=True)
class Fault:
    """What is planted, in which chapter, and what a check has to say."""

    chapter: str
    seen: str
    plant: Plant
    experiment: str = "xor"


def instead(owner: Any, name: str, make: Callable[[Any], Any]) -> Plant:
    """Return the replacement of a function by what is made of it."""

    def plant(patch: pytest.MonkeyPatch) -> None:
        patch.setattr(owner, name, make(getattr(owner, name)))

    return plant


def before(change: Callable[[Any], None]) -> Callable[[Any], Any]:
    """Return a method that first changes what it belongs to."""

    def make(method: Any) -> Any:
        def changed(self: Any, *arguments: Any, **named: Any) -> Any:
            change(self)
            return method(self, *arguments, **named)

        return changed

    return make


def after(change: Callable[[Any], None]) -> Callable[[Any], Any]:
    """Return a function whose result is changed."""

    def make(function: Any) -> Any:
        def changed(*arguments: Any, **named: Any) -> Any:
            found = function(*arguments, **named)
            change(found)
            return found

        return changed

    return make


def off_by_one(method: Any) -> Any:
    """Let the first bar of a pile be labelled with the number of the second."""

    def made(self: Any, summands: Any, box: Any) -> None:
        first = replace(summands[0], number=copy(summands[1].number))
        method(self, (first, *summands[1:]), box)

    return made


class NextOne(str):
    """The path of a unit that is filled in with the number of the next unit."""

    units = 0

    def format(self, *, unit: int) -> str:
        """Return the path of the unit after the one that is asked for."""
        return str(self).replace("{unit}", str((unit + 1) % self.units))


def neighbours(method: Any) -> Any:
    """Give each unit the path of the next one."""

    def made(
        texts: Any, network: Any, column: int, path: str, *more: Any, **named: Any
    ) -> Any:
        shifted = NextOne(path)
        shifted.units = network.plan.sizes[column]
        return method(texts, network, column, shifted, *more, **named)

    return made


def roll_activations(network: Any) -> None:
    """Show each hidden unit's activation in the unit below it."""
    for column in network.units[1:]:
        column.activations = np.roll(column.activations, 1)


def swap_ends(method: Any) -> Any:
    """Let every pulse run from where it should arrive."""

    def made(self: Any, clock: float) -> Any:
        self.backwards = not self.backwards
        found = method(self, clock)
        self.backwards = not self.backwards
        return found

    return made


def own_scale(column: Any) -> None:
    """Scale the δ of a layer by its own largest."""
    column.delta_scale = float(np.abs(column.deltas).max()) or 1.0


def turned(method: Any) -> Any:
    """Turn every arc the other way."""

    def made(self: Any, *arguments: Any) -> Any:
        self.arcs = -self.arcs
        method(self, *arguments)
        self.arcs = -self.arcs

    return made


def upside_down(function: Any) -> Any:
    """Let a column stand in the opposite order."""
    return lambda *arguments: function(*arguments)[::-1]


def unsigned(pulses: Any) -> None:
    """Draw no pulse hollow."""
    pulses.values = np.abs(pulses.values)


def by_radius(value: float, largest: float, most: float) -> float:
    """Return a radius in proportion to |value|."""
    return most * encoding.share(value, largest)


def louder(function: Any) -> Any:
    """Write a tenth more than the value."""

    def made(self: Any, path: str, kind: str = "count", decimals: Any = None) -> str:
        if kind == "count":
            return str(function(self, path, kind, decimals))
        value = 1.1 * float(self.value(path)) + 0.1
        return encoding.label(value, decimals or 3, signed=False, language="en")

    return made


def tiny(method: Any) -> Any:
    """Write numbers at half their size."""

    def made(self: Any, path: str, kind: str, **named: Any) -> Any:
        named["em"] = 0.5 * named.get("em", style.BODY)
        return method(self, path, kind, **named)

    return made


def on_one_spot(method: Any) -> Any:
    """Put the labels of a column on each other."""

    def made(self: Any, stage: Any) -> None:
        method(self, stage)
        for label in self.labels.values():
            label.y = 0.0

    return made


def stands(method: Any) -> Any:
    """Hold the picture for six seconds before a motion."""

    def made(self: Any) -> None:
        method(self)
        self.hold(6.0)

    return made


FAULTS: dict[str, Fault] = {
    "the path in a sum is off by one": Fault(
        "hidden_deltas", "sum:", instead(Pile, "__init__", off_by_one), "digits"
    ),
    "a product in a pile is the next one's": Fault(
        "neuron", "sum:", instead(Pile, "__init__", off_by_one)
    ),
    "the neighbour's δ beside a unit": Fault(
        "hidden_deltas", "place:", instead(labels, "numbers", neighbours)
    ),
    "the neighbour's activation in a unit": Fault(
        "neuron",
        "size: brightness",
        instead(StageChapter, "build_network", after(roll_activations)),
    ),
    "pulses of one size": Fault(
        "hidden_deltas",
        "size: pulses",
        instead(
            travellers.Travellers,
            "_radii",
            lambda _: lambda self: np.full(len(self.values), style.PULSE),
        ),
    ),
    "products of one size": Fault(
        "neuron",
        "size: pulses",
        instead(
            travellers.Travellers,
            "_radii",
            lambda _: lambda self: np.full(len(self.values), style.PULSE),
        ),
    ),
    "errors run forwards": Fault(
        "hidden_deltas",
        "direction:",
        instead(travellers.Travellers, "along", swap_ends),
    ),
    "products run backwards": Fault(
        "neuron", "direction:", instead(travellers.Travellers, "along", swap_ends)
    ),
    "no pulse is hollow": Fault(
        "neuron", "sign:", instead(travellers.Travellers, "_some", before(unsigned))
    ),
    "arcs turn the other way": Fault(
        "hidden_deltas", "sign: the arc", instead(units.Units, "_arc", turned)
    ),
    "edges of one width": Fault(
        "neuron",
        "size: edges",
        instead(
            encoding,
            "edge_widths",
            lambda _: lambda weights, largest: np.full(weights.shape, 0.03),
        ),
    ),
    "the sign of edges is ignored": Fault(
        "hidden_deltas",
        "sign: the colour",
        instead(encoding, "sign_role", lambda _: lambda value: "positive"),
    ),
    "edges are drawn elsewhere": Fault(
        "neuron",
        "place:",
        instead(
            lit_edges,
            "ways",
            lambda ways: lambda stage, gap, pairs: ways(stage, gap, pairs) + 0.1,
        ),
    ),
    "the radius of a δ is its size": Fault(
        "hidden_deltas",
        "size: δ discs",
        instead(encoding, "disc_radius", lambda _: by_radius),
    ),
    "each layer has a scale of δ": Fault(
        "hidden_deltas",
        "size: δ discs",
        instead(units.Units, "_delta", before(own_scale)),
    ),
    "no minus marks": Fault(
        "hidden_deltas",
        "sign: the form of delta",
        instead(units.Units, "_minus", lambda _: lambda *arguments: None),
    ),
    "units in the opposite order": Fault(
        "neuron", "place:", instead(layered_network, "_spots", upside_down)
    ),
    "a text of another value": Fault(
        "neuron", "text:", instead(PathTexts, "shown", louder)
    ),
    "numbers too small to read": Fault(
        "neuron", "picture: % of the height", instead(PathTexts, "number", tiny)
    ),
    "a number outside of the frame": Fault(
        "hidden_deltas",
        "picture: leaves the picture",
        instead(labels, "class_room", lambda _: lambda texts: 5.0),
    ),
    "numbers on each other": Fault(
        "hidden_deltas",
        "picture: lies on",
        instead(BesideUnits, "follow", on_one_spot),
    ),
    "six seconds of stillness": Fault(
        "neuron",
        "rhythm: s of stillness",
        instead(StageChapter, "until_word", stands),
    ),
}
