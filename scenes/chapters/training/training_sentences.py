"""What the chapter training says, with a variant for each outcome."""

MUCH = 0.5  # of the mean cost
LITTLE = 0.1  # of what samples ask for

READS = "| Untrained, it reads {right} right: | only those stand out."
PLANE = (
    "Two inputs are a plane, the samples points on it. | The stronger the colour, the "
    "larger the answer: | this is before the training."
)
LINE = (
    "One input, one answer: a curve. | The points are the samples, | and this is what "
    "is answered before the training."
)


def asked(*, is_unseen: bool, kind: str) -> str:
    """Return what the samples are that are asked, and that nothing is learned yet."""
    if kind != "pictures":
        return PLANE if kind == "plane" else LINE
    if is_unseen:
        return f"{{n}} pictures the network never learns from. {READS}"
    return f"The {{n}} pictures that the network learns from. {READS}"


ROUND = "Forward, error, backward, update, | {steps} times over"
LEARNED = {
    "pictures": (f"{ROUND}. | What is read right stands out.",) * 2,
    "plane": (
        f"{ROUND}: | the border moves.",
        f"{ROUND}: | the border moves to where it costs less.",
    ),
    "line": (
        f"{ROUND}: | step by step the curve bends.",
        f"{ROUND}: | step by step the curve bends into place.",
    ),
}


def learned(kind: str, fell: float) -> str:
    """Return that steps are repeated, and what is seen, by the share of cost gone."""
    return LEARNED[kind][fell > 0 if kind == "plane" else fell >= MUCH]


NEVER_READ = (
    "This one is never read right, a “{name}”. | We ask again and again, | and each "
    "time it is taken for something else."
)
NEVER_SAFE = (
    "This one is never safe, a “{name}”. | We ask again and again, | and in the end "
    "it is still wrong."
)
NEVER_RIGHT = (
    "This sample is never right, class “{name}”. | Open circles are wrong, | and all "
    "of them are open."
)
LAST_WRONG = (
    "This sample is never safe, class “{name}”. | Open circles are wrong, | and so is "
    "the last one."
)
LONGEST = "This one holds out longest, a “{name}”: | "
WAVERS, TAKEN = "now right, now wrong again; | ", "look after look something else; | "
OPEN = "This sample holds out longest, class “{name}”. | Open circles are wrong: | "


def held_out(ended: str, *, kind: str, is_wavering: bool) -> str:
    """Return what became of the sample that was wrong for longest.

    Right from a look on (late), at the last one (last), wrong at the end (wrong), or at
    every look (never). It wavers if it was right before it was wrong once more.
    """
    is_picture = kind == "pictures"
    begin = LONGEST + (WAVERS if is_wavering else TAKEN) if is_picture else OPEN
    last = "only at the last look it is right."
    if is_wavering:
        last = "right once more at the last look."
    return {
        "late": begin + "only after {steps} steps it stays right.",
        "last": begin + last,
        "never": NEVER_READ if is_picture else NEVER_RIGHT,
        "wrong": NEVER_SAFE if is_picture else LAST_WRONG,
    }[ended]


CURVE = "The mean cost of all samples as a curve: | "
TWO = "Two curves tell it: | the mean cost falls, "
BETTER = "and more is read right than before."


def measured(fell: float, *, is_early: bool, is_better: bool) -> str:
    """Return how the mean cost went, by the share of it that is gone.

    It may fall early, and more may be read right at the end than at the start.
    """
    if fell <= 0:
        return CURVE + "it did not fall. | This training did not help."
    if fell < MUCH:
        return CURVE + "it falls, | but most of it is still there."
    if is_better:
        how = "fast at first, then slowly, | " if is_early else "bit by bit, | "
        return TWO + how + BETTER
    how = "fast at first, | then slowly." if is_early else "| bit by bit."
    return f"{CURVE}it falls, {how}"


ONE = "With a single sample | there is nothing to share out: | each step takes it."
ELSE = "Each sample asks something else of a weight: | here {n}, a bar each. | "


def pulled(case: str, left: float) -> str:
    """Return how the samples of a batch pull at one weight, and what is left of it.

    ``left`` is the size of their mean as a share of the mean of their sizes.
    """
    if case in ("opposed", "mixed"):
        if left < LITTLE:
            return ELSE + "Ups and downs cancel: little is left in their mean."
        if left < 1 - LITTLE:
            return ELSE + "Ups and downs cancel in part: their mean is left."
        return ELSE + "Few ask for the opposite: nearly all is left in their mean."
    if case == "agreed":
        return (
            ELSE.replace(" else", "") + "All ask for one direction, so does the mean."
        )
    return ELSE.replace("asks something else", "may ask something") + (
        "At the start none asks anything of this one."
    )


def shared_out(best: str, *, has_batches: bool) -> str:
    """Return which way of sharing out came furthest in as many passes."""
    begin = "One by one, or all at once: | as many passes each. | "
    if has_batches:
        begin = "One by one, in batches, all at once: | as many passes each. | "
    return {
        "single": begin + "Here one by one came furthest: most steps.",
        "few": begin + "Batches came furthest here: fewer steps, but surer ones.",
        "all": begin + "All at once came furthest here: few steps, but sure ones.",
        "alike": begin + "Here it hardly makes a difference.",
    }[best]
