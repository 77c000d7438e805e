"""Arrangement by relation: what stands below or in what."""

import pytest

from scenes.diagram.packed_row import PackedRow
from scenes.diagram.text import Source, Text
from scenes.engine.drawing import Box
from scenes.vocabulary.arrangement import pack, stack, within


def text(words: str) -> Text:
    """Return some words."""
    return Text(Source(words))


def test_parts_of_a_stack_stand_below_each_other() -> None:
    """Each part begins below the one before, around one middle."""
    one, two = text("one"), text("and two")
    stack(one, two, gap=0.1)
    assert two.box.top == pytest.approx(one.box.bottom - 0.1)
    assert two.box.centre[0] == pytest.approx(one.box.centre[0])


@pytest.mark.parametrize("words", ["short", "far too long for a box so narrow"])
def test_what_is_put_within_a_box_fits_it(words: str) -> None:
    """A drawing that is too large is made smaller, and stands in the middle."""
    box = Box(1.0, 1.0, 3.0, 2.0)
    inside = within(text(words), box).box
    assert inside.left >= 1.0 - 1e-9
    assert inside.right <= 3.0 + 1e-9
    assert inside.centre == pytest.approx(box.centre)


def test_a_packed_row_closes_up() -> None:
    """What is not shown takes no room; the last part ends at the origin."""
    parts = {"name": text("name"), "factor": text("factor"), "value": text("value")}
    packed = PackedRow(parts, shown=["name", "value"])
    left = parts["name"].box.left
    for motion in pack(packed, "name", "factor", "value"):
        motion.begin()
        motion.finish()
    assert parts["value"].box.right == pytest.approx(0.0)
    assert parts["name"].box.left < left
    assert parts["name"].box.right < parts["factor"].box.left
