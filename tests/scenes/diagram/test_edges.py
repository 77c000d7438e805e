"""Many edges on each other keep their colours."""

import cairo
import numpy as np
import pytest

from scenes import style
from scenes.diagram.network.edges import DRAWN_OF_GAP, FAINTEST, Edges, segments
from scenes.engine.pen import Pen
from scenes.engine.pictures import surface_of


def gathered(inputs, units=16):
    """The lit edges of inputs that a gap hides, from a short stretch to the units."""
    sources = np.column_stack([np.zeros(inputs), np.linspace(1.3, 1.7, inputs)])
    targets = np.column_stack([np.full(units, 3.0), np.linspace(0, 3, units)])
    weights = np.random.default_rng(0).normal(size=(units, inputs))
    edges = Edges(segments(sources, targets, 0.1), weights, largest=2.0)
    edges.lit[:] = 0.45
    edges.gather(range(inputs))
    return edges


@pytest.mark.parametrize("inputs", [1, 3, 14, 160, 161, 431, 10_000])
def test_a_gap_has_the_ink_of_a_few_edges(inputs):
    """As much for many inputs as for few, and no edge fainter than can be drawn."""
    presence = gathered(inputs, units=1).presence
    assert presence.sum() == pytest.approx(min(inputs, DRAWN_OF_GAP))
    assert presence[presence > 0].min() >= FAINTEST
    assert (presence > 0).all() == (inputs <= DRAWN_OF_GAP / FAINTEST)


def test_thousands_of_faint_edges_are_not_purple():
    """Blue and ochre on the dark ground leave green as strong as the weaker of both."""
    pixels = np.full((270, 270, 4), (26, 19, 15, 255), np.uint8)
    before = pixels.copy()
    pen = Pen(cairo.Context(surface_of(pixels)), style.THEMES["dark"])
    pen.context.scale(90.0, 90.0)
    gathered(431).paint(pen)
    one, green, other = (pixels[:, :, n].astype(int) for n in range(3))
    assert (pixels != before).any()
    assert (green >= np.minimum(one, other) - 12).all()
