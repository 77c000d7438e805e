"""What the chapter training says, with a variant for each outcome."""

MUCH = 0.5  # of the mean cost
LITTLE = 0.1  # of what samples ask for


def asked(*, is_unseen: bool, kind: str) -> str:
    """Return what the samples are that are asked, and that nothing is learned yet."""
    if kind == "pictures":
        return (
            "{n} pictures that the network never learns from. | Before its training it "
            "reads {right} of them right: | only those stand out."
            if is_unseen
            else "The {n} pictures that the network learns from. | Before its training "
            "it reads {right} of them right: | only those stand out."
        )
    if kind == "plane":
        return (
            "Two inputs are a plane, the samples points on it. | The stronger the "
            "colour, the larger the answer: | this is before the training."
        )
    return (
        "One input, one answer: a curve. | The points are the samples, | and this is "
        "what is answered before the training."
    )


def learned(kind: str, fell: float) -> str:
    """Return that steps are repeated, and what is seen, by the share of cost gone."""
    if kind == "pictures":
        return (
            "Forward, error, backward, update, | {steps} times over. | What is read "
            "right stands out."
        )
    begin = "Forward, error, backward, update, | {steps} times over: | "
    if kind == "plane":
        return begin + (
            "the border moves to where it costs less."
            if fell > 0
            else "the border moves."
        )
    return begin + (
        "step by step the curve bends into place."
        if fell >= MUCH
        else "step by step the curve bends."
    )


NEVER_READ = (
    "This one is never read right, a “{name}”. | We ask again and again, | and each "
    "time it is taken for something else."
)


NEVER_RIGHT = (
    "This sample is never right, class “{name}”. | Open circles are wrong, | and all "
    "of them are open."
)


def held_out(ended: str, *, kind: str, is_wavering: bool) -> str:
    """Return what became of the sample that was wrong for longest.

    Right from a look on (late), at the last one (last), wrong at the end (wrong), or at
    every look (never). It wavers if it was right before it was wrong once more.
    """
    if kind == "pictures":
        begin = "This one holds out longest, a “{name}”. | "
        begin += (
            "Now and again it is read right, then wrong again: | "
            if is_wavering
            else "Look after look it is taken for something else: | "
        )
        return {
            "late": begin + "only after {steps} steps it stays right.",
            "last": begin
            + (
                "right once more at the last look."
                if is_wavering
                else "only at the last one it is right."
            ),
            "never": NEVER_READ,
            "wrong": "This one is never safe, a “{name}”. | We ask again and again, | "
            "and in the end it is still wrong.",
        }[ended]
    begin = (
        "This sample holds out longest, class “{name}”. | Open circles are wrong: | "
    )
    return {
        "late": begin + "only after {steps} steps it stays right.",
        "last": begin
        + (
            "at the last look it is right again."
            if is_wavering
            else "only at the last look it is right."
        ),
        "never": NEVER_RIGHT,
        "wrong": "This sample is never safe, class “{name}”. | Open circles are wrong, "
        "| and so is the last one.",
    }[ended]


def measured(fell: float, *, is_early: bool, is_better: bool) -> str:
    """Return how the mean cost went, by the share of it that is gone.

    It may fall early, and more may be read right at the end than at the start.
    """
    begin = "The mean cost of all samples as a curve: | "
    if fell <= 0:
        return begin + "it did not fall. | This training did not help."
    if fell < MUCH:
        return begin + "it falls, | but most of it is still there."
    if is_better:
        return (
            "Two curves tell it: | the mean cost falls, fast at first, then "
            "slowly, | and more is read right than before."
            if is_early
            else "Two curves tell it: | the mean cost falls, bit by bit, | and "
            "more is read right than before."
        )
    return begin + (
        "it falls, fast at first, | then slowly."
        if is_early
        else "it falls, | bit by bit."
    )


ONE = "With a single sample | there is nothing to share out: | each step takes it."


def pulled(case: str, left: float) -> str:
    """Return how the samples of a batch pull at one weight, and what is left of it.

    ``left`` is the size of their mean as a share of the mean of their sizes.
    """
    if case in ("opposed", "mixed"):
        begin = (
            "Each sample asks something else of a weight: | here {n} of them, one bar "
            "each. | "
        )
        if left < LITTLE:
            return begin + "Ups and downs cancel: little is left of them in their mean."
        if left < 1 - LITTLE:
            return begin + "Ups and downs cancel in part: a part is left as their mean."
        return begin + "Few ask for the opposite: nearly all is left in their mean."
    if case == "agreed":
        return (
            "Each sample asks something of a weight: | here {n} of them, one bar each. "
            "| All ask for the same direction: their mean is as clear as they are."
        )
    return (
        "Each sample may ask something of a weight: | here {n} of them, one bar each. "
        "| At the start none asks anything of this one."
    )


def shared_out(best: str, *, has_batches: bool) -> str:
    """Return which way of sharing out came furthest in as many passes."""
    begin = "One by one, or all at once: | equally often through the set. | "
    if has_batches:
        begin = (
            "One by one, in batches, all at once: | equally often through the set. | "
        )
    return {
        "single": begin + "One by one came furthest here: it makes the most steps.",
        "few": begin + "Batches came furthest here: fewer steps, but surer ones.",
        "all": begin + "All at once came furthest here: few steps, but sure ones.",
        "alike": begin + "Here it hardly makes a difference.",
    }[best]
