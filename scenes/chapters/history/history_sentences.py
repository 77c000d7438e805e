"""What the chapter history says."""

OLD = (
    "Its pieces are old: | rates that multiply, Leibniz wrote them down; | and the "
    "walk downhill, that was Cauchy."
)
REVERSE = (
    "In Helsinki, a thesis on rounding errors turns the direction round: | from the "
    "result back, | one pass gives every rate."
)
NETWORKS = (
    "Soon after, a doctoral thesis proposes it | for learning the weights of a network."
)
LEARNED = (
    "Then three researchers show what it is good for: | units in the middle find "
    "features | that nobody gave them."
)
LINE = "Today all of that is one line of code, | and a machine fills in the rest."
WHY = (
    "Why know it, then? | Because that line never says why a network does not learn. "
    "| What you have seen here does."
)
