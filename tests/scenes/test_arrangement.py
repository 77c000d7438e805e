"""Arrangement by relation: what stands below, beside or in what."""

import pytest

from scenes.diagram.packed_row import PackedRow
from scenes.diagram.text import Source, Text
from scenes.engine.drawing import Box
from scenes.vocabulary.arrangement import grid, pack, panel, row, stack, within


def text(words: str) -> Text:
    """Return some words."""
    return Text(Source(words))


def test_parts_of_a_stack_stand_below_each_other() -> None:
    """Each part begins below the one before, around one middle."""
    one, two = text("one"), text("and two")
    stack(one, two, gap=0.1)
    assert two.box.top == pytest.approx(one.box.bottom - 0.1)
    assert two.box.centre[0] == pytest.approx(one.box.centre[0])


def test_cells_of_a_column_end_at_the_same_place() -> None:
    """A grid aligns its columns at the right, and no cell touches another."""
    cells = [[text("1"), text("22")], [text("333"), text("4")]]
    grid(cells)
    for column in zip(*cells, strict=True):
        assert len({round(cell.box.right, 6) for cell in column}) == 1
    assert cells[0][1].box.left > cells[1][0].box.right


@pytest.mark.parametrize("words", ["short", "far too long for a box so narrow"])
def test_what_is_put_within_a_box_fits_it(words: str) -> None:
    """A drawing that is too large is made smaller, and stands in the middle."""
    box = Box(1.0, 1.0, 3.0, 2.0)
    inside = within(text(words), box).box
    assert inside.left >= 1.0 - 1e-9
    assert inside.right <= 3.0 + 1e-9
    assert inside.centre == pytest.approx(box.centre)


def test_a_panel_holds_its_title_above_its_parts() -> None:
    """Title and parts lie within the panel, and not on each other."""
    box = Box(0.0, 0.0, 4.0, 3.0)
    title, part = text("title"), row(text("a long part"), text("of a panel"))
    whole = panel(title, part, box=box)
    assert title.box.bottom > whole.parts[2].box.top
    assert whole.parts[2].box.bottom >= 0.0


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
