"""Faults to plant in a chapter: each makes a picture lie, and a check must say so.

A fault replaces a function; no file is edited. ``seen`` begins what a check has to say.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
import pytest
from checks.lies import (
    after,
    alike,
    before,
    by_radius,
    louder,
    neighbours,
    off_by_one,
    on_one_spot,
    one_below,
    own_scale,
    roll_activations,
    stands,
    swap_ends,
    tiny,
    turned,
    unsigned,
    upside_down,
)

from scenes import encoding, style
from scenes.diagram.charts.pile import Pile
from scenes.diagram.network import layered_network, lit_edges, travellers, units
from scenes.diagram.network.beside_units import BesideUnits
from scenes.diagram.network.tremors import Tremors
from scenes.path_texts import PathTexts
from scenes.stage_chapter import StageChapter
from scenes.vocabulary import labels
from scenes.vocabulary.rates import measured_slope

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
    "a push moves all units alike": Fault(
        "nudge", "size: tremors", instead(Tremors, "__init__", alike), "digits"
    ),
    "a unit trembles in its neighbour": Fault(
        "nudge", "place:", instead(Tremors, "follow", one_below), "digits"
    ),
    "a measured slope of another value": Fault(
        "nudge", "text:", instead(PathTexts, "shown", louder)
    ),
    "the sign of the pushed weight is ignored": Fault(
        "nudge",
        "sign: the colour",
        instead(encoding, "sign_role", lambda _: lambda value: "positive"),
    ),
    "the letters of a slope lie on its numbers": Fault(
        "nudge",
        "picture: lies on",
        instead(measured_slope, "NUMBERS", lambda _: -0.2),
    ),
    "a push that stands for six seconds": Fault(
        "nudge", "rhythm: s of stillness", instead(StageChapter, "until_word", stands)
    ),
    "six seconds of stillness": Fault(
        "neuron",
        "rhythm: s of stillness",
        instead(StageChapter, "until_word", stands),
    ),
}
