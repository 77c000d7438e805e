"""What the chapter training says, with a variant for each outcome."""

from collections.abc import Sequence

MUCH = 0.5  # of the mean cost
LITTLE = 0.1  # of what samples ask for
ALIKE = 0.05  # of the largest cost: what differs by less came as far

COST, COUNTED = "mean cost over the training set", "passes over the set"
SHARE = ("samples read right, in percent", "unseen samples read right, in percent")

READS = "| At the start it reads {right} right: | only those stand out."
ASKED = {
    "plane": "Two inputs are a plane, each sample a point on it. | The stronger the "
    "colour, the larger the answer: | this is before the training.",
    "line": "One input, one answer: a curve. | Each point is a sample, | and this is "
    "what is answered before the training.",
    "pictures": f"The {{n}} pictures that the network learns from. {READS}",
}
UNSEEN = f"{{n}} pictures the network never learns from. {READS}"


def asked(*, is_unseen: bool, kind: str) -> str:
    """Return what the samples are that are asked, and that nothing is learned yet."""
    return UNSEEN if is_unseen and kind == "pictures" else ASKED[kind]


ROUND = "Forward, error, backward, update, | "
OFTEN = ("{steps} times over", "a single time")
LEARNED = {
    "pictures": ("{often}. | What is read right stands out.",) * 2,
    "plane": (
        "{often}: | the border moves.",
        "{often}: | the border moves to where it costs less.",
    ),
    "line": ("{often}: | the curve moves.", "{often}: | the curve comes closer."),
}


def learned(kind: str, fell: float, *, steps: int) -> str:
    """Return that steps are repeated, and what is seen, by the share of cost gone."""
    seen = LEARNED[kind][fell > 0 if kind == "plane" else fell >= MUCH]
    return ROUND + seen.replace("{often}", OFTEN[steps == 1])


LONGEST = "This one holds out longest, a “{name}”: | "
TAKEN = ("look after look something else; | ", "now right, now wrong again; | ")
OPEN = "This sample holds out longest, class “{name}”. | Open circles are wrong: | "
AGAIN = "This one is never {how}, a “{{name}}”. | We ask again and again, | and "
CIRCLES = "This sample is never {how}, class “{{name}}”. | Open circles are wrong, | "
AT_LAST = ("only at the last look it is right.", "right once more at the last look.")
NOT_HELD = {  # a picture, or a point
    ("never", True): AGAIN.format(how="read right")
    + "each time it is taken for something else.",
    ("never", False): CIRCLES.format(how="right") + "and all of them are open.",
    ("wrong", True): AGAIN.format(how="safe") + "in the end it is still wrong.",
    ("wrong", False): CIRCLES.format(how="safe") + "and so is the last one.",
}


def held_out(ended: str, *, kind: str, is_wavering: bool) -> str:
    """Return what became of the sample that was wrong for longest.

    Right from a look on (late), at the last one (last), wrong at the end (wrong), or at
    every look (never). It wavers if it was right before it was wrong once more.
    """
    is_picture = kind == "pictures"
    if ended in ("never", "wrong"):
        return NOT_HELD[ended, is_picture]
    end = "only after step {steps} it stays right."
    end = AT_LAST[is_wavering] if ended == "last" else end
    return (LONGEST + TAKEN[is_wavering] if is_picture else OPEN) + end


CURVE = "The mean cost of all samples as a curve: | "
HOW = ("| bit by bit.", "fast at first, | then slowly.")
TWO = "Two curves tell it: | the mean cost falls, {how}, | and more is read right"
HOW_OF_TWO = ("bit by bit", "fast at first, then slowly")


def measured(fell: float, *, is_early: bool, is_better: bool) -> str:
    """Return how the mean cost went, by the share of it that is gone.

    It may fall early, and more may be read right at the end than at the start.
    """
    if fell <= 0:
        return CURVE + "it did not fall. | This training did not help."
    if fell < MUCH:
        return CURVE + "it falls, | but most of it is still there."
    if is_better:
        return TWO.format(how=HOW_OF_TWO[is_early]) + " than before."
    return f"{CURVE}it falls, {HOW[is_early]}"


ONE = "With a single sample | there is nothing to share out: | each step takes it."
ELSE = "Each sample asks something else of a weight: | here {n}, a bar each. | "
PULLED = {
    "agreed": ELSE.replace(" else", "")
    + "All ask for one direction, so does the mean.",
    "silent": ELSE.replace("asks something else", "may ask something")
    + "At the start none asks anything of this one.",
    "little": ELSE + "Ups and downs cancel: little is left in their mean.",
    "part": ELSE + "Ups and downs cancel in part: their mean is left.",
    "most": ELSE + "Few ask for the opposite: nearly all is left in their mean.",
}


def pulled(case: str, left: float) -> str:
    """Return how the samples of a batch pull at one weight, and what is left of it.

    ``left`` is the size of their mean as a share of the mean of their sizes.
    """
    much = "little" if left < LITTLE else "part" if left < 1 - LITTLE else "most"
    return PULLED.get(case, PULLED[much])


WAYS = {"single": "one by one", "few": "batches of {n}", "all": "all {n} at once"}
PASSES = (
    "One by one, or all at once: | as many passes each. | ",
    "One by one, in batches, all at once: | as many passes each. | ",
)
FURTHEST = {
    "single": "Here one by one came furthest: most steps.",
    "few": "Batches came furthest here: fewer steps, but surer ones.",
    "all": "All at once came furthest here: few steps, but sure ones.",
    "alike": "Here it hardly makes a difference.",
}


def way(size: int, everyone: int) -> str:
    """Return what steps of so many samples are, of so many that there are."""
    return "single" if size == 1 else "all" if size == everyone else "few"


def shared_out(sizes: Sequence[int], ends: Sequence[float], everyone: int) -> str:
    """Return which way of sharing out came furthest in as many passes, by its cost."""
    least, size = min(zip(ends, sizes, strict=True))
    best = "alike" if max(ends) - least < ALIKE * max(ends) else way(size, everyone)
    return PASSES[len(sizes) > 2] + FURTHEST[best]
