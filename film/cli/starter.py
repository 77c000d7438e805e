"""An experiment to begin with, for `backprop new`."""

STARTER = """\
# An experiment: what a network learns, and the film about it.
# Make the film with:  backprop film {name}

[data]
name = "xor"               # or and, digits, moons, circles, spirals, sine
# Your own numbers instead, a row for each sample:
# inputs = [[0.0, 0.0], [0.0, 1.0], [1.0, 0.0], [1.0, 1.0]]
# targets = [[0.0], [1.0], [1.0], [0.0]]
# or a file beside this one, with the answers in one of its columns:
# file = "mine.csv"
# label = "species"

[network]
layers = [2, 4, 1]         # inputs, as many hidden layers as you like, outputs
# Of the hidden layers: identity, sigmoid, relu, leaky_relu, elu, softplus, gelu, or
activation = "tanh"
output = "sigmoid"         # of the last layer, which may also be softmax

[training]
loss = "squared_error"     # ½ Σ (a − y)²; or mean_squared_error, cross_entropy
optimizer = "sgd"          # or momentum, nesterov, rmsprop, adam, rprop
learning_rate = 0.5        # the length of a step
batch_size = 1             # samples for each step, or "all"
max_steps = 2000           # or epochs = 30: passes over all samples
seed = 1                   # another seed: other weights to begin with

[film]
# title = "My first network"
steps = [0]                # which weight updates are told; the first one is 0
language = "en"            # or "es"
notation = "modern"        # z, a, C, δ; or "classic": net, o, E, δ
# chapters = ["forward_pass", "hidden_deltas"]     # all, unless you choose
# cards = false            # no question before each chapter
"""
