"""What is said of a weight into an output and of δ, by what is so."""

WRITTEN = (
    "Take one weight, right before the answer: | it moves its sum and, in the end, the "
    "cost. | Every link has a rate, | and rates multiply."
)
# Does a half stand before the square?
COST = {
    True: "First, the cost. | Where this output stands, it is so steep. | "
    "Differentiate: | the square leaves a two, | the half cancels it: | what remains "
    "is the difference.",
    False: "First, the cost. | Where this output stands, it is so steep. | "
    "Differentiate, | line by line: | what is left | is how steep it is.",
}
SHARED = (
    "But softmax shares out one whole: | push this sum, and all bars move. | How the "
    "cost moves with each, | times how each moves | with the sum, | adds up to δ."
)
SLOPE = (
    "Second, the unit's own curve. | Where it stands, | the tangent tells | how far "
    "the activation | moves."
)
CAME_IN = "Third, the weight multiplies what came in: | the sum moves | just that much."
# By the sign of ∂C/∂w.
THROUGH = {
    1.0: "One wiggle through all rates: | a little more of this weight, and the cost "
    "rises.",
    -1.0: "One wiggle through all rates: | a little more of this weight, and the cost "
    "falls.",
    0.0: "One wiggle sets out | and stops where a rate is zero: this weight does not "
    "matter now.",
}
STRUCK = (
    "Put together in letters, | what stands below cancels what stands above. | What is "
    "left | is output minus target."
)
CLOSED = "The unit's own part | closes up to its δ: | how the cost moves with its sum."
BIAS = (
    "The bias is simply added: | the sum moves | just as far, | and the cost | δ times "
    "that."
)
EVERY = "The same for the whole output layer, all at once: | now its δ is known."
AGAIN = {  # where the film has told of another step
    "written": "Once more a weight before the answer, | what depends on it, | and the "
    "same rates, | one for each link.",
    "every": "So much for δ | in the output layer.",
}
