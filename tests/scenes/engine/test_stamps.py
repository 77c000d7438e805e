"""Many discs: those that are hidden are left out, and stamps look like circles."""

from math import pi

import cairo
import numpy as np
import pytest

from scenes import style
from scenes.engine.arrays import Names, Numbers, Pixels, Positions
from scenes.engine.covered_discs import seen
from scenes.engine.pen import Pen
from scenes.engine.pictures import surface_of

SIZE = 160


def sheet() -> Pixels:
    """Return an empty picture."""
    return np.zeros((SIZE, SIZE, 4), np.uint8)


def stamped(
    centres: Positions,
    radii: Numbers,
    roles: Names,
    *,
    opacity: float = 1.0,
    together: int = 10_000,
) -> Pixels:
    """Return discs as a pen draws them, so many at a time."""
    pixels = sheet()
    pen = Pen(cairo.Context(surface_of(pixels)), style.THEMES["dark"])
    with pen.inside(0.0, 0.0, 1.0, opacity):
        for begin in range(0, len(radii), together):
            some = slice(begin, begin + together)
            pen.discs(centres[some], radii[some], roles[some])
    return pixels


def crowd(seed: int, count: int = 1500) -> tuple[Positions, Numbers, Names]:
    """Return discs that lie on each other, some beyond the picture."""
    random = np.random.default_rng(seed)
    radii = np.sort(random.uniform(0.05, 18.0, count))
    roles = random.choice(["error", "background"], count)
    return random.normal(SIZE / 2, 30.0, (count, 2)), radii, roles


@pytest.mark.parametrize("seed", range(3))
def test_what_is_hidden_changes_no_pixel(seed: int) -> None:
    """The discs that can be seen make the picture that all of them make."""
    centres, radii, roles = crowd(seed)
    all_of_them = stamped(centres, radii, roles, together=1)
    assert np.array_equal(stamped(centres, radii, roles), all_of_them)
    assert seen(centres, radii).sum() < 0.8 * len(radii)


def test_a_disc_is_hidden_by_a_later_one_alone() -> None:
    """A small disc under a large one is left out; on top of it, it is painted."""
    many = np.full((1000, 2), 40.0)
    falling = np.linspace(20.0, 5.0, 1000)
    assert seen(many, falling).all()
    assert not seen(many, falling[::-1])[:300].any()
    assert len(seen(np.zeros((0, 2)), np.zeros(0))) == 0


def test_discs_that_let_light_through_hide_nothing() -> None:
    """What lies under a disc that lets light through is painted as well."""
    places, radii = np.full((800, 2), 30.0), np.full(800, 10.0)
    places[[0, -1]], radii[[0, -1]] = 100.0, (10.0, 20.0)  # far below, and on top
    discs = places, radii, np.full(800, "text")
    assert not seen(places, radii)[0]
    at_once = stamped(*discs, opacity=0.5)
    assert np.array_equal(at_once, stamped(*discs, opacity=0.5, together=1))


def test_a_stamp_looks_like_the_circle() -> None:
    """A disc is within an eighth of a pixel of where it is asked for."""
    random = np.random.default_rng(5)
    for radius in (0.4, 1.5, 6.0, 18.9):
        centre = random.uniform(60.0, 100.0, 2)
        circle = sheet()
        context = cairo.Context(surface_of(circle))
        context.set_source_rgba(1.0, 1.0, 1.0, 1.0)
        context.arc(*centre, radius, 0, 2 * pi)
        context.fill()
        roles = np.array(["text"])
        stamp = stamped(centre[None], np.array([radius]), roles)[:, :, 3]
        off = np.abs(stamp.astype(int) - circle[:, :, 3])
        # A rim displaced by 0.2 pixels at most changes that share of its length.
        assert off.sum() / 255 <= 0.2 * 2 * pi * radius + 0.1
        assert off.max() <= 80
