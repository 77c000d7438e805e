"""What is said of a company's bad quarter: by its size, and by what a letter says."""

from collections.abc import Sequence

_COMPANY = "Think of the network | as a company"
COMPANY = {
    "free": f"{_COMPANY}. This quarter | cost it nothing.",
    "batch": f"{_COMPANY} after a bad quarter: | this is what a sample of the batch "
    "cost it, on average.",
    "sample": f"{_COMPANY} after a bad quarter: | this is what the sample cost it.",
}

# By whether there are managers, and directors: several of each.
ASKED = {
    True: "The head asks | the directors, | they the managers, and so on, down to the "
    "staff.",
    False: "The head asks | one floor down, | who ask the next, until even the staff "
    "is asked.",
}
RANKS = ("directors", "managers", "supervisors", "team leads", "assistants")

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
INSIDE = "This is how fast the cost rises with this weight:"
STAMPS = {1: "more", -1: "less", 0: "no change"}

PILED = (
    "One letter for each weight and bias, {count} in all: | this pile is the gradient. "
    "| Writing it is backpropagation."
)
KEPT = (
    "Human resources act on it: | that is gradient descent. | Until the last letter is "
    "written, | it stays closed."
)


def floors(sizes: Sequence[int]) -> list[str]:
    """Return who stands in each row, from the staff up to the head."""
    hired = [RANKS[min(n, len(RANKS) - 1)] for n in range(len(sizes) - 1)][::-1]
    each = zip(hired, sizes[1:], strict=True)
    return ["staff", *(rank if size > 1 else rank[:-1] for rank, size in each), "head"]
