"""What is said of pushes: by what they move, and by how much."""

# Is the step of a batch? Where nothing comes through, of either.
MOVES = {
    False: "Push one early weight up a little | and run the sample forward: all that "
    "depends on it moves, | and so does the cost.",
    True: "Push one early weight up a little | and run the batch of {size} forward: "
    "all that depends on it moves, | and so does the mean of their costs.",
}
RESTS = (
    "Push one early weight up a little | and run forward: in this sample nothing comes "
    "through. | At the right, what the cost does."
)
DOWN = (
    "Now down by as much, | and forward once more: | two costs, to be compared digit "
    "by digit."
)
SLOPE = (
    "Their difference, | divided by the whole step: | the slope of the cost along this "
    "weight."
)
# Does the cost move with the sum?
SUM = {
    True: "Now push a sum. | Its slope is the unit's δ: | if the sum rises a little, "
    "the cost moves δ times as much.",
    False: "Now push a sum. | Its slope is the unit's δ: | here nothing comes through, "
    "and δ is zero.",
}
COMPARED = (
    "Take two units: | this one, | and that one. A large δ, of either sign, moves the "
    "cost a lot, a small one hardly."
)
PASSES = (
    "It works, but one weight took two passes. | All {count} parameters take two each, "
    "at every step. | Is there a cheaper way? |"
)
BARS = "one parameter: two passes", "all {count} parameters: two passes for each"
AGAIN = {  # where the film has told of another step
    "up": "The early weight once more, | a tiny step up, then forward, | as far as the "
    "cost.",
    "down": "As much down, | then forward, | and the other cost.",
    "slope": "Their difference | over the step: | the slope as it is now.",
    "end": "Dear as ever: two passes for a single weight. | The other way is cheaper.",
}
