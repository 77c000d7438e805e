"""What is said of the pass and of the answer, by what comes out and of how many."""

from collections.abc import Mapping, Sequence

from scenes.engine.arrays import Numbers

SENT = (
    "The next layer does the same: | weight times activation, added up: "
    "| the ring turns clockwise above zero, dashed the other way below."
)
BENT = {  # what becomes of a complete sum
    "same": "Here the curve changes nothing: | it hands back what it is given.",
    "filled": "The curve lifts it to its activation, | and that fills the unit.",
    "silent": "The curve lifts it to its activation: "
    "| where that is zero, the unit stays silent.",
    "shared": "Softmax weighs it against the others: "
    "| each output gets its share of one whole.",
}
WHOLE = "Laid end to end | they fill exactly one: that is what softmax does."
ON = {  # to the last layer, by whether its sums are weighed together
    False: "On to the last layer: | multiply, add, bend. "
    "| What it holds is the network's answer.",
    True: "On to the last layer: | multiply and add. "
    "| Then softmax weighs the sums against each other.",
}
SHOWN = {  # how the answer is laid out, by whether it is a point of the data
    False: "The answer is drawn as length, beside the sample: "
    "| the lines stand at zero and at one.",
    True: "This sample is one point of the data. "
    "| At its place | the network answers this value.",
}
UNNAMED = "And what would have been right? | A tick | shows where a bar should end."
END = {  # by whether the answer is right
    True: "That is the forward pass. | Right, but | how sure?",
    False: "That is the forward pass. | But how wrong | is the answer?",
}
AGAIN = {  # where the film has told of another step
    "known": "The first layer is known: | this is what it holds now.",
    "on": "The rest follows, | layer by layer, | up to the answer.",
    "shown": "What is the answer | at this step? | We read it off.",
    "read": "Now it reads {read}. | The truth | is {right}.",
    "unnamed": "And beside it | stands what | would be right.",
    "end": "That is the answer now. | And how far off | is it?",
}


def known(sizes: Sequence[int]) -> str:
    """Return what there is of the first layer, and for whom."""
    if len(sizes) == 2:
        return (
            "The first layer is known. "
            "| It is the last one, too: what it holds is the network's answer."
        )
    what = "This one number is" if sizes[1] == 1 else "These {units} numbers are"
    return (
        f"The first layer is known. | {what} all the next one will see of the sample."
    )


def bent(sums: Numbers, activations: Numbers, *, is_joint: bool) -> str:
    """Return what bias and activation function make of the sums of a layer."""
    is_silent = bool(((activations == 0) & (sums < 0)).any())
    case = (
        "same" if (activations == sums).all() else "silent" if is_silent else "filled"
    )
    whose = "each" if len(sums) > 1 else "the"
    becomes = BENT["shared" if is_joint else case]
    return f"With the bias on top {whose} sum is complete. | {becomes}"


def judged(
    read: int | None, right: int | None, outputs: int
) -> tuple[str, Mapping[str, str]]:
    """Return how the answer is read, and whether it is right, with paths of names."""
    if read is None:
        return UNNAMED, {}
    who = "The largest wins" if outputs > 1 else "The bar ends on this side"
    verdict = "And that is right" if read == right else "The truth is {right}"
    ends = "| its bar should reach one, the rest zero."
    ends = ends if outputs > 1 else "a tick shows where the bar should end."
    names = {"read": f"data.classes[{read}]", "right": f"data.classes[{right}]"}
    return f"{who}: | the network reads {{read}}. | {verdict}: {ends}", names
