"""What the panel tells of the update of one weight: its gradient, and the order."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from scenes import style
from scenes.chapters.weight_update import told_weight
from scenes.chapters.weight_update.written_step import value_places
from scenes.diagram.legend import Legend, LineSample
from scenes.diagram.panels import Arrow, Line
from scenes.diagram.text import Row
from scenes.engine.drawing import Drawing
from scenes.path_texts import NO_VALUES
from scenes.vocabulary.beside_panel.backward_flow import delta_formula

if TYPE_CHECKING:
    from scenes.step_chapter import StepChapter

HEADING = 0.43  # from the top of the panel down to the baseline of its heading


@dataclass(frozen=True, slots=True)
class Shown:
    """A path with its kind and the decimals that are shown of it."""

    path: str
    kind: str
    places: int


def product_row(
    chapter: "StepChapter", first: Shown, second: Shown, product: Shown
) -> Row:
    """Return first × second = product."""
    em = style.SMALL
    factors = ((first.path, first.places), (second.path, second.places))
    numbers = [
        chapter.number(one.path, one.kind, em=em, decimals=one.places)
        for one in (first, second, product)
    ]
    return Row(
        numbers[0],
        chapter.words("×", em=em, role="muted"),
        numbers[1],
        chapter.equals(*factors, result=(product.path, product.places), em=em),
        numbers[2],
        gap=0.1,
    )


# Where the gradient comes from.


def heading(
    chapter: "StepChapter", sentence: str, values: Mapping[str, str] = NO_VALUES
) -> Drawing:
    """Return what stands at the top of the panel."""
    area, text = chapter.regions.panel, chapter.words(sentence, values)
    text.x, text.y = area.centre[0] - text.box.width / 2, area.top - HEADING
    return text


def weight_heading(chapter: "StepChapter") -> Drawing:
    """Return the name of the weight in focus."""
    column = len(chapter.sizes) - 2
    values = {
        "source": chapter.unit_number(column, chapter.focus[-2]),
        "output": chapter.output_name(chapter.focus[-1]),
    }
    output = _quoted_class(chapter)
    if column == 0:
        return heading(chapter, f"input {{source}} → output {output}", values)
    values["layer"] = chapter.layer_number(column)
    return heading(
        chapter, f"hidden {{layer}}, unit {{source}} → output {output}", values
    )


def _quoted_class(chapter: "StepChapter") -> str:
    """Return how an output's name stands in a heading; a class in quotes."""
    return "“{output}”" if chapter.has_class_labels else "{output}"


def bias_heading(chapter: "StepChapter") -> Drawing:
    """Return the name of the bias in focus."""
    name = chapter.output_name(chapter.focus[-1])
    return heading(
        chapter, f"The bias of output {_quoted_class(chapter)}", {"output": name}
    )


def legend(chapter: "StepChapter", *names: str) -> Legend:
    """Return the key to edges and to the light behind them, or some rows of it."""
    thin, wide = style.EDGE_WIDTH, 2.5 * style.EDGE_WIDTH
    samples = {
        "positive weight": LineSample("positive", width=thin, dashed=False),
        "negative weight": LineSample("negative", width=thin, dashed=True),
        "weight goes up": LineSample("update", width=wide, dashed=False),
        "weight goes down": LineSample("update", width=wide, dashed=True),
    }
    key = Legend(
        *(
            (samples[name], chapter.words(name, em=style.SMALL, role="muted"))
            for name in names or samples
        )
    )
    box = chapter.regions.panel
    key.x = box.centre[0] - key.box.width / 2
    key.y = box.bottom - key.box.bottom + 0.25
    return key


def gradient_rows(chapter: "StepChapter", weight: told_weight.Parameter) -> Drawing:
    """Return δ × a = ∂C/∂w of the sample in focus, and below it the batch's mean."""
    last, row = len(chapter.step.layers) - 1, chapter.row
    unit, source = chapter.focus[-1], chapter.focus[-2]
    cells = [
        Shown(path, kind, chapter.decimals([path], kind))
        for path, kind in (
            (chapter.here(f"layers[{last}].deltas[{row}, {unit}]"), "delta"),
            (chapter.here(f"layers[{last}].inputs[{row}, {source}]"), "activation"),
            (
                chapter.here(f"layers[{last}].gradient_terms[{row}, {unit}, {source}]"),
                "gradient",
            ),
        )
    ]
    product = product_row(chapter, *cells)
    if not told_weight.is_batch(chapter):
        return chapter.in_panel(product, 2.25)
    size = {"size": f"count({chapter.here('samples')})"}
    mean = Row(
        chapter.words("mean of {size} samples", size, em=style.SMALL, role="muted"),
        chapter.words("=", em=style.SMALL, role="muted"),
        chapter.number(weight.gradient, "gradient", em=style.SMALL),
    )
    mean.x, mean.y = product.box.right - mean.box.width, -0.36
    return chapter.in_panel(Drawing(product, mean), 2.28)


# First every δ, then every weight.


@dataclass(frozen=True, slots=True)
class FirstPart:
    """What comes first: the δ of the hidden unit in focus, in letters and numbers."""

    letters: Drawing
    numbers: Drawing


def order_heading(chapter: "StepChapter") -> Drawing:
    """Return the heading of what comes first and what then."""
    return heading(chapter, "The order matters")


def first_part(chapter: "StepChapter", weight: told_weight.Parameter) -> FirstPart:
    """Return the δ of the hidden unit in focus, and what this weight added to it."""
    last, row = len(chapter.step.layers) - 1, chapter.row
    unit, source = chapter.focus[-1], chapter.focus[-2]
    delta = chapter.here(f"layers[{last}].deltas[{row}, {unit}]")
    product = chapter.here(f"layers[{last}].returned[{row}, {unit}, {source}]")
    cells = product_row(
        chapter,
        Shown(weight.old, "weight", value_places(chapter, weight)),
        Shown(delta, "delta", chapter.decimals([delta], "delta")),
        Shown(product, "product", chapter.decimals([product], "product")),
    )
    title = _title(chapter, "first", "every δ, with the old weights", "error", 0.92)
    formula = chapter.in_panel(delta_formula(chapter, last - 1), 1.66)
    return FirstPart(Drawing(title, formula), chapter.in_panel(cells, 2.43))


def not_yet(
    chapter: "StepChapter", weight: told_weight.Parameter, old: Drawing
) -> Drawing:
    """Return the new value struck out, below the old one at the left of a row."""
    places, em = value_places(chapter, weight), style.SMALL
    number = chapter.number(weight.new, "weight", em=em, decimals=places, role="muted")
    number.x, number.y = old.box.left, old.box.bottom - 0.36
    box, middle = number.box, number.y + 0.09
    ends = ((box.left - 0.06, middle), (box.right + 0.06, middle))
    strike = Line(ends, "text")
    words = chapter.words("not yet", em=em, role="muted")
    words.x, words.y = box.right + 0.2, number.y
    return Drawing(number, strike, words)


@dataclass(frozen=True, slots=True)
class ThenPart:
    """What comes only then: the weights, in letters and numbers."""

    letters: Drawing
    numbers: Drawing


def then_part(chapter: "StepChapter", weight: told_weight.Parameter) -> ThenPart:
    """Return the arrow that says *only then*, and the change of the weight."""
    box, em = chapter.regions.panel, style.SMALL
    places = value_places(chapter, weight)
    x = box.left + told_weight.INSET + 0.25
    arrow = Arrow((x, box.top - 3.05), (x, box.top - 3.65), "muted")
    title = _title(chapter, "then", "every weight", "update", 4.0)
    letters = (weight.letters, weight.gradient_letters)
    formula = chapter.in_panel(told_weight.letters_of_rule(chapter, *letters), 4.65)
    numbers = Row(
        chapter.number(weight.old, "weight", em=em, decimals=places),
        chapter.words("→", em=em, role="update"),
        chapter.number(weight.new, "weight", em=em, decimals=places),
        gap=0.16,
    )
    return ThenPart(Drawing(arrow, title, formula), chapter.in_panel(numbers, 5.42))


def _title(
    chapter: "StepChapter", order: str, what: str, role: str, below_top: float
) -> Row:
    row = Row(
        chapter.words(order, role=role, bold=True),
        chapter.words(what, em=style.SMALL, role="muted"),
        gap=0.15,
    )
    row.x = chapter.regions.panel.left + told_weight.INSET
    row.y = chapter.regions.panel.top - below_top
    return row
