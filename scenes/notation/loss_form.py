"""What is said of a loss in letters and words, whichever it is."""

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

    ``cancelled`` names the parts of ``between`` that cancel each other; ``between``
    is empty where nothing stands between.
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
    written and its value, None where that is one over the number of outputs, {outputs}.
    Where ``is_square`` the summand is the difference squared, a square upon it; if not
    it is an area all the same.
    """

    name: str
    mean_name: str
    title: str
    whole: Mapping[str, str]  # C of one sample, the right-hand side
    difference: Mapping[str, Quantity]
    summand: Mapping[str, Quantity]
    factor: tuple[str, float | None]
    gradient: Mapping[str, str]  # ∂C/∂a of one output
    derivation: Mapping[str, Derivation]
    sentences: Sentences
    is_square: bool = True
