"""What is said of the four equations: by the loss, the batch and the depth."""

from collections.abc import Mapping

# By how δ at the outputs comes about.
OUTPUTS: Mapping[str, str] = {
    "slope": "Backpropagation in equations: | at the outputs, layer L, the error, | "
    "times the slopes, | unit by unit, is δ.",
    "plain": "Backpropagation in equations: | at the outputs, layer L, the error | is "
    "δ already.",
    "scaled": "Backpropagation in equations: | at the outputs, layer L, the error, "
    "times two over the number of outputs, | is δ.",
    "joint": "Backpropagation in equations: | at the outputs, layer L, all slopes of "
    "the softmax, | times those of the cost, | are δ.",
}
# By whether there is a single output.
BACK: Mapping[bool, str] = {
    False: "One layer back, to ℓ: | the same weights, | flipped, collect δ of the "
    "layer after, | times the slopes, | unit by unit.",
    True: "One layer back, to ℓ: | the same weights, | flipped, collect the one δ "
    "after, | times the slopes, | unit by unit.",
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
    True: "Four equations: | the outputs, | a layer back, again and again, | the "
    "biases, | the weights. | That is all, at any depth.",
    False: "Of the four, this network needs three: | the outputs, | the biases | and "
    "the weights. | With a single layer, nothing has to travel back.",
}
NAMED = (
    "Strictly, backpropagation is this: | how to compute the gradient. | Many books "
    "call the whole procedure so, | or the generalised delta rule."
)
STRICTLY = "backpropagation"
LOOSELY = "generalised delta rule"
