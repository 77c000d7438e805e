"""What the chapter algorithm says, by how many steps it shows and of what they are."""

from collections.abc import Mapping
from types import MappingProxyType

BEGIN = "Ten lines | hold the whole training; | a machine only follows."
KINDS = ("single", "batch", "whole")  # what a step is made of
FORWARD: Mapping[str, str] = MappingProxyType(
    {
        "single": "In goes | the sample: every layer adds up and squashes, | and at "
        "the end stands its cost.",
        "batch": "In goes | a batch, seen by one sample: every layer adds up and "
        "squashes, | and at the end stands the mean cost.",
        "whole": "In go | all samples, seen by one: every layer adds up and squashes, "
        "| and at the end stands the mean cost.",
    }
)
BACKWARD: Mapping[bool, str] = MappingProxyType(
    {
        True: "First δ at the outputs, | then layer before layer, through the same "
        "weights.",
        False: "First δ at the outputs, | and with no hidden layer that is all of it.",
    }
)
UPDATE: Mapping[str, str] = MappingProxyType(
    {
        "all": "At last, | with every δ known, | all weights and biases move.",
        "frozen": "At last, | with every δ known, | all that is not held fixed moves.",
        "none": "At last, | with every δ known, | all could move; but every gradient "
        "was zero.",
    }
)
AGAIN: Mapping[tuple[str, int], str] = MappingProxyType(
    {
        ("single", 1): "The next sample: | the same ten lines, faster.",
        ("single", 2): "The next sample: | the same ten lines, faster. | And the next, "
        "faster still.",
        ("batch", 1): "The next batch: | the same ten lines, faster.",
        ("batch", 2): "The next batch: | the same ten lines, faster. | And the next, "
        "faster still.",
        ("whole", 1): "The same samples, other weights: | the same ten lines, faster.",
        ("whole", 2): "The same samples, other weights: | the same ten lines, faster. "
        "| And again, faster still.",
    }
)
RUN: Mapping[bool, str] = MappingProxyType(
    {
        True: "And on it goes, | {count} steps in all. | Nothing else: so a network "
        "learns.",
        False: "And here the training ends: | that was its last step.",
    }
)
