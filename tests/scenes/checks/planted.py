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
    after_made,
    alike,
    as_far,
    before,
    bent,
    by_radius,
    by_side,
    flatter,
    forgetful,
    growing,
    louder,
    neighbours,
    next_bars,
    next_before,
    off_by_one,
    old_weights,
    on_one_spot,
    one_below,
    own_scale,
    roll_activations,
    rounded_lengths,
    stands,
    swap_ends,
    tiny,
    turned,
    unsigned,
    uphill,
    upside_down,
    upwards,
    weaker,
)

from scenes import encoding, style
from scenes.diagram import panels
from scenes.diagram.charts.answer_bars import AnswerBars
from scenes.diagram.charts.comparison import BeforeAfter
from scenes.diagram.charts.error_squares import ErrorSquares
from scenes.diagram.charts.levelling_bars import LevellingBars
from scenes.diagram.charts.pile import Pile
from scenes.diagram.network import (
    layered_network,
    lit_edges,
    travellers,
    units,
)
from scenes.diagram.network.beside_units import BesideUnits
from scenes.path_texts import PathTexts
from scenes.step_chapter import StepChapter
from scenes.vocabulary import labels
from scenes.vocabulary.forward.later_pass import LaterPass
from scenes.vocabulary.rates import chain_lines, measured_slope, pushed_cost, tremors
from scenes.vocabulary.returning.collecting import Collecting

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
        instead(StepChapter, "build_network", after(roll_activations)),
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
    "activations run backwards": Fault(
        "forward_pass", "direction:", instead(travellers.Travellers, "along", swap_ends)
    ),
    "no activation sent on is hollow": Fault(
        "forward_pass",
        "sign:",
        instead(travellers.Travellers, "_some", before(unsigned)),
        "digits",
    ),
    "arcs of sums turn the other way": Fault(
        "forward_pass", "sign: the arc", instead(units.Units, "_arc", turned)
    ),
    "the answer on an axis that is bent": Fault(
        "forward_pass", "size: bars", instead(AnswerBars, "across", bent), "digits"
    ),
    "the neighbour's sum beside a unit": Fault(
        "forward_pass", "place:", instead(labels, "numbers", neighbours), "digits"
    ),
    "the neighbour's activation at the end": Fault(
        "forward_pass",
        "size: brightness",
        instead(StepChapter, "build_network", after(roll_activations)),
        "digits",
    ),
    "the side of a square is its size": Fault(
        "loss",
        "size: squares of errors",
        instead(ErrorSquares, "__init__", after_made(by_side)),
        "digits",
    ),
    "a histogram flatter than its counts": Fault(
        "loss",
        "size: bars of samples",
        instead(LevellingBars, "__init__", after_made(flatter)),
        "digits",
    ),
    "the answer of the next output in each row": Fault(
        "loss",
        "size: bars",
        instead(AnswerBars, "__init__", after_made(next_bars)),
        "digits",
    ),
    "the neighbour's answer beside an output": Fault(
        "loss", "place:", instead(labels, "numbers", neighbours), "digits"
    ),
    "errors that read as other numbers": Fault(
        "loss", "text:", instead(PathTexts, "shown", louder)
    ),
    "stillness while costs are compared": Fault(
        "loss", "rhythm: s of stillness", instead(StepChapter, "until_word", stands)
    ),
    "all that trembles goes as far": Fault(
        "output_delta",
        "wiggle:",
        instead(chain_lines, "number_line", after(as_far)),
    ),
    "a falling cost trembles like a rising one": Fault(
        "output_delta",
        "wiggle: a value goes the wrong way",
        instead(chain_lines, "number_line", after(upwards)),
        "moons",
    ),
    "a weight's neighbour is lit": Fault(
        "output_delta",
        "place:",
        instead(
            lit_edges,
            "ways",
            lambda ways: lambda stage, gap, pairs: ways(stage, gap, pairs) + 0.1,
        ),
    ),
    "the δ of an output is its neighbour's": Fault(
        "output_delta",
        "place:",
        instead(labels, "numbers", neighbours),
        "digits",
    ),
    "δ at the outputs without minus marks": Fault(
        "output_delta",
        "sign: the form of delta",
        instead(units.Units, "_minus", lambda _: lambda *arguments: None),
        "digits",
    ),
    "a factor of another value": Fault(
        "output_delta", "text:", instead(PathTexts, "shown", louder)
    ),
    "the rates of the chain on each other": Fault(
        "output_delta",
        "picture: lies on",
        instead(chain_lines.ChainLines, "over", lambda _: lambda self, place: (0, 0)),
    ),
    "a chapter that waits": Fault(
        "output_delta",
        "rhythm: s of stillness",
        instead(StepChapter, "until_word", stands),
    ),
    "the step goes uphill": Fault(
        "weight_update",
        "sign: the arrow",
        instead(panels.Arrow, "__init__", after_made(uphill)),
    ),
    "every rim says that its weight goes up": Fault(
        "weight_update",
        "sign: the rim",
        instead(lit_edges.LitEdges, "paint", before(growing)),
        "moons",
    ),
    "the second pass shows the first answers": Fault(
        "weight_update",
        "size: brightness",
        instead(LaterPass, "adopt", forgetful),
        "digits",
    ),
    "the mistake sends through the old weights": Fault(
        "weight_update",
        "sum:",
        instead(Collecting, "_pile", before(old_weights)),
    ),
    "bars of answers end elsewhere": Fault(
        "weight_update",
        "size: bars",
        instead(AnswerBars, "__init__", after_made(next_bars)),
        "digits",
    ),
    "the outlines of what was are the next ones": Fault(
        "weight_update",
        "size: each bar before",
        instead(AnswerBars, "__init__", after_made(next_before)),
        "digits",
    ),
    "both costs are of one length": Fault(
        "weight_update",
        "size: each length",
        instead(BeforeAfter, "end", lambda _: rounded_lengths),
    ),
    "a push moves all units alike": Fault(
        "nudge", "size: tremors", instead(tremors.Tremors, "__init__", alike), "digits"
    ),
    "the cost rises where a push lets it fall": Fault(
        "nudge",
        "wiggle: a value goes the wrong way",
        instead(pushed_cost, "NumberLine", after(upwards)),
        "digits",
    ),
    "a lens that is stronger than it says": Fault(
        "nudge", "wiggle:", instead(tremors, "Lens", weaker), "digits"
    ),
    "a unit trembles in its neighbour": Fault(
        "nudge", "place:", instead(tremors.Tremors, "follow", one_below), "digits"
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
        "nudge", "rhythm: s of stillness", instead(StepChapter, "until_word", stands)
    ),
    "a weight has the letters of the layer before": Fault(
        "weight_update",
        "picture: letters",
        instead(PathTexts, "weight_letters", lambda _: lambda self, column: "w_(j i)"),
        "digits",
    ),
    "a unit has the letter of another layer": Fault(
        "hidden_deltas",
        "picture: letters",
        instead(PathTexts, "index", lambda _: lambda self, column: "i"),
    ),
    "six seconds of stillness": Fault(
        "neuron",
        "rhythm: s of stillness",
        instead(StepChapter, "until_word", stands),
    ),
}
