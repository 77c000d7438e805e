"""What the chapter depth says, with a variant for each outcome."""

from collections.abc import Sequence
from math import prod

ALIKE = 1.25  # times as much, or as little: what differs by less is about the same

NOTHING = "Here the numbers are so large | that δ is none: nothing can be poured."

_START = "How much δ does a unit get at the start? | First the output, | then layer "
_LATER = "Now the training. | Right: each gradient's length, beside its weights. "
_WAYS = {
    "shrinks": "δ shrinks on its way.",
    "grows": "δ grows on its way.",
    "stays": "each layer gets about as much.",
    "mixed": "δ is now less, now more.",
    "ends": "nothing gets to the first layer.",
}
POURED = {way: f"{_START}by layer back: {told}" for way, told in _WAYS.items()}
_WAYS["no longer"] = "δ no longer shrinks on its way."
LATER = {way: f"{_LATER}| After step {{steps}}: {told}" for way, told in _WAYS.items()}

_BACK = "One layer back means: times the weights, | and times a slope. "
SLOPES = {
    0.25: f"{_BACK}| That of a sigmoid is a quarter at most.",
    1.0: f"{_BACK}| Here that is one at most.",
}
ANY_SLOPE = f"{_BACK}| Here it is this curve: it may let through more or less."

_SAME = (
    "The same network with ReLU, its slopes one or nothing. | At the start its first "
)
TWIN = {
    "grows": f"{_SAME}layer gets more.",
    "shrinks": f"{_SAME}layer gets less.",
    "stays": f"{_SAME}layer gets about as much.",
    "ends": f"{_SAME}layer gets nothing at all.",
}

_UNITS = "Each row a hidden unit: | brighter where more samples move it. "
_AFTER = f"{_UNITS}After step {{steps}}, | "
DIED = {  # by how many did, up to two
    0: f"{_AFTER}not one of {{n}} | is dead.",
    1: f"{_AFTER}{{dead}} of {{n}} is dead: | no sample moves it.",
    2: f"{_AFTER}{{dead}} of {{n}} are dead: | no sample moves them.",
}


def course(factors: Sequence[float], *, first: float) -> str:
    """Return what becomes of δ, by its factors layer by layer and the first of all."""
    if first == 0:
        return "ends"
    if all(1 / ALIKE <= each <= ALIKE for each in (*factors, prod(factors))):
        return "stays"
    if max(factors) <= 1:
        return "shrinks"
    return "grows" if min(factors) >= 1 else "mixed"
