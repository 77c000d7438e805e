"""What is said of pushes: by what they move, and by how much."""

ASK = "Take a weight far from the answer. | Push it, | and look at the cost."
MOVES = {
    False: "Push it up by a tiny step | and run the sample forward: | all that depends "
    "on it moves, | and so does the cost.",
    True: "Push it up by a tiny step | and run the batch of {size} forward: | all that "
    "depends on it moves, | and so does the mean of their costs.",
}
RESTS = {
    False: "Push it up by a tiny step | and run the sample forward: | nothing comes "
    "through, | and the cost stays where it is.",
    True: "Push it up by a tiny step | and run the batch of {size} forward: | in this "
    "sample nothing comes through. | The mean of all their costs stands at the right.",
}
DOWN = {
    True: "Now down by as much, | and forward once more: | two costs that differ in "
    "their last digits only.",
    False: "Now down by as much, | and forward once more: | the same cost, to the last "
    "digit.",
}
SLOPE = (
    "The difference of the two costs, | divided by the whole step: | that is how "
    "steeply the cost rises with the weight."
)
OUTPUT = {
    True: "Now push a sum instead. | The slope comes out | as a number that we know: "
    "the unit's δ.",
    False: "Now push a sum instead. | The slope comes out | almost as the unit's δ: no "
    "push is infinitely small.",
}
INSIDE = {
    "rises": "Now push a sum instead. | Its slope is the unit's δ: | if the sum rises "
    "a little, the cost rises δ times as much.",
    "falls": "Now push a sum instead. | Its slope is the unit's δ: | if the sum rises "
    "a little, the cost rises δ times as much: δ is negative, so it falls.",
    "rests": "Now push a sum instead. | Its slope is the unit's δ: | here nothing "
    "comes through, and δ is zero.",
}
COMPARED = {
    "hardly": "With a large δ, of either sign, | a unit moves the cost a lot; | with a "
    "small δ, it hardly does.",
    "less": "The larger its δ, of either sign, the more a unit moves the cost: | this "
    "one more, | that one less.",
    "not": "With a large δ, of either sign, | a unit moves the cost a lot; | where δ "
    "is zero, not at all.",
    "equal": "These two have a δ of the same size: | one moves the cost | as much as "
    "the other.",
    "neither": "And these two? | The δ of both is zero: | neither moves the cost.",
}
PASSES = (
    "It works, but one weight took two passes. | All {count} parameters take two each, "
    "| and once they have moved, it all begins again."
)
BARS = (
    "one parameter: two passes",
    "all {count} parameters: two passes for each",
)
END = "Trying works, but it is dear. | Is there a cheaper way?"
AGAIN = {  # where the film has told of another step
    "ask": "Push an early weight once more, | at this step: | what does the cost do?",
    "up": "A tiny step up, | then forward, | layer by layer, | as far as the cost.",
    "down": "As much down, | then forward, | and the other cost.",
    "slope": "Their difference | over the step: | the slope as it is now.",
    "end": "Dear as ever: two passes for a single weight. | The other way is cheaper.",
}
LEAST_SEEN = 1 / 3  # of the larger δ: what is below it hardly moves the cost


def pushed_up(moves: bool, is_batch: bool) -> str:
    """Return what happens after a push upwards; a batch says its ``{size}``."""
    return (MOVES if moves else RESTS)[is_batch]


def of_sum(slope: float, is_output: bool, agrees: bool) -> str:
    """Return how the cost moves with a sum; that of an output is known already."""
    if is_output:
        return OUTPUT[agrees]
    return INSIDE["rises" if slope > 0 else "falls" if slope else "rests"]


def compared(loud: float, quiet: float) -> str:
    """Return how two units differ, from their δ; the first is not the smaller one."""
    if not loud:
        return COMPARED["neither"]
    if not quiet:
        return COMPARED["not"]
    share = abs(quiet / loud)
    if share > 1 - 1e-6:
        return COMPARED["equal"]
    return COMPARED["hardly" if share < LEAST_SEEN else "less"]
