"""What is said of a cost: by the loss, by how many outputs, by what came out."""

from scenes.engine.arrays import Numbers

HALVED = (
    "Half of this area | is the squared error of this sample: "
    "| in one number, how wrong the answer is."
)
SHARED = (
    "Divided by the number of outputs, | it is the squared error of this sample: "
    "| in one number, how wrong the answer is."
)
WHOLE = (
    "This is the cross-entropy of this sample: | how wrong the whole answer is, "
    "| in one number."
)
ALONE = (
    "This training set has just one sample. | So its cost is the mean as well: "
    "| one number that drives the update and measures progress."
)


def differ(errors: Numbers) -> str:
    """Return what is said of bars, their ticks, and the way between."""
    whose = "each" if len(errors) > 1 else "its"
    asked = f"Here is the answer once more, | and where {whose} bar should end"
    if not errors.any():
        return f"{asked}: | nothing is off | at all."
    who = "each" if len(errors) > 1 else "the output"
    return f"{asked}: | so far is {who} off, | the sign says which way."


def squared(errors: Numbers) -> str:
    """Return why distances become squares."""
    twice = "the side of a square: | twice as far off counts four times as much."
    if len(errors) == 1:
        return f"The distance becomes {twice}"
    if (errors > 0).any() and (errors < 0).any():
        return (
            "Too high and too low must not cancel: | each becomes a square, "
            "| all slide into one area."
        )
    return f"Each distance becomes {twice} | All slide into one area."


def side_of(target: float) -> str:
    """Return at which end of its axis a bar should end, or between them."""
    return "one" if target >= 1 else "zero" if target <= 0 else "between"


# Which bar is asked, and what its curve says, by where it should end.
SURPRISED = {
    where: f"Here is the answer once more. | {asked} | We take it to a curve."
    for where, asked in {
        "share": "What counts is the bar of the right answer: "
        "| its share of the whole.",
        "one": "This bar should reach one: | it counts how much it has got.",
        "zero": "This bar should stay at zero: | it counts how much it leaves free.",
        "between": "This bar should end at its tick, in between. "
        "| So both sides count.",
    }.items()
}
READ_OFF = {
    "one": "The cost is minus its logarithm: | zero for a bar that reaches one, "
    "| growing faster the shorter it gets.",
    "zero": "The cost is minus the logarithm of what is left: "
    "| zero for a bar of no length, | growing faster the longer it gets.",
    "between": "Each side adds minus its logarithm, | weighted by the target: "
    "| the cost is least where the bar ends at its tick.",
}
POURED = (
    "Each of the other outputs adds its own: | drawn as areas, they slide into one sum."
)


def spread(batch: int, size: int) -> str:
    """Return how all samples cost, at the same moment; of a batch, some are marked."""
    beside = "" if batch in (1, size) else ", the rest of its batch beside it"
    return (
        "Each of the {size} training samples has a cost now. "
        f"| Ours stands here{beside}."
    )


MEASURES = "all {size} samples: measures progress"


def drives(batch: int, size: int) -> str:
    """Return what drives the update, in a few words."""
    if batch == size:
        return "one of {size}: the mean of all drives the update"
    if batch > 1:
        return "the mean of its batch of {batch} drives the update"
    return "one sample: drives the update"


LIES = {"on": "right on it", "above": "above it", "below": "below it"}


def compared(side: str, batch: int, size: int) -> str:
    """Return where ours lies, which number drives the update, which only measures."""
    mean = f"Their mean is another number: | ours lies {LIES[side]}. |"
    if batch == size:
        return (
            f"{mean} Each step takes the whole set: its mean drives the update, "
            "| and measures progress, too."
        )
    own = "This one sample" if batch == 1 else "The mean of its batch"
    return f"{mean} {own} drives the update, | the mean of all only measures progress."


AGAIN = {  # where the film has told of another step
    "gaps": "How wrong is that? | The bars, | how far each is off, | and which way.",
    "gap": "How wrong is that? | The bar, | how far it is off, | and which way.",
    "square": "Squared, added up, | and with the factor before it: | the cost now.",
    "worst": "How wrong is that? | The output that costs most | takes its bar "
    "| to the curve.",
    "height": "The height there | is what | this output adds.",
    "sum": "The others add theirs, | and all slide into one sum.",
    "cross-entropy": "The cross-entropy | of this sample | at this step.",
    "alone": "There is no other sample, | so the cost | is that of the whole set.",
    "all": "All {size} samples at this step: | here is ours.",
    **{side: f"And their mean now: | ours is {lies}." for side, lies in LIES.items()},
    "end": "Back to its causes, | weight | by weight.",
}

END = "Now, which weight | is to blame, | and by how much?"
