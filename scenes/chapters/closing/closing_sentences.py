"""What the chapter closing says, by what has come of the training."""

ONCE_MORE = "The sample of our first step once more, | in the network as it was; | "
BEGIN = {
    True: ONCE_MORE + "beside it, {steps} steps later.",
    False: ONCE_MORE + "beside it, one step later.",
}
BOTH = "Same inputs, one scale for both. | "
ANSWER = {
    "right now": BOTH + "Then it read {before}; | now {now}, and that is right.",
    "still right": BOTH + "Then it read {right}; | it still does, rightly.",
    "still wrong": BOTH
    + "{right} would be right; | then it read {now}, and it still does.",
    "other wrong": BOTH
    + "{right} would be right; | then it read {before}, and now {now}.",
    "lost": BOTH + "Then it read {right}, rightly; | now {now}: this one it has lost.",
    "closer": BOTH + "What comes out | is now closer to what would be right.",
    "farther": BOTH + "What comes out | is now farther from what would be right.",
    "same": BOTH + "What comes out | is what it was.",
}
DOWN = "And all samples together? | Their mean cost has gone down, | "
UP = "And all samples together? | Their mean cost has not gone down, | "
NUMBERS = {
    "learned": DOWN + "and more are read right.",
    "cheaper": DOWN + "but no more are read right.",
    "dearer": UP + "though more are read right.",
    "nothing": UP + "and no more are read right.",
    "down": "And all samples together? | Their mean cost | has gone down.",
    "not down": "And all samples together? | Their mean cost | has not gone down: "
    "this network did not learn.",
    "its own down": "And its cost? | Before | and after: it has gone down.",
    "its own not down": "And its cost? | Before | and after: it has not gone down.",
}
ROUND = "Forward, error, backward, update, | "
DIALS = {
    "many": ROUND + "{steps} times over: | this is how far all {count} dials turned.",
    "one": ROUND + "a single time: | this is how far all {count} dials turned.",
    "none": ROUND + "and yet: | of {count} dials, none has moved at all.",
}
END = {
    True: "Nobody wrote this program. | It came step by step: | "
    "backpropagation at work.",
    False: "Nobody wrote this program, | and nothing in it | has changed yet.",
}
