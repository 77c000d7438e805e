"""What the chapter rivals says, with a variant for each outcome."""

from collections.abc import Mapping, Sequence
from itertools import pairwise

NAMES = {
    "sgd": "gradient descent",
    "momentum": "momentum",
    "adam": "Adam",
    "rprop": "Rprop",
    "evolution": "evolution",
}
NEAR = 0.01  # of the cost at the start: who has less left is at the goal

# By whether evolution runs, too.
START = {
    True: "Five ways down from one start, | up to pass {n}, over one batch of {many}: "
    "| least cost left wins.",
    False: "Four ways down from one start, | up to pass {n}, over one batch of {many}. "
    "| Evolution stays at home: too many parameters.",
}

SIGN = "Rprop hears only a sign: | up, or down. | "
HEARD = {
    "turned": SIGN + "The same again: a longer step; else back, and shorter.",
    "straight": SIGN + "Here it hears the same again and again: longer steps.",
    "silent": SIGN + "Here nobody hears anything: all stay where they are.",
}

KEPT: Mapping[str, Sequence[str]] = {  # beside each weight
    "sgd": (),
    "momentum": ("sum of slopes",),
    "adam": ("mean slope", "mean square"),
    "rprop": ("sign", "length of step"),
}
REMEMBER = (
    "Beside each weight | momentum keeps a fading sum of slopes, | Adam means of them "
    "and of their squares."
)
RUN = "Now all of them: | every pass counts."

GOAL = "after pass {n} | less than a hundredth of the cost was left."
FURTHEST = "Nobody is at the line; | {name} came furthest | by pass {{n}}."
ARRIVED: Mapping[tuple[str, str | None], str] = {  # how it ended, and who won
    **{("first", name): f"First was {it}: | {GOAL}" for name, it in NAMES.items()},
    **{("furthest", name): FURTHEST.format(name=it) for name, it in NAMES.items()},
    ("tied", None): f"Several were first: | {GOAL}",
    ("nobody", None): "After pass {n} | nobody is ahead: | all have as much left.",
}
LOST = "Struck out: | steps so long | that the cost is no number any more."

TRIES = "Evolution needs no gradient: it tries. | "
LONGER = {
    "ahead": TRIES
    + "Here it was not behind plain descent; | it goes on to {n} trials.",
    "passed": TRIES
    + "After {n} trials | it has less cost left than plain descent after {few}.",
    "behind": TRIES
    + "Even after {n} trials | it has more cost left than plain descent after {few}.",
}


def heard(signs: Sequence[int]) -> str:
    """Return whether the walker was turned round, went straight, or heard nothing."""
    if not any(signs):
        return "silent"
    turns = any(one * other < 0 for one, other in pairwise(signs))
    return "turned" if turns else "straight"


def outcome(
    arrivals: Mapping[str, float], ends: Mapping[str, float]
) -> tuple[str, str | None]:
    """Return how the race ended, and by whom it was won.

    ``arrivals`` are the evaluations after which those at the goal got there, ``ends``
    the costs of all that have one at the end.
    """
    if arrivals:
        first = min(arrivals.values())
        found = [name for name, when in arrivals.items() if when == first]
        return ("first", found[0]) if len(found) == 1 else ("tied", None)
    least = min(ends.values(), default=float("inf"))
    found = [name for name, cost in ends.items() if cost == least]
    return ("furthest", found[0]) if len(found) == 1 else ("nobody", None)


def longer(evolved: Sequence[float], descended: float, *, looks: int) -> str:
    """Return how evolution fares beside plain descent: within the budget, and after.

    ``looks`` is how many of its costs are within the budget.
    """
    if evolved[looks - 1] <= descended:
        return "ahead"
    return "passed" if evolved[-1] < descended else "behind"
