"""What is said of pushes: by what they move, and by how much."""

Pair = tuple[str, str]  # the first where the answer to the question above it is no

# Is the step of a batch? Where the push moves something, and where nothing.
PUSH = "Push one early weight up a little | and run the "
MOVES: Pair = (
    f"{PUSH}sample forward: | all that depends on it moves, | and so does the cost.",
    f"{PUSH}batch of {{size}} forward: | all that depends on it moves, | and so does "
    "the mean of their costs.",
)
RESTS: Pair = (
    f"{PUSH}sample forward: | nothing comes through, | and the cost stays where it is.",
    f"{PUSH}batch of {{size}} forward: | in this sample nothing comes through. | At "
    "the right, the mean of all their costs.",
)
# Do the costs differ?
DOWN_AGAIN = "Now down by as much, | and forward once more: | "
DOWN: Pair = (
    f"{DOWN_AGAIN}the same cost, to the last digit.",
    f"{DOWN_AGAIN}two costs that differ in their last digits only.",
)
SLOPE = (
    "Their difference, | divided by the whole step: | the slope of the cost along this "
    "weight."
)
# Does the slope agree with the δ of an output, as shown?
OUTPUT: Pair = (
    "Now push a sum. | The slope comes out | almost as the unit's δ: no push is "
    "infinitely small.",
    "Now push a sum. | The slope comes out | as a number that we know: the unit's δ.",
)
SUM = "Now push a sum. | Its slope is the unit's δ: | "
RISES = f"{SUM}if the sum rises a little, the cost rises δ times as much"
INSIDE = {
    "rises": f"{RISES}.",
    "falls": f"{RISES}: δ is negative, so it falls.",
    "rests": f"{SUM}here nothing comes through, and δ is zero.",
}
LARGE = "With a large δ, of either sign, | a unit moves the cost a lot; | "
COMPARED = {
    "hardly": f"{LARGE}with a small one, it hardly does.",
    "less": "The larger its δ, of either sign, the more a unit moves the cost: | "
    "this one more, | that one less.",
    "not": f"{LARGE}where δ is zero, not at all.",
    "equal": "These two have a δ of the same size: | one moves the cost | as much as "
    "the other.",
    "neither": "And these two? | The δ of both is zero: | neither moves the cost.",
}
PASSES = (
    "It works, but one weight took two passes. | All {count} take two each, at every "
    "step. | Is there a cheaper way? |"
)
BARS = "one parameter: two passes", "all {count} parameters: two passes for each"
AGAIN = {  # where the film has told of another step
    "up": "The early weight once more, | a tiny step up, | then forward, | as far as "
    "the cost.",
    "down": "As much down, | then forward, | and the other cost.",
    "slope": "Their difference | over the step: | the slope as it is now.",
    "end": "Dear as ever: two passes for a single weight. | The other way is cheaper.",
}
LEAST_SEEN = 1 / 3  # of the larger δ: what is below it hardly moves the cost


def of_sum(slope: float, is_output: bool, agrees: bool) -> str:
    """Return how the cost moves with a sum; that of an output is known already."""
    if is_output:
        return OUTPUT[agrees]
    return INSIDE["rises" if slope > 0 else "falls" if slope else "rests"]


def compared(loud: float, quiet: float) -> str:
    """Return how two units differ, from their δ; the first is not the smaller one."""
    if not loud or not quiet:
        return COMPARED["not" if loud else "neither"]
    share = abs(quiet / loud)
    if share > 1 - 1e-6:
        return COMPARED["equal"]
    return COMPARED["hardly" if share < LEAST_SEEN else "less"]
