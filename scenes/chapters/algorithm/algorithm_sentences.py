"""What the chapter algorithm says, by what a step is made of and what it does."""

BEGIN = "Ten lines | hold the whole training; | a machine only follows."
# By whether a step is of several samples.
FORWARD = {
    False: "In goes | the sample: every layer adds up and squashes, | and at the end "
    "stands its cost.",
    True: "In goes | a batch, seen by one sample: every layer adds up and squashes, "
    "| and at the end stands the mean cost.",
}
# By whether there is a hidden layer.
BACKWARD = {
    True: "First δ at the outputs, | then layer before layer, through the same "
    "weights.",
    False: "First δ at the outputs, | and with no hidden layer that is all of it.",
}
UPDATE = {
    "all": "At last, | with every δ known, | all weights and biases move.",
    "frozen": "At last, | with every δ known, | all that is not held fixed moves.",
    "none": "At last, | with every δ known, | all could move; but every gradient "
    "was zero.",
}
# By how many steps follow the first.
AGAIN = {
    1: "The next step: | the same ten lines, faster.",
    2: "The next step: | the same ten lines, faster. | And once more, faster still.",
}
# By whether there are more.
RUN = {
    True: "And on it goes, | {count} steps in all. | Nothing else: so a network "
    "learns.",
    False: "And here the training ends: | that was its last step.",
}
