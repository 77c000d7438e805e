"""From one output weight to the cost: w → z → a → C, its rates and its paths."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from scenes import encoding, style
from scenes.diagram.chain import Chain, Node, Rate
from scenes.diagram.formulas import Formula
from scenes.diagram.text import Row
from scenes.engine.drawing import Drawing
from scenes.vocabulary.beside_panel import softmax_ways

if TYPE_CHECKING:
    from scenes.step_chapter import StepChapter

RADIUS = 0.34
WIDEST = 1.95  # from one middle to the next
RATE_EM = 0.38
RULE_EM = 0.5


@dataclass(frozen=True, slots=True)
class WeightPaths:
    """The paths of all that stands between the weight in focus and the cost.

    The weight leads from unit j to output k, both on the thread of the film.
    """

    weight: str  # wₖⱼ
    sum: str  # zₖ
    activation: str  # aₖ
    target: str  # yₖ
    cost: str  # of this sample
    cost_rate: str  # ∂C/∂aₖ
    slope: str  # ∂aₖ/∂zₖ
    incoming: str  # ∂zₖ/∂wₖⱼ = aⱼ
    delta: str  # ∂C/∂zₖ
    gradient: str  # ∂C/∂wₖⱼ of this sample
    mean_gradient: str  # of the batch
    mean_delta: str  # of the batch: ∂C/∂bₖ


def paths(chapter: "StepChapter") -> WeightPaths:
    """Return the paths of the weight in focus, of the last layer."""
    row, source, unit = chapter.row, *chapter.focus[-2:]
    last = f"layers[{len(chapter.step.layers) - 1}]"
    here, at = chapter.here, f"[{row}, {unit}]"
    return WeightPaths(
        weight=here(f"{last}.weights[{unit}, {source}]"),
        sum=here(f"{last}.sums{at}"),
        activation=here(f"{last}.activations{at}"),
        target=here(f"targets{at}"),
        cost=here(f"sample_losses[{row}]"),
        cost_rate=here(f"{last}.activation_gradient{at}"),
        slope=here(f"{last}.own_slopes{at}"),
        incoming=here(f"{last}.inputs[{row}, {source}]"),
        delta=here(f"{last}.deltas{at}"),
        gradient=here(f"{last}.gradient_terms[{row}, {unit}, {source}]"),
        mean_gradient=here(f"{last}.weight_gradient[{unit}, {source}]"),
        mean_delta=here(f"{last}.bias_gradient[{unit}]"),
    )


def is_batch(chapter: "StepChapter") -> bool:
    """Say whether the step is made from several samples."""
    return len(chapter.step.samples) > 1


def cost_letter(chapter: "StepChapter") -> str:
    """Return the letter of the cost of one sample: C, in a batch Cₙ."""
    return "{C}_n" if is_batch(chapter) else "{C}"


def rate(above: str, below: str) -> str:
    """Return a rate in letters, as a source: ∂ above / ∂ below."""
    return f"(partial {above}) / (partial {below})"


def incoming_letter() -> str:
    """Return the activation that came in, as a source; {before} is its layer."""
    return "{a}^(({before}))"


def before(chapter: "StepChapter") -> dict[str, str]:
    """Return the path of the number of the layer before the outputs."""
    return {"before": chapter.layer_number(len(chapter.sizes) - 2)}


def weight_role(chapter: "StepChapter") -> str:
    """Return the role of the weight in focus: positive or negative."""
    return encoding.sign_role(float(chapter.value(paths(chapter).weight)))


def cost_node(chapter: "StepChapter", radius: float = RADIUS) -> Node:
    """Return the cost as a circle."""
    return Node(chapter.formula(cost_letter(chapter), {}), "cost", radius=radius)


def chain(chapter: "StepChapter") -> Chain:
    """Return w → z → a → C with values and rates, as wide as the panel allows."""
    found, box = paths(chapter), chapter.regions.panel
    letters = (
        ("w", weight_role(chapter)),
        ("{z}", "text"),
        ("{a}", "activation"),
    )
    nodes = [
        Node(chapter.formula(letter, {}), role, radius=RADIUS)
        for letter, role in letters
    ]
    kinds = ("weight", "sum", "activation", "cost")
    values = (found.weight, found.sum, found.activation, found.cost)
    below = [
        chapter.number(path, kind, em=style.SMALL)
        for path, kind in zip(values, kinds, strict=True)
    ]
    ends = (below[0].box.width + below[-1].box.width) / 2 + 0.2
    spacing = min(WIDEST, (box.width - ends) / (len(below) - 1))
    nodes.append(cost_node(chapter))
    return Chain(nodes, below, _rates(chapter), spacing=spacing)


def _rates(chapter: "StepChapter") -> list[Rate]:
    """Return ∂z/∂w, ∂a/∂z and ∂C/∂a in letters and numbers."""
    found, cost = paths(chapter), cost_letter(chapter)
    return [
        Rate(
            chapter.formula(f"part({rate(above, below)})", {"part": role}, em=RATE_EM),
            chapter.number(path, kind, em=style.SMALL),
        )
        for above, below, role, path, kind in (
            ("{z}", "w", "text", found.incoming, "activation"),
            ("{a}", "{z}", "activation", found.slope, "slope"),
            (cost, "{a}", "cost", found.cost_rate, "error"),
        )
    ]


def question(chapter: "StepChapter") -> Formula:
    """Return what is looked for: ∂C/∂w = ?"""
    return chapter.formula(
        f"{rate(cost_letter(chapter), 'w')} = space quest", {}, em=RULE_EM
    )


def rule(chapter: "StepChapter") -> Formula:
    """Return the three rates multiplied: ∂C/∂w = ∂C/∂a · ∂a/∂z · ∂z/∂w."""
    cost = cost_letter(chapter)
    if softmax_ways.is_joint(chapter):
        return chapter.formula(
            f"{rate(cost, 'w')} = ({softmax_ways.delta_source(cost)}) dot.op "
            f"third({rate('{z}_k', 'w')})",
            {**softmax_ways.PARTS, "third": "text"},
            em=RULE_EM,
        )
    return chapter.formula(
        f"{rate(cost, 'w')} = first({rate(cost, '{a}')}) dot.op "
        f"second({rate('{a}', '{z}')}) dot.op third({rate('{z}', 'w')})",
        {"first": "cost", "second": "activation", "third": "text"},
        em=RULE_EM,
    )


def product_row(
    chapter: "StepChapter",
    first: tuple[str, str],
    second: tuple[str, str],
    result: tuple[str, str],
    *,
    em: float = style.BODY,
) -> Row:
    """Return first × second = result in numbers; each is a path and its kind."""
    shown = [
        (path, chapter.decimals([path], kind)) for path, kind in (first, second, result)
    ]
    return Row(
        chapter.number(*first, em=em),
        chapter.words("×", em=em, role="muted"),
        chapter.number(*second, em=em),
        chapter.equals(*shown[:2], result=shown[2], em=em),
        chapter.number(*result, em=em),
    )


def lines(*parts: Drawing, gap: float) -> Drawing:
    """Return drawings one below the other, each in the middle, around the origin."""
    height = sum(part.box.height for part in parts) + gap * (len(parts) - 1)
    top = height / 2
    for part in parts:
        tall = part.box.height
        part.at(0.0, top - tall / 2)
        top -= tall + gap
    return Drawing(*parts)
