"""What is said of pushes: by what they move, and by how much."""

ASK = (
    "Now a weight that is far from the answer. | What it does to the cost takes no "
    "formula: | push it, and look."
)
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
    "So how steeply does the cost rise with the weight? | The difference of the two "
    "costs, | divided by the whole step: | that is the slope."
)
TREMBLE = {
    "magnified": "Let the weight tremble, and all that depends on it does so, too: | "
    "so little in the end | that it takes a lens to see it.",
    "seen": "Let the weight tremble, and all that depends on it does so, too: | and "
    "the cost | exactly as much as the slope says.",
    "elsewhere": "Let the weight tremble: in this sample nothing else moves, | but it "
    "does in others, | and so does the mean of the costs.",
    "rests": "Let the weight tremble: | a slope of zero | means that the cost rests.",
}
OUTPUT = {
    True: "A sum can be pushed as well, | say that of this output. | The slope comes "
    "out | as a number that we know: its δ.",
    False: "A sum can be pushed as well, | say that of this output. | The slope comes "
    "out | almost as its δ: no push is infinitely small.",
}
INSIDE = {
    "rises": "Units further back | have such a slope, too: their δ. | If this sum "
    "rises a little, | the cost rises δ times as much.",
    "falls": "Units further back | have such a slope, too: their δ. | If this sum "
    "rises a little, | the cost rises δ times as much: δ is negative, so it falls.",
    "rests": "Units further back | have such a slope, too: their δ. | If this sum "
    "rises a little, | nothing comes through: here δ is zero.",
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
    "It works, for any network. | But this was a single weight, | and it took two "
    "passes through the whole network.",
    "All {count} parameters take two passes each, | and once they have moved, | all of "
    "it begins again.",
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


def trembles(slope: float, lens: float, *, moves: bool) -> str:
    """Return how the cost trembles with a weight, seen through a lens."""
    if not slope or not moves:
        return TREMBLE["elsewhere" if slope else "rests"]
    return TREMBLE["magnified" if lens > 1 else "seen"]


def inside(slope: float) -> str:
    """Return how the cost moves with a sum."""
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
