"""Maps and walls: which cell is which value, and what is bright."""

import cairo
import numpy as np
import pytest

from scenes import style
from scenes.diagram.plots.heat_map import HeatMap, finer, relief
from scenes.diagram.plots.picture_wall import DIM, LearningWall
from scenes.engine.drawing import Box
from scenes.engine.pen import Pen
from scenes.engine.pictures import surface_of
from scenes.engine.reading import ReadingPen

DARK = style.THEMES["dark"]


def painted(drawing):
    """The pixels of a drawing in a frame of 12 × 8 units, 100 pixels each unit."""
    pixels = np.zeros((800, 1200, 4), np.uint8)
    context = cairo.Context(surface_of(pixels))
    context.translate(600, 400)
    context.scale(100, -100)
    drawing.draw(Pen(context, DARK))
    return pixels[:, :, :3].astype(int)


def colour(role):
    """A role's colour, 0 to 255."""
    return np.rint(255 * np.array(DARK.colours()[role]))


def test_a_map_is_the_right_way_round():
    """The first row is the lowest, the first column the leftmost."""
    shares = np.zeros((3, 3))
    shares[0, 2] = 1.0
    seen = painted(HeatMap(shares, Box(-3, -2, 3, 2)))
    np.testing.assert_allclose(seen[595, 895], colour("cost"), atol=4)
    for row, column in ((595, 305), (205, 305), (205, 895)):
        np.testing.assert_allclose(seen[row, column], colour("panel"), atol=4)


def test_fog_hides_what_is_far():
    """Underfoot it is seen, further off nothing is."""
    found = HeatMap(np.ones((3, 3)), Box(-3, -2, 3, 2))
    found.walker, found.sight = (1.0, 0.0), 0.5
    seen = painted(found)
    np.testing.assert_allclose(seen[400, 700], colour("cost"), atol=4)
    assert seen[400, 800].max() == 0


def test_between_two_points_a_map_is_straight():
    """The points themselves stay what they are."""
    found = finer(np.array([[0.0, 1.0], [2.0, 3.0]]), 4)
    assert found.shape == (5, 5)
    assert (found[0, 0], found[0, 4], found[2, 2], found[4, 4]) == (0, 1, 1.5, 3)


def test_heights_are_logarithms_where_they_span_much():
    """From the least to the largest, what is not finite as high as that."""

    def heights(values):
        return relief(values).heights(values)

    np.testing.assert_allclose(heights(np.array([1.0, 2.0, 3.0])), [0, 0.5, 1])
    np.testing.assert_allclose(
        heights(np.array([1.0, 10, 100, np.inf])), [0, 0.5, 1, 1]
    )
    np.testing.assert_allclose(heights(np.array([2.0, 2.0])), 0)


def wall_of(values, area, right):
    """A wall at its only look."""
    path = "right[{n}]"
    return LearningWall(values, area, np.array([right], float), followed=0, path=path)


@pytest.mark.parametrize("count", [1, 7, 360])
def test_a_wall_holds_its_pictures(count):
    """None lies on another one, and all lie within its box."""
    area = Box(-5, -2, 5, 2)
    wall = wall_of(np.ones((count, 8, 8)), area, np.zeros(count))
    places = [wall.place(n) for n in range(count)]
    assert all(a.left >= -5.001 and a.right <= 5.001 for a in places)
    assert all(a.bottom >= -2.001 and a.top <= 2.001 for a in places)
    assert not any(
        a.overlaps(b, 1e-6) for n, a in enumerate(places) for b in places[:n]
    )


def test_a_picture_is_where_it_is_said_to_be():
    """Its pixels are bright at its place, dim where it is not lit."""
    values = np.zeros((6, 2, 2))
    values[4], values[5] = 1.0, 1.0
    wall = wall_of(values, Box(-3, -2, 3, 2), np.arange(6) == 4)
    seen = painted(wall)

    def at(picture):
        x, y = wall.place(picture).centre
        return seen[round(400 - 100 * y), round(600 + 100 * x)]

    bright, ground = colour("activation"), colour("background")
    np.testing.assert_allclose(at(4), bright, atol=2)
    np.testing.assert_allclose(at(5), ground + DIM * (bright - ground), atol=2)
    np.testing.assert_allclose(at(0), ground, atol=2)


def test_a_wall_can_be_read_back():
    """A picture's brightness is under the path of what it stands for."""
    right = np.array([0.0, 1.0, 0.5])
    wall = wall_of(np.ones((3, 8, 8)), Box(-5, -2, 5, 2), right)
    pen = ReadingPen(1920, 1080, DARK, 135)
    wall.draw(pen)
    found = [(mark.depicts.path, mark.alpha) for mark in pen.marks()]
    assert found == [("right[0]", DIM), ("right[1]", 1.0), ("", (1 + DIM) / 2)]
