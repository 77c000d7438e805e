"""What the chapter training says, with a variant for each outcome."""


def asked(*, is_unseen: bool, kind: str) -> str:
    """Return what the samples are that are asked, and that nothing is learned yet."""
    if kind == "pictures":
        return (
            "{n} pictures that the network never learns from. | Before its training it "
            "reads {right} of them right: | only those are bright."
            if is_unseen
            else "The {n} pictures that the network learns from. | Before its training "
            "it reads {right} of them right: | only those are bright."
        )
    if kind == "plane":
        return (
            "Two inputs are a plane, the samples points on it. | How bright it is says "
            "what is answered there: | this is before the training."
        )
    return (
        "One input, one answer: a curve. | The points are the samples, | and this is "
        "what is answered before the training."
    )


def learned(kind: str) -> str:
    """Return that the steps are repeated, and what is seen meanwhile."""
    if kind == "pictures":
        return (
            "Forward, error, backward, update, | {steps} times over. | What is read "
            "right lights up."
        )
    if kind == "plane":
        return (
            "Forward, error, backward, update, | {steps} times over: | the border "
            "moves to where it costs less."
        )
    return (
        "Forward, error, backward, update, | {steps} times over: | step by step the "
        "curve bends into place."
    )


def held_out(ended: str, *, kind: str) -> str:
    """Return what became of the sample that was wrong for longest: late, last, wrong.

    It is right from a look on, at the last one alone, or never for good.
    """
    pictured, plotted = {
        "late": (
            "This one holds out longest, a “{name}”. | Look after look it is taken for "
            "something else: | only after {steps} steps it stays right.",
            "This sample holds out longest, class “{name}”. | Open circles are wrong "
            "looks: | only after {steps} steps it stays right.",
        ),
        "last": (
            "This one holds out longest, a “{name}”. | Look after look it is taken for "
            "something else; | at the last one it is right.",
            "This sample holds out longest, class “{name}”. | Open circles are wrong "
            "looks; | at the last one it is right.",
        ),
        "wrong": (
            "This one is never safe, a “{name}”. | Look after look it is taken for "
            "this and that, | and in the end it is still wrong.",
            "This sample is never safe, class “{name}”. | Open circles are wrong "
            "looks, | and so is the last one.",
        ),
    }[ended]
    return pictured if kind == "pictures" else plotted


def measured(*, fell: float, has_classes: bool) -> str:
    """Return how the mean cost went, by the share of it that is gone."""
    if fell <= 0:
        return (
            "The mean cost of all samples as a curve: | it did not fall. | This "
            "training did not help."
        )
    if fell < 0.5:
        return (
            "The mean cost of all samples as a curve: | it falls, | but most of it is "
            "still there."
        )
    return (
        "The same as two curves: | the mean cost falls, fast at first, then slowly, | "
        "and ever more is read right."
        if has_classes
        else "The mean cost of all samples as a curve: | it falls, fast at first, | "
        "then slowly."
    )


ONE = "With a single sample | there is nothing to share out: | each step takes it."


def pulled(case: str) -> str:
    """Return how the samples of a batch pull at one weight."""
    if case == "opposed":
        return (
            "Each sample asks something else of a weight: | here {n} of them, one bar "
            "each. | Ups and downs cancel: little is left of them in their mean."
        )
    if case == "mixed":
        return (
            "Each sample asks something else of a weight: | here {n} of them, one bar "
            "each. | Ups and downs cancel in part: what is left is their mean."
        )
    if case == "agreed":
        return (
            "Each sample asks something of a weight: | here {n} of them, one bar each. "
            "| All ask for the same direction: their mean is as clear as they are."
        )
    return (
        "Each sample may ask something of a weight: | here {n} of them, one bar each. "
        "| At the start none asks anything of this one."
    )


def shared_out(best: str) -> str:
    """Return which way of sharing out came furthest in as many passes."""
    begin = "One by one, in batches, all at once: | equally often through the set. | "
    return {
        "single": begin + "One by one came furthest here: it makes the most steps.",
        "few": begin + "Batches came furthest here: fewer steps, but surer ones.",
        "all": begin + "All at once came furthest here: few steps, but sure ones.",
        "alike": begin + "Here it hardly makes a difference.",
    }[best]
