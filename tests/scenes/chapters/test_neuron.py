"""One unit: the numbers are its own, the pile ends at z, every outcome is told."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from scenes import wording
from scenes.chapters.neuron import neuron_sentences as sentences

SHAPES = {
    "deep": ("name = 'moons'", [2, 4, 4, 4, 4, 1], "output = 'sigmoid'"),
    "line": ("inputs = [[1.0]]\ntargets = [[0.0]]", [1, 1, 1, 1], ""),
    "wide": ("name = 'sine'", [1, 8, 1], "output = 'identity'"),
    "alone": ("inputs = [[1.0, 0.5]]\ntargets = [[0.0]]", [2, 1], ""),
    "silent": ("name = 'moons'", [2, 3, 1], "activation = 'relu'"),
    "joint": ("inputs = [[1.0, 0.5]]\ntargets = [[0.0, 1.0]]", [2, 2], "softmax"),
    "many": (f"inputs = [{[0.1 * i for i in range(14)]}]\ntargets = [[0.0]]",
             [14, 3, 1], ""),
    "large": ("name = 'digits'\nenlarge = 28", [784, 16, 16, 10], "softmax"),
}  # fmt: skip


@pytest.fixture(params=["digits", "xor", "tiny", *SHAPES])
def experiment(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """A shipped experiment, or the path of one that was written for its shape."""
    if request.param not in SHAPES:
        return str(request.param)
    data, layers, more = SHAPES[request.param]
    loss = "cross_entropy" if more == "softmax" else "squared_error"
    more = "output = 'softmax'" if more == "softmax" else more
    path = tmp_path / f"{request.param}.toml"
    path.write_text(
        f"[data]\n{data}\n[network]\nlayers = {layers}\n{more}\n"
        f"[training]\nloss = '{loss}'\nmax_steps = 1\nseed = 3\n"
    )
    return str(path)


def marks(scene: Any, what: str) -> list[Any]:
    """Return what is drawn of one kind, as it is painted now."""
    return [mark for mark in scene.reading() if mark.depicts.what == what]


def test_it_plays_and_ends_with_the_layer_filled(
    tell: Callable[..., Any], experiment: str
) -> None:
    """In every shape of network the chapter is told, and leaves its layer known."""
    scene = tell("neuron", experiment)
    filled = scene.network.units[1].shown_activations
    assert (filled == 1).all()
    assert scene.network.stage is scene.network.home
    assert len(scene.cues) == 7


def test_what_is_told_is_of_the_thread(
    tell: Callable[..., Any], experiment: str
) -> None:
    """Each number around the unit belongs to it, or to an input that it stands by."""
    strangers: set[str] = set()

    def look(scene: Any) -> None:
        unit, row = scene.step.focus.units[0], scene.row
        own = (
            f"layers[0].weights[{unit}, ",
            f"layers[0].weighted_inputs[{row}, {unit}, ",
            f"layers[0].sums[{row}, {unit}]",
            f"layers[0].activations[{row}, {unit}]",
            f"layers[0].biases[{unit}]",
            "contributions[0]",
            "inputs[",
            f"layers[0].biases[:{unit + 1}]",
        )
        paths = [mark.depicts.path for mark in marks(scene, "number")]
        strangers.update(p for p in paths if not any(part in p for part in own))

    tell("neuron", experiment, look=look)
    assert not strangers


def test_each_value_stands_by_its_input(tell: Callable[..., Any]) -> None:
    """The value beside an input is that input's, in the close shot, too."""
    seen = []

    def look(scene: Any) -> None:
        for mark in marks(scene, "number"):
            for source, (x, y) in enumerate(scene.network.stage.places[0]):
                across, down = 160 + x * 180 / 8, 90 - y * 180 / 8
                of_input = f".inputs[{scene.row}, {source}]"
                if mark.depicts.path.endswith(of_input) and mark.box[2] < across:
                    seen.append(abs(mark.centre[1] - down))

    tell("neuron", "xor", look=look)
    assert len(seen) >= 10
    assert max(seen) < 2


def test_the_pile_ends_at_the_weighted_sum(
    tell: Callable[..., Any], experiment: str
) -> None:
    """The bars, the others together and the bias add up to z."""
    scene = tell("neuron", experiment)
    row, unit = scene.row, scene.step.focus.units[0]
    z = float(scene.step.layers[0].sums[row, unit])
    assert scene.pile.reached == pytest.approx(z, rel=1e-9, abs=1e-12)
    for summand in scene.pile.summands:
        path = summand.number.source.paths["value"]
        assert summand.value == pytest.approx(float(scene.value(path)))


def test_bars_are_as_long_as_their_values(tell: Callable[..., Any]) -> None:
    """Where the pile stands, each bar's width is in proportion to its product."""
    ratios = []

    def look(scene: Any) -> None:
        for mark in marks(scene, "bar"):
            value = float(scene.value(mark.depicts.path))
            left, _, right, _ = mark.box
            if len(scene.cues) == 3 and abs(value) > 0.01:
                ratios.append((right - left) / abs(value))

    tell("neuron", "digits", look=look)
    assert len(ratios) == 7
    assert np.ptp(ratios) < 0.02 * np.mean(ratios)


def test_negative_bars_are_hollow(tell: Callable[..., Any]) -> None:
    """A bar that takes away is a frame; one that adds is filled."""
    found = set()

    def look(scene: Any) -> None:
        for mark in marks(scene, "bar"):
            value = float(scene.value(mark.depicts.path))
            found.add((value < 0, bool(mark.of("area", role="panel"))))

    tell("neuron", "digits", look=look)
    assert found - {(False, False)} == {(True, True)}


def test_the_stencil_is_the_units_weights_and_products(
    tell: Callable[..., Any],
) -> None:
    """Each square lies on its pixel, its area is |weight|, later |product|."""
    scenes: list[tuple[str, float]] = []

    def look(scene: Any) -> None:
        kind = {0: "weight", 2: "product"}.get(len(scene.cues))
        for mark in marks(scene, kind) if kind else ():
            outer = (
                mark.strokes[0]
                if kind == "weight"
                else mark.of("area", role="activation")[0]
            )
            if mark.depicts.unit == scene.unit and outer.kind == "area":
                value = abs(float(scene.value(mark.depicts.path)))
                side = outer.right - outer.left
                if value > 0.05:
                    scenes.append((kind, side**2 / value))

    tell("neuron", "digits", look=look)
    for kind in ("weight", "product"):
        ratios = [ratio for which, ratio in scenes if which == kind]
        assert len(ratios) > 5
        assert np.ptp(ratios) < 0.1 * np.mean(ratios)


@pytest.mark.parametrize("language", ["en", "es"])
def test_both_languages_have_as_many_marks(language: str) -> None:
    """A translation waits as often as the sentence does."""
    for (context, english), other in wording.catalogue("es").items():
        if context == "neuron":
            assert english.count("|") == other.count("|"), english


def test_every_outcome_has_a_sentence_of_its_own() -> None:
    """What comes out decides what is said of signs, bias, activation and layer."""
    weights = np.array([0.5, -0.5])
    said = [
        *(sentences.signs(each, sentences.INPUTS) for each in (weights, abs(weights))),
        *(sentences.signs(sign * abs(weights), sentences.INPUTS) for sign in (-1, 0)),
        *(
            sentences.signs(sign * weights[:1], sentences.ONLY_INPUT)
            for sign in (1, -1)
        ),
        *(sentences.bias(each) for each in (0.0, 0.1)),
        sentences.bent(0.5, 0.6, is_joint=False),
        sentences.bent(0.5, 0.5, is_joint=False),
        sentences.bent(-0.5, 0.0, is_joint=False),
        sentences.bent(0.5, 0.6, is_joint=True),
        *(sentences.others(each) for each in (2, 1)),
        *(sentences.pile(weights, each) for each in (1, 2)),
        *(sentences.pile(abs(weights), each) for each in (1, 2)),
        *(sentences.pile(each * weights[:1], 1) for each in (1, 0)),
        *(sentences.one_product(sentences.PIXELS, each) for each in (1.0, -1.0, 0.0)),
        *(sentences.one_product(sentences.INPUTS, each) for each in (1.0, -1.0)),
        *sentences.AGAIN.values(),
    ]
    assert len(set(said)) == len(said)
    for each in said:
        assert wording.translated(each, language="es", context="neuron")


def test_a_silent_unit_is_said_to_be_silent(
    tell: Callable[..., Any], tmp_path: Path
) -> None:
    """Where ReLU lets nothing pass, the sentence says so, and the number is 0."""
    path = tmp_path / "dead.toml"
    path.write_text(
        "[data]\ninputs = [[1.0]]\ntargets = [[0.0]]\n[network]\nlayers = [1, 1, 1]\n"
        "activation = 'relu'\noutput = 'identity'\nweights = [[[-1.0]], [[1.0]]]\n"
        "biases = [[0.0], [0.5]]\n[training]\nmax_steps = 1\n"
    )
    scene = tell("neuron", str(path))
    assert any("stays silent" in cue.text for cue in scene.cues)


@pytest.mark.parametrize("language", ["en", "es"])
def test_a_pixel_has_ink_on_white_and_brightness_on_black(
    tell: Callable[..., Any], language: str
) -> None:
    """What a sentence calls the value of a pixel is how the theme draws it."""
    words = {"en": ("ink", "brightness"), "es": ("tinta", "brillo")}[language]
    for theme, (said, never) in (("light", words), ("dark", words[::-1])):
        cues = tell("neuron", "digits", language=language, theme=theme).cues
        text = " ".join(cue.text for cue in cues)
        assert text.count(said) >= 2, text
        assert never not in text
