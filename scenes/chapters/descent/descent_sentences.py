"""What the chapter descent says, with a variant for each outcome."""

from collections.abc import Sequence
from itertools import pairwise

NEARLY_ALL = 0.995
RISE = 0.02  # of all heights: what rises by less hardly does

FOG = (
    "All {n} parameters together are one place in a landscape, | its height the mean "
    "cost. | We stand in fog: only what is underfoot is seen."
)
SLOPE = (
    "The gradient is the slope underfoot: | backpropagation finds it, no more. | "
    "Descent turns round and walks, | step after step."
)
LEVEL = (
    "The gradient is the slope underfoot: here it is level. | No way leads down, and "
    "the walk stays where it is."
)


def lifted(explained: float) -> str:
    """Return how much of the way the plane holds, by its share."""
    if explained >= NEARLY_ALL:
        return (
            "The fog lifts: we see two directions, of {n}. | Nearly all of the way "
            "lies in this plane: | the stronger the colour, the higher."
        )
    if explained >= 0.5:
        return (
            "The fog lifts: we see two directions, of {n}. | {part} percent of the way "
            "lie in this plane: | the stronger the colour, the higher."
        )
    return (
        "The fog lifts: we see two directions, of {n}. | Only {part} percent of the "
        "way lie in this plane: | the stronger the colour, the higher."
    )


def sideways(kind: str) -> str:
    """Return what the walk came to, seen from the side: see `shape_of`."""
    down = "From the side the way slopes down, | from up here | down to there. "
    return {
        "smooth": "From the side the way slopes down. | From up here | down to there: "
        "that was the training.",
        "rough": "From the side the way goes down, and up at times. | From up here | "
        "down to there: that was the training.",
        "by sample": down + "| It is jagged: each step follows one sample, the height "
        "is the mean of all.",
        "by batch": down + "| It is jagged: each step follows one batch, the height "
        "is the mean of all.",
        "lost": "The same landscape from the side. | From here | to there: this "
        "training did not lead down.",
    }[kind]


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
    """Return what came of a small and of a large rate.

    The small one crawled or came; the large one left, jumped about and ended no lower
    than it began, ended lower but not as far as the run's, or came.
    """
    begin = "Three walkers, one start, three learning rates. | "
    return {
        ("crawled", "left"): begin + "The small one crawls, | the large one jumps off "
        "the map.",
        ("crawled", "jumped"): begin + "The small one crawls, | the large one jumps "
        "about and finds no way down.",
        ("crawled", "lower"): begin + "The small one crawls, | the large one jumps "
        "about: neither comes as far.",
        ("crawled", "came"): begin + "The small one crawls, | even the large one comes "
        "down.",
        ("came", "left"): begin + "Even the small one comes down, | the large one "
        "jumps off the map.",
        ("came", "jumped"): begin + "Even the small one comes down, | the large one "
        "jumps about and finds no way.",
        ("came", "lower"): begin + "Even the small one comes down, | the large one "
        "jumps about and falls behind.",
        ("came", "came"): begin + "Even the small one comes down, | and so does the "
        "large one.",
    }[small, large]


def arrived(best: int) -> str:
    """Return which walker came furthest down: the small rate, the run's, the large."""
    return (
        "Furthest down came the smallest rate: | patience pays here.",
        "Furthest down came the rate of this training: | neither timid nor wild.",
        "Furthest down came the largest rate: | boldness pays here.",
    )[best]
