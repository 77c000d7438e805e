"""How each loss is written in letters: the whole, one output's term, its derivative.

One entry for each loss of ``backprop_core.losses``. Sources are as for
``PathTexts.formula``: ``{a}``, ``{y}`` and ``{C}`` are the letters of the notation,
and the functions ``cost``, ``output`` and ``target`` mark the parts that PARTS colours.
Where an entry says ``{k}`` stands the index of an output.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

# The roles of the parts that the sources below mark.
PARTS: Mapping[str, str] = MappingProxyType(
    {"cost": "cost", "output": "activation", "target": "text"}
)


@dataclass(frozen=True, slots=True)
class LossFormula:
    """One loss in letters; every source is keyed by notation.

    ``name`` is what one sample's loss is called, ``mean_name`` its mean over a set.
    """

    name: str
    mean_name: str
    whole: Mapping[str, str]  # C of one sample, the right-hand side
    term: Mapping[str, str]  # what one output adds to it
    gradient: Mapping[str, str]  # ∂C/∂a of one output


LOSS_FORMULAS: Mapping[str, LossFormula] = MappingProxyType(
    {
        "squared_error": LossFormula(
            name="squared error",
            mean_name="mean squared error",
            whole={
                "modern": "1/2 sum_k (output({a}_k) - target({y}_k))^2",
                "classic": "1/2 sum_k (target({y}_k) - output({a}_k))^2",
            },
            term={
                "modern": "1/2 (output({a}{k}) - target({y}{k}))^2",
                "classic": "1/2 (target({y}{k}) - output({a}{k}))^2",
            },
            gradient={
                "modern": "output({a}{k}) - target({y}{k})",
                "classic": "-(target({y}{k}) - output({a}{k}))",
            },
        ),
    }
)


def gradient(loss: str, notation: str, *, index: str = "k") -> str:
    """Return ∂C/∂a of an output as a source: ``output({a}_k) - target({y}_k)``.

    ``index`` names the output; empty leaves the letters without one.
    """
    return _indexed(LOSS_FORMULAS[loss].gradient[notation], index)


def term(loss: str, notation: str, *, index: str = "k") -> str:
    """Return what an output adds to the loss, as a source."""
    return _indexed(LOSS_FORMULAS[loss].term[notation], index)


def _indexed(source: str, index: str) -> str:
    return source.replace("{k}", f"_{index}" if index else "")
