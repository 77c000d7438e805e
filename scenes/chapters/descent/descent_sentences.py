"""What the chapter descent says, with a variant for each outcome."""

from collections.abc import Mapping, Sequence
from itertools import pairwise

NEARLY_ALL, MOST = 0.995, 0.5  # of the way
RISE = 0.02  # of all heights: what rises by less hardly does

FOG = (
    "{n} parameters are one place in a landscape, | its height the mean cost. | Fog "
    "hides all but what is underfoot."
)
SLOPE = (
    "The gradient is only the slope underfoot: | backpropagation finds it, | descent "
    "turns round | and walks."
)
LEVEL = (
    "The gradient is the slope underfoot: here it is level. | No way leads down, and "
    "the walk stays where it is."
)
LIFTED = "The fog lifts on two directions, of {n}. | "
# By how much of the way the plane holds.
HELD: Mapping[float, str] = {
    NEARLY_ALL: "Nearly all of the way lies in this plane: | more colour is higher.",
    MOST: "{part} percent of the way lie in this plane: | more colour is higher.",
    0.0: "Only {part} percent of the way lie in this plane: | more colour is higher.",
}
# By what the way looks like from the side: see `shape_of`.
SIDEWAYS: Mapping[str, str] = {
    "smooth": "From the side: | from up here | down to there led the training.",
    "rough": "From the side it goes down, and up at times: | from up here | down to "
    "there led the training.",
    "by sample": "From the side: | from up here | down to there. | It is jagged: a "
    "step follows one sample, the height is the mean of all.",
    "by batch": "From the side: | from up here | down to there. | It is jagged: a step "
    "follows one batch, the height is the mean of all.",
    "lost": "From the side: | from here | to there, this training did not lead down.",
}
# What came of a small rate, and of a large one.
RATES = "Three learning rates, | one start, the first {steps} steps: "
SMALL: Mapping[str, str] = {
    "crawled": "the small one crawls, | ",
    "came": "even the small one comes down, | ",
}
LARGE: Mapping[str, str] = {
    "left": "the large one jumps off the map.",
    "jumped": "the large one jumps about and finds no way down.",
    "lower": "the large one jumps about and gets less far than ours.",
    "came": "the large one comes down, too.",
}
# Which came furthest down: the small rate, that of the training, the large one.
ARRIVED = (
    "Furthest down | came the smallest rate: | patience pays.",
    "Furthest down | came the rate of this training: | neither timid nor wild.",
    "Furthest down | came the largest rate: | boldness pays.",
)


def lifted(explained: float) -> str:
    """Return how much of the way the plane holds, by its share."""
    return LIFTED + next(text for least, text in HELD.items() if explained >= least)


def shape_of(heights: Sequence[float], *, size: int, every: int) -> str:
    """Return how a way looks that is walked with ``size`` of ``every`` sample a step.

    Lost if it ends no lower than it began; smooth if it hardly rises on the way.
    """
    if heights[-1] >= heights[0]:
        return "lost"
    if all(after - before < RISE for before, after in pairwise(heights)):
        return "smooth"
    if size >= every:
        return "rough"
    return "by sample" if size == 1 else "by batch"


def raced(small: str, large: str) -> str:
    """Return what came of a small and of a large rate."""
    return RATES + SMALL[small] + LARGE[large]
