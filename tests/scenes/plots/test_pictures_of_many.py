"""Maps and walls: which cell is which value, and what is bright."""

import cairo
import numpy as np
import pytest

from scenes import style
from scenes.chapters.training.learning_wall import DIM, LearningWall
from scenes.diagram.plots.heat_map import HeatMap, finer, relief
from scenes.diagram.plots.picture_wall import PictureWall
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


def wall_of(count, side, right):
    """A wall of white pictures, all of it told."""
    wall = LearningWall(
        np.ones((count, side**2)), (side, side), np.array([right], float), "{}: {{n}}"
    )
    wall.stand(Box(-5, -2, 5, 2))
    wall.came = wall.answered = 1.0
    return wall


@pytest.mark.parametrize("count", [1, 7, 360])
def test_a_wall_holds_its_pictures(count):
    """None lies on another one, and all lie within its box."""
    wall = wall_of(count, 8, np.zeros(count))
    (x, y), side = wall.places.T, wall.sides[0]
    assert (abs(x) + side / 2 <= 5.001).all()
    assert (abs(y) + side / 2 <= 2.001).all()
    apart = np.maximum(*abs(wall.places[:, None] - wall.places).transpose(2, 0, 1))
    assert (apart + 9 * np.eye(count) > side).all()


def test_a_picture_is_where_it_is_said_to_be():
    """Its pixels are bright at its place, dim where it is not read right."""
    wall = wall_of(6, 2, np.arange(6) == 4)
    seen = painted(wall)

    def at(picture):
        x, y = wall.places[picture]
        return seen[round(400 - 100 * y), round(600 + 100 * x)]

    bright = colour("activation")
    np.testing.assert_allclose(at(4), bright, atol=2)
    np.testing.assert_allclose(at(5), DIM * bright, atol=2)


def test_a_wall_can_be_read_back():
    """A picture's brightness is under the path of what it stands for, at a look."""
    wall = wall_of(3, 8, [0.0, 1.0, 1.0])

    def read():
        pen = ReadingPen(1920, 1080, DARK, 135)
        wall.draw(pen)
        return [(mark.depicts.path, mark.alpha) for mark in pen.marks()]

    assert read() == [("0: 0", DIM), ("0: 1", 1.0), ("0: 2", 1.0)]
    wall.answered = 0.5
    assert read() == [("", DIM), *[("", (1 + DIM) / 2)] * 2]


def test_samples_that_lie_over_each_other_show_their_mean():
    """Laid one over another, all weigh the same."""
    left = np.ones(5)
    wall = PictureWall(np.zeros((5, 4)), (2, 2), "{n}")
    for sample, alpha in enumerate(wall.laid().tolist()):
        left[:sample] *= 1 - alpha
        left[sample] = alpha
    np.testing.assert_allclose(left, 0.2)
