"""What the chapter algorithm says, by how many steps it shows and of what they are."""

from collections.abc import Mapping
from types import MappingProxyType

BEGIN = (
    "The whole step fits into ten lines: | here they are, | and a machine only "
    "follows them."
)
KINDS = ("single", "batch", "whole")  # what a step is made of
FORWARD: Mapping[str, str] = MappingProxyType(
    {
        "single": "The sample goes in, | every layer adds up and squashes, | and at "
        "the end stands what it costs.",
        "batch": "A batch goes in, here seen by one of its samples; | every layer adds "
        "up and squashes, | and at the end stands the mean cost.",
        "whole": "All samples go in, here we watch one; | every layer adds up and "
        "squashes, | and at the end stands the mean cost.",
    }
)
BACKWARD: Mapping[bool, str] = MappingProxyType(
    {
        True: "Then back: | first δ where the error is seen, | then a layer before, "
        "through the same weights.",
        False: "Then back: | δ where the error is seen, | and with no hidden layer "
        "that is all of it.",
    }
)
UPDATE: Mapping[str, str] = MappingProxyType(
    {
        "all": "The last line: | with every δ known, | all weights and biases move.",
        "frozen": "The last line: | with every δ known, | all that is not held fixed "
        "moves.",
        "none": "The last line: | with every δ known, | all could move; but every "
        "gradient was zero.",
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
        True: "And on it goes, | {count} steps in all. | Nothing is added: this is how "
        "the network learns what it learns.",
        False: "And here the training ends: | that was its last step.",
    }
)
