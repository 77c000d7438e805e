"""What is said of an update: by its outcome; in other words where it is told again.

One sentence is true of all outcomes then, under AGAIN: the picture tells the rest.
"""

PILE = (
    "Human resources | open the pile: | a letter for each weight and bias, its "
    "gradient."
)
SAMPLES = (
    "Each of the {size} samples has a gradient of its own. | Levelled out, | they "
    "leave their mean: the gradient."
)
UPHILL = "The gradient points uphill. | "
RULES = {
    "sgd": f"{UPHILL}The weight goes the other way, downhill, | and the learning rate "
    "η sets how far.",
    "momentum": f"{UPHILL}The step goes against a velocity v: | each gradient adds to "
    "it, and old ones fade.",
    "nesterov": f"{UPHILL}The step goes against it and a velocity v, | in which all "
    "gradients so far live on, fading.",
    "rmsprop": f"{UPHILL}The step goes against it, divided by its usual size: | s is "
    "the mean of its squares.",
    "adam": f"{UPHILL}The step goes against its mean, m, | divided by the usual size, "
    "the root of s.",
    "rprop": f"{UPHILL}Only its sign counts: | each weight has a length of its own, "
    "longer while the sign stays.",
    "other": f"{UPHILL}The optimiser makes a step of it, | and of what it remembers of "
    "earlier ones.",
    "none": "The gradient is zero: | flat ground here, | and for this weight no step "
    "to take.",
    "remembered": "The gradient is zero, | but the optimiser remembers earlier ones: "
    "| they still make a step.",
    "frozen": f"{UPHILL}But this weight is held fixed: | it takes no step.",
}
OUTLINE = "the green outline is the width that it had"
CHANGE = {
    outcome: f"The numbers go in, | and {what}."
    for outcome, what in {
        "wider": f"the edge becomes wider: {OUTLINE}",
        "narrower": f"the edge becomes narrower: {OUTLINE}",
        "other sign": "the edge passes zero: from now on it has the other sign",
        "same": "to the digits shown the edge stays as it is",
    }.items()
}
BIAS = {
    "single": "The unit's bias steps, too: | its gradient is δ itself.",
    "batch": "The unit's bias steps, too: | its gradient is the mean δ of the batch.",
    "frozen": "The unit's bias has a gradient, too. | But it is held fixed and takes "
    "no step.",
    "remembered": "The gradient of the bias is zero here. | But the optimiser "
    "remembers others, and makes a step.",
    "none": "The unit's bias would go by δ: | but here that is zero, and it stays.",
}
RIGHT = "Why every δ first? | This is the right δ of a unit."
WRONG = {
    outcome: f"The usual mistake: the weights move first{what}"
    for outcome, what in {
        "flipped": ", | and δ even changes its sign: | it would learn the opposite.",
        "different": ", | and δ is another: | the weights before would take a wrong "
        "step.",
        "shut": ". | Here both δ are zero: this unit lets nothing through, | and it "
        "does not show.",
        "unmoved": ". | Here none of them has moved, | and it does not show.",
        "same": ". | Here their steps are too short to show in δ. | It is wrong even "
        "so.",
    }.items()
}
# By whether there is a layer before this one, and whether anything is held fixed.
ALL = {
    (has_layer, has_fixed): f"{first} | {who}: | the wider the rim, the further, | "
    "hollow where a weight falls."
    for has_layer, first, then in (
        (True, "First every δ;", "then "),
        (False, "No δ needs the old weights:", ""),
    )
    for has_fixed, who in (
        (False, f"{then}all {{count}} step"),
        (True, f"{then}all that is not held fixed steps"),
    )
}
ONCE_MORE = {
    False: "The same sample once more, through the new weights: | did it help?",
    True: "The same batch once more, here the sample that we know: | did it help?",
}
ANSWER = {
    "still wrong": "The answer moves: | it still reads {now}, | not yet {right}.",
    "other wrong": "It read {before} before, | now {now}: | {right} would be right.",
    "right now": "It read {before} before, | and now, | rightly, {right}.",
    "still right": "It was right before, | and it still | reads {right}.",
    "lost": "{right} was right; | now it reads {now}: | the step went too far.",
    "closer": "The answer before, | and now: | it is closer to what would be right.",
    "farther": "The answer before, | and now: | it is farther from what would be "
    "right.",
    "same": "The answer before | and now: | the same, at the digits shown.",
}
# By which way it has gone, and whether it is the cost of a batch.
COST = {
    (way, is_batch): f"And {whose}? | {what}"
    for is_batch, whose in (
        (False, "this sample's cost"),
        (True, "the mean cost of the batch"),
    )
    for way, what in {
        "lower": "It has gone down.",
        "higher": "It has gone up: too far a step.",
        "same": "The digits shown have not moved.",
    }.items()
}
END = "One step is done."
AGAIN = {  # where the film has told of another step
    "samples": "All {size} samples have a say: | their mean | decides.",
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
