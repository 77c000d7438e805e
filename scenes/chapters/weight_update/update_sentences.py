"""What is said of an update: by its outcome; in other words where it is told again.

One sentence is true of all outcomes then, under AGAIN: the picture tells the rest.
"""

from collections.abc import Mapping

ASK = "Every δ is known, | and not one weight has moved. | What should one do?"
GRADIENT: Mapping[str, str] = {
    "some": "Here is one, close up: | what comes in through it, | times δ, | is its "
    "gradient.",
    "nothing in": "Here is one, close up: | nothing comes in through it, | so "
    "whatever δ is, | its gradient is zero.",
    "no error": "Here is one, close up: | what comes in through it, | times a δ of "
    "zero, | is a gradient of zero.",
}
SAMPLES = "But that is one sample of {size}: | each has a gradient of its own."
MEAN = "Level them out, | and what is left is the gradient: the mean."
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
}
CHANGE: Mapping[str, str] = {
    "wider": "The numbers go in, | and the edge becomes wider: the green outline is "
    "how wide it was.",
    "narrower": "The numbers go in, | and the edge becomes narrower: the green "
    "outline is how wide it was.",
    "other sign": "The numbers go in, | and the edge passes zero: from now on it "
    "has the other sign.",
    "same": "The numbers go in, | and to the digits shown the edge stays as it is.",
}
BIAS: Mapping[str, str] = {
    "single": "The unit's bias steps, too: | its gradient is δ itself.",
    "batch": "The unit's bias steps, too: | its gradient is the mean δ of the batch.",
    "frozen": "The unit's bias has a gradient, too. | But it is held fixed and takes "
    "no step.",
    "remembered": "The gradient of the bias is zero here. | But the optimiser "
    "remembers others, and makes a step.",
    "none": "The unit's bias would go by δ: | but here that is zero, and it stays.",
}
RIGHT = (
    "The answer came through the old weights. | So δ goes back through the same, to "
    "this unit."
)
WRONG = (
    "The usual mistake: these weights move first, | and the same δ comes back through "
    "the new ones."
)
VERDICT: Mapping[str, str] = {
    "flipped": "The sum is another, | and δ has even changed its sign: | the unit "
    "would learn the opposite.",
    "different": "The sum is another, | and so is δ: | the weights before it would "
    "take a wrong step.",
    "shut": "Both are zero: | this unit lets nothing through, | so here the mistake "
    "does not show.",
    "unmoved": "Both are the same: | none of these weights has moved, | so here the "
    "mistake does not show.",
    "same": "Here the steps are so short | that at the digits shown δ is the same: | "
    "it is wrong even so.",
}
ORDER: Mapping[object, str] = {
    True: "First every δ, all the way back through the old weights; | only then they "
    "move.",
    False: "No layer before this one needs the old weights. | So they may move.",
}
ALL: Mapping[object, str] = {
    False: "All {count} take their step, | layer by layer: | the wider the green "
    "wedge, the further. It opens to the right where a weight rises.",
    True: "All that is not held fixed takes its step, | layer by layer: | the wider "
    "the green wedge, the further. It opens to the right where a weight rises.",
}
ONCE_MORE: Mapping[object, str] = {
    False: "Did it help? | The same sample once more, through the new weights.",
    True: "Did it help? | The same batch once more through the new weights: here is "
    "the sample that we know.",
}
ANSWER: Mapping[str, str] = {
    "still wrong": "The answer moves. | But the network still reads {now} | instead "
    "of {right}: one step is not enough.",
    "other wrong": "The answer moves. | Before, it read {before}; | now it is {now}, "
    "and {right} would be right.",
    "right now": "The answer moves, | and far enough: | it read {before}, and now "
    "rightly {right}.",
    "right before": "The answer moves. | It was right before | and still reads "
    "{right}.",
    "wrong now": "The answer moves. | {right} was right; | now it reads {now}: the "
    "step went too far.",
    "closer": "The answer moves: | before, | and now. It is closer to what would be "
    "right.",
    "farther": "The answer moves: | before, | and now. It is farther from what would "
    "be right.",
    "same": "The answer moves so little | that before and now | are the same at the "
    "digits shown.",
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
}
END = "One step is done. | The next begins with the new weights."
AGAIN: Mapping[str, str] = {  # where the film has told of another step
    "ask": "All δ are there, | and the weights are waiting. | Let us go to one.",
    "near": "What comes in | at one end, | times δ at the other: | so steep is the "
    "cost here.",
    "samples": "All {size} samples have a say, | each its own gradient.",
    "mean": "Their mean decides, | whatever this one sample asked for.",
    "rule": "From the gradient, | by the rule, | to the step.",
    "change": "Old value and step | make the new value: green is how wide the edge "
    "was.",
    "all": "Layer by layer | they move: | the wider the green, the further.",
    "across": "Once more across, | through the new weights: new sums.",
    "answer": "What came out before, | what comes out now: | the line is what would "
    "be right.",
    "cost": "The cost before | and after: | see where it went.",
    "end": "One more step is done, | and the units are empty again.",
}
