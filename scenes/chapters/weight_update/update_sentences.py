"""What is said of an update: by its outcome; in other words where it is told again.

One sentence is true of all outcomes then, under LATER: the picture tells the rest.
"""

from collections.abc import Mapping

Said = tuple[str, str]  # where it is told first, and told again
LATER = "told again"

ASK: Said = (
    "Every unit knows its δ, | and still not one weight has moved. | What should a "
    "single weight do?",
    "All δ are there, | and the weights are waiting. | Let us go to one of them.",
)
NEAR: Said = (
    "Here it is, close up: | an activation comes in through it, | and the unit that "
    "it leads to has its δ.",
    "At one end | what comes in, | at the other end δ.",
)
GRADIENT: Mapping[str, str] = {
    "some": "A little more weight reaches the sum times what comes in, | and the cost "
    "times δ. | So its gradient is the product of the two.",
    "nothing in": "A little more weight reaches the sum times what comes in: | but "
    "that is zero. | So this weight cannot move the cost: its gradient is zero.",
    "no error": "A little more weight reaches the sum times what comes in, | but this "
    "sum does not move the cost: | δ is zero, and so is the gradient.",
    LATER: "What comes in, | times δ: | that is how steep the cost is along this "
    "weight.",
}
SAMPLES: Mapping[str, str] = {
    "mixed": "But that is one sample of {size}. | Each has a gradient of its own: | "
    "some point up, some down, and part of it cancels.",
    "opposed": "But that is one sample of {size}. | Each has a gradient of its own: | "
    "some point up, some down, and most of it cancels.",
    "agreed": "But that is one sample of {size}. | Each has a gradient of its own: | "
    "here all point the same way.",
    "silent": "But that is one sample of {size}. | Each has a gradient of its own: | "
    "here all of them are zero.",
    LATER: "All {size} samples have a say, | each its own gradient: | one bar each.",
}
MEAN: Mapping[str, str] = {
    "smaller": "Level them out, | and what is left is the mean. | That alone is the "
    "gradient, and it is less steep than this sample's.",
    "larger": "Level them out, | and what is left is the mean. | That alone is the "
    "gradient, and it is steeper than this sample's.",
    "turned": "Level them out, | and what is left is the mean. | That alone is the "
    "gradient: this sample has lost to the others.",
    LATER: "Their mean decides, | whatever | this one sample asked for.",
}
RULES: Mapping[str, str] = {
    "sgd": "The gradient points uphill. | So the weight goes against it, | and the "
    "learning rate η says how far.",
    "momentum": "The gradient points uphill. | The step goes against a velocity v: | "
    "each gradient adds to it, and old ones fade.",
    "nesterov": "The gradient points uphill. | The step goes against it and a "
    "velocity v, | in which all gradients so far live on, fading.",
    "rmsprop": "The gradient points uphill. | The step goes against it, divided by "
    "its usual size: | s is the mean of its squares.",
    "adam": "The gradient points uphill. | The step goes against its mean, m, | "
    "divided by the usual size, the root of s.",
    "rprop": "The gradient points uphill. | Only its sign counts: | each weight has a "
    "length of its own, longer while the sign stays.",
    "other": "The gradient points uphill. | The optimiser makes a step of it, | and "
    "of what it remembers of earlier ones.",
    "none": "The gradient is zero: | flat ground here, | and for this weight no step "
    "to take.",
    "remembered": "The gradient is zero, | but the optimiser remembers earlier ones: "
    "| they still make a step.",
    "frozen": "The gradient points uphill. | But this weight is held fixed: | it "
    "takes no step.",
    LATER: "From the gradient, | by the rule, | to the step.",
}
CHANGE: Mapping[str, str] = {
    "wider": "The numbers go in, | and the edge becomes wider: | the green outline is "
    "how wide it was.",
    "narrower": "The numbers go in, | and the edge becomes narrower: | the green "
    "outline is how wide it was.",
    "other sign": "The numbers go in, | and the edge passes zero: | from now on it "
    "has the other sign.",
    "same": "The numbers go in, | and to the digits shown | the edge stays as it is.",
    LATER: "Old value and step | make the new value: | green is how wide the edge was.",
}
BIAS: Mapping[str, str] = {
    "single": "The unit's bias steps, too: | what comes in there is always one, | so "
    "its gradient is δ itself.",
    "batch": "The unit's bias steps, too: | what comes in there is always one, | so "
    "its gradient is the mean δ of the batch.",
    "frozen": "The unit's bias has a gradient, too: | δ times one. | But it is held "
    "fixed and takes no step.",
    "remembered": "The gradient of the bias is δ times one: | here that is zero. | "
    "But the optimiser remembers others, and makes a step.",
    "none": "The unit's bias would go by δ times one: | but here that is zero, | and "
    "it stays.",
}
RIGHT = (
    "Now the usual mistake. | Done right, δ goes back through the old weights: | this"
    " hidden unit collects it."
)
WRONG = (
    "Done wrong, these weights move first, | and the same δ | comes back through the "
    "new ones."
)
VERDICT: Mapping[str, str] = {
    "flipped": "The sum is a different one, | and δ has even changed its sign: | from "
    "this sample the unit would learn the opposite.",
    "different": "The sum is a different one, | and so is δ: | the weights before it "
    "would take a wrong step.",
    "shut": "Both are zero: | this unit lets nothing through, | so here the mistake "
    "does not show.",
    "unmoved": "Both are the same: | none of these weights has moved, | so here the "
    "mistake does not show.",
    "same": "Here the steps are so short | that at the digits shown δ is the same: | "
    "it is wrong even so.",
}
ORDER: Mapping[object, str] = {
    True: "The answer came through the old weights, and so did its cost: | every δ "
    "goes back through the same. | Only then the weights move.",
    False: "No layer lies before this one | that would still need the old weights. | "
    "So they may move.",
}
ALL: Mapping[object, str] = {
    False: "Now all {count} take their step, | layer by layer: | in green those that "
    "move most, opening to the right where a weight rises.",
    True: "Now all that is not held fixed takes its step, | layer by layer: | in "
    "green what moves most, opening to the right where a weight rises.",
    LATER: "Layer by layer | they move: | green is how far.",
}
AGAIN: Mapping[object, str] = {
    False: "Did it help? | The same sample once more, | through the new weights.",
    True: "Did it help? | The same batch once more through the new weights: | here is "
    "the sample that we know.",
    LATER: "Once more across, | through the new weights: | new sums.",
}
ANSWER: Mapping[str, str] = {
    "still wrong": "What comes out has moved. | But the network still reads {now} | "
    "instead of {right}: one step is not enough.",
    "other wrong": "What comes out has moved. | Before, it read {before}; | now it is "
    "{now}, and {right} would be right.",
    "right now": "What comes out has moved, | and far enough: | it read {before}, and "
    "now rightly {right}.",
    "right before": "What comes out has moved. | It was right before | and still "
    "reads {right}.",
    "wrong now": "What comes out has moved. | {right} was right; | now it reads "
    "{now}: the step went too far.",
    "closer": "What comes out has moved: | before, | and now. It is closer to what "
    "would be right.",
    "farther": "What comes out has moved: | before, | and now. It is farther from "
    "what would be right.",
    "same": "What comes out has moved so little | that before and now | are the same "
    "at the digits shown.",
    LATER: "What came out before, | what comes out now: | the line is what would be "
    "right.",
}
COST: Mapping[object, str] = {
    ("lower", False): "And the cost of this sample? | It has gone down: | the step "
    "led downhill.",
    ("higher", False): "And the cost of this sample? | It has gone up: | the step was "
    "too long.",
    ("same", False): "And the cost of this sample? | To the digits shown | it has not "
    "moved.",
    ("lower", True): "And the mean cost of the batch? | It has gone down: | the step "
    "led downhill.",
    ("higher", True): "And the mean cost of the batch? | It has gone up: | the step "
    "was too long.",
    ("same", True): "And the mean cost of the batch? | To the digits shown | it has "
    "not moved.",
    LATER: "The cost before | and after: | see where it went.",
}
END: Said = (
    "Forward, | error, | backward, | update: that was one step. | The next begins "
    "with the new weights.",
    "Forward, | error, | backward, | update: | one more step is done.",
)
