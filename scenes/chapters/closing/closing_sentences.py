"""What the chapter closing says, by what has come of the training."""

from collections.abc import Mapping
from types import MappingProxyType

BEGIN: Mapping[bool, str] = MappingProxyType(
    {
        True: "Once more the sample of our first step, | in the network as it was, | "
        "and beside it in the same network, {steps} steps later.",
        False: "Once more the sample of our first step, | in the network as it was, | "
        "and beside it in the same network, one step later.",
    }
)
ANSWER: Mapping[str, str] = MappingProxyType(
    {
        "right now": "The same inputs, one scale for all that flows. | Then it read "
        "{before}; | now it reads {now}, and that is right.",
        "still right": "The same inputs, one scale for all that flows. | Then it read "
        "{right}; | it still does, and that is right.",
        "still wrong": "The same inputs, one scale for all that flows. | {right} would "
        "be right; | then it read {now}, and it still does.",
        "other wrong": "The same inputs, one scale for all that flows. | {right} would "
        "be right; | then it read {before}, and now {now}.",
        "lost": "The same inputs, one scale for all that flows. | Then it read "
        "{right}, which is right; | now it reads {now}: this one it has lost.",
        "closer": "The same inputs, one scale for all that flows. | What comes out has "
        "moved, | and it is closer to what would be right.",
        "farther": "The same inputs, one scale for all that flows. | What comes out "
        "has moved, | and it is farther from what would be right.",
        "same": "The same inputs, one scale for all that flows. | And what comes out? "
        "| It is what it was.",
    }
)
DIALS: Mapping[bool, str] = MappingProxyType(
    {
        True: "The dials, all {count} of them: | step after step they were turned, "
        "each by an amount of its own. | This is how far they came.",
        False: "The dials, all {count} of them: | none of them has moved at all.",
    }
)
NUMBERS: Mapping[str, str] = MappingProxyType(
    {
        "learned": "And all samples together? | Their mean cost has gone down, | and "
        "more of them are read right.",
        "cheaper": "And all samples together? | Their mean cost has gone down, | but "
        "no more of them are read right.",
        "dearer": "And all samples together? | Their mean cost has not gone down, | "
        "though more of them are read right.",
        "nothing": "And all samples together? | Their mean cost has not gone down, | "
        "and no more of them are read right.",
        "down": "And all samples together? | Their mean cost | has gone down.",
        "its own down": "And its cost? | Before | and after: it has gone down.",
        "its own not down": "And its cost? | Before | and after: it has not gone down.",
        "not down": "And all samples together? | Their mean cost | has not gone down: "
        "this network did not learn.",
    }
)
END: Mapping[bool, str] = MappingProxyType(
    {
        True: "Forward, | error, | backward, | update: | {steps} times the same ten "
        "lines. That is backpropagation at work.",
        False: "Forward, | error, | backward, | update: | one step. That is "
        "backpropagation at work.",
    }
)
