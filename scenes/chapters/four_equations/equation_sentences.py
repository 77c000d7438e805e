"""What is said of the four equations: by the loss, the batch and the depth."""

from collections.abc import Mapping

# By how δ at the outputs comes about.
OUTPUTS: Mapping[str, str] = {
    "slope": "Almost: now it fits on a few lines. | At the outputs, layer L, the "
    "error, | times the slope of each curve, | is δ.",
    "plain": "Almost: now it fits on a few lines. | At the outputs, layer L, the error "
    "| is δ already.",
    "scaled": "Almost: now it fits on a few lines. | At the outputs, layer L, the "
    "error, times two over the number of outputs, | is δ.",
    "joint": "Almost: now it fits on a few lines. | At the outputs, layer L, all "
    "slopes of the softmax, | times those of the cost, | are δ.",
}
# By whether there is a single output.
BACK: Mapping[bool, str] = {
    False: "One layer back, to ℓ: | the same weights, | flipped, so that what was sent "
    "is collected; | times δ, | times the slopes.",
    True: "One layer back, to ℓ: | the same weights, | flipped, so that what was sent "
    "is collected; | times the one δ, | times the slopes.",
}
# By whether there are several samples.
BIASES: Mapping[bool, str] = {
    False: "For the biases | the gradient is δ, | just as it is.",
    True: "For the biases, | take δ of all samples: | the gradient is its mean.",
}
WEIGHTS: Mapping[bool, str] = {
    False: "And for the weights: | each δ | times each activation that came in.",
    True: "And for the weights: | each δ | times each activation that came in, on "
    "average over the batch.",
}
# By whether there is a hidden layer.
ALL: Mapping[bool, str] = {
    True: "Four equations: | the outputs, | one layer back, again and again, | the "
    "biases | and the weights. | That is all, for any depth.",
    False: "Of the four, this network needs three: | the outputs, | the biases | and "
    "the weights. | With a single layer, nothing has to travel back.",
}
NAMED = (
    "Strictly, this is backpropagation: | the way to compute the gradient. | Many "
    "books call the whole procedure so, | or the generalised delta rule."
)
STRICTLY = "backpropagation"
LOOSELY = "generalised delta rule"
