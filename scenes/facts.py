"""Facts: numbers on screen that no training made, each with where it comes from.

A path names one as ``facts.hare_per_dog``; see `backprop_core.trace.paths`.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType


@dataclass(frozen=True, slots=True)
class Fact:
    """A value and its source: a publication, or who sets it."""

    value: int | float | str
    source: str


STORY = "Set by our story of the race; no zoology is meant."
_HARE, _DOG = 3, 5

FACTS: Mapping[str, Fact] = MappingProxyType(
    {
        "hare_per_dog": Fact(_HARE, STORY),
        "dog_per_tortoise": Fact(_DOG, STORY),
        "hare_per_tortoise": Fact(_HARE * _DOG, "The product of the two."),
        "tortoise": Fact(1, STORY),  # its own step is the unit
    }
)

# What a path starts from besides the trace.
ROOTS: Mapping[str, object] = MappingProxyType(
    {"facts": MappingProxyType({name: fact.value for name, fact in FACTS.items()})}
)
