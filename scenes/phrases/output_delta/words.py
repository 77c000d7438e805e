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
