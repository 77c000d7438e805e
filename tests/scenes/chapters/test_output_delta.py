"""One weight into an output, read back: factors, wiggles, what closes, what is said."""

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from checks.unpainted import play

from backprop_core import Trace
from scenes.chapter import without_marks
from scenes.chapters.output_delta import output_sentences as sentences
from scenes.diagram.formulas import Formula

NAME = "output_delta"


@pytest.mark.parametrize("name", ["digits", "cross", "straight", "far"])
def test_one_wiggle_runs_through_all_in_true_ratio(
    trace: Callable[[str], Trace], name: str
) -> None:
    """Sum, activation and cost move by the product of the rates before them."""
    moved: list[list[float]] = []

    def look(scene: Any, _: int) -> None:
        lines = scene.way.lines
        if all(line.swing for line in lines):
            moved.append([line.reach * line.swing / line.lens for line in lines])

    scene = play(NAME, trace(name), look=look)
    layer, row, k = scene.step.layers[-1], scene.row, scene.unit
    rates = [
        layer.inputs[row, scene.chain.source],
        layer.own_slopes[row, k],
        layer.activation_gradient[row, k],
    ]
    for first, *others in moved:
        assert others == pytest.approx(first * np.cumprod(rates))
    assert moved


def test_a_lens_holds_from_there_on_and_keeps_all_on_their_lines(
    trace: Callable[[str], Trace],
) -> None:
    """Whatever goes too far, or not far enough, is seen on its line."""
    for name in ("digits", "far", "softmax", "cross"):
        lines = play(NAME, trace(name)).way.lines
        assert all(line.lens == 10.0**line.power for line in lines)
        assert all(0.045 <= abs(line.reach) <= line.half for line in lines)
    far = play(NAME, trace("far")).way.lines
    assert [line.power for line in far] == sorted(
        (line.power for line in far), reverse=True
    )


@pytest.mark.parametrize(
    ("name", "outcomes"),
    [
        ("digits", {"COST True", "THROUGH 1.0"}),
        ("cross", {"COST False", "STRUCK"}),
        ("softmax", {"COST False", "SHARED", "STRUCK"}),
        ("shared", {"COST True", "SHARED"}),
        ("mean", {"COST False"}),
        ("nothing came in", {"THROUGH 0.0"}),
        ("flat", {"THROUGH 0.0"}),
        ("on target", {"THROUGH 0.0"}),
    ],
)
def test_words_follow_the_outcome(
    trace: Callable[[str], Trace], name: str, outcomes: set[str]
) -> None:
    """Each loss, activation and zero is told as it is."""
    told = {cue.text for cue in play(NAME, trace(name)).cues}
    said = {"SHARED": sentences.SHARED, "STRUCK": sentences.STRUCK}
    for table in ("COST", "THROUGH"):
        of_table = getattr(sentences, table).items()
        said |= {f"{table} {key}": sentence for key, sentence in of_table}
    found = {key for key, sentence in said.items() if without_marks(sentence) in told}
    assert outcomes <= found
    assert ("SHARED" in found, "STRUCK" in found) == (
        "SHARED" in outcomes,
        "STRUCK" in outcomes,
    )


def test_a_rate_of_zero_visibly_stops_the_wiggle(trace: Callable[[str], Trace]) -> None:
    """Behind the rate that is zero no value moves, before it all do."""
    for name, stops in (("nothing came in", 1), ("flat", 2), ("on target", 3)):
        lines = play(NAME, trace(name)).way.lines
        assert [line.reach != 0 for line in lines] == [n < stops for n in range(4)]


@pytest.mark.parametrize("name", ["digits", "softmax", "shared", "cross"])
def test_the_chain_closes_to_one_product(
    trace: Callable[[str], Trace], name: str
) -> None:
    """What is left is ∂C/∂w = δ · ∂z/∂w, each over its number."""
    equation = play(NAME, trace(name)).equation
    assert [*equation.letters] == ["rate", "is", "delta", "times", "in"]
    assert {*equation.numbers} == {"rate", "delta", "in"}
    for number, letter in zip(
        map(equation.number_spot, equation.numbers),
        map(equation.spot, equation.numbers),
        strict=True,
    ):
        assert number[0] == pytest.approx(letter[0], abs=1e-6)


def test_the_ways_of_softmax_add_up_to_delta(trace: Callable[[str], Trace]) -> None:
    """Every output's way is on screen once, and their sum is what is called δ."""
    for name in ("softmax", "shared"):
        seen: dict[str, Any] = {}
        scene = play(
            NAME,
            trace(name),
            look=lambda scene, _, seen=seen: seen.update(
                (mark.depicts.path, scene.value(mark.depicts.path))
                for mark in scene.reading()
                if "delta_terms" in mark.depicts.path
            ),
        )
        delta = scene.step.layers[-1].deltas[scene.row, scene.unit]
        assert sum(seen.values()) == pytest.approx(delta)


@pytest.mark.parametrize(
    ("name", "pieces"), [("digits", 2), ("cross", 2), ("softmax", 4)]
)
def test_what_cancels_is_struck_out(
    trace: Callable[[str], Trace], name: str, pieces: int
) -> None:
    """Each piece that cancels another one ends with a stroke through it."""
    struck: set[int] = {0}

    def at_end(scene: Any) -> None:
        for drawing in scene.drawings:
            lines = [each for each in drawing.parts if isinstance(each, Formula)]
            for line in lines:
                if line.alphas.get("struck") == 1.0:
                    tag = line.names.index("struck") + 1
                    struck.add(sum(ink.tag == tag for ink in line.typeset.inks))

    play(NAME, trace(name), at_end=at_end)
    assert max(struck) == pieces
