"""What is said of an update: one sentence where it is true of all outcomes."""

PILE = "Human resources | open the pile: | each parameter gets a letter, its gradient."
SAMPLES = "Each of {size} samples has a gradient. | Levelled out, they leave the mean."
RULES = {  # by gradient descent; else by whether there is a gradient, and a step
    "descent": "The gradient points uphill. | The weight goes the other way, downhill, "
    "| and the learning rate η sets how far.",
    (True, True): "The gradient points uphill. | The optimiser makes a step of it, | "
    "and of what it remembers of earlier ones.",
    (True, False): "The gradient points uphill. | But this weight is fixed: | no step.",
    (False, True): "The gradient is zero, | but the optimiser remembers earlier ones: "
    "| they still make a step.",
    (False, False): "The gradient is zero: | flat ground here, | and no step to take.",
}
CHANGE = {  # by whether it is of a batch
    is_batch: "The numbers go in; | the green outline is the old width. | The unit's "
    f"bias steps, too, its gradient is {delta}."
    for is_batch, delta in ((False, "δ itself"), (True, "the mean δ of the batch"))
}
EARLY = "The old weights made the answer. | The usual mistake: they move first, | and"
WRONG = {  # by whether the sign of δ flips; None where it reads alike
    True: f"{EARLY} δ even changes its sign: | it would learn the opposite.",
    False: f"{EARLY} δ is another: | the layers before would go wrong.",
    None: f"{EARLY} here δ reads the same. | It is wrong even so.",
}
ALL = (
    "Every δ is known. | Only now do the weights step, layer by layer: | a wide "
    "rim is a long step, a hollow one a step down."
)
ONCE_MORE = "The same sample once more, through the new weights: | did it help?"
ANSWER = {  # by whether a class is read
    True: "It read {before}. | Now it reads {now}. | The truth is {right}.",
    False: "The answer before, | and now: | the line is what would be right.",
}
COST = {
    (way, is_batch): f"And {cost}? | {what}"
    for is_batch, cost in ((False, "its cost"), (True, "the mean cost of the batch"))
    for way, what in {
        "lower": "It has gone down.",
        "higher": "It has gone up: too far a step.",
        "same": "The digits shown have not moved.",
    }.items()
}
END = "One step is done: | the units are empty again."
AGAIN = {  # where the film has told of another step
    "all": "Layer by layer | they move: | the wider the green, the further.",
    "across": "Once more across, | through the new weights: new sums.",
    "answer": "What came out before, | what comes out now, | what would be right.",
    "cost": "The cost before | and after: see where it went.",
    "end": "One more step is done, | and the units are empty.",
}
