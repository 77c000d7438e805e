"""What is said of a cost: by the loss, by how many outputs, by what came out."""

from scenes.engine.arrays import Numbers

ASKED = {
    "bars": "Here is the answer once more, | and where each bar should end.",
    "bar": "Here is the answer once more, | and where its bar should end.",
}
HALVED = (
    "Half of this area | is the squared error of this sample: | how wrong the answer "
    "is, in one number."
)
SHARED = (
    "Divided by the number of outputs, | it is the squared error of this sample: | how "
    "wrong the answer is, in one number."
)
WHOLE = (
    "This is the cross-entropy of this sample: | how wrong the whole answer is, | in "
    "one number."
)
ALONE = (
    "This training set has just one sample. | So its cost is the mean as well: | one "
    "number that drives the update and measures progress."
)


def differ(errors: Numbers) -> str:
    """Return what is said of the way from bar to tick."""
    if not errors.any():
        return "Every bar ends at its tick: | nothing is off | at all."
    if len(errors) == 1:
        return (
            "From the bar to its tick: | that is how far the output is off. | Its sign "
            "says which way."
        )
    return "From bar to tick: | that is how far each is off. | The sign says which way."


def squared(errors: Numbers) -> str:
    """Return why distances become squares."""
    if len(errors) == 1:
        return (
            "The distance becomes the side of a square: | twice as far off counts four "
            "times as much."
        )
    if (errors > 0).any() and (errors < 0).any():
        return (
            "Too high and too low must not cancel out: | each becomes a square, | and "
            "all slide into one area."
        )
    return (
        "Each distance becomes the side of a square: | twice as far off counts four "
        "times as much. | All slide into one area."
    )


def surprised(target: float, *, is_share: bool) -> str:
    """Return which bar is asked, by the target of its output."""
    if is_share:
        return (
            "What counts is the bar of the right answer: | its share of the whole. | "
            "We take it to a curve."
        )
    if target >= 1:
        return (
            "This bar should reach one: | what counts is how much of that it has got. "
            "| We take it to a curve."
        )
    if target <= 0:
        return (
            "This bar should stay at zero: | what counts is how much above it is left "
            "free. | We take it to a curve."
        )
    return (
        "This bar should end at its tick, in between. | So both sides of it count. | "
        "We take it to a curve."
    )


def read_off(target: float) -> str:
    """Return what the curve of the logarithm says, by the target."""
    if target >= 1:
        return (
            "The cost is minus its logarithm: | zero for a bar that reaches one, | "
            "growing faster the shorter it gets."
        )
    if target <= 0:
        return (
            "The cost is minus the logarithm of what is left: | zero for a bar of no "
            "length, | growing faster the longer it gets."
        )
    return (
        "Each side adds minus its logarithm, | weighted by the target: | the cost is "
        "least where the bar ends at its tick."
    )


POURED = (
    "Each of the other outputs adds its own: | drawn as areas, | they slide into one "
    "sum."
)


def spread(batch: int, size: int) -> str:
    """Return how all samples cost, at the same moment; of a batch, some are marked."""
    return (
        "Each of the {size} training samples has a cost at this moment. | Ours stands "
        "here."
        if batch in (1, size)
        else "Each of the {size} training samples has a cost at this moment. | Ours "
        "stands here, the rest of its batch beside it."
    )


MEANT = {
    "on": "Their mean is another number. | Ours lies right on it: | no more, no less.",
    "above": "Their mean is another number. | Ours lies above it: | worse than on "
    "average.",
    "below": "Their mean is another number. | Ours lies below it: | better than on "
    "average.",
}
AGAIN = {  # where the film has told of another step
    "bars": "And how wrong is that? | The bars and where they should end.",
    "bar": "And how wrong is that? | The bar and where it should end.",
    "gaps": "How far each is off | shows in the gaps, | with their signs.",
    "gap": "How far it is off | shows in the gap, | with its sign.",
    "square": "Squared, added up, | and with the factor before it: | the cost now.",
    "worst": "The output that costs most | takes its bar | to the curve.",
    "height": "The height there | is what | this output adds.",
    "sum": "The others add theirs, | and all | slide into one sum.",
    "cross-entropy": "The cross-entropy | of this sample | at this step.",
    "alone": "There is no other sample, | so the cost | is that of the whole set.",
    "all": "All {size} samples at this step: | here is ours.",
    "on": "And their mean now: | ours | lies right on it.",
    "above": "And their mean now: | ours lies above it, | worse than average.",
    "below": "And their mean now: | ours lies below it, | better than average.",
    "end": "Back to its causes, | weight | by weight.",
}


def apart(batch: int, size: int) -> str:
    """Return which of the two numbers drives the update, and which only measures."""
    if batch == size:
        return (
            "Each step here takes the whole set at once: its mean drives the update, | "
            "and measures progress, too."
        )
    if batch > 1:
        return (
            "The mean of the batch drives the update, | the mean of all only measures "
            "progress."
        )
    return (
        "The cost of this one sample drives the update, | the mean of all only "
        "measures progress."
    )


END = "Now, which weight | is to blame, | and by how much?"
