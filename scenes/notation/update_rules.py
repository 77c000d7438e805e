"""How each optimiser changes a parameter, in letters, and what it remembers for that.

One entry for each optimiser whose rule is told; any other has its step told, but not
how it came about. The new value is the old one plus the update that the trace recorded.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType


@dataclass(frozen=True, slots=True)
class UpdateRule:
    """One rule of descent.

    In ``formula``, PARAMETER and GRADIENT stand for the letters of what is changed
    and of its gradient; ``rate`` marks the part that has the colour of the update.
    ``memory`` names what is remembered: its letter and its name in the trace. Where
    ``is_product``, the update is minus η times the gradient and nothing else.
    """

    formula: str
    memory: tuple[tuple[str, str], ...] = ()
    is_product: bool = False

    def source(self, parameter: str, gradient: str) -> str:
        """Return the formula of a parameter, with its letters put in."""
        return self.formula.replace("PARAMETER", parameter).replace(
            "GRADIENT", gradient
        )


UPDATE_RULES: Mapping[str, UpdateRule] = MappingProxyType(
    {
        "sgd": UpdateRule(
            "PARAMETER <- PARAMETER - rate(eta) thin GRADIENT", is_product=True
        ),
        "momentum": UpdateRule(
            "PARAMETER <- PARAMETER - rate(eta) thin v", (("v", "velocity"),)
        ),
        "nesterov": UpdateRule(
            "PARAMETER <- PARAMETER - rate(eta) (GRADIENT + mu thin v)",
            (("v", "velocity"),),
        ),
        "rmsprop": UpdateRule(
            "PARAMETER <- PARAMETER - rate(eta) / (sqrt(s) + epsilon) thin GRADIENT",
            (("s", "square"),),
        ),
        "adam": UpdateRule(
            "PARAMETER <- PARAMETER - rate(eta) / (sqrt(hat(s)) + epsilon) thin hat(m)",
            (("m", "mean"), ("s", "square")),
        ),
        "rprop": UpdateRule(
            'PARAMETER <- PARAMETER - "sign" GRADIENT thin rate(Delta)',
            (("Delta", "length"),),
        ),
    }
)

ANY_RULE = UpdateRule("PARAMETER <- PARAMETER + rate(Delta PARAMETER)")
