"""The slopes behind an output's δ, each as a curve beside its worked equation."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from backprop_core.losses import curve
from scenes import style
from scenes.diagram.charts.charts import FunctionCurve
from scenes.diagram.formulas import Formula
from scenes.diagram.text import Row, Source, Text
from scenes.engine.drawing import Box, Drawing
from scenes.notation import loss_formulas, symbols
from scenes.vocabulary.beside_panel import weight_to_cost
from scenes.vocabulary.beside_panel.weight_to_cost import cost_letter, rate

if TYPE_CHECKING:
    from scenes.step_chapter import StepChapter

CHART_WIDTH = 2.1
CHART_INSET = 0.25
NAME_ROOM = 0.8  # above a curve
LINE_GAP = 0.2  # between the lines of an equation
WORKED_EM = 0.272
EM = 0.38
AXIS_EM = 0.36
CURVE_POINTS = 121
FOOT_ROOM = 0.35  # from the letter below the origin to that of the axis
EDGE = 0.02  # how near to 0 and 1 the curve of a cross-entropy goes


SQUARED = "²"


@dataclass(frozen=True, slots=True)
class Worked:
    """An expression in numbers: its parts in order, and its value as shown.

    A part is the letter of a value, or signs to stand between values; parts in a
    tuple of their own stand close together.
    """

    parts: tuple[str | tuple[str, ...], ...]
    value: Callable[..., Decimal]


# What the right-hand sides of loss_formulas and notation.SLOPES are in numbers.
WORKED_GRADIENTS: Mapping[str, Mapping[str, Worked]] = {
    "squared_error": {
        "modern": Worked(("a", "−", "y"), lambda a, y: a - y),
        "classic": Worked((("−(", "y"), "−", ("a", ")")), lambda a, y: a - y),
    }
}
WORKED_SLOPES: Mapping[str, Worked] = {
    "sigmoid": Worked(("a", "× (1 −", ("a", ")")), lambda a: a * (1 - a)),
    "softmax": Worked(("a", "× (1 −", ("a", ")")), lambda a: a * (1 - a)),
    "tanh": Worked(("1 −", ("a", SQUARED)), lambda a: 1 - a * a),
}


@dataclass(frozen=True, slots=True)
class SlopePicture:
    """A curve with its tangent, beside the equation of its slope."""

    curve: FunctionCurve
    chart: Drawing  # the curve and the letters at its axes
    equation: Drawing


def loss_slope(chapter: "StepChapter", area: Box) -> SlopePicture:
    """Return the cost as this output's activation moves, and ∂C/∂a worked out."""
    found, loss = weight_to_cost.paths(chapter), chapter.trace.run.training.loss
    letters = chapter.setting.notation
    formulas = loss_formulas.formula_of(loss, chapter.trace.network.activations[-1])
    first = chapter.formula(
        f"cost({rate(cost_letter(chapter), '{a}')}) equal(=) "
        + loss_formulas.gradient(formulas, letters, index=""),
        {**loss_formulas.PARTS, "equal": "text"},
        em=EM,
    )
    worked = WORKED_GRADIENTS.get(loss, {}).get(letters)
    values = {"a": (found.activation, "activation"), "y": (found.target, "target")}
    more = _worked_lines(chapter, worked, values, (found.cost_rate, "error"))
    drawn = _loss_curve(chapter, _chart_area(area))
    term = formulas.summand[letters].letters
    if formulas.factor[1] != 1.0:
        term = f"{formulas.factor[0].replace('{outputs}', 'K')} {term}"
    chart = _named(chapter, drawn, term, "{a}", foot="{y}")
    return SlopePicture(drawn, chart, _beside(area, first, more))


def activation_slope(chapter: "StepChapter", area: Box) -> SlopePicture:
    """Return the activation function at this output, and its slope worked out."""
    found, last = weight_to_cost.paths(chapter), len(chapter.step.layers) - 1
    name = chapter.trace.network.activations[last]
    derivative = f"{chapter.function(last)[1]}({{z}})"
    first = chapter.formula(
        f"slope({rate('{a}', '{z}')}) equal(=) slope({derivative})",
        {"slope": "activation", "equal": "text"},
        em=EM,
    )
    letters = chapter.formula(
        f"equal(=) slope({symbols.SLOPES[name]})",
        {"slope": "activation", "equal": "text"},
        em=EM,
    )
    values = {"a": (found.activation, "activation")}
    more = _worked_lines(
        chapter, WORKED_SLOPES.get(name), values, (found.slope, "slope")
    )
    drawn = chapter.activation_curve(last, chapter.focus[-1], _chart_area(area))
    function = f"{chapter.function(last)[0]}({{z}})"
    chart = _named(chapter, drawn, function, "{z}")
    return SlopePicture(drawn, chart, _beside(area, first, [letters, *more]))


# Equations over several lines.


def _worked_lines(
    chapter: "StepChapter",
    worked: Worked | None,
    values: Mapping[str, tuple[str, str]],
    result: tuple[str, str],
) -> list[Drawing]:
    """Return "= the expression in numbers" and "= the result", as rows."""
    path, kind = result
    places = chapter.decimals([path], kind)
    number = chapter.number(path, kind, em=WORKED_EM, decimals=places)
    if worked is None:
        return [Row(chapter.words("=", role="muted"), number)]
    # Terms of a sum are written with the same decimals.
    least = max(chapter.decimals([path], kind) for path, kind in values.values())
    shown = {
        name: Decimal(f"{float(chapter.value(path)):.{least}f}")
        for name, (path, _) in values.items()
    }
    exact = worked.value(**shown) == Decimal(f"{float(chapter.value(path)):.{places}f}")

    def drawn(part: str | tuple[str, ...], first: bool) -> Drawing:
        if isinstance(part, tuple):
            return Row(*(drawn(piece, False) for piece in part), gap=0.03)
        if part not in values:
            return _signs(chapter, part)
        value = chapter.number(*values[part], em=WORKED_EM, decimals=least)
        if first or shown[part] >= 0:
            return value
        return Row(_signs(chapter, "("), value, _signs(chapter, ")"), gap=0.03)

    expression = [drawn(part, not index) for index, part in enumerate(worked.parts)]
    return [
        Row(chapter.words("=", role="muted"), *expression),
        Row(Text(Source("=" if exact else "≈"), role="muted"), number),
    ]


def _signs(chapter: "StepChapter", signs: str) -> Formula:
    """Return signs and constants between numbers, in the numbers' own font."""
    number = signs.removesuffix(SQUARED)
    source = f'text("{number}", font: "{style.FONT}")'
    if signs == SQUARED:
        source = f'""^text("2", font: "{style.FONT}")'
    return chapter.formula(f"muted({source})", {"muted": "muted"}, em=WORKED_EM)


def _equation(first: Formula, more: list[Drawing], width: float) -> Drawing:
    """Return lines below a formula, each sign = below the formula's own.

    Where that would be wider than ``width``, the lines begin further left.
    """
    own = first.part_box("equal")
    signs = [
        line.part_box("equal") if isinstance(line, Formula) else line.parts[0].box
        for line in more
    ]
    equal = (own.left + own.right) / 2
    right = max(
        equal - sign.centre[0] + line.box.right
        for line, sign in zip(more, signs, strict=True)
    )
    equal -= max(0.0, right - max(width, first.box.right))
    y = first.box.bottom - LINE_GAP
    for line, sign in zip(more, signs, strict=True):
        line.x += equal - sign.centre[0]
        line.y += y - line.box.top
        y = line.box.bottom - LINE_GAP
    return Drawing(first, *more)


# Charts.


def _chart_area(area: Box) -> Box:
    """Return where the curve is: left, with room for its name and letters."""
    left = area.left + CHART_INSET
    return Box(left, area.bottom + 0.35, left + CHART_WIDTH, area.top - NAME_ROOM)


def _beside(area: Box, first: Formula, more: list[Drawing]) -> Drawing:
    """Return an equation right of the chart, in the middle of its room."""
    left = area.left + CHART_INSET + CHART_WIDTH + 0.25
    equation = _equation(first, more, area.right - left)
    equation.size = min(1.0, (area.right - left) / equation.box.width)
    return equation.at((left + area.right) / 2, area.centre[1])


def _loss_curve(chapter: "StepChapter", area: Box) -> FunctionCurve:
    """Return what this output adds to the cost, around target and activation."""
    found = weight_to_cost.paths(chapter)
    a, y, slope = (
        float(chapter.value(path))
        for path in (found.activation, found.target, found.cost_rate)
    )
    gap = max(abs(a - y), 0.2)
    low, high = min(a, y) - 0.6 * gap, max(a, y) + 0.6 * gap
    if chapter.trace.run.training.loss == "cross_entropy":
        # It is infinite at 0 or 1, and nothing beyond.
        low, high = max(low, min(a, EDGE)), min(high, max(a, 1.0 - EDGE))
    network, loss = chapter.trace.network, chapter.trace.run.training.loss
    xs, ys = curve(
        *(loss, low, high, CURVE_POINTS),
        target=y,
        output=network.activations[-1],
        outputs=network.layers[-1],
    )
    term = chapter.step.loss_terms[chapter.row, chapter.focus[-1]]
    at, origin = (a, float(term)), (y, 0.0)
    return FunctionCurve(xs, ys, area, at=at, slope=slope, role="cost", origin=origin)


def _named(
    chapter: "StepChapter",
    drawn: FunctionCurve,
    name: str,
    across: str,
    *,
    foot: str = "",
) -> Drawing:
    """Return a curve with its name above, and the letters of its axis and origin."""
    area = drawn.area
    x0, y0 = drawn.across(*drawn.origin)
    parts = {**loss_formulas.PARTS, "name": drawn.role}
    title = chapter.formula(f"name({name})", parts, em=AXIS_EM)
    letters = [title.at(area.centre[0], area.top + NAME_ROOM / 2)]
    letter = chapter.formula(across, {}, em=AXIS_EM)
    letters.append(letter.at(area.right, y0 - 0.2, align=1.0))
    if foot and x0 < area.right - FOOT_ROOM:
        letters.append(chapter.formula(foot, {}, em=AXIS_EM).at(x0, y0 - 0.2))
    return Drawing(drawn, *letters)
