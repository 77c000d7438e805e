"""∂C/∂a × slope = δ of every output, row by row."""

from typing import TYPE_CHECKING

from scenes.diagram.drawing import Drawing
from scenes.diagram.table import Table

if TYPE_CHECKING:
    from scenes.step_chapter import StepChapter

MOST_LEADING = 0.36


def outputs_table(chapter: "StepChapter") -> Table:
    """Return ∂C/∂a × slope = δ for each output drawn, one a row."""
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
    rows = [
        _output_row(chapter, slot, kinds, places)
        if isinstance(slot, int)
        else [
            chapter.words(
                "{hidden} more",
                {"hidden": chapter.units_in(last + 1, slot)},
                role="muted",
            )
        ]
        for slot in chapter.network.columns[-1].shown
    ]
    room = chapter.regions.panel.height - 2.0
    return Table(rows, leading=min(MOST_LEADING, room / len(rows)))


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
