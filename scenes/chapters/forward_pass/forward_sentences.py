"""What is said of the pass and of the answer, by what comes out and of how many."""

from collections.abc import Mapping, Sequence

from scenes.engine.arrays import Numbers

SHARED = (
    "With the bias on top each sum is complete. | Softmax weighs them against each "
    "other: | each output gets its share of one whole."
)
WHOLE = "Laid end to end | they fill exactly one: that is what softmax does."
RUN_ON = (
    "And what comes out here | feeds the next layer, | and so on, one after the other."
)
AGAIN = {  # where the film has told of another step
    "known": "The first layer is known: | this is what it holds now.",
    "run on": "The others follow, | each out of the one before, | up to the answer.",
    "last": "The last layer follows, | out of this one, | and that is the answer.",
    "bars": "What is the answer at this step? | We read it | off the bars.",
    "bar": "What is the answer at this step? | We read it | off the bar.",
    "right": "Now it reads {read}, | and that | is right.",
    "wrong": "Now it reads {read}. | The truth, though, | is {right}.",
    "targets": "And beside it | stands what | would be right.",
    "end": "That is the answer now. | And how far off | is it?",
}
NOTHING_ELSE = "The network sees nothing else."


def known(sizes: Sequence[int], *, is_picture: bool) -> str:
    """Return what the first layer has made of the inputs."""
    if len(sizes) == 2:
        return (
            "The first layer is known. "
            "| It is the last one, too: what it holds is the network's answer."
        )
    if sizes[0] == sizes[1] == 1:
        return f"The input | has become another number. {NOTHING_ELSE}"
    several = "{inputs} pixels | have" if is_picture else "{inputs} inputs | have"
    who = several if sizes[0] > 1 else "One input | has"
    what = "one number" if sizes[1] == 1 else "{units} numbers"
    return f"{who} become {what}. {NOTHING_ELSE}"


def sent(sums: Numbers) -> str:
    """Return how what all units hand on adds up, by its signs."""
    same = "The next layer does the same: | weight times activation,"
    if not sums.any():
        return f"{same} | and what arrives is zero."
    if not (sums < 0).any():
        return f"{same} added up: | the ring closes as the sum grows."
    if not (sums > 0).any():
        return f"{same} added up: | dashed and backwards, because it is below zero."
    ring = "the ring turns clockwise above zero, dashed the other way below."
    return f"{same} added up: | {ring}"


def bent(sums: Numbers, activations: Numbers) -> str:
    """Return what bias and activation function make of the sums of a layer."""
    each, it, curve = (
        ("each sum", "each", "One") if len(sums) > 1 else ("the sum", "it", "The")
    )
    whole = f"With the bias on top {each} is complete. |"
    if (activations == sums).all():
        return (
            f"{whole} Here the curve changes nothing: | {it} is handed back as it is."
        )
    lifts = f"{whole} {curve} curve lifts it to its activation"
    if not ((activations == 0) & (sums < 0)).any():
        return f"{lifts}, | and that fills the unit."
    zero = "where that is zero" if len(sums) > 1 else "that is zero"
    return f"{lifts}: | {zero}, the unit stays silent."


# How the pass arrives at the outputs, by whether their sums are weighed together.
REACHED = {
    False: "Once more: | multiply, add, bend. "
    "| What the last layer holds is the network's answer.",
    True: "Once more: | multiply and add. "
    "| Then softmax weighs the sums against each other.",
}


def shown(values: Numbers, *, is_point: bool) -> str:
    """Return how the answer is laid out, by what the outputs are."""
    if is_point:
        return (
            "This sample is one point of the data. "
            "| At its place | the network answers this value."
        )
    who = "Every" if len(values) > 1 else "The"
    is_share = (values >= 0).all() and (values <= 1).all()
    long = "from zero to one" if is_share else "as long as its value"
    return f"{who} output gets a bar, | {long}."


def judged(
    read: int | None, right: int | None, outputs: int
) -> tuple[str, Mapping[str, str]]:
    """Return how the answer is read, and whether it is right, with paths of names."""
    several = outputs > 1
    if read is None:
        ends = "ticks show where the bars" if several else "tick shows where the bar"
        return f"And what would have been right? | The {ends} should end.", {}
    who = "The largest wins" if several else "The bar ends on this side"
    reads = f"{who}: | the network reads {{read}}. |"
    ends = ": | its bar should reach one, the rest zero." if several else "."
    names = {"read": f"data.classes[{read}]"}
    if read == right:
        return f"{reads} And that is right{ends}", names
    names |= {"right": f"data.classes[{right}]"}
    return f"{reads} The truth is {{right}}{ends}", names


def judged_again(read: int | None, right: int | None) -> str:
    """Return how the answer is read where the film has told of another step."""
    return AGAIN["targets" if read is None else "right" if read == right else "wrong"]


def closing(*, is_right: bool) -> str:
    """Return the last sentence, which asks for the measure of the error."""
    asks = "Right, but | how sure?" if is_right else "But how wrong | is the answer?"
    return f"That is the forward pass. | {asks}"
