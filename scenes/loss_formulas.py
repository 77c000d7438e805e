"""How each loss is written in letters: the whole, one output's share, its derivative.

One entry for each loss of ``backprop_core.losses``. Sources are as for
``PathTexts.formula``: ``{a}``, ``{y}`` and ``{C}`` are the letters of the notation, and
the functions named in PARTS mark the pieces that it colours.
Where an entry says ``{k}`` stands the index of an output.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

# The pieces that the sources below mark, and their roles.
PARTS: Mapping[str, str] = MappingProxyType(
    {
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


@dataclass(frozen=True, slots=True)
class Derivation:
    """From what one output adds to its derivative, the gradient.

    ``cancelled`` names the parts of ``between`` that cancel each other.
    """

    start: str
    between: str
    cancelled: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Sentences:
    """What the film says of one loss where another would need other words.

    ``mixed`` is said of summands whose differences have both signs, ``alike`` of
    others; ``gathered_one`` of a single output. ``derived`` is keyed by notation.
    """

    mixed: str
    alike: str
    gathered: str
    gathered_one: str
    scaled: str
    question: str
    derived: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class LossFormula:
    """One loss in letters; every mapping is keyed by notation.

    ``name`` is what one sample's loss is called, ``mean_name`` its mean over a set,
    ``title`` heads the panel about it.
    The loss is ``factor`` times the sum of the summands; ``factor`` holds how it is
    written and its value.
    """

    name: str
    mean_name: str
    title: str
    whole: Mapping[str, str]  # C of one sample, the right-hand side
    difference: Mapping[str, Quantity]
    summand: Mapping[str, Quantity]
    factor: tuple[str, float]
    gradient: Mapping[str, str]  # ∂C/∂a of one output
    derivation: Mapping[str, Derivation]
    sentences: Sentences


LOSS_FORMULAS: Mapping[str, LossFormula] = MappingProxyType(
    {
        "squared_error": LossFormula(
            name="squared error",
            mean_name="mean squared error",
            title="The squared error",
            whole={
                "modern": "factor(1/2) total(sum_k) "
                "summand((difference(output({a}_k) - target({y}_k)))^2)",
                "classic": "factor(1/2) total(sum_k) "
                "summand((difference(target({y}_k) - output({a}_k)))^2)",
            },
            difference={
                "modern": Quantity(
                    "output({a}) - target({y})", "output_errors", "error"
                ),
                "classic": Quantity("target({y}) - output({a})", "shortfalls", "error"),
            },
            summand={
                "modern": Quantity(
                    "(output({a}) - target({y}))^2", "squared_errors", "cost"
                ),
                "classic": Quantity(
                    "(target({y}) - output({a}))^2", "squared_errors", "cost"
                ),
            },
            factor=("1/2", 0.5),
            gradient={
                "modern": "output({a}{k}) - target({y}{k})",
                "classic": "-(target({y}{k}) - output({a}{k}))",
            },
            derivation={
                "modern": Derivation(
                    "half(1/2) (output({a}) - target({y}))^two(2)",
                    "half(1/2) dot.op two(2) (output({a}) - target({y}))",
                    ("half", "two"),
                ),
                "classic": Derivation(
                    "half(1/2) (target({y}) - output({a}))^two(2)",
                    "-half(1/2) dot.op two(2) (target({y}) - output({a}))",
                    ("half", "two"),
                ),
            },
            sentences=Sentences(
                mixed="Too high and too low must not cancel out, so each difference "
                "is squared. A large one now weighs far more than a small one.",
                alike="The difference is squared: whichever its sign, it counts "
                "against the network, and a large one far more than a small one.",
                gathered="All the squares together make one area: the sum over the "
                "outputs.",
                gathered_one="There is only one output, so its square is the whole "
                "sum.",
                scaled="Half of it is the squared error of this sample.",
                question="Why the half?",
                derived={
                    "modern": "Why only half? Differentiated, the square leaves a "
                    "factor of two, and the half cancels it. What is left is the "
                    "difference itself.",
                    "classic": "Why only half? Differentiated, the square leaves a "
                    "factor of two, and the half cancels it. What is left is the "
                    "difference, with its sign turned.",
                },
            ),
        ),
    }
)


def gradient(loss: str, notation: str, *, index: str = "k") -> str:
    """Return ∂C/∂a of an output as a source: ``output({a}_k) - target({y}_k)``.

    ``index`` names the output; empty leaves the letters without one.
    """
    source = LOSS_FORMULAS[loss].gradient[notation]
    return source.replace("{k}", f"_{index}" if index else "")
