"""What the chapter algorithm says, by how many steps it shows and of what they are."""

from collections.abc import Mapping

BEGIN = "Ten lines | hold the whole training; | a machine only follows."
# By what a step is made of.
FORWARD: Mapping[str, str] = {
    **dict.fromkeys(
        ("single", "only"),
        "In goes | the sample: every layer adds up and squashes, | and at the end "
        "stands its cost.",
    ),
    "batch": "In goes | a batch, seen by one sample: every layer adds up and "
    "squashes, | and at the end stands the mean cost.",
    "whole": "In go | all samples, seen by one: every layer adds up and squashes, "
    "| and at the end stands the mean cost.",
}
BACKWARD: Mapping[bool, str] = {
    True: "First δ at the outputs, | then layer before layer, through the same "
    "weights.",
    False: "First δ at the outputs, | and with no hidden layer that is all of it.",
}
UPDATE: Mapping[str, str] = {
    "all": "At last, | with every δ known, | all weights and biases move.",
    "frozen": "At last, | with every δ known, | all that is not held fixed moves.",
    "none": "At last, | with every δ known, | all could move; but every gradient "
    "was zero.",
}
_NEXT = {
    "single": "The next sample",
    "only": "The same sample, other weights",
    "batch": "The next batch",
    "whole": "The same samples, other weights",
}


def again(kind: str, steps: int) -> str:
    """Return what is said of the steps after the first, of which one or two follow."""
    said = f"{_NEXT[kind]}: | the same ten lines, faster."
    return f"{said} | And once more, faster still." if steps > 1 else said


RUN: Mapping[bool, str] = {
    True: "And on it goes, | {count} steps in all. | Nothing else: so a network "
    "learns.",
    False: "And here the training ends: | that was its last step.",
}
