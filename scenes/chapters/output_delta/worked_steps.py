"""What is worked out for one output, step by step: δ, gradients, the classic form."""

from typing import TYPE_CHECKING

from scenes import style
from scenes.diagram.formulas import Formula
from scenes.diagram.text import Row
from scenes.engine.drawing import Drawing
from scenes.vocabulary.beside_panel import softmax_ways, weight_to_cost
from scenes.vocabulary.beside_panel.weight_to_cost import (
    cost_letter,
    incoming_letter,
    lines,
    rate,
)

if TYPE_CHECKING:
    from scenes.step_chapter import StepChapter

EM = 0.37
APART = 0.3  # between one equation and the next
# Losses whose ∂C/∂a is a − y, for which classic books write y − o.
DIFFERENCES = frozenset({"squared_error"})
PARTS = {
    "share": "error",
    "incoming": "activation",
    "cost": "cost",
    "slope": "activation",
    "rate": "update",
}


def delta_lines(chapter: "StepChapter") -> Drawing:
    """Return δ = ∂C/∂z = ∂C/∂a · ∂a/∂z, in letters and in numbers."""
    found, cost = weight_to_cost.paths(chapter), cost_letter(chapter)
    if softmax_ways.is_joint(chapter):
        return _joint_lines(chapter)
    letters = chapter.formula(
        f"share(delta) = {rate(cost, '{z}')} = cost({rate(cost, '{a}')}) dot.op "
        f"slope({rate('{a}', '{z}')})",
        PARTS,
        em=EM,
    )
    numbers = weight_to_cost.product_row(
        chapter,
        (found.cost_rate, "error"),
        (found.slope, "slope"),
        (found.delta, "delta"),
    )
    row = Row(
        chapter.words("δ", role="error"), chapter.words("=", role="muted"), numbers
    )
    return lines(letters, row, gap=APART)


def _joint_lines(chapter: "StepChapter") -> Drawing:
    """Return δ as the sum over all outputs, and what it comes to."""
    letters = softmax_ways.delta_formula(chapter, cost_letter(chapter), em=EM)
    if not softmax_ways.has_short_form(chapter):
        return lines(letters, softmax_ways.delta_row(chapter, em=style.BODY), gap=APART)
    short = softmax_ways.short_formula(chapter, em=EM)
    row = softmax_ways.difference_row(chapter, em=style.BODY)
    return lines(letters, short, row, gap=0.18)


def delta_label(chapter: "StepChapter") -> Row:
    """Return δ = number, to stand below a bracket."""
    path = weight_to_cost.paths(chapter).delta
    return Row(
        chapter.words("δ", role="error"),
        chapter.words("=", role="muted"),
        chapter.number(path, "delta"),
    )


def sum_line(chapter: "StepChapter") -> Formula:
    """Return z = w a + … + b, and what follows for ∂z/∂w."""
    others = "+ dots.h.c" if chapter.sizes[-2] > 1 else ""
    return chapter.formula(
        f"{{z}} = w thin incoming({incoming_letter()}) {others} + b "
        f"quad arrow.r.double quad {rate('{z}', 'w')} = incoming({incoming_letter()})",
        PARTS,
        weight_to_cost.before(chapter),
        em=EM,
    )


def weight_letters(chapter: "StepChapter") -> Formula:
    """Return ∂C/∂w = δ · a."""
    return chapter.formula(
        f"{rate(cost_letter(chapter), 'w')} = share(delta) dot.op "
        f"incoming({incoming_letter()})",
        PARTS,
        weight_to_cost.before(chapter),
        em=EM,
    )


def weight_lines(chapter: "StepChapter") -> Drawing:
    """Return what ∂z/∂w is, then ∂C/∂w in letters and in numbers."""
    found = weight_to_cost.paths(chapter)
    numbers = weight_to_cost.product_row(
        chapter,
        (found.delta, "delta"),
        (found.incoming, "activation"),
        (found.gradient, "gradient"),
    )
    return lines(sum_line(chapter), weight_letters(chapter), numbers, gap=0.18)


def bias_lines(chapter: "StepChapter") -> Drawing:
    """Return ∂C/∂w again and, below it, what ∂z/∂b and ∂C/∂b are."""
    found, cost = weight_to_cost.paths(chapter), cost_letter(chapter)
    bias = chapter.formula(
        f"{rate('{z}', 'b')} = 1 quad arrow.r.double quad "
        f"{rate(cost, 'b')} = share(delta)",
        PARTS,
        em=EM,
    )
    return lines(
        _valued(chapter, weight_letters(chapter), found.gradient, "gradient"),
        _valued(chapter, bias, found.delta, "delta"),
        gap=APART,
    )


def _valued(chapter: "StepChapter", letters: Formula, path: str, kind: str) -> Row:
    """Return letters = number."""
    equals = chapter.words("=", role="muted")
    return Row(letters, equals, chapter.number(path, kind), gap=0.15)


def mean_lines(chapter: "StepChapter") -> Drawing:
    """Return the gradients of weight and bias as means over the batch."""
    found = weight_to_cost.paths(chapter)
    return lines(
        _mean_line(chapter, "w", found.mean_gradient),
        _mean_line(chapter, "b", found.mean_delta),
        gap=APART,
    )


def _mean_line(chapter: "StepChapter", letter: str, path: str) -> Row:
    """Return ∂C/∂w = the mean of the samples' gradients = a number."""
    letters = chapter.formula(
        f"{rate('{C}', letter)} = 1 / {{size}} sum_n {rate('{C}_n', letter)}",
        {},
        {"size": f"count({chapter.here('samples')})"},
        em=EM,
    )
    return _valued(chapter, letters, path, "gradient")


def has_classic_form(chapter: "StepChapter") -> bool:
    """Say whether this loss is one whose δ classic books write with y − o."""
    if softmax_ways.is_joint(chapter):
        return False
    return chapter.trace.run.training.loss in DIFFERENCES


def classic_lines(chapter: "StepChapter") -> Drawing:
    """Return both ways to write δ and the step: ours, and that of classic books."""
    slope = chapter.function(len(chapter.step.layers) - 1)[1]
    net = 'italic("net")'
    forms = (
        ("here", "{a} - y", "{z}", "-", incoming_letter()),
        ("classic books", "y - o", net, "+", "o^(({before}))"),
    )
    rows: list[Drawing] = []
    for name, difference, z, sign, incoming in forms:
        formula = chapter.formula(
            f"share(delta) = cost(({difference})) thin slope({slope}({z})) quad "
            f"w <- w rate({sign} eta) thin share(delta) thin incoming({incoming})",
            PARTS,
            weight_to_cost.before(chapter),
            em=EM,
        )
        rows += [chapter.words(name, role="muted"), formula]
    return lines(*rows, gap=0.2)
