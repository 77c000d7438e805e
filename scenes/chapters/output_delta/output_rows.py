"""∂C/∂a × slope = δ of every output, row by row."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from scenes import style
from scenes.diagram.aligned_rows import AlignedRows
from scenes.engine.drawing import Drawing
from scenes.vocabulary.beside_panel import softmax_ways

if TYPE_CHECKING:
    from scenes.step_chapter import StepChapter

MOST_LEADING = 0.36


def outputs_table(chapter: "StepChapter") -> AlignedRows:
    """Return ∂C/∂a × slope = δ for each output drawn, one a row.

    With softmax it is a − y = δ, or δ alone.
    """
    if softmax_ways.is_joint(chapter):
        return _table(chapter, lambda unit: _joint_row(chapter, unit))
    last, row = len(chapter.step.layers) - 1, chapter.row
    units = [s for s in chapter.network.columns[-1].shown if isinstance(s, int)]
    kinds = {"activation_gradient": "error", "slopes": "slope", "deltas": "delta"}
    places = {
        name: chapter.decimals(
            [chapter.here(f"layers[{last}].{name}[{row}, {unit}]") for unit in units],
            kind,
        )
        for name, kind in kinds.items()
    }
    return _table(chapter, lambda unit: _output_row(chapter, unit, kinds, places))


def _table(
    chapter: "StepChapter", output_row: Callable[[int], list[Drawing]]
) -> AlignedRows:
    """Return a row for each output drawn; a gap says how many it hides."""
    last, shown = len(chapter.sizes) - 1, chapter.network.columns[-1].shown
    rows = [
        output_row(slot)
        if isinstance(slot, int)
        else [
            chapter.words(
                "{hidden} more",
                {"hidden": chapter.units_in(last, slot)},
                role="muted",
            )
        ]
        for slot in shown
    ]
    room = chapter.regions.panel.height - 2.0
    return AlignedRows(rows, leading=min(MOST_LEADING, room / len(rows)))


def _joint_row(chapter: "StepChapter", unit: int) -> list[Drawing]:
    """Return the cells of one of several outputs that depend on each other."""
    last, row = len(chapter.step.layers) - 1, chapter.row
    name = chapter.words("{name}", {"name": chapter.output_name(unit)}, role="muted")
    if softmax_ways.has_short_form(chapter):
        return [name, *softmax_ways.short_numbers(chapter, unit, em=style.BODY)]
    path = chapter.here(f"layers[{last}].deltas[{row}, {unit}]")
    letter = chapter.words("δ", role="error")
    equals = chapter.words("=", role="muted")
    return [name, letter, equals, chapter.number(path, "delta")]


def _output_row(
    chapter: "StepChapter", unit: int, kinds: dict[str, str], places: dict[str, int]
) -> list[Drawing]:
    """Return the cells of one output: its name, its factors and its δ."""
    last, row = len(chapter.step.layers) - 1, chapter.row
    paths = {
        name: chapter.here(f"layers[{last}].{name}[{row}, {unit}]") for name in kinds
    }
    shown = [(paths[name], places[name]) for name in kinds]
    first, second, third = (
        chapter.number(paths[name], kind, decimals=places[name])
        for name, kind in kinds.items()
    )
    return [
        chapter.words("{name}", {"name": chapter.output_name(unit)}, role="muted"),
        first,
        chapter.words("×", role="muted"),
        second,
        chapter.equals(*shown[:2], result=shown[2]),
        third,
    ]
