"""What is said of the way back: of one unit or several, of a sample or a batch.

Of a pair, the first is said where the answer to the question above it is no.
"""

from collections.abc import Mapping

Pair = tuple[str, str]

# The way of a move through one column, two, or more.
CHAINS = (
    "A weight moves its sum, | the sum the answer, | and the answer the cost.",
    "A weight moves its sum, | the sum its unit, | the unit the answer, | and the "
    "answer the cost.",
    "An early weight moves its sum, | the sum its unit, | the unit what it feeds, | "
    "that the answer, | and the answer the cost.",
)
CLOSE = "Wait. | Its end is known already: | it is the δ of the output layer."
TREMBLE = (
    "This activation, a little up, | moves what it feeds, weight times as much, | and "
    "that the cost, | δ times as much."
)
# Is there a single output?
ADD_UP: Pair = (
    "So weight times δ comes back | through the same weights and adds up: | so much "
    "the cost moves with this activation.",
    "So weight times δ comes back | through the same weight: | so much the cost moves "
    "with this activation.",
)
# Is the curve of the unit steep where it stands?
SLOPE: Pair = (
    "But its own sum cannot move it: | here its curve is flat. | Nothing comes "
    "through, and its δ is zero.",
    "How much its own sum moves it | is the slope of its curve: | times that, it is "
    "the unit's δ.",
)
# Does the last hidden layer have a single unit?
WHOLE: Pair = (
    "All units of the layer at once: | back along every edge, | and each finds its δ.",
    "That was the whole layer: | a single unit. | It has found its δ.",
)
NEXT = (
    "All ways through a unit share what comes after it: | its δ has summed that up, | "
    "and the layer before only collects."
)
REST = (
    "And so the rest closes, from the inside: | what came back, times the slope, is a "
    "unit's δ."
)
RUN = "And on it goes, | from layer to layer, | as far as the first."
# What was found, by a push and by one pass back. Is the step of a batch?
LINES: tuple[Pair, Pair] = (
    ("by a push", "by one pass back"),
    ("mean (push)", "mean (one pass back)"),
)
FOUND = (
    "What came in, | times a single δ: | one pass back has found | how far the cost "
    "moves with the weight."
)
# By whether the step is of a batch and whether the push, if any, agrees as shown.
COMPARISONS: Mapping[tuple[bool, bool | None], str] = {
    (False, True): "What came in, | times a single δ: | one pass back finds, | "
    "digit for digit, what the push measured.",
    (False, False): "What came in, | times a single δ. | What the push had measured | "
    "is off by a little: its step was small, not infinitely small.",
    (True, True): "What came in, | times a single δ. | Averaged over the batch of "
    "{size}, it is, | digit for digit, what the push had measured.",
    (True, False): "What came in, | times a single δ. | Averaged over the batch of "
    "{size}, it is | what the push had measured, but for a little.",
}
PASSES = (
    "Pushing takes two passes for every parameter. | This took one forward, | one "
    "backward: that is backpropagation. | Every unit knows its δ."
)
COSTS = (
    "pushing: two passes for each of {count} parameters",
    "backpropagation: one forward, one backward",
)
# Where the film has told of another step.
AGAIN = (
    "Back once more, through the weights of this step: | one pass, | and all its δ are "
    "found."
)
