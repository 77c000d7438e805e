"""Drawings from svg: their limbs turn about their joints, and stay what they are."""

from math import pi

import pytest

from scenes.diagram.runners import GAITS
from scenes.engine.svg_outlines import outlines
from scenes.engine.typesetting import corners


@pytest.mark.parametrize("animal", GAITS)
def test_every_limb_that_swings_is_drawn(animal: str) -> None:
    """A gait names limbs of its own animal, which stands on the ground, 1 high."""
    drawn = outlines(animal)
    assert set(GAITS[animal].swings) <= {limb.name for limb in drawn.limbs}
    points = [point for ink in drawn.typeset.inks for point in corners(ink)]
    heights = [y for _, y in points]
    assert min(heights) == pytest.approx(0.0, abs=0.05)
    assert max(heights) == pytest.approx(1.0, abs=0.12)


def test_a_limb_turns_about_its_joint_and_no_other_moves() -> None:
    """A quarter turn moves what lies beside the joint to above it."""
    drawn = outlines("dog")
    posed = drawn.posed({"hind": pi / 2})
    for limb, before, after in zip(
        drawn.limbs, drawn.typeset.inks, posed.inks, strict=True
    ):
        (x, y), (u, v) = corners(before)[0], corners(after)[0]
        if limb.name == "hind":
            assert (u - limb.x, v - limb.y) == pytest.approx((limb.y - y, x - limb.x))
        else:
            assert (u, v) == pytest.approx((x, y))
