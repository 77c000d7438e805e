"""What the chapter depth says, with a variant for each outcome."""

from collections.abc import Sequence
from math import prod

ALIKE = 1.25  # times as much, or as little: what differs by less is about the same

START = "How much δ does a unit get at the start? | First the output, | then layer "
START += "by layer back: "
POURED = {
    "shrinks": START + "it shrinks.",
    "grows": START + "it grows.",
    "stays": START + "about as much.",
    "mixed": START + "now less, now more.",
    "ends": START + "until none is left.",
}

NAMES = {"relu": "ReLU", "leaky_relu": "leaky ReLU", "elu": "ELU", "gelu": "GELU"}

NOTHING = "Here the numbers are so large | that δ is none: nothing can be poured."

BACK = "One layer back means: times the weights, | and times a slope. "
SLOPES = {
    "sigmoid": BACK + "| That of a sigmoid is a quarter at most.",
    "tanh": BACK + "| That of tanh is one at most, and small on its flat sides.",
    "relu": BACK + "| That of ReLU is one, or nothing.",
    "identity": BACK + "| Here that is always one: the weights alone decide.",
}
OTHER_SLOPE = BACK + "| Here it is this curve: it may let through more or less."

AFTER = "Now the training. | Right: each gradient's length, beside its weights. "
AFTER += "| After step {steps} "
STILL = {
    "shrinks": AFTER + "δ still shrinks on its way.",
    "grows": AFTER + "δ still grows on its way.",
    "stays": AFTER + "each layer still gets about the same δ.",
    "mixed": AFTER + "δ is now less, now more, as before.",
    "ends": AFTER + "still none gets to the first layer.",
}
NOW = {
    "shrinks": AFTER + "δ shrinks on its way.",
    "grows": AFTER + "δ even grows on its way.",
    "stays": AFTER + "each layer gets about the same δ.",
    "mixed": AFTER + "δ is now less, now more.",
    "ends": AFTER + "none gets to the first layer.",
}
NO_LONGER = {
    "shrinks": AFTER + "δ no longer shrinks on its way.",
    "grows": AFTER + "δ no longer grows on its way.",
}


def later(start: str, now: str) -> str:
    """Return what became of the way of δ, by what it was at the start."""
    if start == now:
        return STILL[now]
    return NO_LONGER.get(start, NOW[now]) if now == "mixed" else NOW[now]


SAME = (
    "The same network with ReLU, its slopes one or nothing. | At the start its first "
)
TWIN = {
    "more": SAME + "layer gets more.",
    "less": SAME + "layer gets less.",
    "alike": SAME + "layer gets about as much.",
    "none": SAME + "layer gets nothing at all.",
}

DEAD_LABELS = {"one": "dead unit", "many": "dead units"}
BRIGHT = "hidden units: the more samples move one, the brighter it is. | "
ENDS = {
    "none": "After step {steps}, | not one of {n} is dead.",
    "one": "After step {steps}, | {dead} of {n} is dead: no sample moves it.",
    "many": "After step {steps}, | {dead} of {n} are dead: no sample moves them.",
}
DIED = {kind: f"Its {BRIGHT}{end}" for kind, end in ENDS.items()}
OWN_DIED = {kind: f"The {BRIGHT}{end}" for kind, end in ENDS.items()}


def course(factors: Sequence[float], *, first: float) -> str:
    """Return what becomes of δ on its way, by how much of it each layer back has.

    ``first`` is what a unit of the first layer gets.
    """
    if first == 0:
        return "ends"
    if all(1 / ALIKE <= each <= ALIKE for each in (*factors, prod(factors))):
        return "stays"
    if max(factors) <= 1:
        return "shrinks"
    return "grows" if min(factors) >= 1 else "mixed"


def compared(twin: float, own: float) -> str:
    """Return what the first layer gets, beside what that of the other network gets."""
    if twin == 0:
        return "none"
    if own and 1 / ALIKE <= twin / own <= ALIKE:
        return "alike"
    return "more" if twin > own else "less"


def died(count: int) -> str:
    """Return which sentence tells how many units are dead."""
    return "none" if count == 0 else "one" if count == 1 else "many"
