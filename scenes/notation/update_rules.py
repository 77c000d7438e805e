"""How each optimiser changes a parameter: in letters, and as factors of its numbers.

One entry for each optimiser whose rule is told; any other has its step told, but not
how it came about. The new value is the old one plus the update that the trace recorded;
a rule says what that update is made of.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType


@dataclass(frozen=True, slots=True)
class UpdateRule:
    """One rule of descent.

    In ``formula``, PARAMETER and GRADIENT stand for the letters of what is changed
    and of its gradient; ``rate`` marks the part that has the colour of the update.
    The update is minus the product of ``factors``: pairs of a path below the step,
    where {gradient} stands for the path of the gradient, and the kind of number; no
    factors, no product.
    ``sentence`` says the rule in words.
    """

    formula: str
    factors: tuple[tuple[str, str], ...]
    sentence: str

    def source(self, parameter: str, gradient: str) -> str:
        """Return the formula of a parameter, with its letters put in."""
        return self.formula.replace("PARAMETER", parameter).replace(
            "GRADIENT", gradient
        )


UPDATE_RULES: Mapping[str, UpdateRule] = MappingProxyType(
    {
        "sgd": UpdateRule(
            formula="PARAMETER <- PARAMETER - rate(eta) thin GRADIENT",
            factors=(("learning_rate", "rate"), ("{gradient}", "gradient")),
            sentence="The step goes against the gradient; the learning rate η sets "
            "its length.",
        ),
        "momentum": UpdateRule(
            formula="PARAMETER <- PARAMETER - rate(eta) thin v",
            factors=(),
            sentence="The step follows a velocity v, to which every gradient adds and "
            "which fades a little from step to step.",
        ),
        "nesterov": UpdateRule(
            formula="PARAMETER <- PARAMETER - rate(eta) (GRADIENT + mu thin v)",
            factors=(),
            sentence="The step follows the gradient and a velocity v, the sum of all "
            "gradients so far, the older the fainter.",
        ),
        "rmsprop": UpdateRule(
            formula="PARAMETER <- PARAMETER - rate(eta) / (sqrt(s) + epsilon) thin "
            "GRADIENT",
            factors=(),
            sentence="The gradient is divided by its own usual size: s is the mean of "
            "its squares, the older the fainter.",
        ),
        "adam": UpdateRule(
            formula="PARAMETER <- PARAMETER - rate(eta) / (sqrt(hat(s)) + epsilon) "
            "thin hat(m)",
            factors=(),
            sentence="The mean of the gradients, divided by their usual size: both "
            "means fade, and both are corrected for having begun at nothing.",
        ),
        "rprop": UpdateRule(
            formula='PARAMETER <- PARAMETER - "sign" GRADIENT thin rate(Delta)',
            factors=(),
            sentence="Only the sign of the gradient counts. Each weight has a step of "
            "its own, longer while the sign stays, shorter when it turns.",
        ),
    }
)

ANY_RULE = UpdateRule(
    formula="PARAMETER <- PARAMETER + rate(Delta PARAMETER)",
    factors=(),
    sentence="The optimiser makes a step of the gradient, and of what it remembers of "
    "earlier ones.",
)
