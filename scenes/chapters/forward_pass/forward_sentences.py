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
# By whether the layer has one unit, then: all pixels, some inputs, or a single one.
KNOWN = {
    False: (
        "{inputs} pixels have become {units} numbers. | The network will see nothing "
        "else.",
        "{inputs} inputs have become {units} numbers. | The network will see nothing "
        "else.",
        "One input has become {units} numbers. | The network will see nothing else.",
    ),
    True: (
        "{inputs} pixels have become one number. | The network will see nothing else.",
        "{inputs} inputs have become one number. | The network will see nothing else.",
        "The input has become another number. | The network will see nothing else.",
    ),
}


def known(sizes: Sequence[int], *, is_picture: bool) -> str:
    """Return what the first layer has made of the inputs."""
    if len(sizes) == 2:
        return (
            "The first layer is known. | It is the last one, too: what it holds is the "
            "network's answer."
        )
    return KNOWN[sizes[1] == 1][0 if is_picture else 1 if sizes[0] > 1 else 2]


def sent(sums: Numbers) -> str:
    """Return how what all units hand on adds up, by its signs."""
    if not sums.any():
        return (
            "The next layer does the same: | weight times activation, | and what "
            "arrives is zero."
        )
    if not (sums < 0).any():
        return (
            "The next layer does the same: | weight times activation, added up: | the "
            "ring closes as the sum grows."
        )
    return (
        "The next layer does the same: | weight times activation, added up: | "
        "clockwise above zero, dashed the other way below."
        if (sums > 0).any()
        else "The next layer does the same: | weight times activation, added up: | "
        "dashed and backwards, because it is below zero."
    )


def bent(sums: Numbers, activations: Numbers) -> str:
    """Return what bias and activation function make of the sums of a layer."""
    several = len(sums) > 1
    if (activations == sums).all():
        return (
            "With the bias on top each sum is complete. | Here the curve changes "
            "nothing: | each is handed back as it is."
            if several
            else "With the bias on top the sum is complete. | Here the curve changes "
            "nothing: | it is handed back as it is."
        )
    if ((activations == 0) & (sums < 0)).any():
        return (
            "With the bias on top each sum is complete. | One curve lifts it to its "
            "activation: | where that is zero, the unit stays silent."
            if several
            else "With the bias on top the sum is complete. | The curve takes it to "
            "its activation. | That is zero: the unit stays silent."
        )
    return (
        "With the bias on top each sum is complete. | One curve lifts it to its "
        "activation, | and that fills the unit."
        if several
        else "With the bias on top the sum is complete. | The curve lifts it to its "
        "activation, | and that fills the unit."
    )


# How the pass arrives at the outputs, by whether their sums are weighed together.
REACHED = {
    False: "Once more: | multiply, add, bend. | What the last layer holds is the "
    "network's answer.",
    True: "Once more: | multiply and add. | Then softmax weighs the sums against each "
    "other.",
}


def shown(values: Numbers, *, is_point: bool) -> str:
    """Return how the answer is laid out, by what the outputs are."""
    if is_point:
        return (
            "This sample is one point of the data. | At its place | the network "
            "answers this value."
        )
    if (values < 0).any() or (values > 1).any():
        return (
            "What does that say? | Every output gets a bar, as long as its value."
            if len(values) > 1
            else "What does that say? | The output gets a bar, as long as its value."
        )
    return (
        "What does that say? | Every output gets a bar, from zero to one."
        if len(values) > 1
        else "What does that say? | The output gets a bar, from zero to one."
    )


def judged(
    read: int | None, right: int | None, outputs: int
) -> tuple[str, Mapping[str, str]]:
    """Return how the answer is read, and whether it is right, with paths of names."""
    if read is None:
        return (
            "And what would have been right? | The ticks show where the bars should "
            "end."
            if outputs > 1
            else "And what would have been right? | The tick shows where the bar "
            "should end."
        ), {}
    names = {"read": f"data.classes[{read}]"}
    if read == right:
        return (
            "The largest output wins: | the network reads {read}. | And that is "
            "right: this bar should reach one, the others zero."
            if outputs > 1
            else "The bar ends on this side: | the network reads {read}. | And that is "
            "right."
        ), names
    return (
        "The largest output wins: | the network reads {read}. | But the truth is "
        "{right}: this bar should reach one, the others zero."
        if outputs > 1
        else "The bar ends on this side: | the network reads {read}. | But the truth "
        "is {right}."
    ), {**names, "right": f"data.classes[{right}]"}


def judged_again(read: int | None, right: int | None) -> str:
    """Return how the answer is read where the film has told of another step."""
    return AGAIN["targets" if read is None else "right" if read == right else "wrong"]


def closing(*, is_right: bool) -> str:
    """Return the last sentence, which asks for the measure of the error."""
    return (
        "From input to answer: | that is the forward pass. | Right, but how sure?"
        if is_right
        else "From input to answer: | that is the forward pass. | But how wrong is it?"
    )
