"""What is said of the four equations: by the loss, the batch and the depth."""

# By how δ at the outputs comes about.
OUTPUTS = {
    "slope": "Now whole layers: at the outputs, L, | each error | times its "
    "slope | is its δ.",
    "plain": "Now whole layers: at the outputs, L, | each error | is its δ already.",
    "scaled": "Now whole layers: at the outputs, L, | each error, times two "
    "over the number of outputs, | is its δ.",
    "joint": "Now whole layers: at the outputs, L, | all slopes of the "
    "softmax, | times those of the cost, | are δ.",
}
BACK = (
    "One layer back, to ℓ: | what leaves a unit | is a column of W. "
    "| Flipped, it is a row | that collects δ, times the slope."
)
# By whether there are several samples.
GRADIENTS = {
    False: "And the gradient? | Of a bias it is δ, | just as it is. | Of a weight, δ "
    "| times the activation that came in.",
    True: "And the gradient? | Of a bias it is δ, | on average over the batch. | Of a "
    "weight, δ | times the activation that came in, on average too.",
}
# By whether there is a hidden layer.
ALL = {
    True: "Four equations: | the outputs, | a layer back, again and again, | the "
    "biases, | the weights. | That is all, at any depth.",
    False: "Of the four, this network needs three: | the outputs, | the biases | and "
    "the weights. | With a single layer, nothing has to travel back.",
}
NAMED = (
    "Strictly, backpropagation is this: | how to compute the gradient. | Many books "
    "call the whole procedure so, | or the generalised delta rule."
)
