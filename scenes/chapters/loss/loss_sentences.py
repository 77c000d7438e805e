"""What is said of a cost: by the loss, by what came out, by the size of a batch."""

ASKED = "Here is the answer once more, and where it should end:"
DIFFER = {  # by whether anything is off
    True: f"{ASKED} | this is how far it is off, | the sign says which way.",
    False: f"{ASKED} | nothing is off, | nothing at all.",
}
SQUARED = (
    "A distance becomes the side of a square: "
    "| twice as far off counts four times as much."
)
READ_OFF = {  # by where the bar should end that costs most
    1.0: "The bar that should reach one costs minus its logarithm: "
    "| nothing if it gets there, | more and more the shorter it is.",
    0.0: "The bar that should be zero costs minus the logarithm of what is left: "
    "| nothing if it is, | more and more the longer it gets.",
}
BETWEEN = (
    "Each side of this tick costs minus its logarithm, by its weight: "
    "| least where the bar ends there, | more and more farther off."
)
SUM = {  # by the factor before it
    "1/2": "Half of the whole area | is the squared error of this sample: "
    "| in one number, how wrong the answer is.",
    "1/{outputs}": "Divided by the number of outputs, | the area is the squared error "
    "of this sample: | in one number, how wrong the answer is.",
    "1": "All of it together | is the cross-entropy of this sample: "
    "| in one number, how wrong the answer is.",
}
ALL = {  # by whether ours is all there is
    False: "Each of the {size} training samples has a cost now. | Ours stands here.",
    True: "This training set is just one sample, | and its cost stands here.",
}
MEAN = {  # by what a step takes of the training set
    "one": "Their mean is another number. | Our sample drives the update, "
    "| the mean only measures progress.",
    "batch": "Their mean is another number. | Our batch drives the update, "
    "| the mean of all only measures progress.",
    "all": "Their mean is another number. | Here it drives the update, "
    "| and it measures progress, too.",
    "alone": "So the mean is the same number: | it drives the update, "
    "| and it measures progress, too.",
}
USES = {  # the same in a few words
    "one": "drives the update",
    "batch": "its batch drives the update",
    "all": "all drive the update",
    "alone": "drives the update",
}
MEASURES = "measures progress"
END = "Now, which weight | is to blame, | and by how much?"
AGAIN = {  # where the film has told of another step
    "differ": "How wrong is that? | This is how far it is off, | and which way.",
    "sum": "Together, | as one area, | it is the cost now.",
    "all": "The costs at this step: | here is ours.",
    "mean": "And this | is their mean | now.",
    "end": "Back to its causes, | weight | by weight.",
}
