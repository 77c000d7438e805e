"""What the chapter descent says, with a variant for each outcome."""

from collections.abc import Mapping, Sequence
from itertools import pairwise

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
    "The gradient is the slope underfoot: | backpropagation finds it level, | no way "
    "leads down, | and the walk stays where it is."
)
LIFTED = (
    "The fog lifts on two directions, of {n}. | About {part} percent of the way lies "
    "in this plane: | more colour is higher."
)
# By what the way looks like from the side: see `shape_of`.
SIDEWAYS: Mapping[str, str] = {
    "down": "From the side: | from up here | down to there led the training.",
    "jagged": "From the side: | from up here | down to there. | It is jagged: no step "
    "follows all samples, the height is the mean of all.",
    "lost": "From the side: | from here | to there, this training did not lead down.",
}
# What came of a small rate, and of a large one.
RATES = "Three learning rates, | one start, up to step {steps}: "
SMALL = {True: "the small one crawls, ", False: "even the small one comes down, "}
LARGE: Mapping[str, str] = {
    "left": "the large one jumps off the map.",
    "jumped": "the large one jumps about and gets less far than ours.",
    "came": "the large one comes down, too.",
}
# Which came furthest down: the small rate, that of the training, the large one.
ARRIVED = (
    "Furthest down | came the smallest rate: | patience pays.",
    "Furthest down | came the rate of this training: | neither timid nor wild.",
    "Furthest down | came the largest rate: | boldness pays.",
)


def shape_of(heights: Sequence[float], *, takes_all: bool) -> str:
    """Return how a way looks: jagged if it rises for the sake of some samples."""
    if heights[-1] >= heights[0]:
        return "lost"
    rises = any(after - before >= RISE for before, after in pairwise(heights))
    return "jagged" if rises and not takes_all else "down"
