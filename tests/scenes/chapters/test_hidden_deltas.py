"""The heart, read back frame by frame: δ where it belongs, running the right way."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from checks import shapes
from checks.meaning import Meaning
from checks.tracing import trace_of
from checks.unpainted import play

from backprop_core import Trace
from scenes.diagram.charts.number_lines import HALF
from scenes.diagram.network.travellers import Travellers

NAME = "hidden_deltas"


def test_a_pulse_that_runs_forward_is_seen(
    trace: Callable[[str], Trace], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The check of directions fails where δ runs from its receiver to its sender."""
    along = Travellers.along

    def turned(self: Travellers, clock: float) -> Any:
        self.backwards = not self.backwards
        places = along(self, clock)
        self.backwards = not self.backwards
        return places

    monkeypatch.setattr(Travellers, "along", turned)
    found = Meaning(trace("xor"))
    play(NAME, trace("xor"), look=found.look)
    assert any(fault.startswith("direction") for fault in found.faults)


@pytest.mark.parametrize("name", ["digits", "xor", "softmax", "deep"])
def test_what_has_piled_up_is_what_the_cost_does(
    trace: Callable[[str], Trace], name: str
) -> None:
    """The sum of what arrived is ∂C/∂a of the unit that the camera is in."""
    piled: list[float] = []

    def at_end(scene: Any) -> None:
        if hasattr(scene, "told") and scene.told.pile.shown.any() and not piled:
            piled.append(scene.told.pile.reached)

    scene = play(NAME, trace(name), at_end=at_end)
    layer = trace(name).steps[0].layers[scene.last - 2]
    whole = layer.activation_gradient[scene.row, scene.thread[scene.last - 1]]
    assert piled == [pytest.approx(whole)]


def test_what_trembles_trembles_in_true_ratio(trace: Callable[[str], Trace]) -> None:
    """Beside the first line, each moves by its weight times as much, lens or not."""
    ratios: dict[int, set[float]] = {}

    def look(scene: Any, _: int) -> None:
        lines = getattr(scene, "lines", None)
        if lines and abs(lines[0].swing) > 0.3:
            lengths = [line.reach * line.swing / line.lens for line in lines]
            # The first one has grown into its unit.
            first, *others = lengths[0] * lines[0].half / HALF, *lengths[1:]
            for unit, moved in zip(scene.told.told, others, strict=True):
                ratios.setdefault(unit, set()).add(round(moved / first, 9))

    scene = play(NAME, trace("digits"), look=look)
    weights = trace("digits").steps[0].layers[-1].weights[:, scene.thread[-2]]
    assert {k: {round(float(weights[k]), 9)} for k in scene.told.told} == ratios


def test_the_chain_folds_to_one_product(trace: Callable[[str], Trace]) -> None:
    """Of all letters there remain ∂C/∂w, a and one δ."""
    for name in ("digits", "xor", "deep", "flat"):
        scene = play(NAME, trace(name))
        assert [*scene.chain.letters] == ["rate", "is", "in", "by", "delta"]


def said(scene: Any) -> Iterator[str]:
    """Yield what is said of outcomes that differ."""
    words = {
        "digit for digit": "agrees",
        "but for a little": "nearly",
        "nothing comes through": "dead",
        "Averaged over": "batch",
        "a single unit": "single",
        "And on it goes": "deep",
        "through the same weight:": "one output",
    }
    text = " ".join(cue.text for cue in scene.cues)
    yield from (
        what for phrase, what in words.items() if phrase.lower() in text.lower()
    )


@pytest.mark.parametrize(
    ("name", "outcomes"),
    [
        ("digits", {"agrees"}),
        ("chain", {"agrees", "single", "one output"}),
        ("deep", {"agrees", "batch", "deep", "one output"}),
        ("dead", {"agrees", "dead", "one output"}),
    ],
)
def test_words_follow_the_outcome(
    trace: Callable[[str], Trace], name: str, outcomes: set[str]
) -> None:
    """Batches, single units, dead units and deeper networks are told as they are."""
    assert set(said(play(NAME, trace(name)))) == outcomes


def test_without_the_push_nothing_is_recalled(tmp_path: Path) -> None:
    """A trace that holds no probe is told, too, and claims nothing of a push."""
    scene = play(NAME, trace_of(shapes.written(tmp_path, "plain", {})))
    assert set(said(scene)) == {"one output"}
    assert not any("probes" in entry.path for entry in scene.ledger)


def test_a_push_that_is_off_is_said_to_be(
    trace: Callable[[str], Trace], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Only numbers that agree as shown are called so."""
    pushes = type(trace("xor").probes["nudge"].steps[0].weights)
    monkeypatch.setattr(pushes, "slopes", property(lambda self: 2 * self.gradients))
    scene = play(NAME, trace("xor"))
    assert "agrees" not in set(said(scene))
    assert any(".gaps[" in entry.path for entry in scene.ledger)


@pytest.mark.parametrize("language", ["en", "es"])
def test_a_classic_film_has_classic_letters(
    trace: Callable[[str], Trace], language: str
) -> None:
    """Net, o and E stand for z, a and C, in the chain as in the close shot."""
    scene = play(NAME, trace("digits"), notation="classic", language=language)
    letters = [
        scene.chain.letters["rate"].text,
        scene.told.equation.letters["slope"].text,
    ]
    assert "E" in letters[0]
    assert "net" in letters[1]
    assert np.isfinite(scene.chain.size)
