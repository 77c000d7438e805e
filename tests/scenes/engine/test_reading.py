"""What a reading pen notes is what the painting pen paints."""

from collections.abc import Callable
from typing import Any

import cairo
import numpy as np
import pytest

from scenes import style
from scenes.diagram.network.layered_network import LayeredNetwork, Plan
from scenes.diagram.text import Source, Text
from scenes.engine import typesetting
from scenes.engine.depicts import Depicts
from scenes.engine.drawing import Box
from scenes.engine.pen import Pen
from scenes.engine.pictures import surface_of
from scenes.engine.reading import Mark, ReadingPen
from scenes.vocabulary.sending import send

WIDTH, HEIGHT = 640, 360
SCALE = WIDTH / (128 / 9)
PALETTE = style.THEMES["dark"]
WORDS = typesetting.words("Neurons")
SUBJECT = Depicts("thing", "a.path")

STROKES: dict[str, Callable[[Pen], None]] = {
    "disc": lambda pen: pen.disc((1.0, 0.5), 0.7, "error"),
    "ring": lambda pen: pen.ring((-2.0, 0.5), 0.6, "text", width=0.1),
    "line": lambda pen: pen.line([(-3, 1), (2, -1), (3, 1)], "text", width=0.2),
    "dashed line": lambda pen: pen.line(
        [(-3, 0), (3, 0)], "negative", width=0.06, dashes=(1.0, 0.25)
    ),
    "rectangle": lambda pen: pen.rectangle((0.2, 0.3), 2.0, 1.0, "panel"),
    "polygon": lambda pen: pen.polygon([(0, 0), (2, 1), (1, -2)], "update"),
    "outline": lambda pen: (
        pen.rounded((-2, -1), 3, 2, 0.3),
        pen.outline("text", width=0.1),
    )[0],
    "text": lambda pen: pen.text(WORDS, 0.6, "text", at=(-2, 1)),
    "discs": lambda pen: pen.discs(
        np.array([[1.0, 1.0], [2.0, -1.0]]),
        np.array([0.3, 0.2]),
        np.array(["text"] * 2),
    ),
}


def painting_pen() -> tuple[Pen, Any]:
    """Return a pen on an empty picture, and the picture's opacities."""
    pixels = np.zeros((HEIGHT, WIDTH, 4), dtype=np.uint8)
    context = cairo.Context(surface_of(pixels))
    context.translate(WIDTH / 2, HEIGHT / 2)
    context.scale(SCALE, -SCALE)
    return Pen(context, PALETTE), pixels[:, :, 3]


def reading_pen() -> ReadingPen:
    """Return a pen that reads what would be painted there."""
    return ReadingPen(WIDTH, HEIGHT, PALETTE, SCALE)


def ink(opacities: Any) -> tuple[float, ...]:
    """Return left, top, right and bottom of what was painted."""
    rows, columns = np.nonzero(opacities > 60)
    return columns.min(), rows.min(), columns.max() + 1, rows.max() + 1


@pytest.mark.parametrize("stroke", STROKES.values(), ids=STROKES)
@pytest.mark.parametrize("size", [1.0, 0.5])
def test_a_box_is_where_the_ink_is(stroke: Callable[[Pen], None], size: float) -> None:
    """What is noted of a stroke is where a painting pen leaves ink, to a pixel."""
    (painting, opacities), reading = painting_pen(), reading_pen()
    for pen in (painting, reading):
        pen.subject = SUBJECT
        with pen.inside(0.3, -0.2, size, 1.0):
            stroke(pen)
    (mark,) = reading.marks()
    assert mark.box == pytest.approx(ink(opacities), abs=1.5)


def test_a_faint_part_is_noted_as_faint() -> None:
    """Opacity is what a viewer sees: of a stroke and of all that it is part of."""
    pen = reading_pen()
    pen.subject = SUBJECT
    with pen.inside(0, 0, 1, 0.5), pen.inside(0, 0, 1, 0.5):
        pen.disc((0, 0), 1.0, "text", 0.5)
        pen.disc((0, 0), 1.0, "text", 0.0)
    (mark,) = pen.marks()
    assert [stroke.alpha for stroke in mark.strokes] == [0.125]


def test_equal_texts_are_two_marks() -> None:
    """Two things that stand for the same value are told apart."""
    pen = reading_pen()
    for x in (-2.0, 2.0):
        text = Text(Source("one"))
        text.x = x
        text.draw(pen)
    assert [mark.text for mark in pen.marks()] == ["one", "one"]


def test_strokes_without_a_subject_stand_for_nothing() -> None:
    """Ornaments are not read."""
    pen = reading_pen()
    for stroke in STROKES.values():
        stroke(pen)
    assert pen.marks() == []


@pytest.fixture
def network() -> LayeredNetwork:
    """Return a network of three inputs and two units, one edge negative."""
    weights = np.array([[0.5, -1.0, 0.25], [1.0, 0.5, 0.125]])
    plan = Plan((3, 2), ((0, 1, 2), (0, 1)), Box(-5, -3, 5, 3))
    return LayeredNetwork(plan, [weights], here="steps[0]", row=0)


def read(*drawings: Any) -> list[Mark]:
    """Return the marks of some drawings."""
    pen = reading_pen()
    for drawing in drawings:
        drawing.draw(pen)
    return pen.marks()


def test_units_and_edges_say_what_they_are(network: LayeredNetwork) -> None:
    """Discs, minus marks, arcs and edges carry their place, path and form."""
    network.edges[0].lit[:] = 1.0
    units = network.units[1]
    units.deltas, units.delta_scale = np.array([-0.5, 2.0]), 2.0
    units.shown_deltas, units.arcs = np.ones(2), np.array([0.25, 0.0])
    found = {
        (mark.depicts.what, mark.depicts.unit, mark.depicts.source): mark
        for mark in read(network)
    }
    edge = found["weight", 0, 1]
    assert edge.depicts.path == "steps[0].layers[0].weights[0, 1]"
    assert [stroke.dashed for stroke in edge.strokes] == [True]
    delta, other = found["delta", 0, None], found["delta", 1, None]
    assert delta.depicts.path == "steps[0].layers[0].deltas[0, 0]"
    assert (len(delta.of("line")), len(other.of("line"))) == (1, 0)
    areas = [mark.of("disc")[0].size ** 2 for mark in (delta, other)]
    assert areas[0] / areas[1] == pytest.approx(0.25)
    assert len(found["arc", 0, None].strokes[0].points) > 20


def test_pulses_are_read_on_their_way(network: LayeredNetwork) -> None:
    """Filled or hollow, as large as their value, further on a moment later."""
    values = np.array([[1.0, -0.25, 0.0], [0.0, 0.0, 0.0]])
    pulses, _ = send(
        network, 0, values, path="p[{unit}, {source}]", largest=1.0, spread=0.0
    )
    pulses.clock = 0.4
    first, second = sorted(read(pulses), key=lambda mark: -len(mark.of("disc")))
    assert (first.depicts.path, second.depicts.path) == ("p[0, 1]", "p[0, 0]")
    assert [stroke.role for stroke in first.strokes] == ["activation", "background"]
    ratio = first.of("disc")[0].size / second.of("disc")[0].size
    assert ratio == pytest.approx(0.5)
    pulses.clock = 0.5
    assert min(mark.centre[0] for mark in read(pulses)) > max(
        mark.centre[0] for mark in (first, second)
    )
