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
    }
)

ANY_RULE = UpdateRule(
    formula="PARAMETER <- PARAMETER + rate(Delta PARAMETER)",
    factors=(),
    sentence="The optimiser makes a step of the gradient, and of what it remembers of "
    "earlier ones.",
)
