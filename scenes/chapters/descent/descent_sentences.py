"""What the chapter descent says, with a variant for each outcome."""

NEARLY_ALL = 0.995

FOG = (
    "All {n} parameters together are one place in a landscape, | its height the mean "
    "cost. | We stand in fog: only what is underfoot is seen."
)
SLOPE = (
    "The gradient is the slope underfoot: | backpropagation finds it, no more. | "
    "Descent turns round and walks, | step after step."
)
LEVEL = (
    "The gradient is the slope underfoot: here it is level. | No way leads down, and "
    "the walk stays where it is."
)


def lifted(explained: float) -> str:
    """Return how much of the way the plane holds, by its share."""
    if explained >= NEARLY_ALL:
        return (
            "The fog lifts: we see two directions, of {n}. | Nearly all of the way "
            "lies in this plane: | the stronger the colour, the higher."
        )
    if explained >= 0.5:
        return (
            "The fog lifts: we see two directions, of {n}. | {part} percent of the way "
            "lie in this plane: | the stronger the colour, the higher."
        )
    return (
        "The fog lifts: we see two directions, of {n}. | Only {part} percent of the "
        "way lie in this plane: | the stronger the colour, the higher."
    )


def sideways(*, fell: bool) -> str:
    """Return what the walk came to, seen from the side."""
    return (
        "From the side it has hills and valleys. | From up here | down to there: that "
        "was the training."
        if fell
        else "From the side it has hills and valleys. | From here | to there: this "
        "training did not lead down."
    )


def raced(small: str, large: str) -> str:
    """Return what came of a small and of a large rate: crawled, came; left, jumped."""
    begin = "Three walkers, one start, three learning rates. | "
    return {
        ("crawled", "left"): begin + "The small one crawls, | the large one jumps off "
        "the map.",
        ("crawled", "jumped"): begin + "The small one crawls, | the large one jumps "
        "about and finds no way down.",
        ("crawled", "came"): begin + "The small one crawls, | even the large one comes "
        "down.",
        ("came", "left"): begin + "Even the small one comes down, | the large one "
        "jumps off the map.",
        ("came", "jumped"): begin + "Even the small one comes down, | the large one "
        "jumps about and finds no way.",
        ("came", "came"): begin + "Even the small one comes down, | and so does the "
        "large one.",
    }[small, large]


def arrived(best: int) -> str:
    """Return which walker came furthest down: the small rate, the run's, the large."""
    return (
        "Furthest down came the smallest rate: | patience pays here.",
        "Furthest down came the rate of this training: | neither timid nor wild.",
        "Furthest down came the largest rate: | boldness pays here.",
    )[best]
