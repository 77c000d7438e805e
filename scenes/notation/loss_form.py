"""What is said of a loss in letters and words, whichever it is."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

# The pieces that the sources below mark, and their roles.
PARTS: Mapping[str, str] = MappingProxyType(
    {
        "lhs": "text",
        "cost": "cost",
        "output": "activation",
        "target": "text",
        "difference": "text",
        "summand": "text",
        "total": "text",
        "factor": "text",
    }
)


@dataclass(frozen=True, slots=True)
class Quantity:
    """What every output has one of: how it is written, and where it is recorded.

    ``field`` is that of the step record, shape (sample, output); ``kind`` one of
    ``encoding.KINDS``.
    """

    letters: str
    field: str
    kind: str


# How far an output is off, as each notation writes it.
DIFFERENCE: Mapping[str, Quantity] = MappingProxyType(
    {
        "modern": Quantity("output({a}) - target({y})", "output_errors", "error"),
        "classic": Quantity("target({y}) - output({a})", "shortfalls", "error"),
    }
)


@dataclass(frozen=True, slots=True)
class LossFormula:
    """One loss in letters; every mapping is keyed by notation.

    ``name`` is what one sample's loss is called, ``mean_name`` its mean over a set.
    The loss is ``factor`` times the sum of the summands; ``factor`` holds how it is
    written and its value, None where that is one over the number of outputs, {outputs}.
    Where ``is_square`` the summand is the difference squared, a square upon it; if not
    it is an area all the same. What cancels on the way to δ is ``struck``.
    """

    name: str
    mean_name: str
    whole: Mapping[str, str]  # C of one sample, the right-hand side
    difference: Mapping[str, Quantity]
    summand: Mapping[str, Quantity]
    factor: tuple[str, float | None]
    gradient: Mapping[str, str]  # ∂C/∂a of one output
    steps: Mapping[str, tuple[str, ...]]  # what an output adds to C, on the way to that
    # How that, times a slope, comes to δ; empty where nothing cancels.
    cancelled: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    is_square: bool = True
