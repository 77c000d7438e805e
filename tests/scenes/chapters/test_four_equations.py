"""Four equations: each tile is the value of its row and column, and they hold."""

from collections.abc import Callable

import numpy as np
import pytest
from checks.unpainted import play

from backprop_core import Trace
from backprop_core.activations import ACTIVATIONS
from backprop_core.losses import LOSSES
from scenes import wording
from scenes.chapters.four_equations import equation_sentences as sentences
from scenes.chapters.four_equations.four_equations import kind_of_output
from scenes.diagram.plots.matrix_tiles import Axis, MatrixTiles
from scenes.notation.loss_formulas import delta_of_output
from scenes.setting import NOTATIONS

NAME = "four_equations"


@pytest.mark.parametrize("name", ["digits", "softmax", "deep"])
def test_the_equations_hold_of_what_is_drawn(
    trace: Callable[[str], Trace], name: str
) -> None:
    """Tiles come from the arrays by which the core says that the equations hold."""
    scene = play(NAME, trace(name))
    first, tiles, after, made = (each.drawn for each in scene.found)
    layer, row = scene.step.layers[-1], scene.row
    # Of layers that are drawn whole: δ of the layer before, then its weights' gradient.
    if all(axis.count == len(axis.drawn) for axis in tiles["weights"].axes):
        back = tiles["weights"].values.T @ tiles["after"].values
        np.testing.assert_allclose(
            back * tiles["slope"].values, tiles["delta"].values, rtol=1e-5, atol=1e-9
        )
    if len(scene.step.samples) == 1:
        outer = made["delta"].values @ made["incoming"].values
        np.testing.assert_allclose(outer, made["gradient"].values, rtol=1e-5, atol=1e-9)
        np.testing.assert_array_equal(after["delta"].values, after["gradient"].values)
    drawn = list(first["delta"].axes[0].drawn)
    found = first["delta"].values[:, 0]
    np.testing.assert_allclose(found, np.array(layer.deltas)[row, drawn])


def test_a_flip_exchanges_rows_and_columns() -> None:
    """What was in row r and column c is in row c and column r, and as wide as tall."""
    axes = Axis((0, 1), 2), Axis((0, 4, 5), 6)
    values = np.arange(1.0, 7.0).reshape(2, 3)
    paths = [["path"] * 3] * 2
    tiles = MatrixTiles(values, axes, paths=paths, role="weight", cell=1.0)
    tiles.shown[:] = 1.0
    before, (wide, tall) = tiles.goals.copy(), tiles.spread
    tiles.turned = 1.0
    np.testing.assert_allclose(tiles._places(), -before[..., ::-1], atol=1e-12)
    assert (tiles.box.width, tiles.box.height) == pytest.approx((tall, wide))
    assert sum(map(len, axes[1].spots())) == 4


@pytest.mark.parametrize(
    ("name", "count"), [("digits", 4), ("deep", 4), ("flat", 3), ("picture", 3)]
)
def test_a_single_layer_needs_three(
    trace: Callable[[str], Trace], name: str, count: int
) -> None:
    """Without a hidden layer nothing travels back, and the chapter says so."""
    scene = play(NAME, trace(name))
    assert len(scene.found) == count
    said = sentences.ALL[count == 4].replace("| ", "")
    assert said in [cue.text for cue in scene.cues]


@pytest.mark.parametrize("loss", LOSSES)
@pytest.mark.parametrize("output", ACTIVATIONS)
def test_every_output_has_its_equation(loss: str, output: str) -> None:
    """Each loss and curve has a sentence, and letters without an index."""
    kind = kind_of_output(loss, output)
    assert kind in sentences.OUTPUTS
    for notation in NOTATIONS:
        letters, has_slope = delta_of_output(
            loss, output, notation, index="", alone=True
        )
        assert has_slope == (kind == "slope")
        assert kind == "joint" or "_" not in letters
        assert letters.count("(") == letters.count(")")


def test_every_sentence_is_told_and_translated() -> None:
    """What can be said is in the catalogue with as many marks, and nothing else is."""
    families = (sentences.OUTPUTS, sentences.GRADIENTS, sentences.ALL)
    said = {each for family in families for each in family.values()}
    said |= {sentences.BACK, sentences.NAMED}
    told = {key[1]: to for key, to in wording.catalogue("es").items() if key[0] == NAME}
    assert said == {each for each in told if "|" in each}
    for english, other in told.items():
        assert english.count("|") == other.count("|"), english
