"""What the chapter training says, with a variant for each outcome."""

SHARE = ("samples read right, in percent", "unseen samples read right, in percent")

READS = "| At the start it reads {right} right: | only those stand out."
ASKED = {
    "unseen": "{n} pictures the network never learns from. " + READS,
    "pictures": "The {n} pictures that the network learns from. " + READS,
    "map": "Two inputs are a plane, each sample a point on it. | The stronger the "
    "colour, the larger the answer: | this is before the training.",
    "line": "One input, one answer: a curve. | Each point is a sample, "
    "| and this is what is answered before the training.",
}
ROUND = "Forward, error, backward, update, | "
OFTEN = {True: ROUND + "{steps} times over: ", False: ROUND + "a single time: "}
FELL = {
    "learned": "| the mean cost falls, and more is read right.",
    "fell": "| the mean cost falls.",
    "little": "| the mean cost falls, but most of it is still there.",
    "not": "| the mean cost does not fall. This training did not help.",
}
LEARNED = {
    (is_often, kind): often + fell
    for is_often, often in OFTEN.items()
    for kind, fell in FELL.items()
}
ON_LINE = ", class “{name}”. | Only the dashed line is right. "
HELD_OUT = {
    "late": f"This one holds out long{ON_LINE}| From step {{steps}} on it stays right.",
    "last": f"This one holds out long{ON_LINE}| At the last look it is right.",
    "wrong": f"This one is wrong most often{ON_LINE}| At the last look it still is.",
}
EACH = "Each sample asks something of a weight: | here {n}, a bar each. | "
PULLED = {
    "agreed": EACH + "All ask for one direction, so does the mean.",
    "mixed": EACH + "Ups and downs cancel: what is left is their mean.",
    "silent": "Each sample may ask something of a weight: | here {n}, a bar each. "
    "| At the start none asks anything of this one.",
}
WAYS = {"single": "one by one", "few": "batches of {n}", "all": "all {n} at once"}
PASSES = "One sample to a step, several, or all? | As many passes each. | "
FURTHEST = {
    "single": PASSES + "Here one by one came furthest: most steps.",
    "few": PASSES + "Batches came furthest here: fewer steps, but surer ones.",
    "all": PASSES + "All at once came furthest here: few steps, but sure ones.",
    "alike": PASSES + "Here it hardly makes a difference.",
    "one": "With a single sample | there is nothing to share out: "
    "| each step takes it.",
}
