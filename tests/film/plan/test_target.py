"""Sizes and rates that the pictures are made for."""

import pytest

from film.plan.target import QUALITIES, Target


@pytest.mark.parametrize(
    ("width", "height", "rate", "cure"),
    [
        (961, 540, 30, "even"),
        (32, 18, 30, "from 64 to 7680"),
        (1000, 500, 30, "Try 1000x562"),
        (640, 640, 30, "Try 640x360"),
        (1280, 720, 24, "Try 15, 30 or 60"),
        (1280, 720, 0, "whole frames"),
    ],
)
def test_refuses_what_does_not_fit(width, height, rate, cure):
    """A size that is not 16:9 or odd, or a rate that cuts a tick, names the cure."""
    with pytest.raises(ValueError, match=cure):
        Target(width, height, rate)


def test_the_size_that_a_refusal_names_fits():
    """The cure of a refused size is not refused."""
    for width in range(64, 2000, 2):
        Target(width, 2 * round(width * 9 / 32), 30)


def test_a_tick_is_whole_frames():
    """0.2 s is a whole number of frames in every quality."""
    for target in QUALITIES.values():
        assert (target.rate / 5).is_integer()
