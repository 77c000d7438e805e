"""What is said about the slopes of one output, by what is so.

Keyed by the sign of a number, or by whether something holds.
"""

from collections.abc import Mapping

QUESTION: Mapping[bool, str] = {
    False: "This weight: if it moves a little, how far does the cost move?",
    True: "This weight: if it moves a little, how far does the cost of this sample "
    "move?",
}
FROM_THE_LOSS: Mapping[float, str] = {
    1.0: "The first slope comes from the loss. This output is above its target: "
    "if it rises, the cost rises.",
    -1.0: "The first slope comes from the loss. This output is below its target: "
    "if it rises, the cost falls.",
    0.0: "The first slope comes from the loss. This output is right on its target: "
    "a little more or less costs nothing.",
}
AT_THE_UNIT: Mapping[bool, str] = {
    True: "The second: the slope of the activation function, where this unit stands.",
    False: "The second: the slope of the activation function. Where this unit stands, "
    "it is flat: nothing gets through.",
}
TOGETHER: Mapping[bool, str] = {
    True: "These two together are δ: this unit's share of the error.",
    False: "These two together are δ, this unit's share of the error. Here there is "
    "none.",
}
WHAT_CAME_IN: Mapping[float, str] = {
    1.0: "The third is what came in, for that is what the weight multiplies. Raise "
    "this weight, and the cost rises.",
    -1.0: "The third is what came in, for that is what the weight multiplies. Raise "
    "this weight, and the cost falls.",
    0.0: "The third is what came in, for that is what the weight multiplies. Here "
    "this weight does not move the cost.",
}
EVERYWHERE: Mapping[bool, str] = {
    True: "Every output unit does the same, and now each has its δ.",
    False: "This network has a single output: its δ is the error of the whole "
    "output layer.",
}
# With softmax there is a way through every output.
LINKS: Mapping[bool, str] = {
    False: "It moves the weighted sum, the sum the activation, the activation the "
    "cost: three slopes, multiplied.",
    True: "It moves the weighted sum; that moves every output, as softmax shares one "
    "whole among them; and each of them moves the cost.",
}
OWN_SHARE = (
    "The second: how far the sum moves its own output. What that gains, softmax takes "
    "from the others."
)
ALL_TOGETHER: Mapping[bool, str] = {
    False: "The ways through all outputs added up are δ: this unit's share of the "
    "error.",
    True: "The ways through all outputs added up are δ, and with cross-entropy it all "
    "comes to the difference between output and target.",
}
