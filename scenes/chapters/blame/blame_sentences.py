"""What is said of a company's bad quarter: by its size, and by what a letter says."""

from collections.abc import Sequence

COMPANY = "Think of the network | as a company"
QUARTER = f"{COMPANY} after a bad quarter: | this is what"


def company(*, is_batch: bool, is_free: bool) -> str:
    """Return what the quarter cost; of a batch it is the mean."""
    if is_free:
        return f"{COMPANY}. This quarter | cost it nothing."
    if is_batch:
        return f"{QUARTER} a sample of the batch cost it, on average."
    return f"{QUARTER} the sample cost it."


def asked(sizes: Sequence[int]) -> str:
    """Return who asks whom, by how many floors there are and how many stand on each."""
    if len(sizes) == 2 and sizes[-1] == 1:
        return "Down it goes: | the head asks one floor down, | and they ask the staff."
    if len(sizes) == 2:
        return "Down it goes: | the head asks the directors, | they the staff."
    if min(sizes[1:]) == 1:
        return (
            "The head asks one floor down, | who ask the next, "
            "| until even the staff is asked."
        )
    rest = "they the staff" if len(sizes) == 3 else "and so on, down to the staff"
    return f"The head asks the directors, | they the managers, | {rest}."


FALL = (
    "Letters come down, floor by floor: | had this weight been a little more, "
    "would the cost be more, or less?"
)

_WITH_MORE = "We open one: | with a little more of this weight, | the cost would have"
OPENED = {
    1: f"{_WITH_MORE} been more.",
    -1: f"{_WITH_MORE} been less.",
    0: f"{_WITH_MORE} been the same.",
}

PILED = (
    "One letter for each weight and bias, {count} in all: | this pile is the gradient. "
    "| Writing it is backpropagation."
)
KEPT = (
    "Human resources act on it: | that is gradient descent. | Until the last letter is "
    "written, | it stays closed."
)

INSIDE = "This is how fast the cost rises with this weight:"
STAMPS = {1: "more", -1: "less", 0: "no change"}
PILE, WHO = "the gradient", "human resources"
