"""The update, read back frame by frame: it says and shows what happened."""

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from checks import legibility
from checks.meaning import Meaning
from checks.tracing import trace_of
from checks.unpainted import play

from backprop_core import Trace
from backprop_core.optimizers import OPTIMIZERS
from scenes.chapter import without_marks
from scenes.chapters.weight_update import update_sentences as sentences
from scenes.diagram.charts.levelling_bars import LevellingBars
from scenes.setting import LANGUAGES

NAME = "weight_update"


@pytest.mark.parametrize("optimizer", OPTIMIZERS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_update_is_told_for_every_optimizer(
    trace: Callable[[str], Trace], optimizer: str, language: str
) -> None:
    """Whatever trains a network, its rule is told, and nothing lies on its numbers."""
    faults: list[str] = []
    play(
        NAME,
        trace(f"by {optimizer}"),
        at_end=lambda scene: faults.extend(legibility.faults(scene)),
        language=language,
    )
    assert not faults


def told(scene: Any, table: Any) -> list[Any]:
    """Return which entries of a table of sentences were said."""
    said = {cue.text for cue in scene.cues}
    return [case for case, text in table.items() if without_marks(text) in said]


@pytest.mark.parametrize(
    ("name", "table", "case"),
    [
        ("digits", "RULES", "descent"),
        ("dead", "RULES", (False, False)),
        ("frozen", "RULES", (True, False)),
        ("by adam", "RULES", (True, True)),
        ("digits", "CHANGE", False),
        ("deep", "CHANGE", True),
        ("dead", "WRONG", None),
        ("frozen", "WRONG", None),
        ("digits", "WRONG", True),
        ("xor", "WRONG", False),
        ("short", "WRONG", None),
        ("digits", "COST", ("lower", False)),
        ("long", "COST", ("higher", False)),
        ("short", "COST", ("same", False)),
        ("deep", "COST", ("lower", True)),
        ("short", "ANSWER", False),
    ],
)
def test_words_follow_the_outcome(
    trace: Callable[[str], Trace], name: str, table: str, case: Any
) -> None:
    """Dead units, frozen weights, short and long steps are told as they are."""
    scene = play(NAME, trace(name))
    assert told(scene, getattr(sentences, table)) == [case]


def test_what_is_read_is_said_before_and_now(trace: Callable[[str], Trace]) -> None:
    """One that is still read wrongly is said to be, by both names."""
    cues = play(NAME, trace("digits")).cues
    said = "It read 0. Now it reads 0. The truth is 6."
    assert [cue.text for cue in cues].count(said) == 1


def test_without_a_hidden_layer_there_is_no_mistake(
    trace: Callable[[str], Trace],
) -> None:
    """Nobody needs the old weights where nobody lies before them."""
    scene = play(NAME, trace("flat"))
    assert not told(scene, sentences.WRONG)


def test_without_probes_neither_mistake_nor_answer_is_told() -> None:
    """A trace that holds no probe is told, too: of the outcome only its cost."""
    scene = play(NAME, trace_of("xor"))
    assert told(scene, sentences.COST) == [("lower", True)]
    assert not told(scene, sentences.WRONG)
    assert not any("probes" in entry.path for entry in scene.ledger)
    assert not legibility.faults(scene)


@pytest.mark.parametrize("name", ["digits", "xor", "softmax", "deep"])
def test_the_mistake_is_the_one_of_the_probe(
    trace: Callable[[str], Trace], name: str
) -> None:
    """What has piled up through the new weights, times the slope, is its δ."""
    scene = play(NAME, trace(name))
    told, gap = scene.usual_mistake()[0], scene.last - 2
    slope = trace(name).steps[0].layers[gap].own_slopes[scene.row, told.unit]
    stale = trace(name).probes["stale_deltas"].steps[0].deltas[gap]
    total = float(told.pile.sums[-1])
    assert total * slope == pytest.approx(stale[scene.row, told.unit])


def test_bars_level_out_at_the_mean_and_keep_their_sum(
    trace: Callable[[str], Trace],
) -> None:
    """On the way to the gradient of the batch nothing is gained or lost."""
    sums: list[float] = []

    def look(scene: Any, _: int) -> None:
        bars = getattr(scene, "bars", None)
        if bars is not None and bars.level > 0:
            sums.append(float(bars._now.mean()))

    scene = play(NAME, trace("softmax"), look=look)
    assert len(sums) > 5
    assert sums == pytest.approx([scene.worth["gradient"]] * len(sums))


def test_bars_that_all_point_up_are_seen(
    trace: Callable[[str], Trace], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The check of signs fails where the samples of a batch seem to agree."""
    bar = LevellingBars._bar
    monkeypatch.setattr(
        LevellingBars,
        "_bar",
        lambda self, pen, row, value, alpha: bar(self, pen, row, abs(value), alpha),
    )
    found = Meaning(trace("softmax"))

    def look(scene: Any, _: int) -> None:
        bars = getattr(scene, "bars", None)
        if bars is not None and bars.shown.all() and not bars.level:
            found.rest(scene)

    play(NAME, trace("softmax"), look=look)
    assert any("wrong side" in fault for fault in found.faults)


@pytest.mark.parametrize("name", ["digits", "softmax"])
def test_the_weights_are_the_new_ones_in_the_end(
    trace: Callable[[str], Trace], name: str
) -> None:
    """After the mistake they are the old ones again, and all step once."""
    early: list[Any] = []

    def at_end(scene: Any) -> None:
        early.append([edges.weights for edges in scene.network.edges])

    scene = play(NAME, trace(name), at_end=at_end)
    layers = trace(name).steps[0].layers
    for gap, layer in enumerate(layers):
        np.testing.assert_array_equal(early[-1][gap], layer.weights_after)
        np.testing.assert_array_equal(early[-7][gap], layer.weights)
        assert not scene.network.edges[gap].rims.any()


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_classic_film_has_classic_letters(
    trace: Callable[[str], Trace], language: str
) -> None:
    """E stands for C in the rule."""
    scene = play(NAME, trace("digits"), notation="classic", language=language)
    assert "E" in scene.equation.letters["update"].text
