"""What an update does to all layers: how many parameters move, and to what end."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from scenes import encoding, style
from scenes.chapters.weight_update import told_weight
from scenes.chapters.weight_update.update_panels import heading, legend
from scenes.diagram.charts.comparison import BeforeAfter
from scenes.diagram.formulas import Formula
from scenes.engine.drawing import Box, Drawing
from scenes.notation.loss_formulas import PARTS, formula_of

if TYPE_CHECKING:
    from scenes.step_chapter import StepChapter

COUNT_LEADING = 0.36
TABLE = 3.2  # from the top of the panel down to the names of the columns


def everything(chapter: "StepChapter") -> list[Drawing]:
    """Return the rule for the weights and the biases of a layer, and their counts."""
    formulas = [
        told_weight.letters_of_rule(
            chapter,
            f"weight({letter}^((l)))",
            f"(partial {{C}}) / (partial {letter}^((l)))",
        )
        for letter in ("W", "b")
    ]
    table = counts(chapter)
    key = legend(chapter, "weight goes up", "weight goes down")
    parts = [
        heading(chapter, "All layers"),
        chapter.in_panel(formulas[0], 1.15),
        chapter.in_panel(formulas[1], 2.3),
        table,
    ]
    return [*parts, key] if key.box.top < table.box.bottom - 0.1 else parts


def counts(chapter: "StepChapter") -> Drawing:
    """Return how many weights and biases each layer has, and all together."""
    box, layers, em = chapter.regions.panel, len(chapter.step.layers), style.SMALL
    left, top = box.left + told_weight.INSET, box.top - TABLE
    leading = min(COUNT_LEADING, (top - box.bottom - 0.2) / (layers + 1))
    rights = (left + 2.75, box.right - told_weight.INSET)
    families = ("weights", "biases")
    heads = [chapter.words(name, em=em, role="muted") for name in families]
    rows = [_in_columns(heads, rights)]
    for column in range(1, layers + 1):
        layer = chapter.here(f"layers[{column - 1}]")
        numbers = [
            chapter.number(f"count({layer}.{family})", "count", em=em)
            for family in families
        ]
        name = _layer_name(chapter, column)
        name.x = left
        rows.append(Drawing(name, _in_columns(numbers, rights)))
    together = chapter.words("together", em=em, role="muted")
    together.x = left
    total = chapter.number("network.parameter_count", "count", em=em, role="update")
    rows.append(Drawing(together, _in_columns([total], rights[1:])))
    for line, row in enumerate(rows):
        row.y = top - leading * line
    return Drawing(*rows)


def _layer_name(chapter: "StepChapter", column: int) -> Drawing:
    if column == len(chapter.step.layers):
        return chapter.words("output", em=style.SMALL, role="muted")
    number = {"layer": chapter.layer_number(column)}
    return chapter.words("hidden {layer}", number, em=style.SMALL, role="muted")


def _in_columns(cells: Sequence[Drawing], rights: Sequence[float]) -> Drawing:
    """Return a row of cells, each ending at its own x."""
    for cell, right in zip(cells, rights, strict=True):
        cell.x = right - cell.box.width
    return Drawing(*cells)


def cost_heading(chapter: "StepChapter") -> Drawing:
    """Return whose cost is compared."""
    if told_weight.is_batch(chapter):
        return heading(chapter, "The mean cost of this batch")
    return heading(chapter, "The cost of this sample")


def cost_places(chapter: "StepChapter") -> int:
    """Return the decimals that tell both costs apart, six at most."""
    paths = [chapter.here("loss"), chapter.here("loss_after")]
    for places in range(chapter.decimals(paths, "cost"), encoding.MOST_DECIMALS):
        if len({chapter.shown(path, "cost", places) for path in paths}) > 1:
            return places
    return encoding.MOST_DECIMALS


def cost_outcome(chapter: "StepChapter") -> str:
    """Return whether the cost has fallen or risen, or stays as far as shown."""
    places, step = cost_places(chapter), chapter.step
    shown = {
        chapter.shown(chapter.here(path), "cost", places)
        for path in ("loss", "loss_after")
    }
    if len(shown) == 1:
        return "same"
    return "fallen" if step.loss_after < step.loss else "risen"


def cost_formula(chapter: "StepChapter") -> Formula:
    """Return the loss of this training in letters, or its mean over the batch."""
    loss = formula_of(
        chapter.trace.run.training.loss, chapter.trace.network.activations[-1]
    )
    source = f"cost({{C}}) = {loss.whole[chapter.setting.notation]}"
    if told_weight.is_batch(chapter):
        source = "cost({C}) = 1/B sum_n cost({C}_n)"
    return chapter.in_panel(
        chapter.formula(source, PARTS), told_weight.FORMULA_BELOW_TOP
    )


def costs(chapter: "StepChapter") -> BeforeAfter:
    """Return the cost before and after the update as two columns on one scale."""
    box, places = chapter.regions.panel, cost_places(chapter)
    area = Box(
        box.left + told_weight.INSET,
        box.bottom + 0.3,
        box.right - told_weight.INSET,
        box.top - 1.9,
    )
    labels = [
        (
            chapter.number(chapter.here(path), "cost", decimals=places),
            chapter.words(name, role="muted"),
        )
        for path, name in (("loss", "before"), ("loss_after", "after"))
    ]
    values = (float(chapter.step.loss), float(chapter.step.loss_after))
    return BeforeAfter(values, area, (labels[0], labels[1]), role="cost")
