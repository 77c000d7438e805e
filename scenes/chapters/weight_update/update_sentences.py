"""What is said of an update: by its outcome; in other words where it is told again.

One sentence is true of all outcomes then, under AGAIN: the picture tells the rest.
"""

from collections.abc import Mapping

PILE = (
    "Human resources | open the pile: | a letter for each weight and bias, its "
    "gradient."
)
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
    "sgd": "The gradient points uphill. | The weight goes downhill, | by the "
    "learning rate η.",
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
    "wider": "The numbers go in, | and the edge becomes wider than its green outline.",
    "narrower": "The numbers go in, | and the edge becomes narrower than its green "
    "outline.",
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
RIGHT = "Why every δ first? | Through the old weights, this is the δ of a unit."
WRONG: Mapping[str, str] = {
    "flipped": "The usual mistake: the weights move first, | and δ even changes its "
    "sign: | it would learn the opposite.",
    "different": "The usual mistake: the weights move first, | and δ is another: | the "
    "weights before would take a wrong step.",
    "shut": "The usual mistake: the weights move first. | Here both δ are zero: this "
    "unit lets nothing through, | and it does not show.",
    "unmoved": "The usual mistake: the weights move first. | Here none of them has "
    "moved, | and it does not show.",
    "same": "The usual mistake: the weights move first. | Here their steps are too "
    "short to show in δ. | It is wrong even so.",
}
# By whether there is a layer before this one, and whether anything is held fixed.
ALL: Mapping[tuple[bool, bool], str] = {
    (True, False): "First every δ; | then all {count} step: | the wider the "
    "rim, the further, | hollow where a weight falls.",
    (True, True): "First every δ; | then all that is not held fixed steps: | the "
    "wider the rim, the further, | hollow where a weight falls.",
    (False, False): "No δ needs the old weights: | all {count} step: | the wider the "
    "rim, the further, | hollow where a weight falls.",
    (False, True): "No δ needs the old weights: | all that is not held fixed steps: | "
    "the wider the rim, the further, | hollow where a weight falls.",
}
ONCE_MORE: Mapping[bool, str] = {
    False: "The same sample once more, through the new weights: | did it help?",
    True: "The same batch once more, here the sample that we know: | did it help?",
}
ANSWER: Mapping[str, str] = {
    "still wrong": "The answer moves: | it still reads {now}, | not yet {right}.",
    "other wrong": "It read {before} before, | now {now}: | {right} would be right.",
    "right now": "It read {before} before, | and now, | rightly, {right}.",
    "right before": "It was right before, | and it still | reads {right}.",
    "wrong now": "{right} was right; | now it reads {now}: | the step went too far.",
    "closer": "The answer before, | and now: | it is closer to what would be right.",
    "farther": "The answer before, | and now: | it is farther from what would be "
    "right.",
    "same": "The answer before | and now: | the same, at the digits shown.",
}
COST: Mapping[tuple[str, bool], str] = {
    ("lower", False): "And this sample's cost? | It has gone down.",
    ("higher", False): "And this sample's cost? | It has gone up: too far a step.",
    ("same", False): "And this sample's cost? | The digits shown have not moved.",
    ("lower", True): "And the mean cost of the batch? | It has gone down.",
    ("higher", True): "And the mean cost of the batch? | It has gone up: too far a "
    "step.",
    ("same", True): "And the mean cost of the batch? | The digits shown have not "
    "moved.",
}
END = "One step is done."
AGAIN: Mapping[str, str] = {  # where the film has told of another step
    "near": "What comes in | at one end, | times δ at the other: | so steep is the "
    "cost here.",
    "samples": "All {size} samples have a say, | each its own gradient.",
    "mean": "Their mean decides, | whatever this one sample asked for.",
    "rule": "From the gradient, | by the rule, | to the step.",
    "change": "Old value and step | make the new value: green is how wide the edge "
    "was.",
    "all": "Layer by layer | they move: the wider the green, | the further.",
    "across": "Once more across, | through the new weights: new sums.",
    "answer": "What came out before, | what comes out now: | the line is what would "
    "be right.",
    "cost": "The cost before | and after: see where it went.",
    "end": "One more step is done, and the units are empty.",
}
