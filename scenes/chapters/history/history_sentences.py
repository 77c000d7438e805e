"""What the chapter history says."""

REVERSE = (
    "In Helsinki, a thesis on rounding errors goes | from the result back: | one pass "
    "gives every rate."
)
NETWORKS = "Soon a doctoral thesis proposes it | for the weights of a network."
LEARNED = (
    "Three researchers then show what it is good for: | units in the middle find "
    "features | that nobody gave them."
)
LINE = "Today all of that is one line of code, | and a machine fills in the rest."
WHY = (
    "Why know it, then? | That line never says why a network does not learn. | What "
    "you have seen inside this one does."
)
