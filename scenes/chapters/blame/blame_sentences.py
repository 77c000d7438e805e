"""What is said of a company's bad quarter: by its size, and by what a letter says."""

from collections.abc import Sequence


def company(*, is_batch: bool, is_free: bool) -> str:
    """Return what the quarter cost; of a batch it is the mean."""
    if is_free:
        return "Think of the network as a company. | This quarter | cost it nothing."
    if is_batch:
        return (
            "Think of the network as a company | after a bad quarter: | this is what a "
            "sample of the batch cost it, on average."
        )
    return (
        "Think of the network as a company | after a bad quarter: | this is what the "
        "sample cost it."
    )


def asked(sizes: Sequence[int]) -> str:
    """Return who asks whom, by how many floors there are and how many stand on each."""
    if min(sizes[1:]) == 1:
        return (
            "The head asks one floor down, | who ask the next, | "
            "until even the staff is asked."
            if len(sizes) > 2
            else "Down it goes: | the head asks one floor down, | and they ask "
            "the staff."
        )
    if len(sizes) == 2:
        return "Down it goes: | the head asks the directors, | they the staff."
    if len(sizes) == 3:
        return "The head asks the directors, | they the managers, | they the staff."
    return (
        "The head asks the directors, | they the managers, | and "
        "so on, down to the staff."
    )


FALL = (
    "Letters come down, from floor to floor: | had this weight been a little more, | "
    "would the cost be more, or less?"
)

OPENED = {
    1: (
        "We open one. It is stamped more: | with a little more of this weight, | the "
        "cost would have been more."
    ),
    -1: (
        "We open one. It is stamped less: | with a little more of this weight, | the "
        "cost would have been less."
    ),
    0: (
        "We open one. It bears no stamp: | with a little more of this weight, | the "
        "cost would have been the same."
    ),
}

PILED = (
    "One letter for each weight and bias, {count} in all: | this pile is the gradient. "
    "| Writing it is backpropagation."
)
KEPT = (
    "Human resources act on it: | that is gradient descent. | But until the last "
    "letter is written, | the pile stays closed."
)

INSIDE = "This is how fast the cost rises with this weight:"
STAMPS = {1: "more", -1: "less", 0: "no change"}
PILE, WHO = "the gradient", "human resources"
