"""The weight and the bias whose update is told: where they are, and their letters."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from scenes.diagram.formulas import Formula
from scenes.notation.update_rules import ANY_RULE, UPDATE_RULES, UpdateRule

if TYPE_CHECKING:
    from scenes.step_chapter import StepChapter

FORMULA_BELOW_TOP = 1.25
INSET = 0.4  # of what stands in the panel, from its left and right edge
WEIGHT_GRADIENT = "(partial {C}) / (partial weight(w_(k j)))"
PARTS = {
    "weight": "positive",
    "rate": "update",
    "error": "error",
    "source": "activation",
}


@dataclass(frozen=True, slots=True)
class Parameter:
    """A weight or bias of the output layer: its letters, and where its numbers are.

    ``family`` is the path of all the parameters of its layer, ``entry`` picks it out
    of that and of the paths that begin with ``kind``.
    """

    kind: str  # weight or bias
    letters: str
    gradient_letters: str
    layer: str
    family: str
    entry: str

    @property
    def old(self) -> str:
        """The path of its value before the update."""
        return f"{self.layer}.{self.family}{self.entry}"

    @property
    def gradient(self) -> str:
        """The path of its gradient, the mean over the batch."""
        return f"{self.layer}.{self.kind}_gradient{self.entry}"

    @property
    def update(self) -> str:
        """The path of what is added to it."""
        return f"{self.layer}.{self.kind}_update{self.entry}"

    @property
    def new(self) -> str:
        """The path of its value after the update."""
        return f"{self.layer}.{self.family}_after{self.entry}"


def focus_weight(chapter: "StepChapter") -> Parameter:
    """Return the weight from the last unit but one of the thread to the last."""
    unit, source = chapter.focus[-1], chapter.focus[-2]
    return Parameter(
        "weight",
        "weight(w_(k j))",
        "(partial {C}) / (partial w_(k j))",
        chapter.here(f"layers[{len(chapter.step.layers) - 1}]"),
        "weights",
        f"[{unit}, {source}]",
    )


def focus_bias(chapter: "StepChapter") -> Parameter:
    """Return the bias of the output unit in focus."""
    return Parameter(
        "bias",
        "weight(b_k)",
        bias_gradient_letters(chapter),
        chapter.here(f"layers[{len(chapter.step.layers) - 1}]"),
        "biases",
        f"[{chapter.focus[-1]}]",
    )


def is_batch(chapter: "StepChapter") -> bool:
    """Say whether the update is made from more than one sample."""
    return len(chapter.step.samples) > 1


def bias_gradient_letters(chapter: "StepChapter") -> str:
    """Return ∂C/∂b in letters: δ, or its mean over the batch."""
    if is_batch(chapter):
        return "1/B sum_n error(delta_(n k))"
    return "error(delta_k)"


def is_frozen(chapter: "StepChapter", parameter: Parameter) -> bool:
    """Say whether a parameter is held fixed: it has a gradient, but takes no step."""
    still = chapter.value(parameter.update) == 0
    return bool(still and chapter.value(parameter.gradient) != 0)


def rule(chapter: "StepChapter") -> UpdateRule:
    """Return the rule of the optimiser of this training."""
    return UPDATE_RULES.get(chapter.trace.run.training.optimizer, ANY_RULE)


def gradient_question(chapter: "StepChapter") -> Formula:
    """Return ∂C/∂wₖⱼ = ?"""
    source = f'{WEIGHT_GRADIENT} = "?"'
    return chapter.in_panel(chapter.formula(source, PARTS), FORMULA_BELOW_TOP)


def gradient_formula(chapter: "StepChapter") -> Formula:
    """Return ∂C/∂wₖⱼ = δₖ aⱼ, or its mean over the batch, with the layers' numbers."""
    last = len(chapter.step.layers)
    numbers = {
        "after": chapter.layer_number(last),
        "before": chapter.layer_number(last - 1),
    }
    product = "error(delta_k^(({after}))) source({a}_j^(({before})))"
    if is_batch(chapter):
        product = (
            "1/B sum_n error(delta_(n k)^(({after}))) source({a}_(n j)^(({before})))"
        )
    formula = chapter.formula(f"{WEIGHT_GRADIENT} = {product}", PARTS, numbers)
    return chapter.in_panel(formula, FORMULA_BELOW_TOP)


def rule_formula(chapter: "StepChapter", parameter: Parameter) -> Formula:
    """Return the rule of this training for a parameter, high in the panel."""
    letters = (parameter.letters, parameter.gradient_letters)
    return chapter.in_panel(letters_of_rule(chapter, *letters), FORMULA_BELOW_TOP)


def letters_of_rule(chapter: "StepChapter", parameter: str, gradient: str) -> Formula:
    """Return the rule of this training, with these letters put in."""
    return chapter.formula(rule(chapter).source(parameter, gradient), PARTS)
